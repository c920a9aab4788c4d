//! Units of time for velocities.

/// The unit of time of a velocity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// One day.
    Day,
    /// 7 days.
    Week,
    /// 30.436875 days, a twelfth of the Gregorian mean year.
    Month,
    /// 365.2425 days, the Gregorian mean year.
    Year,
}

impl Unit {
    /// All units, the shortest first.
    pub const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::Year];

    /// The exact length in days.
    pub const fn days(self) -> f64 {
        match self {
            Self::Day => 1.0,
            Self::Week => 7.0,
            Self::Month => 30.436_875,
            Self::Year => 365.242_5,
        }
    }

    /// A velocity per day, converted to this unit.
    ///
    /// ```
    /// use trust_velocity::domain::Unit;
    /// assert_eq!(Unit::Week.from_per_day(0.5), 3.5);
    /// ```
    pub fn from_per_day(self, per_day: f64) -> f64 {
        per_day * self.days()
    }

    /// The stable name used in files and locale keys.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// The unit of a stable name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.id() == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_longer_unit_tells_more() {
        assert!((Unit::Week.from_per_day(0.5) - 3.5).abs() < 1e-12);
        let values = Unit::ALL.map(|unit| unit.from_per_day(1.0));
        assert!(values.is_sorted());
    }

    #[test]
    fn twelve_months_are_a_year() {
        assert!((12.0 * Unit::Month.days() - Unit::Year.days()).abs() < 1e-12);
    }
}

//! The steps of the tour of the example clients.

/// A step of the tour: a part of the list or of a client's page that it tells about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TourStep {
    /// The list of clients.
    List,
    /// The formula with a client's figures.
    Formula,
    /// The trend's verdict and its error.
    Verdict,
    /// Logging contacts and rating.
    Records,
}

impl TourStep {
    /// All, in their order.
    pub const ALL: [Self; 4] = [Self::List, Self::Formula, Self::Verdict, Self::Records];

    /// The stable name used in routes: its number.
    pub const fn id(self) -> &'static str {
        match self {
            Self::List => "1",
            Self::Formula => "2",
            Self::Verdict => "3",
            Self::Records => "4",
        }
    }

    pub(super) fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.id() == id)
    }

    /// Its number, from 1.
    pub fn number(self) -> usize {
        1 + self.place()
    }

    /// The step before.
    pub fn previous(self) -> Option<Self> {
        let place = self.place().checked_sub(1)?;
        Self::ALL.get(place).copied()
    }

    /// The step after.
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(1 + self.place()).copied()
    }

    const fn place(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_leads_to_its_neighbours() {
        assert_eq!(TourStep::List.previous(), None);
        assert_eq!(TourStep::Records.next(), None);
        for pair in TourStep::ALL.windows(2) {
            assert_eq!(pair[0].next(), Some(pair[1]));
            assert_eq!(pair[1].previous(), Some(pair[0]));
        }
        for step in TourStep::ALL {
            assert_eq!(step.id(), step.number().to_string());
            assert_eq!(TourStep::from_id(step.id()), Some(step));
        }
        assert_eq!(TourStep::from_id("5"), None);
    }
}

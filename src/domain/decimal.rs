//! Decimals as people and forms write them.

/// The most digits: fewer than 2^53 is any number of so many, and 10^15 a power that is exact too.
const MOST_DIGITS: usize = 15;

/// The number that digits spell, with a minus sign and a point at most; none for exponents, more than 15
/// digits before the point, and other texts. Digits after the fifteenth do not count.
///
/// It is the nearest `f64` to those that count, since both sides of the one division are exact. The
/// standard library's reader takes every length, with a table of 10 kB that each page would fetch.
///
/// ```
/// use trust_velocity::domain::decimal;
/// assert_eq!(decimal("-19.5"), Some(-19.5));
/// assert_eq!(decimal(".1"), Some(0.1));
/// assert_eq!(decimal("0.16666666666666666667"), Some(0.16666666666666));
/// assert_eq!((decimal("1e3"), decimal("."), decimal("1.2.3")), (None, None, None));
/// ```
pub fn decimal(text: &str) -> Option<f64> {
    let (sign, unsigned) = match text.strip_prefix('-') {
        Some(unsigned) => (-1.0, unsigned),
        None => (1.0, text),
    };
    let (before, after) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_number =
        !(before.is_empty() && after.is_empty()) && are_digits(before) && are_digits(after);
    let places = MOST_DIGITS.checked_sub(before.len())?;
    let counted = || after.bytes().take(places);
    let digits = before.bytes().chain(counted());
    let digits = digits.fold(0_u64, |sum, digit| sum * 10 + u64::from(digit & 15));
    let scale = counted().fold(1_u64, |scale, _| scale * 10);
    is_number.then(|| sign * (digits as f64 / scale as f64))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_reads_as_the_standard_library_does(text in "-?[0-9]{0,9}(\\.[0-9]{0,9})?") {
            let digits = text.bytes().filter(u8::is_ascii_digit).count();
            let (read, expected) = (decimal(&text), text.parse::<f64>().ok());
            if digits <= MOST_DIGITS {
                prop_assert_eq!(read.map(f64::to_bits), expected.map(f64::to_bits));
            } else {
                prop_assert!((read.unwrap() - expected.unwrap()).abs() <= expected.unwrap().abs() * 1e-9 + 1e-14);
            }
        }

        #[test]
        fn it_takes_no_other_text(text in "[-+0-9.eE_ xinfa]{0,6}") {
            if let Some(read) = decimal(&text) {
                prop_assert_eq!(Ok(read), text.parse());
            }
        }
    }
}

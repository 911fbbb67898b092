//! An exact decimal number, as people type them into filters.

use std::cmp::Ordering;
use std::fmt;

/// `unscaled / 10^scale`, without trailing zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    /// All digits as one whole number.
    pub unscaled: i128,
    /// How many of the digits are decimals.
    pub scale: u8,
}

impl Decimal {
    /// Most digits that a decimal can hold in any source.
    pub const MAX_DIGITS: usize = 38;

    /// Reads `-12.50`; no exponent, no grouping. `None` for anything else and
    /// for more than 38 digits.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let complete = !whole.is_empty() && (!digits.contains('.') || !decimals.is_empty());
        if !plain(whole) || !plain(decimals) || !complete {
            return None;
        }
        let decimals = decimals.trim_end_matches('0');
        let all = format!("{}{decimals}", whole.trim_start_matches('0'));
        if all.len() > Self::MAX_DIGITS {
            return None;
        }
        let unscaled: i128 = if all.is_empty() { 0 } else { all.parse().ok()? };
        let scale = u8::try_from(decimals.len()).ok()?;
        Some(Self { unscaled: if text.starts_with('-') { -unscaled } else { unscaled }, scale })
    }

    /// The whole number, if it is one that fits.
    pub fn as_integer(self) -> Option<i64> {
        if self.scale == 0 { i64::try_from(self.unscaled).ok() } else { None }
    }

    /// The nearest binary floating point number.
    pub fn as_f64(self) -> f64 {
        self.to_string().parse().unwrap_or(f64::NAN)
    }

    /// The binary fraction of 64 bits that is nearest, and how the number that it
    /// stands for, by its shortest text, compares with this one.
    pub fn nearest_f64(self) -> (f64, Ordering) {
        let nearest = self.as_f64();
        (nearest, self.beside(&nearest.to_string()))
    }

    /// The same of 32 bits.
    pub fn nearest_f32(self) -> (f32, Ordering) {
        let nearest: f32 = self.to_string().parse().unwrap_or(f32::NAN);
        (nearest, self.beside(&nearest.to_string()))
    }

    fn beside(self, shortest: &str) -> Ordering {
        // What has too many digits to be compared is near enough.
        Self::parse(shortest).map_or(Ordering::Equal, |shown| shown.compare(self))
    }

    /// Number of digits, at least the scale and at least one.
    pub fn precision(self) -> u8 {
        let digits = self.unscaled.unsigned_abs().checked_ilog10().map_or(1, |log| log + 1);
        u8::try_from(digits).unwrap_or(u8::MAX).max(self.scale)
    }

    /// Which of the two is greater.
    pub fn compare(self, other: Self) -> Ordering {
        let scale = self.scale.max(other.scale);
        let widen = |number: Self| {
            10i128
                .checked_pow(u32::from(scale - number.scale))
                .and_then(|factor| number.unscaled.checked_mul(factor))
        };
        match (widen(self), widen(other)) {
            (Some(left), Some(right)) => left.cmp(&right),
            // Digits beyond 38: the whole parts differ by orders of magnitude.
            _ => self.as_f64().total_cmp(&other.as_f64()),
        }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.unscaled < 0 { "-" } else { "" };
        let digits = self.unscaled.unsigned_abs().to_string();
        let scale = usize::from(self.scale);
        if scale == 0 {
            return write!(formatter, "{sign}{digits}");
        }
        let digits = format!("{digits:0>width$}", width = scale + 1);
        let (whole, decimals) = digits.split_at(digits.len() - scale);
        write!(formatter, "{sign}{whole}.{decimals}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_exactly() {
        for (text, written) in [
            ("0", "0"),
            ("-12.50", "-12.5"),
            ("+7", "7"),
            ("0.001", "0.001"),
            ("000123", "123"),
            ("99999999999999999999999999999999999999", "99999999999999999999999999999999999999"),
        ] {
            assert_eq!(Decimal::parse(text).unwrap().to_string(), written);
        }
        for text in ["", "-", ".5", "5.", "1e5", "1,5", "abc", "--1", "1".repeat(39).as_str()] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }

    #[test]
    fn compares_across_scales() {
        let number = |text| Decimal::parse(text).unwrap();
        assert!(number("1.5").compare(number("1.49")).is_gt());
        assert!(number("-2").compare(number("0.1")).is_lt());
        assert!(number("2").compare(number("2.0")).is_eq());
    }

    #[test]
    fn fractions_stand_for_their_shortest_text() {
        let number = |text| Decimal::parse(text).unwrap();
        assert_eq!(number("0.1").nearest_f32(), (0.1, Ordering::Equal));
        assert_eq!(number("0.0999999999").nearest_f32(), (0.1, Ordering::Greater));
        assert_eq!(number("0.1000000001").nearest_f32(), (0.1, Ordering::Less));
        assert_eq!(number("123456789").nearest_f32(), (123_456_790.0, Ordering::Greater));
        let wide = number("9007199254740991.9999").nearest_f64();
        assert_eq!(wide, (9_007_199_254_740_992.0, Ordering::Greater));
    }
}

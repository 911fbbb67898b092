//! Numbers as decimal text: whole numbers, scaled whole numbers and floats.
//!
//! No exponent, no digit grouping, no negative zero, and no digit lost unless
//! the column asks for rounding. Nothing here allocates once its buffers have
//! grown.

use datafusion::arrow::datatypes::i256;

use crate::spec::format::DecimalSign;

/// How one column's numbers are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct NumberRule {
    /// At least so many decimals.
    pub(super) min_decimals: usize,
    /// Exactly so many, rounded half away from zero.
    pub(super) decimals: Option<usize>,
    /// The decimal sign; none where it is only implied.
    pub(super) sign: Option<u8>,
}

impl NumberRule {
    pub(super) const PLAIN: Self = Self { min_decimals: 0, decimals: None, sign: Some(b'.') };

    pub(super) fn new(min_decimals: u8, decimals: Option<u8>, sign: DecimalSign) -> Self {
        let sign = match sign {
            DecimalSign::Point => Some(b'.'),
            DecimalSign::Comma => Some(b','),
            DecimalSign::Implied => None,
        };
        Self { min_decimals: min_decimals.into(), decimals: decimals.map(usize::from), sign }
    }

    /// Decimals that a number with none of its own is padded to.
    fn padding(&self) -> usize {
        self.decimals.unwrap_or(self.min_decimals)
    }

    /// Removes the zeros that a number without a decimal sign begins with: what
    /// would be `0.05` is `5`.
    #[inline]
    fn tidy(&self, start: usize, out: &mut Vec<u8>) {
        if self.sign.is_none() {
            let first = start + usize::from(out.get(start) == Some(&b'-'));
            let zeros = out[first..].iter().take_while(|byte| **byte == b'0').count();
            out.drain(first..first + zeros.min(out.len() - first - 1));
        }
    }
}

const POWERS_OF_TEN: [u64; 20] = {
    let mut powers = [1; 20];
    let mut index = 1;
    while index < powers.len() {
        powers[index] = powers[index - 1] * 10;
        index += 1;
    }
    powers
};

const ZEROS: [u8; 64] = [b'0'; 64];

fn push_zeros(mut count: usize, out: &mut Vec<u8>) {
    while count > 0 {
        let some = count.min(ZEROS.len());
        out.extend_from_slice(&ZEROS[..some]);
        count -= some;
    }
}

#[inline]
pub(super) fn write_integer<I: itoa::Integer>(value: I, rule: NumberRule, out: &mut Vec<u8>) {
    let start = out.len();
    out.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
    let padding = rule.padding();
    if padding > 0 {
        out.extend(rule.sign);
        push_zeros(padding, out);
        rule.tidy(start, out);
    }
}

/// Writes `value` / 10^`scale`.
#[inline]
pub(super) fn write_decimal(
    value: i128,
    scale: i8,
    rule: NumberRule,
    digits: &mut Vec<u8>,
    out: &mut Vec<u8>,
) {
    let magnitude = value.unsigned_abs();
    match (u64::try_from(magnitude), usize::try_from(scale)) {
        (Ok(magnitude), Ok(scale)) if scale < POWERS_OF_TEN.len() => {
            write_small_decimal(value < 0, magnitude, scale, rule, out);
        }
        (Ok(_) | Err(_), Ok(_) | Err(_)) => {
            digits.clear();
            digits.extend_from_slice(itoa::Buffer::new().format(magnitude).as_bytes());
            write_digits(value < 0, digits, i32::from(scale), rule, out);
        }
    }
}

fn write_small_decimal(
    negative: bool,
    mut magnitude: u64,
    mut scale: usize,
    rule: NumberRule,
    out: &mut Vec<u8>,
) {
    if let Some(decimals) = rule.decimals
        && decimals < scale
    {
        let dropped = POWERS_OF_TEN[scale - decimals];
        // A half is never more than the rest of a number below 2^64 allows.
        magnitude = magnitude / dropped + u64::from(magnitude % dropped >= dropped / 2);
        scale = decimals;
    }
    let start = out.len();
    if negative && magnitude > 0 {
        out.push(b'-');
    }
    let power = POWERS_OF_TEN[scale];
    let mut buffer = itoa::Buffer::new();
    out.extend_from_slice(buffer.format(magnitude / power).as_bytes());
    let mut fraction = magnitude % power;
    let mut length = scale;
    let least = rule.padding();
    while length > least && fraction.is_multiple_of(10) {
        fraction /= 10;
        length -= 1;
    }
    if length == 0 && least == 0 {
        return;
    }
    out.extend(rule.sign);
    if length > 0 {
        let text = buffer.format(fraction).as_bytes();
        push_zeros(length - text.len(), out);
        out.extend_from_slice(text);
    }
    push_zeros(least.saturating_sub(length), out);
    rule.tidy(start, out);
}

pub(super) fn write_wide_decimal(
    value: i256,
    scale: i8,
    rule: NumberRule,
    digits: &mut Vec<u8>,
    out: &mut Vec<u8>,
) {
    if let Some(narrow) = value.to_i128() {
        return write_decimal(narrow, scale, rule, digits, out);
    }
    let text = value.to_string();
    let magnitude = text.trim_start_matches('-');
    digits.clear();
    digits.extend_from_slice(magnitude.as_bytes());
    write_digits(magnitude.len() < text.len(), digits, i32::from(scale), rule, out);
}

/// 2^53 and 2^24: whole fractions of 64 and of 32 bits below it are all different.
const EXACT: f64 = 9_007_199_254_740_992.0;
const EXACT_SHORT: f64 = 16_777_216.0;

/// Writes the shortest decimal text that reads back as the same number.
pub(super) fn write_float<F: ryu::Float + Into<f64>>(
    value: F,
    rule: NumberRule,
    digits: &mut Vec<u8>,
    out: &mut Vec<u8>,
) {
    let wide: f64 = value.into();
    if wide.is_nan() {
        return out.extend_from_slice(b"NaN");
    }
    if wide.is_infinite() {
        return out.extend_from_slice(if wide < 0.0 { b"-Infinity" } else { b"Infinity" });
    }
    // Most floats in such data are whole.
    let exact = if size_of::<F>() == size_of::<f32>() { EXACT_SHORT } else { EXACT };
    if wide.abs() < exact && wide.fract() == 0.0 {
        #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
        return write_integer(wide as i64, rule, out);
    }
    let mut buffer = ryu::Buffer::new();
    let text = buffer.format_finite(value).as_bytes();
    let (mantissa, exponent) = match text.iter().position(|&byte| byte == b'e') {
        Some(at) => {
            let exponent = std::str::from_utf8(&text[at + 1..]).ok();
            let exponent = exponent.and_then(|exponent| exponent.parse::<i32>().ok());
            (&text[..at], exponent.expect("the exponent that ryu writes is a number"))
        }
        None => (text, 0),
    };
    digits.clear();
    let mut scale = -exponent;
    let mut after_point = false;
    for &byte in mantissa {
        match byte {
            b'.' => after_point = true,
            b'-' => {}
            digit => {
                digits.push(digit);
                scale += i32::from(after_point);
            }
        }
    }
    write_digits(wide < 0.0, digits, scale, rule, out);
}

/// Writes `digits` / 10^`scale`; the digits are ASCII and are rounded in place.
fn write_digits(
    negative: bool,
    digits: &mut Vec<u8>,
    mut scale: i32,
    rule: NumberRule,
    out: &mut Vec<u8>,
) {
    if let Some(decimals) = rule.decimals {
        let kept = i32::try_from(decimals).unwrap_or(i32::MAX);
        if scale > kept {
            round(digits, usize::try_from(scale - kept).unwrap_or_default());
            scale = kept;
        }
    }
    let start = out.len();
    let leading = digits.iter().take_while(|&&digit| digit == b'0').count();
    let significant = &digits[leading..];
    if negative && !significant.is_empty() {
        out.push(b'-');
    }
    let fraction_length = usize::try_from(scale).unwrap_or_default();
    let (whole, fraction) = significant.split_at(significant.len().saturating_sub(fraction_length));
    if whole.is_empty() {
        out.push(b'0');
    } else {
        out.extend_from_slice(whole);
        push_zeros(usize::try_from(-scale).unwrap_or_default(), out);
    }
    let least = rule.padding();
    let zeros_before = fraction_length - fraction.len();
    let mut length = fraction_length;
    while length > least && (length <= zeros_before || fraction[length - zeros_before - 1] == b'0')
    {
        length -= 1;
    }
    if length == 0 && least == 0 {
        return;
    }
    out.extend(rule.sign);
    push_zeros(zeros_before.min(length), out);
    out.extend_from_slice(&fraction[..length.saturating_sub(zeros_before)]);
    push_zeros(least.saturating_sub(length), out);
    rule.tidy(start, out);
}

/// Drops the last `count` digits, rounding half away from zero.
fn round(digits: &mut Vec<u8>, count: usize) {
    if count > digits.len() {
        digits.clear();
        return;
    }
    let kept = digits.len() - count;
    let up = digits[kept] >= b'5';
    digits.truncate(kept);
    if !up {
        return;
    }
    for digit in digits.iter_mut().rev() {
        if *digit < b'9' {
            *digit += 1;
            return;
        }
        *digit = b'0';
    }
    digits.insert(0, b'1');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(value: i128, scale: i8, rule: NumberRule) -> String {
        let mut out = Vec::new();
        write_decimal(value, scale, rule, &mut Vec::new(), &mut out);
        // The general way must agree with the quick one.
        let mut general = Vec::new();
        let mut digits = value.unsigned_abs().to_string().into_bytes();
        write_digits(value < 0, &mut digits, scale.into(), rule, &mut general);
        assert_eq!(out, general, "{value} {scale} {rule:?}");
        let mut wide = Vec::new();
        write_wide_decimal(i256::from_i128(value), scale, rule, &mut Vec::new(), &mut wide);
        assert_eq!(out, wide);
        String::from_utf8(out).unwrap()
    }

    fn float(value: f64, rule: NumberRule) -> String {
        let mut out = Vec::new();
        write_float(value, rule, &mut Vec::new(), &mut out);
        String::from_utf8(out).unwrap()
    }

    fn at_least(min_decimals: usize) -> NumberRule {
        NumberRule { min_decimals, ..NumberRule::PLAIN }
    }

    fn exactly(decimals: usize) -> NumberRule {
        NumberRule { decimals: Some(decimals), ..at_least(4) }
    }

    #[test]
    fn decimals_are_exact() {
        assert_eq!(decimal(1250, 2, NumberRule::PLAIN), "12.5");
        assert_eq!(decimal(1250, 2, at_least(2)), "12.50");
        assert_eq!(decimal(1200, 2, NumberRule::PLAIN), "12");
        assert_eq!(decimal(1234, 3, at_least(2)), "1.234");
        assert_eq!(decimal(-5, 2, NumberRule::PLAIN), "-0.05");
        assert_eq!(decimal(0, 2, at_least(2)), "0.00");
        assert_eq!(decimal(7, -2, NumberRule::PLAIN), "700");
        assert_eq!(decimal(0, -2, NumberRule::PLAIN), "0");
        assert_eq!(decimal(7, 0, at_least(3)), "7.000");
        let widest = 10_i128.pow(38) - 1;
        assert_eq!(decimal(widest, 38, NumberRule::PLAIN), format!("0.{}", "9".repeat(38)));
        assert_eq!(decimal(i128::MIN, 0, NumberRule::PLAIN), i128::MIN.to_string());
        let implied = NumberRule { sign: None, ..exactly(2) };
        for (value, scale, text) in [
            (5, 2, "5"),
            (-5, 2, "-5"),
            (0, 2, "0"),
            (12345, 3, "1235"),
            (7, 0, "700"),
            (1, 3, "0"),
        ] {
            assert_eq!(decimal(value, scale, implied), text);
        }
        assert_eq!(decimal(i128::MAX, 20, implied), "170141183460469231732");
        assert_eq!(float(0.05, implied), "5");
        assert_eq!(float(-1234.5, implied), "-123450");
        let comma = NumberRule { sign: Some(b','), ..exactly(2) };
        assert_eq!(decimal(-12345, 3, comma), "-12,35");
    }

    #[test]
    fn rounding_goes_away_from_zero() {
        assert_eq!(decimal(125, 2, exactly(1)), "1.3");
        assert_eq!(decimal(-125, 2, exactly(1)), "-1.3");
        assert_eq!(decimal(124, 2, exactly(1)), "1.2");
        assert_eq!(decimal(-4, 2, exactly(1)), "0.0");
        assert_eq!(decimal(5, 1, exactly(0)), "1");
        assert_eq!(decimal(4, 1, exactly(0)), "0");
        assert_eq!(decimal(999, 2, exactly(1)), "10.0");
        assert_eq!(decimal(5, 9, exactly(1)), "0.0");
        let widest = 10_i128.pow(38) - 1;
        assert_eq!(decimal(widest, 38, exactly(2)), "1.00");
        assert_eq!(decimal(i128::from(u64::MAX), 19, exactly(0)), "2");
    }

    #[test]
    fn whole_numbers_are_padded() {
        let mut out = Vec::new();
        write_integer(5, exactly(2), &mut out);
        out.push(b' ');
        write_integer(i64::MIN, NumberRule::PLAIN, &mut out);
        assert_eq!(String::from_utf8(out).unwrap(), "5.00 -9223372036854775808");
    }

    #[test]
    fn floats_are_shortest_and_without_exponent() {
        assert_eq!(float(0.1, NumberRule::PLAIN), "0.1");
        assert_eq!(float(-0.0, NumberRule::PLAIN), "0");
        assert_eq!(float(-0.0, at_least(2)), "0.00");
        assert_eq!(float(1e21, NumberRule::PLAIN), "1000000000000000000000");
        assert_eq!(float(1.5e-7, NumberRule::PLAIN), "0.00000015");
        assert_eq!(float(2.5, at_least(2)), "2.50");
        assert_eq!(float(2.675, exactly(2)), "2.68");
        assert_eq!(float(-0.001, exactly(2)), "0.00");
        assert_eq!(float(0.095, exactly(1)), "0.1");
        assert_eq!(float(f64::NEG_INFINITY, exactly(2)), "-Infinity");
        assert_eq!(float(f64::NAN, exactly(2)), "NaN");
        let mut single = Vec::new();
        write_float(0.1_f32, NumberRule::PLAIN, &mut Vec::new(), &mut single);
        assert_eq!(single, b"0.1");
        // Of whole ones, too: 58462728 is the nearest one that 32 bits hold.
        single.clear();
        write_float(58_462_730_f32, NumberRule::PLAIN, &mut Vec::new(), &mut single);
        assert_eq!(single, b"58462730");
    }

    proptest::proptest! {
        #[test]
        fn floats_read_back(bits: u64) {
            let value = f64::from_bits(bits);
            let text = float(value, NumberRule::PLAIN);
            if value.is_finite() {
                // Display of a float is also a shortest text without exponent; of two
                // that are as near it may be the other one.
                let expected = if value == 0.0 { 0.0 } else { value };
                proptest::prop_assert_eq!(text.parse::<f64>(), Ok(expected));
                proptest::prop_assert_eq!(text.len(), format!("{expected}").len());
            }
        }

        #[test]
        fn quick_and_general_ways_agree(
            value: i64, scale in -3_i8..30, min in 0_usize..8, decimals in proptest::option::of(0_usize..20)
        ) {
            let rule = NumberRule { min_decimals: min, decimals, sign: Some(b'.') };
            decimal(value.into(), scale, rule);
        }
    }
}

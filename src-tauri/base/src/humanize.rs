//! Numbers, sizes and times for people, in English, as the window shows them.

use chrono::{DateTime, Utc};

use crate::zone::Zone;

/// `1 row`, `6,412 rows`.
pub fn counted(count: u64, what: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{} {what}{ending}", grouped(count))
}

/// A number with commas between its thousands.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `118 MB`: in thousands, three digits.
pub fn size(bytes: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "three digits are shown")]
    let mut size = bytes as f64;
    let mut units = ["B", "KB", "MB", "GB", "TB"].into_iter().peekable();
    let mut unit = units.next().unwrap_or_default();
    while size >= 999.5
        && let Some(next) = units.next()
    {
        size /= 1000.0;
        unit = next;
    }
    let decimals = match unit {
        "B" => 0,
        _ if size < 9.995 => 2,
        _ if size < 99.95 => 1,
        _ => 0,
    };
    let text = format!("{size:.decimals$}");
    let text =
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    format!("{text} {unit}")
}

/// `1.8 s`, `42 s`, `3 min 5 s`, `2 h 10 min`.
pub fn duration(seconds: f64) -> String {
    if seconds < 0.095 {
        return "under 0.1 s".to_owned();
    }
    if seconds < 9.95 {
        return format!("{seconds:.1} s").replace(".0 s", " s");
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "no run takes longer than fits"
    )]
    let total = seconds.round() as u64;
    let with = |first: u64, unit: &str, second: u64, smaller: &str| match second {
        0 => format!("{} {unit}", grouped(first)),
        second => format!("{} {unit} {second} {smaller}", grouped(first)),
    };
    match total {
        0..60 => format!("{total} s"),
        60..3600 => with(total / 60, "min", total % 60, "s"),
        _ => with(total / 3600, "h", total % 3600 / 60, "min"),
    }
}

/// An instant as clocks in a zone show it: `2026-01-05 06:00 (Europe/Budapest)`.
pub fn moment(at: DateTime<Utc>, zone: Zone) -> String {
    let local = at.with_timezone(&zone);
    let pattern = if at.timestamp() % 60 == 0 { "%Y-%m-%d %H:%M" } else { "%Y-%m-%d %H:%M:%S" };
    format!("{} ({})", local.format(pattern), zone.name())
}

/// A message as a sentence by itself: with a capital letter.
pub fn sentence(message: &str) -> String {
    let mut rest = message.chars();
    match rest.next() {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_easily() {
        let numbers = [0, 7, 999, 1000, 65_536, 1_234_567].map(grouped);
        assert_eq!(numbers, ["0", "7", "999", "1,000", "65,536", "1,234,567"]);
        assert_eq!(counted(1, "row"), "1 row");
        let sizes = [0, 999, 1000, 1234, 45_678, 999_499, 999_500, 118_204_311].map(size);
        let read = ["0 B", "999 B", "1 KB", "1.23 KB", "45.7 KB", "999 KB", "1 MB", "118 MB"];
        assert_eq!(sizes, read);
        let times = [0.0, 1.84, 2.0, 42.4, 185.0, 180.0, 7800.0, 3600.0].map(duration);
        let read =
            ["under 0.1 s", "1.8 s", "2 s", "42 s", "3 min 5 s", "3 min", "2 h 10 min", "1 h"];
        assert_eq!(times, read);
    }
}

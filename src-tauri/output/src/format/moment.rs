//! Dates and datetimes as text, in the export's zone.
//!
//! A pattern is compiled once. What changes rarely from row to row (the day's
//! text, the zone's offset) is kept, so that most values cost a few digits.

use std::fmt::Write as _;

use chrono::format::{Fixed, Item};
use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Utc};

use crate::spec::pattern::{Pattern, PatternPart};
use crate::zone::{Zone, ZoneCursor};

/// Seconds of a day.
pub(crate) const DAY: i64 = 24 * 3600;

fn literal(text: &str) -> PatternPart {
    PatternPart::Literal(text.as_bytes().to_vec())
}

fn iso_date() -> Vec<PatternPart> {
    vec![PatternPart::Year, literal("-"), PatternPart::Month, literal("-"), PatternPart::Day]
}

fn iso_instant(offset: PatternPart) -> Vec<PatternPart> {
    let mut parts = iso_date();
    parts.extend([literal("T"), PatternPart::Hour, literal(":"), PatternPart::Minute]);
    parts.extend([literal(":"), PatternPart::Second, PatternPart::Fraction, offset]);
    parts
}

/// Whether the cell of such a pattern is never more than digits and `-:.TZ+`.
pub(super) fn is_numeric_text(pattern: &Pattern) -> bool {
    match pattern {
        Pattern::Iso | Pattern::Utc | Pattern::Epoch | Pattern::EpochMs => true,
        Pattern::Strftime { .. } => false,
    }
}

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Civil {
    year: i64,
    month: u8,
    day: u8,
}

/// The proleptic Gregorian day, for any number of days since 1970.
#[expect(clippy::cast_possible_truncation, reason = "within an era")]
fn civil(days: i64) -> Civil {
    // Counted in 400-year eras from 1 March 0000, so that leap days come last.
    const ERA: u32 = 146_097;
    const MARCH_0000: i64 = 719_468;
    let era_of = |days: i64| (days.div_euclid(ERA.into()), days.rem_euclid(ERA.into()) as u32);
    let (era, of_era) = match days.checked_add(MARCH_0000) {
        // Small numbers are divided several times as quickly.
        Some(shifted) => match u32::try_from(shifted) {
            Ok(shifted) => (i64::from(shifted / ERA), shifted % ERA),
            Err(_) => era_of(shifted),
        },
        // A few eras less, so that it fits.
        None => {
            let (era, of_era) = era_of(days - 5 * i64::from(ERA) + MARCH_0000);
            (era + 5, of_era)
        }
    };
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = (of_year - (153 * month_from_march + 2) / 5 + 1) as u8;
    let month =
        (if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 }) as u8;
    Civil { year: i64::from(year_of_era) + era * 400 + i64::from(month <= 2), month, day }
}

/// The two digits of numbers below 100.
const PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[0; 2]; 100];
    let mut index = 0;
    while index < 100 {
        #[expect(clippy::cast_possible_truncation, reason = "below 100")]
        let number = index as u8;
        pairs[index] = [b'0' + number / 10, b'0' + number % 10];
        index += 1;
    }
    pairs
};

fn pair(number: u8) -> [u8; 2] {
    PAIRS[usize::from(number % 100)]
}

/// `0001` to `9999`; those before with a sign, as expanded by ISO 8601. Later
/// ones are never written: other programs don't read them.
fn push_year(year: i64, out: &mut Vec<u8>) {
    if year < 0 {
        out.push(b'-');
    }
    let magnitude = year.unsigned_abs();
    let mut buffer = itoa::Buffer::new();
    let text = buffer.format(magnitude).as_bytes();
    out.extend_from_slice(&b"0000"[text.len().min(4)..]);
    out.extend_from_slice(text);
}

/// `+01:00`, or `+01:16:20` where an offset has seconds, and its length.
fn offset_text(offset: i32) -> ([u8; 9], usize) {
    let sign = if offset < 0 { b'-' } else { b'+' };
    let clock = Clock::new(i64::from(offset.unsigned_abs()) % DAY);
    let ([h0, h1], [m0, m1], [s0, s1]) = (pair(clock.hour), pair(clock.minute), pair(clock.second));
    ([sign, h0, h1, b':', m0, m1, b':', s0, s1], if clock.second > 0 { 9 } else { 6 })
}

/// A time of day.
#[derive(Debug, Clone, Copy)]
struct Clock {
    hour: u8,
    minute: u8,
    second: u8,
}

impl Clock {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 86400")]
    fn new(of_day: i64) -> Self {
        let of_day = of_day as u32;
        let (minutes, second) = (of_day / 60, of_day % 60);
        Self { hour: (minutes / 60) as u8, minute: (minutes % 60) as u8, second: second as u8 }
    }
}

/// The text of a day, in which only the time is left to be filled in: rows that
/// are close in time share it.
#[derive(Debug, Clone)]
struct Template {
    parts: Vec<PatternPart>,
    /// The local day and the offset that the text is of.
    day: i64,
    offset: i32,
    year: i64,
    /// It is followed by zeros up to [`BLOCK`].
    text: Vec<u8>,
    length: usize,
    /// Where two digits of the date go, and which: the year's first or last,
    /// month or day. None for years that have more digits.
    date: Vec<(usize, usize)>,
    /// Where two digits of the time go, and which: hour, minute or second.
    clock: Vec<(usize, usize)>,
    /// Where a fraction goes.
    fraction: Option<usize>,
    /// Where the zone's offset stands.
    offset_at: Option<usize>,
}

/// Texts up to this length are copied as one block of it, which is quicker than
/// copying as many bytes as there are.
const BLOCK: usize = 32;
/// 9999-12-31.
pub(super) const LAST_DAY: i64 = 2_932_896;
/// No day is so far away.
const NO_DAY: i64 = i64::MIN;
/// Nor is a year.
const NO_YEAR: i64 = i64::MIN;
/// Years of four digits.
const USUAL_YEARS: std::ops::RangeInclusive<i64> = 0..=9999;

impl Template {
    fn new(parts: Vec<PatternPart>) -> Self {
        let (text, date, clock) = (Vec::new(), Vec::new(), Vec::new());
        let (day, offset, year) = (NO_DAY, 0, NO_YEAR);
        let (fraction, offset_at) = (None, None);
        Self { parts, day, offset, year, text, length: 0, date, clock, fraction, offset_at }
    }

    /// Makes the text of a day, unless it is the last one's. After the year 9999
    /// there is none.
    #[inline]
    fn turn_to(&mut self, day: i64, offset: i32) -> Result<(), OutOfRange> {
        if day != self.day || offset != self.offset { self.turn(day, offset) } else { Ok(()) }
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "four digits")]
    fn turn(&mut self, day: i64, offset: i32) -> Result<(), OutOfRange> {
        if day > LAST_DAY {
            return Err(OutOfRange);
        }
        let date = civil(day);
        let is_usual = USUAL_YEARS.contains(&date.year) && USUAL_YEARS.contains(&self.year);
        if !is_usual || offset != self.offset && !self.replace_offset(offset) {
            self.render(date, offset);
        }
        (self.day, self.offset, self.year) = (day, offset, date.year);
        if USUAL_YEARS.contains(&date.year) {
            let years = [(date.year / 100) as u8, (date.year % 100) as u8];
            fill(&mut self.text, &self.date, [years[0], years[1], date.month, date.day]);
        }
        Ok(())
    }

    /// Writes another offset over the last one, if it is as long.
    fn replace_offset(&mut self, offset: i32) -> bool {
        let Some(at) = self.offset_at else { return true };
        let (text, length) = offset_text(offset);
        let is_as_long = length == offset_text(self.offset).1;
        if is_as_long {
            self.text[at..at + length].copy_from_slice(&text[..length]);
        }
        is_as_long
    }

    fn render(&mut self, date: Civil, offset: i32) {
        self.text.clear();
        self.date.clear();
        self.clock.clear();
        (self.fraction, self.offset_at) = (None, None);
        for part in &self.parts {
            let at = self.text.len();
            match part {
                PatternPart::Literal(text) => self.text.extend_from_slice(text),
                PatternPart::Year if USUAL_YEARS.contains(&date.year) => {
                    self.date.extend([(at, 0), (at + 2, 1)]);
                    self.text.extend_from_slice(b"0000");
                }
                PatternPart::Year => push_year(date.year, &mut self.text),
                PatternPart::Month => self.text.extend_from_slice(&pair(date.month)),
                PatternPart::Day => self.text.extend_from_slice(&pair(date.day)),
                PatternPart::Hour | PatternPart::Minute | PatternPart::Second => {
                    self.text.extend_from_slice(b"00");
                }
                PatternPart::Fraction => self.fraction = Some(at),
                PatternPart::Offset => {
                    let (text, length) = offset_text(offset);
                    self.offset_at = Some(at);
                    self.text.extend_from_slice(&text[..length]);
                }
            }
            match part {
                PatternPart::Month => self.date.push((at, 2)),
                PatternPart::Day => self.date.push((at, 3)),
                PatternPart::Hour => self.clock.push((at, 0)),
                PatternPart::Minute => self.clock.push((at, 1)),
                PatternPart::Second => self.clock.push((at, 2)),
                PatternPart::Literal(_)
                | PatternPart::Year
                | PatternPart::Fraction
                | PatternPart::Offset => {}
            }
        }
        self.length = self.text.len();
        self.text.resize(self.length.max(BLOCK), 0);
    }

    /// Writes the day's text with this time of day, in seconds.
    #[inline]
    fn write(&self, of_day: i64, nanosecond: u32, out: &mut Vec<u8>) {
        // A fraction comes behind all that the clock fills in.
        match self.fraction {
            Some(at) if nanosecond > 0 => {
                self.write_clock(at, of_day, out);
                push_fraction(nanosecond, out);
                out.extend_from_slice(&self.text[at..self.length]);
            }
            Some(_) | None => self.write_clock(self.length, of_day, out),
        }
    }

    /// Writes the text up to a place, with this time of day.
    #[inline]
    fn write_clock(&self, end: usize, of_day: i64, out: &mut Vec<u8>) {
        let start = out.len();
        match self.text.first_chunk::<BLOCK>() {
            Some(block) if end <= BLOCK => {
                out.extend_from_slice(block);
                out.truncate(start + end);
            }
            Some(_) | None => out.extend_from_slice(&self.text[..end]),
        }
        if !self.clock.is_empty() {
            let clock = Clock::new(of_day);
            fill(&mut out[start..], &self.clock, [clock.hour, clock.minute, clock.second]);
        }
    }
}

/// Puts pairs of digits where they go.
#[inline]
fn fill<const N: usize>(text: &mut [u8], places: &[(usize, usize)], numbers: [u8; N]) {
    for &(at, which) in places {
        text[at..at + 2].copy_from_slice(&pair(numbers[which]));
    }
}

/// A value that lies outside of what a pattern can write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OutOfRange;

/// Writes the moments of one column.
#[derive(Debug, Clone)]
pub(super) struct MomentWriter {
    pattern: Pattern,
    zone: Zone,
    cursor: ZoneCursor,
    days: Template,
    instants: Template,
    /// For instants that have a year of four digits only in UTC.
    utc: Template,
    chrono_text: String,
}

impl MomentWriter {
    pub(super) fn new(pattern: Pattern, zone: Zone) -> Self {
        let (days, instants) = match &pattern {
            Pattern::Iso => (iso_date(), iso_instant(PatternPart::Offset)),
            Pattern::Utc => (iso_date(), iso_instant(literal("Z"))),
            Pattern::Strftime { parts: Some(parts), .. } => (parts.clone(), parts.clone()),
            Pattern::Strftime { parts: None, .. } | Pattern::Epoch | Pattern::EpochMs => {
                (Vec::new(), Vec::new())
            }
        };
        Self {
            pattern,
            zone,
            cursor: ZoneCursor::new(zone),
            days: Template::new(days),
            instants: Template::new(instants),
            utc: Template::new(iso_instant(literal("Z"))),
            chrono_text: String::new(),
        }
    }

    /// The same zone, another pattern.
    pub(super) fn with_pattern(&self, pattern: Pattern) -> Self {
        Self::new(pattern, self.zone)
    }

    /// Writes a calendar day, given in days since 1970.
    pub(super) fn write_day(&mut self, days: i64, out: &mut Vec<u8>) -> Result<(), OutOfRange> {
        let number = match &self.pattern {
            Pattern::Iso | Pattern::Utc => {
                self.days.turn_to(days, 0)?;
                self.days.write(0, 0, out);
                return Ok(());
            }
            Pattern::Epoch => days.checked_mul(DAY).ok_or(OutOfRange)?,
            Pattern::EpochMs => days.checked_mul(DAY * 1000).ok_or(OutOfRange)?,
            Pattern::Strftime { parts, items } => {
                if days > LAST_DAY {
                    return Err(OutOfRange);
                }
                if parts.is_some() {
                    self.days.turn_to(days, 0)?;
                    if WRITTEN_ALIKE.contains(&self.days.year) {
                        self.days.write(0, 0, out);
                        return Ok(());
                    }
                }
                let date = TimeDelta::try_days(days)
                    .and_then(|span| NaiveDate::default().checked_add_signed(span))
                    .ok_or(OutOfRange)?;
                self.chrono_text.clear();
                write!(self.chrono_text, "{}", date.format_with_items(items.iter()))
                    .map_err(|_| OutOfRange)?;
                out.extend_from_slice(self.chrono_text.as_bytes());
                return Ok(());
            }
        };
        out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
        Ok(())
    }

    /// What clocks of the zone show at an instant, as seconds since 1970.
    pub(super) fn local_second(&mut self, second: i64) -> i64 {
        second.saturating_add(i64::from(self.cursor.offset_at(second)))
    }

    /// Writes the calendar day that an instant has in the zone.
    pub(super) fn write_local_day(
        &mut self,
        second: i64,
        out: &mut Vec<u8>,
    ) -> Result<(), OutOfRange> {
        let local = self.local_second(second);
        self.write_day(local.div_euclid(DAY), out)
    }

    /// Writes an instant, given in seconds since 1970 UTC.
    #[inline]
    pub(super) fn write_instant(
        &mut self,
        second: i64,
        nanosecond: u32,
        out: &mut Vec<u8>,
    ) -> Result<(), OutOfRange> {
        let number = match &self.pattern {
            Pattern::Iso => {
                let offset = self.cursor.offset_at(second);
                let local = second.saturating_add(i64::from(offset));
                if self.instants.turn_to(local.div_euclid(DAY), offset).is_ok() {
                    self.instants.write(local.rem_euclid(DAY), nanosecond, out);
                } else {
                    self.utc.turn_to(second.div_euclid(DAY), 0)?;
                    self.utc.write(second.rem_euclid(DAY), nanosecond, out);
                }
                return Ok(());
            }
            Pattern::Utc => {
                self.instants.turn_to(second.div_euclid(DAY), 0)?;
                self.instants.write(second.rem_euclid(DAY), nanosecond, out);
                return Ok(());
            }
            Pattern::Epoch => second,
            Pattern::EpochMs => second
                .checked_mul(1000)
                .and_then(|number| number.checked_add(i64::from(nanosecond / 1_000_000)))
                .ok_or(OutOfRange)?,
            Pattern::Strftime { parts, items } => {
                let offset = self.cursor.offset_at(second);
                let local = second.saturating_add(i64::from(offset));
                if parts.is_some() {
                    self.instants.turn_to(local.div_euclid(DAY), offset)?;
                    if WRITTEN_ALIKE.contains(&self.instants.year) {
                        self.instants.write(local.rem_euclid(DAY), nanosecond, out);
                        return Ok(());
                    }
                }
                if local.div_euclid(DAY) > LAST_DAY {
                    return Err(OutOfRange);
                }
                let instant =
                    DateTime::<Utc>::from_timestamp(second, nanosecond).ok_or(OutOfRange)?;
                // Close to the calendar's ends the local time doesn't exist.
                instant
                    .naive_utc()
                    .checked_add_signed(TimeDelta::seconds(offset.into()))
                    .ok_or(OutOfRange)?;
                self.chrono_text.clear();
                let written = match minutes_of(offset).filter(|_| names_offset(items)) {
                    Some(minutes) => write!(
                        self.chrono_text,
                        "{}",
                        instant.with_timezone(&minutes).format_with_items(items.iter())
                    ),
                    None => write!(
                        self.chrono_text,
                        "{}",
                        instant.with_timezone(&self.zone).format_with_items(items.iter())
                    ),
                };
                written.map_err(|_| OutOfRange)?;
                out.extend_from_slice(self.chrono_text.as_bytes());
                return Ok(());
            }
        };
        out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
        Ok(())
    }
}

/// Years that chrono writes as we do, in four digits.
const WRITTEN_ALIKE: std::ops::RangeInclusive<i64> = 0..=9999;

/// The whole minutes of an offset that has seconds, as local mean times do.
/// Patterns write offsets in minutes; what is left of the offset then goes into
/// the time, so that the text stands for the same instant.
fn minutes_of(offset: i32) -> Option<FixedOffset> {
    if offset % 60 == 0 { None } else { FixedOffset::east_opt(offset - offset % 60) }
}

/// Whether a pattern writes the zone's offset in minutes.
fn names_offset(items: &[Item<'_>]) -> bool {
    items.iter().any(|item| {
        let Item::Fixed(fixed) = item else { return false };
        matches!(
            fixed,
            Fixed::TimezoneOffset
                | Fixed::TimezoneOffsetColon
                | Fixed::TimezoneOffsetZ
                | Fixed::TimezoneOffsetColonZ
                | Fixed::RFC2822
                | Fixed::RFC3339
        )
    })
}

/// Writes 3, 6 or 9 digits, as many as the value needs.
#[inline]
fn push_fraction(nanosecond: u32, out: &mut Vec<u8>) {
    let (thousandths, rest) = (nanosecond / 1_000_000, nanosecond % 1_000_000);
    let [a, b, c] = triple(thousandths);
    out.extend_from_slice(&[b'.', a, b, c]);
    if rest > 0 {
        out.extend_from_slice(&triple(rest / 1_000));
        if rest % 1_000 > 0 {
            out.extend_from_slice(&triple(rest % 1_000));
        }
    }
}

/// The three digits of a number below 1,000.
#[expect(clippy::cast_possible_truncation, reason = "below 100")]
fn triple(number: u32) -> [u8; 3] {
    let [tens, ones] = pair((number % 100) as u8);
    [b'0' + (number / 100) as u8, tens, ones]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(pattern: &str, zone: Zone, text: &str) -> String {
        let instant: DateTime<Utc> = text.parse().unwrap();
        let mut writer = MomentWriter::new(Pattern::compile(pattern, true).unwrap(), zone);
        let mut out = Vec::new();
        let nanosecond = instant.timestamp_subsec_nanos();
        writer.write_instant(instant.timestamp(), nanosecond, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn day(pattern: &str, days: i64) -> String {
        let mut writer = MomentWriter::new(Pattern::compile(pattern, false).unwrap(), Zone::UTC);
        let mut out = Vec::new();
        writer.write_day(days, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn instants_in_each_pattern() {
        let budapest = crate::zone::parse_zone("Europe/Budapest").unwrap();
        let at = "2026-11-22T19:14:03Z";
        assert_eq!(instant("iso", budapest, at), "2026-11-22T20:14:03+01:00");
        assert_eq!(instant("utc", budapest, at), "2026-11-22T19:14:03Z");
        assert_eq!(instant("epoch", budapest, at), "1795374843");
        assert_eq!(instant("epoch_ms", budapest, "1969-12-31T23:59:59.5Z"), "-500");
        assert_eq!(instant("epoch", budapest, "1969-12-31T23:59:59.5Z"), "-1");
        assert_eq!(instant("%d.%m.%Y %H:%M:%S", budapest, at), "22.11.2026 20:14:03");
        assert_eq!(instant("%-d %B, %I %p %Z", budapest, at), "22 November, 08 PM CET");
        assert_eq!(
            instant("iso", budapest, "2026-07-01T00:00:00.050Z"),
            "2026-07-01T02:00:00.050+02:00"
        );
        assert_eq!(
            instant("utc", budapest, "2026-07-01T00:00:00.000001Z"),
            "2026-07-01T00:00:00.000001Z"
        );
        assert_eq!(
            instant("utc", budapest, "2026-07-01T00:00:00.000000001Z"),
            "2026-07-01T00:00:00.000000001Z"
        );
        assert_eq!(
            instant("iso", budapest, "1880-01-01T00:00:00Z"),
            "1880-01-01T01:16:20+01:16:20"
        );
        assert_eq!(
            instant("iso", crate::zone::parse_zone("America/St_Johns").unwrap(), at),
            "2026-11-22T15:44:03-03:30"
        );
    }

    #[test]
    fn days_as_chrono_writes_them() {
        for days in (-800_000..=LAST_DAY).step_by(97) {
            let date = NaiveDate::default() + TimeDelta::days(days);
            assert_eq!(day("iso", days), date.to_string());
            assert_eq!(day("%Y/%m/%d", days), date.format("%Y/%m/%d").to_string());
        }
        assert_eq!(day("epoch", 1), "86400");
        assert_eq!(day("iso", LAST_DAY), "9999-12-31");
        assert_eq!(day("iso", -719_529), "-0001-12-31");
        assert_eq!(day("epoch", LAST_DAY + 1), "253402300800");
    }

    #[test]
    fn no_year_has_five_digits() {
        let written = |pattern: &str, at: &str| {
            let at: DateTime<Utc> = at.parse().unwrap();
            let pattern = Pattern::compile(pattern, true).unwrap();
            let zone = crate::zone::parse_zone("Europe/Budapest").unwrap();
            let mut writer = MomentWriter::new(pattern, zone);
            let mut out = Vec::new();
            // The same writer, before and after: nothing is left behind.
            let usual = (1_795_374_843, "2026-11-22T20:14:03+01:00");
            let _ = writer.write_instant(usual.0, 0, &mut out);
            out.clear();
            writer.write_instant(at.timestamp(), 0, &mut out)?;
            let text = String::from_utf8(out.clone()).unwrap();
            out.clear();
            let _ = writer.write_instant(usual.0, 0, &mut out);
            Ok((text, String::from_utf8(out).unwrap() == usual.1))
        };
        let last = "9999-12-31T22:59:59Z";
        assert_eq!(written("iso", last), Ok(("9999-12-31T23:59:59+01:00".to_owned(), true)));
        let first = "9999-12-31T23:00:00Z";
        assert_eq!(written("iso", first), Ok((first.to_owned(), true)));
        assert_eq!(written("iso", "9999-12-31T23:59:59Z").unwrap().0, "9999-12-31T23:59:59Z");
        assert_eq!(written("utc", first).unwrap().0, first);
        assert_eq!(written("epoch", first).unwrap().0, "253402297200");
        for pattern in ["%Y-%m-%d", "%d.%m.%y %H:%M", "%A %Y", "%c", "%+", "%F"] {
            assert_eq!(written(pattern, first), Err(OutOfRange), "{pattern}");
            assert!(written(pattern, last).is_ok(), "{pattern}");
        }
        for pattern in ["iso", "utc", "%Y", "%A"] {
            let far = "+10000-01-02T00:00:00Z";
            assert_eq!(written(pattern, far), Err(OutOfRange), "{pattern}");
        }
        for pattern in ["iso", "utc", "%Y", "%A %Y"] {
            let mut writer =
                MomentWriter::new(Pattern::compile(pattern, false).unwrap(), Zone::UTC);
            let mut out = Vec::new();
            assert_eq!(writer.write_day(LAST_DAY + 1, &mut out), Err(OutOfRange), "{pattern}");
            assert_eq!(out, b"");
        }
    }

    #[test]
    fn offsets_with_seconds_stand_for_the_same_instant_in_every_pattern() {
        let budapest = crate::zone::parse_zone("Europe/Budapest").unwrap();
        let monrovia = crate::zone::parse_zone("Africa/Monrovia").unwrap();
        for (zone, at) in [(budapest, "1880-01-01T00:00:00Z"), (monrovia, "1970-01-01T00:00:00Z")] {
            for pattern in ["iso", "%+", "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S%:z"] {
                let text = instant(pattern, zone, at);
                let read = DateTime::parse_from_str(&text, "%Y-%m-%dT%H:%M:%S%z");
                // chrono reads no seconds of offsets; others do.
                if pattern != "iso" {
                    assert_eq!(read.unwrap().to_utc(), at.parse::<DateTime<Utc>>().unwrap());
                }
            }
        }
        let local_time = instant("%H:%M:%S", budapest, "1880-01-01T00:00:00Z");
        assert_eq!(local_time, "01:16:20");
        let with_offset = instant("%H:%M:%S %::z", budapest, "1880-01-01T00:00:00Z");
        assert_eq!(with_offset, "01:16:20 +01:16:20");
    }

    #[test]
    fn the_farthest_instants_are_no_panic() {
        let tokyo = crate::zone::parse_zone("Asia/Tokyo").unwrap();
        let mut writer = MomentWriter::new(Pattern::Iso, tokyo);
        let mut out = Vec::new();
        assert_eq!(writer.write_instant(i64::MAX, 0, &mut out), Err(OutOfRange));
        writer.write_instant(i64::MIN, 0, &mut out).unwrap();
        assert!(out.starts_with(b"-292277022657-01-27T"));
        let by_chrono = Pattern::compile("%A", true).unwrap();
        let mut writer = MomentWriter::new(by_chrono, tokyo);
        assert_eq!(writer.write_instant(i64::MAX, 0, &mut out), Err(OutOfRange));
        let last = DateTime::<Utc>::MAX_UTC.timestamp();
        assert_eq!(writer.write_instant(last, 0, &mut out), Err(OutOfRange));
    }
}

//! Masks the values of a column: hashes, parts of texts, months, bands.
//!
//! Nothing here says what a value was: problems name the row alone.

use datafusion::arrow::array::{Array, StringArray, StringBuilder};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use unicode_segmentation::UnicodeSegmentation;

use super::ColumnMask;
use crate::spec::mask::{Mask, MaskMethod, MaskRecipe, WhenInvalid, WithoutPlus};

/// Digits of a phone number with its country code; E.164 has 15 at most.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 7..=15;
/// Digits of a number of the country code 1, with that.
const NORTH_AMERICA: usize = 11;

/// A value that can't be masked, by its row in the batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unmasked {
    pub(super) row: usize,
    pub(super) what: &'static str,
    pub(super) hint: &'static str,
}

const NO_PHONE: (&str, &str) = (
    "isn't a phone number with a country code; it isn't shown, because the column is masked",
    "Correct it in the data, say of which country numbers without one are, or leave such values \
     empty.",
);
const NO_NUMBER: (&str, &str) = (
    "is infinite, not a number or has too many digits; it has no band",
    "Leave such rows out by a filter.",
);

/// Masks texts as a column's mask says.
pub(super) trait MaskTexts {
    /// The masked texts. `first_row` is the number of rows before these.
    fn apply(&self, texts: &StringArray, first_row: u64) -> Result<StringArray, Unmasked>;
}

impl MaskTexts for ColumnMask {
    fn apply(&self, texts: &StringArray, first_row: u64) -> Result<StringArray, Unmasked> {
        let rule = self.rule();
        match rule.method {
            MaskMethod::Truncate => Ok(texts.clone()),
            MaskMethod::Remove => Ok(StringArray::new_null(texts.len())),
            MaskMethod::Band => {
                let width = i128::from(rule.width.unwrap_or(1).max(1));
                each(texts, |_, text, out| {
                    let lower = band(text, width).ok_or(NO_NUMBER)?;
                    out.append_value(format!("{lower}-{}", lower + width));
                    Ok(())
                })
            }
            MaskMethod::Keep => each(texts, |_, text, out| {
                out.append_value(kept(text, rule));
                Ok(())
            }),
            MaskMethod::Hash => {
                hashed(self, texts, first_row, |text| Sha256::digest(text.as_bytes()).into())
            }
            MaskMethod::KeyedHash => {
                let key = self.key().expect("whoever makes the encoder looks for the key");
                let empty = Hmac::<Sha256>::new_from_slice(key.bytes())
                    .expect("HMAC takes keys of any length");
                hashed(self, texts, first_row, |text| {
                    empty.clone().chain_update(text.as_bytes()).finalize().into_bytes().into()
                })
            }
        }
    }
}

fn hashed(
    mask: &ColumnMask,
    texts: &StringArray,
    first_row: u64,
    hash: impl Fn(&str) -> [u8; 32],
) -> Result<StringArray, Unmasked> {
    let rule = mask.rule();
    let recipe = rule.recipe();
    let (mut normal, mut digits) = (String::new(), [0; 64]);
    each(texts, |row, text, out| {
        normal.clear();
        if !normalise(text, recipe, rule, &mut normal) {
            if rule.when_invalid == WhenInvalid::Stop {
                return Err(NO_PHONE);
            }
            mask.add_invalid_row(first_row + row as u64);
            out.append_null();
        } else if normal.is_empty() && !rule.hash_empty {
            out.append_value("");
        } else {
            out.append_value(hexadecimal(hash(&normal), &mut digits));
        }
        Ok(())
    })
}

/// Makes another text of each that isn't missing.
fn each(
    texts: &StringArray,
    mut make: impl FnMut(usize, &str, &mut StringBuilder) -> Result<(), (&'static str, &'static str)>,
) -> Result<StringArray, Unmasked> {
    let mut out = StringBuilder::with_capacity(texts.len(), texts.len() * 16);
    for (row, text) in texts.iter().enumerate() {
        match text {
            None => out.append_null(),
            Some(text) => {
                make(row, text, &mut out).map_err(|(what, hint)| Unmasked { row, what, hint })?;
            }
        }
    }
    Ok(out.finish())
}

fn hexadecimal(bytes: [u8; 32], digits: &mut [u8; 64]) -> &str {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    for (place, byte) in bytes.into_iter().enumerate() {
        digits[place * 2] = DIGITS[usize::from(byte >> 4)];
        digits[place * 2 + 1] = DIGITS[usize::from(byte & 15)];
    }
    std::str::from_utf8(digits).expect("hexadecimal digits are text")
}

/// The value as its recipe wants it, in `out`; whether it could be read.
fn normalise(text: &str, recipe: MaskRecipe, rule: &Mask, out: &mut String) -> bool {
    match recipe {
        MaskRecipe::Plain => out.push_str(text),
        MaskRecipe::Email | MaskRecipe::EmailMeta | MaskRecipe::Name => {
            push_lower(text.trim(), out);
        }
        MaskRecipe::EmailGoogle => {
            push_lower(text.trim(), out);
            if let Some((user, domain)) = out.rsplit_once('@')
                && matches!(domain, "gmail.com" | "googlemail.com")
            {
                *out = format!("{}@{domain}", user.replace('.', ""));
            }
        }
        MaskRecipe::EmailGoogleAds => {
            push_lower(&without(text, char::is_whitespace), out);
            if let Some((user, domain)) = out.rsplit_once('@')
                && matches!(domain, "gmail.com" | "googlemail.com")
            {
                *out = format!("{}@{domain}", before_plus(user).replace('.', ""));
            }
        }
        MaskRecipe::NameMeta => {
            // Meta's own code keeps the double quote.
            let goes = |letter: char| {
                letter.is_whitespace() || letter.is_ascii_punctuation() && letter != '"'
            };
            push_lower(&without(text, goes), out);
        }
        MaskRecipe::EmailTiktok => {
            push_lower(&without(text, char::is_whitespace), out);
            if let Some((user, domain)) = out.rsplit_once('@') {
                *out = format!("{}@{domain}", before_plus(user));
            }
        }
        MaskRecipe::PhoneE164 | MaskRecipe::PhoneDigits => {
            if text.trim().is_empty() {
                return true;
            }
            if recipe == MaskRecipe::PhoneE164 {
                out.push('+');
            }
            return push_phone(text, rule, out);
        }
    }
    true
}

fn without(text: &str, goes: impl Fn(char) -> bool) -> String {
    text.chars().filter(|letter| !goes(*letter)).collect()
}

fn before_plus(user: &str) -> &str {
    user.split('+').next().unwrap_or_default()
}

fn push_lower(text: &str, out: &mut String) {
    if text.is_ascii() {
        out.push_str(text);
        out.make_ascii_lowercase();
    } else {
        out.push_str(&text.to_lowercase());
    }
}

/// Adds the digits of a phone number from its country code on; whether it is one.
///
/// Digits may have spaces, dots, slashes, hyphens and brackets between them. Anything
/// else isn't a number, nor is one with `(0)`: in some countries that zero belongs to
/// the international number, in others it doesn't.
fn push_phone(text: &str, rule: &Mask, out: &mut String) -> bool {
    let text = text.trim();
    let (has_plus, rest) = match text.strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let rest: String = rest.chars().filter(|letter| !letter.is_whitespace()).collect();
    if rest.contains("(0)") {
        return false;
    }
    let mut digits = String::with_capacity(rest.len());
    for letter in rest.chars() {
        match letter {
            '0'..='9' => digits.push(letter),
            '-' | '.' | '/' | '(' | ')' | '\u{2010}'..='\u{2015}' => {}
            _ => return false,
        }
    }
    let start = out.len();
    if has_plus {
        out.push_str(&digits);
    } else if let Some(international) = digits.strip_prefix("00") {
        out.push_str(international);
    } else {
        match rule.without_plus {
            None => return false,
            Some(WithoutPlus::International) => out.push_str(&digits),
            Some(WithoutPlus::National) => {
                let code = rule.country_code.as_deref().unwrap_or_default();
                let trunk = rule.trunk_prefix.as_deref().unwrap_or_default();
                let Some(national) = national(&digits, code, trunk) else { return false };
                out.push_str(code);
                out.push_str(national);
            }
        }
    }
    let number = &out[start..];
    // `+49 030…` has a prefix too much, or is of somewhere else.
    if let (Some(code), Some(trunk)) = (rule.country_code.as_deref(), rule.trunk_prefix.as_deref())
        && trunk.starts_with('0')
        && number.strip_prefix(code).is_some_and(|rest| rest.starts_with(trunk))
    {
        return false;
    }
    let is_whole = PHONE_DIGITS.contains(&number.len()) && !number.starts_with('0');
    is_whole && (!number.starts_with('1') || number.len() == NORTH_AMERICA)
}

/// The part of a national number that follows the country code, where there is no
/// doubt about it.
fn national<'a>(digits: &'a str, code: &str, trunk: &str) -> Option<&'a str> {
    if !trunk.is_empty() {
        if let Some(national) = digits.strip_prefix(trunk) {
            return Some(national);
        }
        if digits.starts_with('0') {
            return None;
        }
    }
    (!digits.starts_with(code)).then_some(digits)
}

/// The first or last characters of a text, the others replaced. Characters are those
/// that people see (extended grapheme clusters).
fn kept(text: &str, rule: &Mask) -> String {
    let letters: Vec<&str> = text.graphemes(true).collect();
    let (first, last) = (usize::from(rule.first.unwrap_or(0)), usize::from(rule.last.unwrap_or(0)));
    let is_short = letters.len() <= first + last;
    let end = letters.len().saturating_sub(last);
    let with = rule.with.unwrap_or('*');
    let mut out = String::with_capacity(text.len());
    for (place, letter) in letters.into_iter().enumerate() {
        if !is_short && (place < first || place >= end) {
            out.push_str(letter);
        } else {
            out.push(with);
        }
    }
    out
}

/// The lower end of the band that a decimal number is in.
fn band(text: &str, width: i128) -> Option<i128> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    if !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut number: i128 = whole.parse().ok()?;
    if text.starts_with('-') && decimals.bytes().any(|byte| byte != b'0') {
        number = number.checked_sub(1)?;
    }
    let lower = number.div_euclid(width).checked_mul(width)?;
    // Its upper end is a number, too.
    lower.checked_add(width)?;
    Some(lower)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use export_desk_definition::mask_key::MaskKey;

    fn mask(rule: Value) -> ColumnMask {
        ColumnMask::new(serde_json::from_value(rule).unwrap())
    }

    fn normal(recipe: &str, text: &str) -> Option<String> {
        let rule = json!({ "method": "hash", "recipe": recipe });
        normal_by(rule, text)
    }

    fn normal_by(rule: Value, text: &str) -> Option<String> {
        let mask = mask(rule);
        let mut out = String::new();
        normalise(text, mask.rule().recipe(), mask.rule(), &mut out).then_some(out)
    }

    fn of(mask: &ColumnMask, texts: &[Option<&str>]) -> Vec<Option<String>> {
        let texts = StringArray::from(texts.to_vec());
        let masked = mask.apply(&texts, 0).unwrap();
        masked.iter().map(|text| text.map(str::to_owned)).collect()
    }

    fn one(rule: Value, text: &str) -> String {
        of(&mask(rule), &[Some(text)]).remove(0).unwrap()
    }

    /// The examples of the receivers' own pages; see the recipes.
    #[test]
    fn receivers_examples_have_their_hashes() {
        for (recipe, text, hash) in [
            (
                "email_meta",
                "John_Smith@gmail.com",
                "62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f",
            ),
            (
                "name_meta",
                "Mary",
                "6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec",
            ),
            ("name_meta", "정", "8fa8cd9c440be61d0151429310034083132b35975c4bea67fdd74158eb51db14"),
            (
                "name_meta",
                "Valéry",
                "08e1996b5dd49e62a4b4c010d44e4345592a863bb9f8e3976219bac29417149c",
            ),
            (
                "email_tiktok",
                "janedoe@gmail.com",
                "d6117306485ed0e50afab3ac871e98f81699151f30281527d63ff5f233656c69",
            ),
        ] {
            assert_eq!(one(json!({ "method": "hash", "recipe": recipe }), text), hash, "{text}");
        }
        let phone = json!({
            "method": "hash", "recipe": "phone_digits",
            "without_plus": "national", "country_code": "1", "trunk_prefix": "1",
        });
        assert_eq!(
            one(phone.clone(), "(650)555-1212"),
            "e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176"
        );
        assert_eq!(normal_by(phone, "(657)777-0000").unwrap(), "16577770000");
        let armenia = json!({
            "method": "hash", "recipe": "phone_digits", "without_plus": "international",
        });
        assert_eq!(normal_by(armenia, "374-93-828222").unwrap(), "37493828222");
        assert_eq!(normal("phone_e164", "+1 (212) 565-0000").unwrap(), "+12125650000");
        assert_eq!(normal("phone_e164", "+44 207 031 3000").unwrap(), "+442070313000");
    }

    #[test]
    fn addresses_are_normalised_as_each_receiver_says() {
        for (recipe, expected) in [
            ("plain", " Jane.Doe+News@GoogleMail.com "),
            ("email", "jane.doe+news@googlemail.com"),
            ("email_meta", "jane.doe+news@googlemail.com"),
            ("email_google", "janedoe+news@googlemail.com"),
            ("email_google_ads", "janedoe@googlemail.com"),
            ("email_tiktok", "jane.doe@googlemail.com"),
        ] {
            let found = normal(recipe, " Jane.Doe+News@GoogleMail.com ").unwrap();
            assert_eq!(found, expected, "{recipe}");
        }
        assert_eq!(normal("email_google", "J.D@example.com").unwrap(), "j.d@example.com");
        // Google's own examples.
        for (text, expected) in [
            ("cloudy.sanfrancisco+shopping@gmail.com", "cloudysanfrancisco@gmail.com"),
            ("Jane.Doe+Shopping@googlemail.com", "janedoe@googlemail.com"),
            ("user.name+NYC@Example.com", "user.name+nyc@example.com"),
        ] {
            assert_eq!(normal("email_google_ads", text).unwrap(), expected);
        }
        assert_eq!(normal("email_tiktok", "j d@ex.com").unwrap(), "jd@ex.com");
        assert_eq!(normal("email_google", "no address").unwrap(), "no address");
        assert_eq!(normal("name", "  ÁRVÍZTŰRŐ \u{a0}").unwrap(), "árvíztűrő");
        // As Google's support has answered (google-ads-php, issue 1168).
        assert_eq!(normal("name", " O'Connor-Smith 2 ").unwrap(), "o'connor-smith 2");
        // From the tests of Meta's parameter builder.
        for (text, expected) in [
            ("    Na'than-Boile    ", "nathanboile"),
            ("\r\nJohn Jr.\t", "johnjr"),
            ("Van Der Berg", "vanderberg"),
            ("[Dr.] Smith", "drsmith"),
            ("João", "joão"),
            ("Αθήνα", "αθήνα"),
            ("3rd John", "3rdjohn"),
            ("!@#$%^&*()_+-=[]{}|;:,.<>?", ""),
            ("Mary ❤️", "mary❤️"),
        ] {
            assert_eq!(normal("name_meta", text).unwrap(), expected);
        }
    }

    #[test]
    fn phone_numbers_are_read_without_a_doubt_or_not_at_all() {
        let of = |country: &str, trunk: &str, text: &str| {
            normal_by(
                json!({
                    "method": "hash", "recipe": "phone_e164", "without_plus": "national",
                    "country_code": country, "trunk_prefix": trunk,
                }),
                text,
            )
        };
        for (country, trunk, text, expected) in [
            ("36", "06", "06 30 123 4567", Some("+36301234567")),
            ("36", "06", "06/30-123-4567", Some("+36301234567")),
            ("36", "06", "30 123 4567", Some("+36301234567")),
            ("36", "06", "+36 30 123 4567", Some("+36301234567")),
            ("36", "06", "0036301234567", Some("+36301234567")),
            ("36", "06", "06 36 123 456", Some("+3636123456")),
            // With its country code, or of the area 36?
            ("36", "06", "36 30 123 4567", None),
            ("36", "06", "030 123 4567", None),
            ("49", "0", "030 1234567", Some("+49301234567")),
            ("39", "", "06 1234 5678", Some("+390612345678")),
            ("1", "1", "1-800-888-8888", Some("+18008888888")),
            ("1", "1", "800-888-8888", Some("+18008888888")),
            ("1", "1", "888-8888", None),
            ("49", "0", "+49 (0)30 1234567", None),
            ("49", "0", "030 1234567 ext. 3", None),
            ("49", "0", "unknown", None),
            ("49", "0", "+0049301234567", None),
            ("49", "0", "+49", None),
            ("49", "0", "+4930123456789012", None),
            ("49", "0", "٠٣٠١٢٣٤٥٦٧", None),
            ("49", "0", "++49301234567", None),
        ] {
            assert_eq!(of(country, trunk, text).as_deref(), expected, "{country} {text}");
        }
        assert_eq!(normal("phone_e164", "06 30 123 4567"), None);
        assert_eq!(normal("phone_e164", "36301234567"), None);
        assert_eq!(normal("phone_digits", "+36 30 123 4567").unwrap(), "36301234567");
        // Blank isn't wrong, it is empty.
        assert_eq!(normal("phone_e164", "  ").unwrap(), "");
    }

    #[test]
    fn missing_and_empty_values_are_not_hashed_unless_asked() {
        let plain = mask(json!({ "method": "hash" }));
        assert_eq!(of(&plain, &[None, Some("")]), [None, Some(String::new())]);
        let empty = mask(json!({ "method": "hash", "hash_empty": true }));
        let hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(of(&empty, &[None, Some("")]), [None, Some(hash.to_owned())]);
    }

    #[test]
    fn what_is_no_number_is_counted_once_or_stops() {
        let rule = |when: &str| {
            mask(json!({ "method": "hash", "recipe": "phone_e164", "when_invalid": when }))
        };
        let texts = StringArray::from(vec![Some("+36301234567"), Some("secret"), None, Some("x")]);
        let counted = rule("empty");
        for _ in 0..2 {
            let masked = counted.clone().apply(&texts, 100).unwrap();
            assert_eq!(masked.iter().flatten().count(), 1);
        }
        assert_eq!(counted.invalid_rows(), (2, vec![102, 104]));
        let stopped = rule("stop").apply(&texts, 100).unwrap_err();
        assert_eq!(stopped.row, 1);
        assert!(!stopped.what.contains("secret"));
    }

    #[test]
    fn keyed_hashes_are_those_of_rfc_4231() {
        // Test case 6, whose key is longer than a block, as text of hexadecimal digits.
        let key = MaskKey::parse(&format!("hex:{}", "aa".repeat(131))).unwrap();
        let mask = mask(json!({ "method": "keyed_hash", "key": "k" }));
        assert!(mask.lacks_key());
        let mask = mask.with_key(key);
        let text = "Test Using Larger Than Block-Size Key - Hash Key First";
        assert_eq!(
            of(&mask, &[Some(text)])[0].as_deref().unwrap(),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        );
    }

    #[test]
    fn parts_of_texts_are_kept_by_characters() {
        let keep = |first: u16, last: u16, text: &str| {
            one(json!({ "method": "keep", "first": first, "last": last }), text)
        };
        assert_eq!(keep(1, 2, "Ágnes"), "Á**es");
        assert_eq!(keep(2, 0, "Ágnes"), "Ág***");
        assert_eq!(keep(0, 4, "4111111111111111"), "************1111");
        // Composed of several: a letter with its accent, a family, a flag.
        assert_eq!(keep(1, 1, "e\u{301}a👨‍👩‍👧b🇭🇺"), "e\u{301}***🇭🇺");
        // Nothing is shown of what is too short.
        assert_eq!(keep(1, 2, "Ági"), "***");
        assert_eq!(keep(3, 3, ""), "");
        assert_eq!(one(json!({ "method": "keep", "first": 1, "with": "•" }), "abc"), "a••");
    }

    #[test]
    fn numbers_are_in_half_open_bands() {
        let bands = |width: u32, text: &str| {
            let mask = mask(json!({ "method": "band", "width": width }));
            let texts = StringArray::from(vec![text]);
            mask.apply(&texts, 0).map(|masked| masked.value(0).to_owned())
        };
        for (text, band) in [
            ("0", "0-50"),
            ("49.99", "0-50"),
            ("50", "50-100"),
            ("-0.01", "-50-0"),
            ("-50", "-50-0"),
            ("-50.5", "-100--50"),
            ("-0", "0-50"),
            ("12345678901234567890123", "12345678901234567890100-12345678901234567890150"),
        ] {
            assert_eq!(bands(50, text).unwrap(), band, "{text}");
        }
        assert_eq!(bands(1, "7.5").unwrap(), "7-8");
        for text in ["NaN", "Infinity", "-Infinity", &"9".repeat(40)] {
            assert!(bands(50, text).is_err(), "{text}");
        }
    }
}

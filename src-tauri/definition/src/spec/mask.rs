//! How the values of a column are masked: hashed as a receiver wants it, shortened,
//! generalised or removed. Plain serde data; [`crate::plan`] checks it.
//!
//! What is made this way is pseudonymous, not anonymous: whoever has a list of values
//! can hash them as well, and whoever has the key of a keyed hash can do that too.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the file has in place of a column's values. Missing values stay missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Mask {
    /// What becomes of a value.
    pub method: MaskMethod,
    /// With `hash` and `keyed_hash`: how a value is normalised before it is hashed;
    /// `plain` unless it is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipe: Option<MaskRecipe>,
    /// With `keyed_hash`: name of the key, which the system's keychain has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 100))]
    pub key: Option<String>,
    /// With `hash` and `keyed_hash`: whether an empty text is hashed too. Otherwise it
    /// stays an empty text.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hash_empty: bool,
    /// With a recipe for phone numbers: how one without `+` and `00` is read; as no
    /// number unless it is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub without_plus: Option<WithoutPlus>,
    /// With `without_plus: national`: digits of the country code, such as `36`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = "^[1-9][0-9]{0,2}$"))]
    pub country_code: Option<String>,
    /// With `without_plus: national`: digits that national numbers begin with and
    /// international ones lack, such as `06` in Hungary, `0` in Germany, `1` in the
    /// United States, and an empty text in Spain and Italy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = "^[0-9]{0,4}$"))]
    pub trunk_prefix: Option<String>,
    /// With a recipe for phone numbers: what becomes of a value that can't be one.
    #[serde(default, skip_serializing_if = "WhenInvalid::is_stop")]
    pub when_invalid: WhenInvalid,
    /// With `keep`: how many of the first characters stay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<u16>,
    /// With `keep`: how many of the last characters stay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<u16>,
    /// With `keep`: what stands in place of each other character; `*` unless it is
    /// given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
    pub with: Option<char>,
    /// With `truncate`: the part of the date that stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<DatePart>,
    /// With `band`: width of the bands, a whole number; they begin at zero.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub width: Option<u32>,
}

/// What becomes of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum MaskMethod {
    /// SHA-256 of the normalised value, lower-case hexadecimal. Whoever guesses the
    /// value can check the guess.
    #[serde(rename = "hash")]
    Hash,
    /// HMAC-SHA-256 of the normalised value with a key, lower-case hexadecimal.
    #[serde(rename = "keyed_hash")]
    KeyedHash,
    /// The first or last characters; the others are replaced. A text of no more
    /// characters than would be kept is replaced as a whole.
    #[serde(rename = "keep")]
    Keep,
    /// A date's month (`2026-07`) or year (`2026`), in the export's time zone.
    #[serde(rename = "truncate")]
    Truncate,
    /// The band that a number is in: `100-150` has the numbers from 100 up to but not
    /// including 150.
    #[serde(rename = "band")]
    Band,
    /// Nothing: every value is missing.
    #[serde(rename = "remove")]
    Remove,
}

/// How a value is normalised before it is hashed. Spaces around it are those of
/// Unicode, lower case too; nothing changes between composed and decomposed characters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum MaskRecipe {
    /// As the file would have it without a mask.
    #[default]
    #[serde(rename = "plain")]
    Plain,
    /// An e-mail address without spaces around it, in lower case.
    #[serde(rename = "email")]
    Email,
    /// As Meta wants it: without spaces around it, in lower case
    /// (<https://developers.facebook.com/docs/marketing-api/conversions-api/parameters/customer-information-parameters>).
    #[serde(rename = "email_meta")]
    EmailMeta,
    /// As Google's Campaign Manager 360 and its samples want it: as `email`, and in
    /// addresses of `gmail.com` and `googlemail.com` without the dots before the `@`
    /// (<https://developers.google.com/doubleclick-advertisers/guides/conversions_ec>).
    #[serde(rename = "email_google")]
    EmailGoogle,
    /// As Google's Customer Match wants it: without any spaces, in lower case, and in
    /// addresses of `gmail.com` and `googlemail.com` without the dots before the `@` and
    /// without a `+` and what follows it up to there. Other addresses keep both
    /// (<https://developers.google.com/data-manager/api/devguides/concepts/formatting>,
    /// confirmed in <https://github.com/googleads/google-ads-java/issues/898>).
    #[serde(rename = "email_google_ads")]
    EmailGoogleAds,
    /// As TikTok wants it: without any spaces, in lower case, without a `+` and what
    /// follows it up to the `@`
    /// (<https://ads.tiktok.com/help/article/list-of-supported-ids-and-formats-for-a-customer-file>).
    #[serde(rename = "email_tiktok")]
    EmailTiktok,
    /// A phone number as E.164 has it: `+`, country code, number; 7 to 15 digits.
    /// Google and TikTok take it
    /// (<https://developers.google.com/display-video/api/guides/tasks/upload-customer-match-audience/prepare-data>).
    #[serde(rename = "phone_e164")]
    PhoneE164,
    /// The same without `+`, as Meta and, since 2025, TikTok want it (the pages of
    /// `email_meta` and `email_tiktok`).
    #[serde(rename = "phone_digits")]
    PhoneDigits,
    /// A name without spaces around it, in lower case, as Google wants it.
    #[serde(rename = "name")]
    Name,
    /// A name in lower case without spaces and ASCII punctuation, as Meta wants it (the
    /// page of `email_meta`; which characters those are, and that spaces go, is in
    /// <https://github.com/facebook/capi-param-builder>).
    #[serde(rename = "name_meta")]
    NameMeta,
}

impl MaskRecipe {
    /// Whether it reads phone numbers.
    pub fn is_phone(self) -> bool {
        matches!(self, Self::PhoneE164 | Self::PhoneDigits)
    }
}

/// How a phone number without `+` and `00` is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum WithoutPlus {
    /// It begins with its country code.
    #[serde(rename = "international")]
    International,
    /// It is one of the country of `country_code`. One that could as well begin with
    /// that code, or that begins with another zero than the trunk prefix, is refused.
    #[serde(rename = "national")]
    National,
}

/// What becomes of a value that can't be a phone number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum WhenInvalid {
    /// The run stops, and names the row.
    #[default]
    #[serde(rename = "stop")]
    Stop,
    /// It is missing in the file; the report counts it.
    #[serde(rename = "empty")]
    Empty,
}

impl WhenInvalid {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
    fn is_stop(&self) -> bool {
        *self == Self::Stop
    }
}

/// The part of a date that stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum DatePart {
    /// Year and month, `2026-07`.
    #[serde(rename = "month")]
    Month,
    /// The year, `2026`.
    #[serde(rename = "year")]
    Year,
}

impl MaskMethod {
    /// The method's name in the document.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hash => "hash",
            Self::KeyedHash => "keyed_hash",
            Self::Keep => "keep",
            Self::Truncate => "truncate",
            Self::Band => "band",
            Self::Remove => "remove",
        }
    }

    /// Whether its values are hashes.
    pub fn is_hash(self) -> bool {
        matches!(self, Self::Hash | Self::KeyedHash)
    }
}

impl Mask {
    /// How a value is normalised before it is hashed.
    pub fn recipe(&self) -> MaskRecipe {
        self.recipe.unwrap_or_default()
    }

    /// Name of the key that its hashes are made with.
    pub fn key_name(&self) -> Option<&str> {
        let key = self.key.as_deref().filter(|_| self.method == MaskMethod::KeyedHash);
        key.map(str::trim)
    }
}

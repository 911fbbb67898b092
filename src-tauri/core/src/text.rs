//! What people are told outside the window's page, in the language that they have chosen for
//! it: notifications, mail, the tray, the system's dialogs and the command. The catalogues
//! (`core/text`) are Fluent's, as the page's are.

mod engine;

use std::fmt;
use std::sync::LazyLock;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::humanize;
use crate::store::Language;
use crate::zone::Zone;

/// A value that a text names.
pub type Named<'a> = (&'a str, FluentValue<'a>);

/// The texts of one language.
pub struct Texts {
    bundle: FluentBundle<FluentResource>,
    /// What stands between thousands, and before decimals.
    thousands: char,
    decimals: char,
    /// What the engine says, which is English by itself.
    engine: Option<&'static LazyLock<engine::EngineTexts>>,
}

impl fmt::Debug for Texts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Texts").field(&self.bundle.locales).finish()
    }
}

static ENGLISH: LazyLock<Texts> =
    LazyLock::new(|| Texts::new("en", include_str!("../text/en.ftl"), ',', '.', None));
static HUNGARIAN: LazyLock<Texts> = LazyLock::new(|| {
    Texts::new("hu", include_str!("../text/hu.ftl"), '\u{a0}', ',', Some(&engine::HUNGARIAN))
});
static GERMAN: LazyLock<Texts> = LazyLock::new(|| {
    Texts::new("de", include_str!("../text/de.ftl"), '.', ',', Some(&engine::GERMAN))
});

impl Texts {
    /// Those of a language; of the system's where that is chosen, if there are any, or else
    /// the English ones.
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &ENGLISH,
            Language::Hungarian => &HUNGARIAN,
            Language::German => &GERMAN,
            Language::System => match sys_locale::get_locale().as_deref().map(language_of) {
                Some("hu") => &HUNGARIAN,
                Some("de") => &GERMAN,
                Some(_) | None => &ENGLISH,
            },
        }
    }

    fn new(
        language: &str,
        catalogue: &str,
        thousands: char,
        decimals: char,
        engine: Option<&'static LazyLock<engine::EngineTexts>>,
    ) -> Self {
        let locale = language.parse().expect("the language has a code");
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Mail programs and logs show the marks that would isolate names.
        bundle.set_use_isolating(false);
        let resource = FluentResource::try_new(catalogue.to_owned());
        let resource = resource.map_err(|(_, errors)| errors).expect("the catalogue can be read");
        bundle.add_resource(resource).expect("each text stands once");
        Self { bundle, thousands, decimals, engine }
    }

    /// A text.
    pub fn say(&self, id: &str) -> String {
        self.say_with(id, &[])
    }

    /// A text with values in it; its id where it isn't there.
    pub fn say_with(&self, id: &str, values: &[Named<'_>]) -> String {
        let pattern = self.bundle.get_message(id).and_then(|message| message.value());
        let Some(pattern) = pattern else { return id.to_owned() };
        let values: FluentArgs<'_> = values.iter().cloned().collect();
        // What a value lacks is written as its name.
        self.bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
    }

    /// What the engine says in English (an error, a hint, a line of a log), in this language;
    /// as it is where the catalogue of such texts doesn't have it.
    pub fn translate(&self, english: &str) -> String {
        self.engine.map_or_else(|| english.to_owned(), |engine| engine.translate(english))
    }

    /// A text about so many: it gets `count` to choose by and `shown` to be shown.
    pub fn counted(&self, id: &str, count: u64) -> String {
        self.say_with(id, &[("count", count.into()), ("shown", self.grouped(count).into())])
    }

    /// A number with its thousands apart.
    pub(crate) fn grouped(&self, number: u64) -> String {
        self.punctuated(&humanize::grouped(number))
    }

    /// `118 MB`, as [`humanize::size`] has it.
    pub(crate) fn size(&self, bytes: u64) -> String {
        self.punctuated(&humanize::size(bytes))
    }

    /// `3 min 5 s`, as [`humanize::duration`] has it; the units are signs, alike in all
    /// languages.
    pub(crate) fn duration(&self, seconds: f64) -> String {
        let text = self.punctuated(&humanize::duration(seconds));
        match text.strip_prefix("under ") {
            Some(least) => self.say_with("under", &[("time", least.into())]),
            None => text,
        }
    }

    /// English numbers with the marks of the language.
    fn punctuated(&self, text: &str) -> String {
        let mark = |character| match character {
            ',' => self.thousands,
            '.' => self.decimals,
            other => other,
        };
        text.chars().map(mark).collect()
    }

    /// A calendar day.
    pub(crate) fn day(&self, day: NaiveDate) -> String {
        self.say_with("day", &self.parts(day))
    }

    /// An instant in a zone, which is named.
    pub(crate) fn moment(&self, instant: DateTime<Utc>, zone: Zone) -> String {
        let local = instant.with_timezone(&zone);
        let mut values = self.parts(local.date_naive());
        values.push(("time", local.format("%H:%M:%S").to_string().into()));
        values.push(("zone", zone.name().to_owned().into()));
        self.say_with("moment", &values)
    }

    /// The same to the minute, without the year and the zone's name.
    pub(crate) fn short_moment(&self, instant: DateTime<Utc>, zone: Zone) -> String {
        self.shortly("moment-short", instant, zone)
    }

    /// The same with the day of the week.
    pub fn moment_of_week(&self, instant: DateTime<Utc>, zone: Zone) -> String {
        self.shortly("moment-of-week", instant, zone)
    }

    fn shortly(&self, id: &str, instant: DateTime<Utc>, zone: Zone) -> String {
        let local = instant.with_timezone(&zone);
        let mut values = self.parts(local.date_naive());
        values.push(("time", local.format("%H:%M").to_string().into()));
        self.say_with(id, &values)
    }

    fn parts(&self, day: NaiveDate) -> Vec<Named<'static>> {
        let name = |id: &str, number: u32| self.say_with(id, &[("number", number.into())]);
        vec![
            ("day", day.day().to_string().into()),
            ("month", name("month", day.month()).into()),
            ("year", day.year().to_string().into()),
            ("weekday", name("weekday", day.weekday().number_from_monday()).into()),
        ]
    }
}

/// `hu` of `hu-HU` and `hu_HU.UTF-8`.
fn language_of(locale: &str) -> &str {
    locale.split(['-', '_', '.', '@']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::fs;
    use std::path::Path;

    use super::*;

    const ALL: [Language; 3] = [Language::English, Language::Hungarian, Language::German];

    /// Texts of a catalogue by id, each with the names of its values.
    fn catalogue(language: &str) -> BTreeMap<String, BTreeSet<String>> {
        let file = format!("{}/text/{language}.ftl", env!("CARGO_MANIFEST_DIR"));
        let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut id = String::new();
        for line in fs::read_to_string(file).unwrap().lines() {
            if let Some((name, _)) = line.split_once(" =").filter(|_| !line.starts_with([' ', '#']))
            {
                id = name.to_owned();
                assert!(texts.insert(id.clone(), BTreeSet::new()).is_none(), "{id} stands twice");
            }
            let values = line.split('$').skip(1).map(|rest| {
                rest.split(|found: char| !found.is_alphanumeric()).next().unwrap().to_owned()
            });
            if !line.starts_with('#') {
                texts.get_mut(&id).into_iter().for_each(|known| known.extend(values.clone()));
            }
        }
        texts
    }

    #[test]
    fn each_language_has_each_text_with_its_values() {
        let english = catalogue("en");
        for language in ["hu", "de"] {
            let other = catalogue(language);
            for (id, values) in &english {
                let mut theirs =
                    other.get(id).unwrap_or_else(|| panic!("{language}: {id}")).clone();
                // Not every language has plurals everywhere.
                if values.contains("count") {
                    theirs.insert("count".to_owned());
                }
                assert_eq!(&theirs, values, "{language}: {id}");
            }
            assert_eq!(english.len(), other.len(), "{language} has texts that nobody says");
        }
    }

    #[test]
    fn what_the_code_says_is_in_the_catalogue_and_nothing_else() {
        fn sources(folder: &Path, all: &mut String) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    sources(&path, all);
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    all.push_str(&fs::read_to_string(path).unwrap());
                }
            }
        }
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut code = String::new();
        sources(&root.join("src"), &mut code);
        sources(&root.join("../src"), &mut code);
        let english = catalogue("en");
        for id in english.keys() {
            assert!(code.contains(&format!("\"{id}\"")), "nobody says {id}");
        }
        for call in [".say(\"", ".say_with(\"", ".counted(\"", "title: \"", "kind: \""] {
            for found in code.split(call).skip(1) {
                let id = found.split('"').next().unwrap();
                let is_id = !id.is_empty() && !id.contains([' ', '{', '\\']) && id.contains('-');
                assert!(!is_id || english.contains_key(id), "{id} isn't in the catalogue");
            }
        }
    }

    #[test]
    fn numbers_and_times_are_written_as_in_each_language() {
        let zone = crate::zone::parse_zone("Europe/Budapest").unwrap();
        let at = "2026-03-09T20:30:05Z".parse().unwrap();
        let said = ALL.map(|language| {
            let texts = Texts::of(language);
            let rows = [1, 12_345].map(|rows| texts.counted("count-rows", rows));
            (rows.join("|"), texts.moment(at, zone), texts.moment_of_week(at, zone))
        });
        let wanted = [
            ("1 row|12,345 rows", "9 Mar 2026, 21:30:05 (Europe/Budapest)", "Mon 9 Mar, 21:30"),
            (
                "1 sor|12\u{a0}345 sor",
                "2026. márc. 9., 21:30:05 (Europe/Budapest)",
                "márc. 9., H, 21:30",
            ),
            (
                "1 Zeile|12.345 Zeilen",
                "9. März 2026, 21:30:05 (Europe/Budapest)",
                "Mo, 9. März, 21:30",
            ),
        ];
        for (said, wanted) in said.iter().zip(wanted) {
            assert_eq!((&*said.0, &*said.1, &*said.2), wanted);
        }
        let german = Texts::of(Language::German);
        assert_eq!([german.size(1234), german.duration(1.84)], ["1,23 KB", "1,8 s"]);
        assert_eq!(german.duration(0.01), "unter 0,1 s");
        assert_eq!(german.duration(4_446_000.0), "1.235 h");
        assert_eq!(["hu-HU", "hu_HU.UTF-8", "de", "C"].map(language_of), ["hu", "hu", "de", "C"]);
    }
}

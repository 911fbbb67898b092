//! What the engine says, in another language. It says it in English, in which errors, logs and
//! the history have it; the catalogue (`core/text/engine`) has each English message with its
//! translations. A text is recognised by the words of a message; what stands between them is
//! taken over, and is looked up itself where it isn't quoted. So what was said earlier, or by
//! another process, is told in the language of whoever reads it. The window does the same
//! (`ui/src/text/engine.ts`).

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use crate::humanize;

/// The files of a language.
macro_rules! catalogue {
    ($language:literal) => {
        [
            include_str!(concat!("../../text/engine/", $language, "/counted.ftl")),
            include_str!(concat!("../../text/engine/", $language, "/definition.ftl")),
            include_str!(concat!("../../text/engine/", $language, "/delivery.ftl")),
            include_str!(concat!("../../text/engine/", $language, "/engine.ftl")),
            include_str!(concat!("../../text/engine/", $language, "/models.ftl")),
            include_str!(concat!("../../text/engine/", $language, "/output.ftl")),
            include_str!(concat!("../../text/engine/", $language, "/runs.ftl")),
            include_str!(concat!("../../text/engine/", $language, "/source.ftl")),
        ]
    };
}

static ENGLISH: LazyLock<Vec<Message>> = LazyLock::new(|| messages(&catalogue!("en")));
pub(super) static HUNGARIAN: LazyLock<EngineTexts> = LazyLock::new(|| {
    let mut texts = EngineTexts::new("hu", &catalogue!("hu"));
    texts.bundle.set_formatter(Some(|value, _| with_thousands(value, "\u{a0}")));
    texts
});
pub(super) static GERMAN: LazyLock<EngineTexts> = LazyLock::new(|| {
    let mut texts = EngineTexts::new("de", &catalogue!("de"));
    texts.bundle.set_formatter(Some(|value, _| with_thousands(value, ".")));
    texts
});

/// Where sentences, reasons and lists are put together.
const JOINTS: [&str; 4] = [". ", "; ", ": ", ", "];
/// So many of each are looked at in a text.
const MOST_JOINTS: usize = 8;
/// And so many messages that it could be.
const MOST_READINGS: usize = 4;
/// Parts of a text that are looked up; a long list of what nobody knows stays as it is.
const MOST_PARTS: usize = 200;
const QUOTES: [(char, char); 3] = [('`', '`'), ('“', '”'), ('"', '"')];

/// An English message: words, and between them values.
struct Message {
    id: String,
    /// One more than there are values.
    words: Vec<String>,
    values: Vec<String>,
    /// Characters of its words: of several messages that a text could be, that with most is meant.
    weight: usize,
    /// Whether it has more than marks between its values.
    has_words: bool,
}

impl Message {
    /// The quotes that a value stands in: it is a name, or something of the data.
    fn quotes(&self, place: usize) -> Option<&(char, char)> {
        QUOTES.iter().find(|&&(open, close)| {
            self.words[place].ends_with(open) && self.words[place + 1].starts_with(close)
        })
    }

    /// What stands between the words, if the text is this message.
    fn values_in<'a>(&self, text: &'a str) -> Option<Vec<&'a str>> {
        let (first, others) = self.words.split_first()?;
        let mut rest = text.strip_prefix(first.as_str())?;
        let Some((last, middle)) = others.split_last() else {
            return rest.is_empty().then(Vec::new);
        };
        let mut values = Vec::with_capacity(others.len());
        for word in middle {
            let (value, after) = rest.split_once(word.as_str())?;
            values.push(value);
            rest = after;
        }
        values.push(rest.strip_suffix(last.as_str())?);
        // What is quoted ends where the quotes do.
        let whole = |(place, value): (usize, &&str)| {
            self.quotes(place).is_none_or(|&(_, close)| !value.contains(close))
        };
        values.iter().enumerate().all(whole).then_some(values)
    }
}

/// What the engine says in one language.
pub(super) struct EngineTexts {
    bundle: FluentBundle<FluentResource>,
    /// Values of messages by which words are chosen: they are counts.
    counts: HashSet<(String, String)>,
}

impl fmt::Debug for EngineTexts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("EngineTexts").field(&self.bundle.locales).finish()
    }
}

impl EngineTexts {
    fn new(language: &str, files: &[&str]) -> Self {
        let locale = language.parse().expect("the language has a code");
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        bundle.set_use_isolating(false);
        let mut counts = HashSet::new();
        for file in files {
            let resource = resource(file);
            for (id, pattern) in patterns(&resource) {
                let counted = pattern.elements.iter().filter_map(selected);
                counts.extend(counted.map(|name| (id.to_owned(), name.to_owned())));
            }
            bundle.add_resource(resource).expect("each text stands once");
        }
        Self { bundle, counts }
    }

    /// The text in this language, or as it is where the catalogue doesn't have it.
    pub(super) fn translate(&self, english: &str) -> String {
        let lines = english.split('\n').map(|line| {
            let mut reader = Reader { texts: self, known: HashMap::new(), left: MOST_PARTS };
            reader.read(line, true).map_or_else(|| line.to_owned(), |reading| reading.said)
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// What a text means, and how many of its characters are words of messages.
#[derive(Clone)]
struct Reading {
    said: String,
    weight: usize,
}

/// Reads one text, with the readings of its parts.
struct Reader<'a> {
    texts: &'a EngineTexts,
    known: HashMap<(String, bool), Option<Reading>>,
    /// Parts that may still be looked up.
    left: usize,
}

impl Reader<'_> {
    /// The reading in which most is known.
    fn read(&mut self, english: &str, is_whole: bool) -> Option<Reading> {
        let text = english.trim();
        if !text.contains(char::is_alphabetic) {
            return None;
        }
        let key = (text.to_owned(), is_whole);
        let found = if let Some(found) = self.known.get(&key) {
            found.clone()
        } else {
            self.left = self.left.checked_sub(1)?;
            // A text that could be one message or several in a row is several.
            let messages = self.messages(text, is_whole);
            let mut readings = self.joined(text);
            readings.extend(messages);
            let best = readings
                .into_iter()
                .reduce(|best, reading| if best.weight >= reading.weight { best } else { reading });
            let found = best.or_else(|| self.continued(text));
            self.known.insert(key, found.clone());
            found
        };
        let Reading { said, weight } = found?;
        Some(Reading { said: english.replacen(text, &said, 1), weight })
    }

    fn messages(&mut self, text: &str, is_whole: bool) -> Vec<Reading> {
        let forms = forms(text, is_whole);
        let mut readings = Vec::new();
        for message in ENGLISH.iter() {
            for form in &forms {
                let reading =
                    message.values_in(&form.text).and_then(|values| self.message(message, &values));
                readings.extend(
                    reading.map(|Reading { said, weight }| Reading {
                        said: form.written(&said),
                        weight,
                    }),
                );
            }
            if readings.len() >= MOST_READINGS {
                break;
            }
        }
        readings
    }

    /// None where a count is no number, or no word is known.
    fn message(&mut self, message: &Message, values: &[&str]) -> Option<Reading> {
        let pattern = self.texts.bundle.get_message(&message.id)?.value()?;
        let mut arguments = FluentArgs::with_capacity(values.len());
        let (mut weight, mut is_known) = (message.weight, message.has_words);
        for (place, (name, &value)) in message.values.iter().zip(values).enumerate() {
            let number = number_in(value);
            if number.is_none() && self.texts.counts.contains(&(message.id.clone(), name.clone())) {
                return None;
            }
            let value: FluentValue<'_> = if message.quotes(place).is_some() {
                value.into()
            } else if let Some(number) = number {
                number.into()
            } else if let Some(reading) = self.read(value, false) {
                weight += reading.weight;
                is_known = true;
                reading.said.into()
            } else {
                value.into()
            };
            arguments.set(name.as_str(), value);
        }
        if !is_known {
            return None;
        }
        let bundle = &self.texts.bundle;
        let said = bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned();
        Some(Reading { said, weight })
    }

    /// Several messages in a row; those that aren't known stay as they are.
    fn joined(&mut self, text: &str) -> Vec<Reading> {
        let mut readings = Vec::new();
        for joint in JOINTS {
            for (at, _) in text.match_indices(joint).take(MOST_JOINTS) {
                let (first, rest) = (&text[..at], &text[at + joint.len()..]);
                // Between backticks it belongs to a name.
                if !first.matches('`').count().is_multiple_of(2) {
                    continue;
                }
                let (start, end) = (self.read(first, false), self.read(rest, false));
                if start.is_some() || end.is_some() {
                    let unread = |text: &str| Reading { said: text.to_owned(), weight: 0 };
                    let start = start.unwrap_or_else(|| unread(first));
                    let end = end.unwrap_or_else(|| unread(rest));
                    let said = format!("{}{joint}{}", start.said, end.said);
                    readings.push(Reading { said, weight: start.weight + end.weight });
                }
            }
        }
        readings
    }

    /// What was put behind something else: `, and 2 more`.
    fn continued(&mut self, text: &str) -> Option<Reading> {
        let rest = text.strip_prefix([',', ';', ':', '.'])?;
        let rest = rest.strip_prefix(' ').unwrap_or(rest);
        let Reading { said, weight } = self.read(rest, false)?;
        Some(Reading { said: format!("{}{said}", &text[..text.len() - rest.len()]), weight })
    }
}

/// A text as it is, and as a message may have it: errors begin small and have no full stop,
/// and are shown as sentences.
fn forms(text: &str, is_whole: bool) -> Vec<Form> {
    let mut forms = vec![Form { text: text.to_owned(), is_capital: false, is_stopped: false }];
    let small = with_first(text, |first| first.to_lowercase().to_string());
    // A single word may be a name.
    if small != text && (is_whole || text.contains(' ')) {
        forms.push(Form { text: small, is_capital: true, is_stopped: false });
    }
    for place in 0..forms.len() {
        if let Some(text) = forms[place].text.strip_suffix('.') {
            let (text, is_capital) = (text.to_owned(), forms[place].is_capital);
            forms.push(Form { text, is_capital, is_stopped: true });
        }
    }
    forms
}

/// A text as a message may have it.
struct Form {
    text: String,
    is_capital: bool,
    is_stopped: bool,
}

impl Form {
    /// The translation of this form, as the text was written.
    fn written(&self, said: &str) -> String {
        let stop = if self.is_stopped { "." } else { "" };
        let said = format!("{said}{stop}");
        if !self.is_capital {
            return said;
        }
        with_first(&said, |first| first.to_uppercase().to_string())
    }
}

fn with_first(text: &str, change: impl Fn(char) -> String) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(change).unwrap_or_default();
    format!("{first}{}", characters.as_str())
}

/// `1,234` as the number that it is.
fn number_in(text: &str) -> Option<FluentNumber> {
    let use_grouping = text.contains(',');
    let number: u64 = text.replace(',', "").parse().ok()?;
    let is_written =
        if use_grouping { humanize::grouped(number) == text } else { number.to_string() == text };
    // Larger ones aren't exact as Fluent has them.
    if !is_written || number >= 1_000_000_000_000_000 {
        return None;
    }
    let options = FluentNumberOptions { use_grouping, ..FluentNumberOptions::default() };
    #[expect(clippy::cast_precision_loss, reason = "it has fifteen digits at most")]
    Some(FluentNumber::new(number as f64, options))
}

/// A number as a language writes it.
fn with_thousands(value: &FluentValue<'_>, thousands: &str) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.options.use_grouping => {
            let number = format!("{:.0}", number.value).parse().ok()?;
            Some(humanize::grouped(number).replace(',', thousands))
        }
        FluentValue::Number(_)
        | FluentValue::String(_)
        | FluentValue::Custom(_)
        | FluentValue::None
        | FluentValue::Error => None,
    }
}

fn resource(catalogue: &str) -> FluentResource {
    let resource = FluentResource::try_new(catalogue.to_owned());
    resource.map_err(|(_, errors)| errors).expect("the catalogue can be read")
}

fn patterns(resource: &FluentResource) -> impl Iterator<Item = (&str, &Pattern<&str>)> {
    resource.entries().filter_map(|entry| match entry {
        Entry::Message(message) => Some((message.id.name, message.value.as_ref()?)),
        _ => None,
    })
}

/// The value by which an element chooses.
fn selected<'a>(element: &PatternElement<&'a str>) -> Option<&'a str> {
    match element {
        PatternElement::Placeable {
            expression:
                Expression::Select { selector: InlineExpression::VariableReference { id }, .. },
        } => Some(id.name),
        _ => None,
    }
}

/// The messages of English files, those with most words first. They have words and values,
/// nothing else, which a test holds.
fn messages(files: &[&str]) -> Vec<Message> {
    let mut all = Vec::new();
    for resource in files.iter().map(|file| resource(file)) {
        for (id, pattern) in patterns(&resource) {
            let (mut words, mut values) = (vec![String::new()], Vec::new());
            for element in &pattern.elements {
                let text = match element {
                    PatternElement::Placeable {
                        expression: Expression::Inline(InlineExpression::VariableReference { id }),
                    } => {
                        values.push(id.name.to_owned());
                        words.push(String::new());
                        continue;
                    }
                    PatternElement::Placeable {
                        expression: Expression::Inline(InlineExpression::StringLiteral { value }),
                    }
                    | PatternElement::TextElement { value } => value,
                    PatternElement::Placeable { .. } => panic!("{id} has more than values"),
                };
                words.last_mut().expect("there is always one").push_str(text);
            }
            let weight = words.iter().map(|word| word.chars().count()).sum();
            let has_words = words.iter().any(|word| word.contains(char::is_alphabetic));
            all.push(Message { id: id.to_owned(), words, values, weight, has_words });
        }
    }
    all.sort_by_key(|message: &Message| std::cmp::Reverse(message.weight));
    all
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    const ROOT: &str = env!("CARGO_MANIFEST_DIR");

    /// Sentences of the code that people don't read, or that have no language.
    const NOT_SAID: &[&str] = &[
        // SQL, and what foreign programs say.
        "(next_attempt ",
        "Error evaluating filter predicate",
        "id = ? AND ",
        "run_id = NULL",
        "failed to authenticate",
        "non-anonymous sessions must use",
        "Couldn't write to xml file",
        "on an `Err` value",
        "decoded message length too large",
        "No space left",
        "does not support tls",
        "not valid ",
        // The schema of definitions, and names.
        "Extension of the file: `csv`",
        "Character between two cells: one of the names",
        "`\"all\"`, or the chosen fields",
        "Export Desk: id of a masking key",
        "Google Cloud Storage",
        "Azure Blob Storage",
        "Adobe Experience Platform",
        // A file that is left nowhere, and what stands before there is a window or a language.
        "Export Desk looks whether it can deliver here.",
        "another Export Desk is ending",
        "Export Desk can't be opened: ",
        "Export Desk can't be started again: ",
        "// Written from the Rust commands",
        // Parts of others, and faults of the program.
        "of this token",
        " at line {} column {}",
        " or another one",
        "the {what} of field `{}`",
        "the demo brand",
        "it wasn't listed",
        "shared memory of {} bytes",
        "sources are only read",
        "rows that came once can't be read again",
        "there is no test",
        "the row's number isn't the last column",
        "rows of one plan are numbered",
    ];

    /// The code that says something: without tests, the command's own tables, and the scripts
    /// that load a file.
    fn code() -> String {
        fn collect(folder: &Path, all: &mut String) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                if path.is_dir() && name != "tests" {
                    collect(&path, all);
                } else if name.strip_suffix(".rs").is_some()
                    && !name.starts_with("load")
                    && name != "tests.rs"
                {
                    let text = fs::read_to_string(&path).unwrap();
                    all.push_str(text.split("#[cfg(test)]\nmod tests").next().unwrap());
                }
            }
        }
        let mut all = String::new();
        for part in ["base", "core", "definition", "delivery", "output", "source"] {
            collect(&Path::new(ROOT).join("..").join(part).join("src"), &mut all);
        }
        // Of the demo brand's code, only its errors are messages.
        let demo = Path::new(ROOT).join("../demo/src/error.rs");
        all.push_str(&fs::read_to_string(demo).unwrap());
        collect(&Path::new(ROOT).join("../src"), &mut all);
        all
    }

    /// String literals, each with the name of the macro or function that it is given to.
    fn literals(code: &str) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let mut callers = vec![String::new()];
        let (mut word, mut rest) = (String::new(), code);
        while let Some(first) = rest.chars().next() {
            if rest.starts_with("//") {
                rest = rest.find('\n').map_or("", |end| &rest[end..]);
            } else if let Some((raw, after)) = raw_literal(rest, &word) {
                found.push((callers.last().unwrap().clone(), raw.to_owned()));
                (word, rest) = (String::new(), after);
            } else if first == '"' {
                let (text, after) = literal(&rest[1..]);
                found.push((callers.last().unwrap().clone(), text));
                rest = after;
            } else if let Some(after) = character(rest) {
                rest = after;
            } else {
                match first {
                    '(' | '[' | '{' => callers.push(std::mem::take(&mut word)),
                    ')' | ']' | '}' if callers.len() > 1 => drop(callers.pop()),
                    _ => {}
                }
                if first.is_alphanumeric() || first == '_' {
                    if word.ends_with('!') {
                        word.clear();
                    }
                    word.push(first);
                } else if first == '!' {
                    word.push(first);
                } else {
                    word.clear();
                }
                rest = &rest[first.len_utf8()..];
            }
        }
        found
    }

    fn raw_literal<'a>(rest: &'a str, word: &str) -> Option<(&'a str, &'a str)> {
        let marks = rest.strip_prefix('r').filter(|_| word.is_empty() || word == "b")?;
        let hashes = marks.len() - marks.trim_start_matches('#').len();
        let text = marks[hashes..].strip_prefix('"')?;
        text.split_once(&format!("\"{}", "#".repeat(hashes)))
    }

    /// The text up to the closing quotes, and what comes after them.
    fn literal(rest: &str) -> (String, &str) {
        let (mut text, mut rest) = (String::new(), rest);
        loop {
            let at = rest.find(['"', '\\']).expect("a literal ends");
            text.push_str(&rest[..at]);
            if rest[at..].starts_with('"') {
                return (text, &rest[at + 1..]);
            }
            let escaped = rest[at + 1..].chars().next().unwrap();
            rest = &rest[at + 1 + escaped.len_utf8()..];
            match escaped {
                '\n' => rest = rest.trim_start(),
                'n' => text.push('\n'),
                't' => text.push('\t'),
                '"' | '\\' | '\'' => text.push(escaped),
                other => text.extend(['\\', other]),
            }
        }
    }

    /// What comes after a character in quotes, if one is here: lifetimes have no second quote.
    fn character(rest: &str) -> Option<&str> {
        let inside = rest.strip_prefix('\'')?;
        let end = if let Some(escaped) = inside.strip_prefix('\\') {
            2 + escaped[1..].find('\'')?
        } else {
            inside.chars().next()?.len_utf8()
        };
        inside[end..].strip_prefix('\'').filter(|_| end < 12)
    }

    /// A literal with `{}` for each value.
    fn template(literal: &str) -> String {
        let mut out = String::new();
        let mut rest = literal;
        while let Some(at) = rest.find(['{', '}']) {
            out.push_str(&rest[..at]);
            let brace = &rest[at..=at];
            if rest[at + 1..].starts_with(brace) {
                out.push_str(brace);
                rest = &rest[at + 2..];
            } else {
                out.push_str("{}");
                rest = rest[at..].split_once('}').map_or("", |(_, after)| after);
            }
        }
        format!("{out}{rest}").trim().to_owned()
    }

    /// What models and fields are, as the definitions of the models say it.
    fn descriptions() -> Vec<String> {
        let mut all = Vec::new();
        for entry in fs::read_dir(Path::new(ROOT).join("../definition/catalog")).unwrap() {
            let model = fs::read_to_string(entry.unwrap().path()).unwrap();
            let lines = model.lines().filter_map(|line| line.strip_prefix("description = \""));
            all.extend(lines.map(|line| literal(line).0));
        }
        all
    }

    /// The templates of the English catalogue.
    fn known() -> BTreeSet<String> {
        ENGLISH.iter().map(|message| message.words.join("{}").trim().to_owned()).collect()
    }

    fn is_sentence(text: &str) -> bool {
        let is_word = |word: &&str| {
            let word = word.trim_matches(|found: char| !found.is_alphanumeric());
            word.len() > 1
                && word.chars().all(|found| found.is_alphabetic() || "'’-".contains(found))
                && word.chars().skip(1).all(|found| !found.is_uppercase())
        };
        text.split(' ').filter(is_word).count() >= 3 && !text.starts_with(char::is_whitespace)
    }

    #[test]
    fn what_the_engine_says_is_in_the_catalogue() {
        const UNSAID: &[&str] = &[
            "expect",
            "expect_err",
            "panic!",
            "unreachable!",
            "assert!",
            "assert_eq!",
            "debug_assert!",
            "warn!",
            "info!",
            "debug!",
            "error!",
            "trace!",
            "query",
            "query_as",
            "query_scalar",
            "raw_sql",
            "cfg_attr",
            "allow",
            "contains",
        ];
        let known = known();
        let sql = [
            "SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH ", "CREATE ", "PRAGMA ", "SET ",
            "FROM ", "CASE ",
        ];
        let unknown: Vec<String> = literals(&code())
            .into_iter()
            .filter(|(caller, text)| {
                !UNSAID.contains(&caller.as_str()) && is_sentence(&template(text))
            })
            .map(|(_, text)| text)
            .filter(|text| !sql.iter().any(|word| text.trim_start().starts_with(word)))
            .filter(|text| !text.contains("(SELECT "))
            .filter(|text| !NOT_SAID.iter().any(|begin| text.starts_with(begin)))
            .filter(|text| {
                !text
                    .split('\n')
                    .filter(|line| !line.trim().is_empty())
                    .all(|line| known.contains(&template(line)) || known.contains(line.trim()))
            })
            .collect();
        let undescribed = descriptions().into_iter().filter(|text| !known.contains(text));
        let unknown: Vec<String> = unknown.into_iter().chain(undescribed).collect();
        assert!(unknown.is_empty(), "not in core/text/engine:\n{}", unknown.join("\n"));
    }

    #[test]
    fn what_is_in_the_catalogue_is_said() {
        let mut code = code();
        let cli = Path::new(ROOT).join("../cli/src");
        for entry in fs::read_dir(cli).unwrap() {
            code.push_str(&fs::read_to_string(entry.unwrap().path()).unwrap());
        }
        let mut said: BTreeSet<String> = literals(&code)
            .iter()
            .flat_map(|(_, text)| {
                text.split('\n').flat_map(|line| [template(line), line.trim().to_owned()])
            })
            .collect();
        said.extend(descriptions());
        let counted = |text: &str| {
            text.strip_prefix("{} ").is_some_and(|noun| {
                said.contains(noun) || noun.strip_suffix('s').is_some_and(|one| said.contains(one))
            })
        };
        let unsaid: Vec<String> =
            known().into_iter().filter(|text| !said.contains(text) && !counted(text)).collect();
        assert!(unsaid.is_empty(), "nobody says:\n{}", unsaid.join("\n"));
    }

    #[test]
    fn texts_are_put_together_as_in_the_window() {
        #[derive(serde::Deserialize)]
        struct Example {
            en: String,
            hu: String,
            de: String,
        }
        let file = Path::new(ROOT).join("../../tests/data/engine-texts.json");
        let examples: Vec<Example> =
            serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
        assert!(examples.len() > 20);
        for Example { en, hu, de } in examples {
            assert_eq!(HUNGARIAN.translate(&en), hu);
            assert_eq!(GERMAN.translate(&en), de);
        }
    }

    #[test]
    fn each_message_is_recognised_as_itself() {
        for message in ENGLISH.iter() {
            for (texts, language) in [(&*HUNGARIAN, "hu"), (&*GERMAN, "de")] {
                let values: Vec<String> = message
                    .values
                    .iter()
                    .enumerate()
                    .map(|(place, name)| {
                        let counted = texts.counts.contains(&(message.id.clone(), name.clone()));
                        if counted { (place + 2).to_string() } else { format!("X{place}Y") }
                    })
                    .collect();
                let values: Vec<&str> = values.iter().map(String::as_str).collect();
                let mut english = message.words[0].clone();
                for (value, word) in values.iter().zip(&message.words[1..]) {
                    english.push_str(value);
                    english.push_str(word);
                }
                let pattern = texts.bundle.get_message(&message.id).unwrap().value().unwrap();
                let mut arguments = FluentArgs::new();
                for (name, value) in message.values.iter().zip(&values) {
                    match number_in(value) {
                        Some(number) => arguments.set(name.as_str(), number),
                        None => arguments.set(name.as_str(), *value),
                    }
                }
                let mut faults = Vec::new();
                let wanted = texts.bundle.format_pattern(pattern, Some(&arguments), &mut faults);
                assert!(faults.is_empty(), "{language} {}: {faults:?}", message.id);
                // Marks alone are no message: a value of it has to be known.
                let wanted = if message.has_words { &*wanted } else { &*english };
                assert_eq!(texts.translate(&english), wanted, "{language} {}", message.id);
            }
        }
    }
}

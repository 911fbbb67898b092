//! Letters that are one where upper and lower case don't differ: the same ones in texts,
//! in entries of lists and in what databases are asked.
//!
//! They are those of Unicode's simple case folding, by which the query engine compares
//! texts too. Lower case would be something else: it makes two letters of `İ`, and tells
//! `ς` from `σ`.

use std::collections::HashMap;

use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};

/// All forms of a letter that mean the same where case doesn't matter, the least one
/// first.
pub(crate) fn forms(letter: char) -> Vec<char> {
    let mut class = ClassUnicode::new([ClassUnicodeRange::new(letter, letter)]);
    // Only a build without the tables would not know.
    if class.try_case_fold_simple().is_err() {
        return vec![letter];
    }
    class.iter().flat_map(|range| range.start()..=range.end()).collect()
}

/// Brings texts into one form, which those share that differ in case only.
#[derive(Debug, Default)]
pub(crate) struct CaseFolding {
    /// Letters beyond ASCII that came, and what stands for each.
    known: HashMap<char, char>,
    folded: String,
}

impl CaseFolding {
    /// A text with the least form of each of its letters.
    pub(crate) fn fold(&mut self, text: &str) -> &str {
        self.folded.clear();
        for letter in text.chars() {
            let least = if letter.is_ascii() {
                letter.to_ascii_uppercase()
            } else {
                let least = || forms(letter).first().copied().unwrap_or(letter);
                *self.known.entry(letter).or_insert_with(least)
            };
            self.folded.push(least);
        }
        &self.folded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_have_the_engines_forms() {
        assert_eq!(forms('k'), ['K', 'k', '\u{212a}']);
        assert_eq!(forms('7'), ['7']);
        assert_eq!(forms('é'), ['É', 'é']);
        assert_eq!(forms('ß'), ['ß', 'ẞ']);
        assert_eq!(forms('σ'), ['Σ', 'ς', 'σ']);
    }

    #[test]
    fn texts_that_differ_in_case_only_have_one_form() {
        // As Unicode's CaseFolding.txt has them, statuses C and S.
        let mut folding = CaseFolding::default();
        for (one, other) in [
            ("ΑΣ", "ας"),
            ("ſ", "s"),
            ("\u{212a}", "k"),
            ("µ", "μ"),
            ("ẞ", "ß"),
            ("Straße 7", "STRAẞE 7"),
            ("Ǆ", "ǅ"),
            ("\u{10400}", "\u{10428}"),
        ] {
            let folded = folding.fold(one).to_owned();
            assert_eq!(folded, folding.fold(other), "{one} {other}");
        }
        for (one, other) in [("İ", "i\u{307}"), ("İ", "i"), ("ı", "I"), ("ß", "ss"), ("é", "e")]
        {
            let folded = folding.fold(one).to_owned();
            assert_ne!(folded, folding.fold(other), "{one} {other}");
        }
    }

    #[test]
    fn every_form_of_a_letter_has_the_same_least_form() {
        for letter in '\0'..=char::MAX {
            let all = forms(letter);
            assert!(all.contains(&letter) && all.is_sorted(), "{letter:?}");
            if all.len() > 1 {
                assert!(all.iter().all(|form| forms(*form) == all), "{letter:?}");
            }
        }
    }
}

//! Picks single members out of JSON texts, so that `properties.total` can be
//! a column of its own.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor};
use serde_json::value::RawValue;

/// Puts the wanted members of the JSON object in `text` into `found`, one
/// place for each path of `wanted` (`["a"]`, or `["a", "b"]` for a member of a
/// member; `["a", "0"]` for the first entry of a list). A member that isn't there, or is `null`, leaves `None`. Texts come
/// without their quotes, everything else as JSON text.
pub(super) fn pick<'a>(
    text: &'a str,
    wanted: &[Vec<String>],
    found: &mut [Option<Cow<'a, str>>],
) -> Result<(), serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    deserializer.deserialize_any(Members { wanted, found })?;
    deserializer.end()
}

struct Members<'w, 'f, 'a> {
    wanted: &'w [Vec<String>],
    found: &'f mut [Option<Cow<'a, str>>],
}

impl<'a> Visitor<'a> for Members<'_, '_, 'a> {
    type Value = ();

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a JSON object")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<Key<'a>>()? {
            let asked = self.wanted.iter().any(|path| path[0] == key.0);
            if !asked {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let raw: &'a RawValue = map.next_value()?;
            for (path, place) in self.wanted.iter().zip(self.found.iter_mut()) {
                if path[0] != key.0 {
                    continue;
                }
                *place = within(raw.get(), &path[1..]).map_err(serde::de::Error::custom)?;
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut list: A) -> Result<(), A::Error> {
        // Some programs write an object without members as a list.
        let mut index = 0;
        while let Some(raw) = list.next_element::<&'a RawValue>()? {
            for (path, place) in self.wanted.iter().zip(self.found.iter_mut()) {
                match path[0].parse::<usize>() {
                    Ok(number) if number == index => {
                        *place = within(raw.get(), &path[1..]).map_err(serde::de::Error::custom)?;
                    }
                    Ok(_) => {}
                    Err(_) => return Err(serde::de::Error::invalid_type(Unexpected::Seq, &self)),
                }
            }
            index += 1;
        }
        Ok(())
    }
}

/// What stands at a path of a JSON text; nothing where the path leads nowhere.
fn within<'a>(raw: &'a str, path: &[String]) -> Result<Option<Cow<'a, str>>, serde_json::Error> {
    let Some(first) = path.first() else { return value(raw) };
    let leads = match raw.as_bytes().first() {
        Some(b'{') => true,
        Some(b'[') => first.parse::<usize>().is_ok(),
        _ => false,
    };
    let mut found = [None];
    if leads {
        pick(raw, &[path.to_vec()], &mut found)?;
    }
    let [found] = found;
    Ok(found)
}

/// A key, borrowed where it has no escapes.
#[derive(Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

fn value(raw: &str) -> Result<Option<Cow<'_, str>>, serde_json::Error> {
    Ok(match raw.as_bytes().first() {
        Some(b'"') => Some(serde_json::from_str::<Key<'_>>(raw)?.0),
        Some(b'n') | None => None,
        Some(_) => Some(Cow::Borrowed(raw)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str, path: &[&str]) -> Option<String> {
        let path = path.iter().map(|part| (*part).to_owned()).collect();
        let mut found = [None];
        pick(text, &[path], &mut found).unwrap();
        found[0].take().map(Cow::into_owned)
    }

    #[test]
    fn members_come_as_text() {
        let text = r#"{"a":"x \"y\" é","b":12.50,"c":null,"d":[1,"2"],"e":{"f":true},"g":""}"#;
        assert_eq!(one(text, &["a"]).as_deref(), Some("x \"y\" é"));
        assert_eq!(one(text, &["b"]).as_deref(), Some("12.50"));
        assert_eq!(one(text, &["c"]), None);
        assert_eq!(one(text, &["d"]).as_deref(), Some(r#"[1,"2"]"#));
        assert_eq!(one(text, &["e", "f"]).as_deref(), Some("true"));
        assert_eq!(one(text, &["b", "f"]), None);
        assert_eq!(one(text, &["g"]).as_deref(), Some(""));
        assert_eq!(one(text, &["h"]), None);
        assert_eq!(one("null", &["h"]), None);
        assert_eq!(one(text, &["d", "1"]).as_deref(), Some("2"));
        assert_eq!(one(text, &["d", "2"]), None);
        assert_eq!(one(text, &["d", "f"]), None);
        assert_eq!(one(r#"[{"a":[3]}]"#, &["0", "a", "0"]).as_deref(), Some("3"));
        assert_eq!(one("[]", &["h"]), None);
    }

    #[test]
    fn broken_json_is_an_error() {
        let mut found = [None];
        assert!(pick("{\"a\":", &[vec!["a".to_owned()]], &mut found).is_err());
        assert!(pick("[1]", &[vec!["a".to_owned()]], &mut found).is_err());
    }
}

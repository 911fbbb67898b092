//! Picks single members out of JSON texts, so that `properties.total` can be
//! a column of its own.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor};
use serde_json::value::RawValue;

use super::values::excerpt;

/// The wanted members: a path for each (`["a"]`, or `["a", "b"]` for a member of a
/// member; `["a", "0"]` for the first entry of a list), in order.
pub(super) struct Paths<'w> {
    wanted: &'w [Vec<String>],
    /// Keys that came, and the place of each.
    keys: Vec<KnownKey>,
    places: HashMap<String, usize>,
    /// The first one.
    first: usize,
    /// How many are kept at most.
    most: usize,
    /// The first paths of the keys that the object at hand has had.
    seen: Vec<usize>,
}

/// A key of the objects so far.
struct KnownKey {
    name: String,
    /// The paths that begin with it.
    paths: Range<usize>,
    /// The key behind it: objects of one column have their keys mostly in one order.
    next: usize,
}

/// Behind the last key.
const NO_KEY: usize = usize::MAX;
/// Objects whose keys are data, and always others, fill no memory.
const KNOWN_KEYS: usize = 1 << 12;
/// Keys that an object may lack before the one that it has is looked up.
const LACKING: usize = 8;

impl<'w> Paths<'w> {
    pub(super) fn new(wanted: &'w [Vec<String>]) -> Self {
        let (keys, places, seen) = (Vec::new(), HashMap::new(), Vec::new());
        Self { wanted, keys, places, first: NO_KEY, most: KNOWN_KEYS, seen }
    }

    /// For one object, of which nothing is kept.
    fn once(wanted: &'w [Vec<String>]) -> Self {
        Self { most: 0, ..Self::new(wanted) }
    }

    /// Puts the members of the JSON object in `text` into `found`, one place for each
    /// path. A member that isn't there, or is `null`, leaves `None`. Texts come without
    /// their quotes, everything else as JSON text.
    pub(super) fn pick<'a>(
        &mut self,
        text: &'a str,
        found: &mut [Option<Cow<'a, str>>],
    ) -> Result<(), serde_json::Error> {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        deserializer.deserialize_any(Members { paths: self, last: None, found })?;
        deserializer.end()
    }

    /// The paths that begin with a key, which came behind another one.
    fn of_key(&mut self, name: &str, last: &mut Option<usize>) -> Range<usize> {
        let next = last.map_or(self.first, |last| self.keys[last].next);
        let mut place = next;
        for _ in 0..LACKING {
            let Some(key) = self.keys.get(place) else { break };
            if key.name == name {
                *last = Some(place);
                return key.paths.clone();
            }
            place = key.next;
        }
        if let Some(place) = self.places.get(name) {
            *last = Some(*place);
            return self.keys[*place].paths.clone();
        }
        let first = self.wanted.partition_point(|path| path[0].as_str() < name);
        let rest = &self.wanted[first..];
        let paths = first..first + rest.partition_point(|path| path[0] == name);
        let place = self.keys.len();
        if place < self.most {
            self.keys.push(KnownKey { name: name.to_owned(), paths: paths.clone(), next });
            self.places.insert(name.to_owned(), place);
            match last {
                Some(last) => self.keys[*last].next = place,
                None => self.first = place,
            }
            *last = Some(place);
        }
        paths
    }
}

struct Members<'w, 'f, 'a> {
    paths: &'f mut Paths<'w>,
    /// The key before.
    last: Option<usize>,
    found: &'f mut [Option<Cow<'a, str>>],
}

impl<'a> Members<'_, '_, 'a> {
    /// The places of the paths that begin with a name.
    fn places(&mut self, name: &str) -> Range<usize> {
        self.paths.of_key(name, &mut self.last)
    }

    /// Puts what a member holds into the places of the paths that begin with it.
    fn put(&mut self, places: Range<usize>, raw: &'a RawValue) -> Result<(), serde_json::Error> {
        for place in places {
            self.found[place] = within(raw.get(), &self.paths.wanted[place][1..])?;
        }
        Ok(())
    }
}

impl<'a> Visitor<'a> for Members<'_, '_, 'a> {
    type Value = ();

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a JSON object")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_map<A: MapAccess<'a>>(mut self, mut map: A) -> Result<(), A::Error> {
        self.paths.seen.clear();
        while let Some(key) = map.next_key::<Key<'a>>()? {
            let places = self.places(&key.0);
            if places.is_empty() {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            if self.paths.seen.contains(&places.start) {
                let message = format_args!("an object has `{}` twice", excerpt(&key.0));
                return Err(serde::de::Error::custom(message));
            }
            self.paths.seen.push(places.start);
            self.put(places, map.next_value()?).map_err(serde::de::Error::custom)?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'a>>(mut self, mut list: A) -> Result<(), A::Error> {
        // Some programs write an object without members as a list.
        let mut index = 0;
        while let Some(raw) = list.next_element::<&'a RawValue>()? {
            if index == 0 && self.paths.wanted.iter().any(|path| path[0].parse::<usize>().is_err())
            {
                return Err(serde::de::Error::invalid_type(Unexpected::Seq, &self));
            }
            let places = self.places(&index.to_string());
            self.put(places, raw).map_err(serde::de::Error::custom)?;
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
        Paths::once(&[path.to_vec()]).pick(raw, &mut found)?;
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
        Paths::new(&[path]).pick(text, &mut found).unwrap();
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
        let wanted = [vec!["a".to_owned()]];
        assert!(Paths::new(&wanted).pick("{\"a\":", &mut found).is_err());
        assert!(Paths::new(&wanted).pick("[1]", &mut found).is_err());
    }

    #[test]
    fn keys_may_come_in_any_order() {
        let wanted = [["a", "x"], ["a", "y"], ["b", "x"], ["d", "x"]];
        let wanted = wanted.map(|path| path.map(str::to_owned).to_vec());
        let mut paths = Paths::new(&wanted);
        for (text, expected) in [
            (r#"{"a":{"x":1,"y":2},"b":{"x":3},"d":{"x":4}}"#, ["1", "2", "3", "4"]),
            (r#"{"d":{"x":4},"c":0,"b":{"x":3},"a":{"y":2,"x":1}}"#, ["1", "2", "3", "4"]),
            (r#"{"b":{"x":3},"d":{"x":4},"e":0}"#, ["", "", "3", "4"]),
            (r#"{"c":0,"d":{"x":4},"c":1}"#, ["", "", "", "4"]),
            (r#"{"c":{"x":0}}"#, [""; 4]),
        ] {
            let mut found = [const { None }; 4];
            paths.pick(text, &mut found).unwrap();
            assert_eq!(found.map(Option::unwrap_or_default), expected, "{text}");
        }
        for text in [r#"{"a":{"x":0},"a":{"x":0}}"#, r#"{"b":{"x":null,"x":1}}"#] {
            let mut found = [const { None }; 4];
            let error = paths.pick(text, &mut found).unwrap_err().to_string();
            assert!(error.contains("twice"), "{error}");
        }
    }
}

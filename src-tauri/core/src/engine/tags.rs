//! Tags and favourites: how people find their exports in a long list.

use super::Engine;
use super::context::Change;
use super::preconditions::Refusal;
use crate::error::Error;
use crate::store::ExportTags;

/// Characters that a tag may have.
const LONGEST: usize = 40;

impl Engine {
    /// All tags, by name, with how many exports have each, and the favourites.
    pub async fn tags(&self) -> Result<ExportTags, Error> {
        Ok(self.base().store.tags().await?)
    }

    /// Gives several exports tags and takes others away. Tags are told apart in any
    /// case, and keep the spelling in which they were first given.
    pub async fn change_tags(
        &self,
        exports: &[i64],
        add: &[String],
        remove: &[String],
    ) -> Result<(), Error> {
        let add = add.iter().map(|tag| checked(tag)).collect::<Result<Vec<String>, Refusal>>()?;
        self.base().store.change_tags(exports, &add, remove).await?;
        self.base().tell(Change::Exports);
        Ok(())
    }

    /// Marks several exports as favourites, or takes the marks away.
    pub async fn set_favourite(&self, exports: &[i64], favourite: bool) -> Result<(), Error> {
        self.base().store.set_favourite(exports, favourite).await?;
        self.base().tell(Change::Exports);
        Ok(())
    }
}

/// A tag with single spaces between its words.
fn checked(tag: &str) -> Result<String, Refusal> {
    let words = tag.split_whitespace().collect::<Vec<_>>().join(" ");
    let refuse = |message: &str, hint: &'static str| {
        Err(Refusal::Setting { message: message.to_owned(), hint })
    };
    if words.is_empty() {
        refuse("the tag is empty", "Type a word.")
    } else if words.chars().count() > LONGEST {
        refuse("the tag is too long", "Use 40 characters at most.")
    } else if words.contains([',', ';']) || words.chars().any(char::is_control) {
        refuse("the tag has characters that divide tags", "Use letters, digits and spaces.")
    } else {
        Ok(words)
    }
}

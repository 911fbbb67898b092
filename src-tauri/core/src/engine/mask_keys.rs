//! Masking keys: made or typed once, kept in the keychain, named by definitions.

use super::Engine;
use super::context::Base;
use super::preconditions::Refusal;
use crate::error::Error;
use crate::mask_key::{MaskKey, SavedMaskKey, name_problem, secret_name};
use crate::plan::of_member;
use crate::secret::Secret;
use crate::spec::{ExportSpec, Problem, SpecError};

/// Refuses a definition that names a key which isn't kept here.
pub(super) async fn check_keys(base: &Base, spec: &ExportSpec) -> Result<(), Error> {
    let masks = || spec.parts().iter().flat_map(ExportSpec::masks);
    if masks().all(|(_, mask)| mask.key_name().is_none()) {
        return Ok(());
    }
    let known = base.settings().await?.mask_keys;
    let missing = |part: &ExportSpec| {
        let missing = part.masks().filter_map(|(place, mask)| {
            let name = mask.key_name()?;
            let is_known = known.iter().any(|key| key.name == name);
            let refusal = Refusal::NoMaskKey { name: name.to_owned() };
            (!is_known).then(|| Problem {
                path: format!("fields[{place}].mask.key"),
                message: refusal.to_string(),
                hint: refusal.hint(),
            })
        });
        missing.collect::<Vec<Problem>>()
    };
    let members = spec.members.iter().map(missing).enumerate();
    let members = members.flat_map(|(index, missing)| of_member(index, missing));
    let problems: Vec<Problem> = missing(spec).into_iter().chain(members).collect();
    if problems.is_empty() { Ok(()) } else { Err(SpecError { problems }.into()) }
}

impl Engine {
    /// Keeps a masking key in the keychain: the given one, or a new one of random
    /// bytes. One that the keychain has under this name is used as it is, and never
    /// replaced by another.
    pub async fn save_mask_key(
        &self,
        name: &str,
        key: Option<String>,
    ) -> Result<SavedMaskKey, Error> {
        let base = self.base();
        let name = name.trim().to_owned();
        if let Some((message, hint)) = name_problem(&name) {
            return Err(Refusal::Setting { message: message.to_owned(), hint }.into());
        }
        let typed = key.map(Secret::from);
        let key = typed.as_ref().map(|key| MaskKey::parse(key)).transpose()?;
        let secret = secret_name(&name);
        let id = match (base.try_secret(&secret).await?, key, typed) {
            (Some(kept), Some(key), _) if MaskKey::parse(&kept)? != key => {
                return Err(Refusal::MaskKeyTaken { name }.into());
            }
            (Some(kept), _, _) => MaskKey::parse(&kept)?.id().to_owned(),
            (None, key, typed) => {
                let text = match typed {
                    Some(typed) => typed.trim().into(),
                    None => MaskKey::make()?,
                };
                let id = match key {
                    Some(key) => key.id().to_owned(),
                    None => MaskKey::parse(&text)?.id().to_owned(),
                };
                base.with_secrets(move |secrets| secrets.set(&secret, &text)).await?;
                id
            }
        };
        let saved = SavedMaskKey { name, id };
        base.change_settings(|settings| {
            settings.mask_keys.retain(|known| known.name != saved.name);
            settings.mask_keys.push(saved.clone());
            settings.mask_keys.sort_by(|one, other| one.name.cmp(&other.name));
        })
        .await?;
        Ok(saved)
    }

    /// The text of a masking key, for whoever has to have it elsewhere.
    pub async fn mask_key(&self, name: &str) -> Result<String, Error> {
        let name = name.trim();
        let key = self.base().try_secret(&secret_name(name)).await?;
        let key = key.ok_or_else(|| Refusal::NoMaskKey { name: name.to_owned() })?;
        Ok(key.into_string())
    }

    /// Forgets a masking key that no export uses. What was made with it can't be
    /// matched with what another key makes.
    pub async fn delete_mask_key(&self, name: &str) -> Result<(), Error> {
        let base = self.base();
        let name = name.trim().to_owned();
        let exports = base.store.exports_with_mask_key(&name).await?;
        if exports > 0 {
            return Err(Refusal::MaskKeyUsed { name, exports }.into());
        }
        let secret = secret_name(&name);
        base.with_secrets(move |secrets| secrets.delete(&secret)).await?;
        base.change_settings(|settings| settings.mask_keys.retain(|known| known.name != name))
            .await?;
        Ok(())
    }
}

//! The mail server, its password, and a test of both.

use super::Engine;
use super::context::Base;
use super::preconditions::Refusal;
use crate::error::{Error, sentence};
use crate::notify::{MailError, MailSettings, PASSWORD, Patience, PostOffice, test_message};
use crate::secret::{Secret, SecretError, SecretStore, with_secrets};
use crate::spec::email::address;
use crate::store::Settings;
use crate::text::Texts;

impl Base {
    /// Does something with the secrets where it may take its time.
    pub(super) async fn with_secrets<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn SecretStore) -> Result<T, SecretError> + Send + 'static,
    ) -> Result<T, SecretError> {
        with_secrets(&self.secrets, work).await
    }

    /// A secret by its name, if there is one.
    pub(super) async fn try_secret(&self, name: &str) -> Result<Option<Secret>, SecretError> {
        let name = name.to_owned();
        self.with_secrets(move |secrets| secrets.get(&name)).await
    }

    /// The mail server and its password, where it wants one.
    pub(super) async fn mail(
        &self,
        settings: &Settings,
    ) -> Result<(MailSettings, Option<Secret>), MailError> {
        let mail = settings.mail.clone().ok_or(MailError::NotSetUp)?;
        let password = match mail.user.as_str() {
            "" => None,
            _ => self.try_secret(PASSWORD).await?,
        };
        Ok((mail, password))
    }
}

impl Engine {
    /// Saves the mail server; none forgets it and its password. A password of
    /// none keeps the saved one, an empty one forgets it.
    pub async fn save_mail(
        &self,
        mail: Option<&MailSettings>,
        password: Option<String>,
    ) -> Result<(), Error> {
        let base = self.base();
        let mail = mail.map(|mail| MailSettings {
            host: mail.host.trim().to_owned(),
            user: mail.user.trim().to_owned(),
            from: mail.from.trim().to_owned(),
            ..mail.clone()
        });
        if let Some((message, hint)) = mail.as_ref().and_then(MailSettings::problem) {
            return Err(Refusal::Setting { message, hint }.into());
        }
        match (&mail, password) {
            (Some(_), None) => {}
            (Some(_), Some(password)) if !password.is_empty() => {
                base.with_secrets(move |secrets| secrets.set(PASSWORD, &password)).await?;
            }
            (Some(_), Some(_)) => {
                base.with_secrets(|secrets| secrets.delete(PASSWORD)).await?;
            }
            (None, _) => match base.with_secrets(|secrets| secrets.delete(PASSWORD)).await {
                // Without a keychain there is no password either.
                Ok(()) | Err(SecretError::NoKeychain) => {}
                Err(error) => return Err(error.into()),
            },
        }
        base.change_settings(|settings| settings.mail = mail).await?;
        // What waits may have waited for this.
        self.send_waiting_mail().await
    }

    /// Sends a message by the saved mail server, and waits until that has taken
    /// or refused it.
    pub async fn send_test_mail(&self, to: &str) -> Result<(), Error> {
        let base = self.base();
        let to = address(to).ok_or_else(|| MailError::Address(to.trim().to_owned()))?;
        let settings = base.settings().await?;
        let (mail, password) = base.mail(&settings).await?;
        let message = test_message(
            &mail,
            Texts::of(settings.language),
            &to,
            &settings.brand_name,
            base.now(),
        )?;
        let office = PostOffice {
            settings: &mail,
            password: password.as_deref(),
            patience: Patience::default(),
        };
        let each = office.send(&[to], &message).await?;
        each.into_iter().collect::<Result<(), MailError>>()?;
        Ok(())
    }

    /// Whether a password for the mail server is saved.
    pub async fn mail_password_saved(&self) -> Result<bool, Error> {
        match self.base().try_secret(PASSWORD).await {
            Ok(password) => Ok(password.is_some()),
            Err(SecretError::NoKeychain) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Why passwords and keys can't be kept on this computer, with what to do
    /// about it; none where they can.
    pub async fn keychain_problem(&self) -> Option<String> {
        let error = self.base().try_secret(PASSWORD).await.err()?;
        Some(format!("{}. {}", sentence(&error.to_string()), error.hint()))
    }
}

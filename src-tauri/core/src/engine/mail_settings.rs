//! How people are told: the mail server, its password, and a test of both.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::Engine;
use super::answers::Answers;
use super::context::{Base, Change};
use super::heartbeats::Heartbeats;
use super::notifications::{IsWatched, OnClick, Reader, tell};
use super::outbox::Mails;
use super::preconditions::Refusal;
use super::send_queue::send_all;
use crate::error::{Error, sentence};
use crate::notify::{MailError, MailSettings, PASSWORD, Patience, PostOffice, test_message};
use crate::secret::{Secret, SecretError, SecretStore, with_secrets};
use crate::spec::email::address;
use crate::store::Settings;
use crate::text::Texts;

/// What tells people in the background. Clones are the same.
#[derive(Debug, Clone)]
pub(super) struct Telling {
    stop: CancellationToken,
    hurry: Arc<Notify>,
    hurry_calls: Arc<Notify>,
    pub(super) hurry_answers: Arc<Notify>,
    outbox: Arc<Mutex<Option<JoinHandle<()>>>>,
    /// What happened before anybody could be told by notifications.
    untold: Arc<Mutex<Vec<Change>>>,
}

impl Telling {
    pub(super) fn begin(base: &Arc<Base>, untold: Vec<Change>) -> Self {
        let stop = CancellationToken::new();
        let [hurry, hurry_calls, hurry_answers]: [Arc<Notify>; 3] = Default::default();
        let mails = Mails(Arc::clone(base));
        let mails = send_all(mails, Arc::clone(base), stop.clone(), Arc::clone(&hurry));
        // Beside the mails: a mail server that is slow doesn't hold up a call.
        let calls = Heartbeats(Arc::clone(base));
        let calls = send_all(calls, Arc::clone(base), stop.clone(), Arc::clone(&hurry_calls));
        // What is told of answers begins with looking for them.
        let answers = Answers(Arc::clone(base));
        let answers = send_all(answers, Arc::clone(base), stop.clone(), Arc::clone(&hurry_answers));
        let outbox = tokio::spawn(async move {
            tokio::join!(mails, calls, answers);
        });
        let outbox = Arc::new(Mutex::new(Some(outbox)));
        let untold = Arc::new(Mutex::new(untold));
        Self { stop, hurry, hurry_calls, hurry_answers, outbox, untold }
    }

    /// Ends it; a message that is being sent has some seconds left.
    pub(super) async fn end(&self) {
        self.stop.cancel();
        let outbox = self.outbox.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(outbox) = outbox
            && let Err(panic) = outbox.await
        {
            tracing::error!(%panic, "e-mails weren't sent until the end");
        }
    }
}

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
    /// Tells the ends of runs by the system's notifications from now on; call it
    /// once. Without `on_click` they can't be clicked; while `is_watched` there are
    /// none.
    pub fn show_notifications(&self, on_click: Option<OnClick>, is_watched: IsWatched) {
        let (base, stop) = (Arc::clone(&self.queue.base), self.telling.stop.clone());
        let untold = &self.telling.untold;
        let untold = std::mem::take(&mut *untold.lock().unwrap_or_else(PoisonError::into_inner));
        tokio::spawn(tell(base, stop, Reader { on_click, is_watched }, untold));
    }

    /// Tries at once to send the e-mails that wait for their next attempt, such
    /// as after the network came back.
    pub async fn send_waiting_mail(&self) -> Result<(), Error> {
        let base = self.base();
        base.store.retry_mail_now(base.now()).await?;
        self.telling.hurry.notify_one();
        Ok(())
    }

    /// The same for the heartbeats that wait.
    pub async fn send_waiting_heartbeats(&self) -> Result<(), Error> {
        let base = self.base();
        base.store.retry_heartbeats_now(base.now()).await?;
        self.telling.hurry_calls.notify_one();
        Ok(())
    }

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

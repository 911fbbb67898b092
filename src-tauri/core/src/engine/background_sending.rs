//! Tells people in the background: sends e-mails, calls heartbeat URLs, fetches answers and
//! shows notifications.

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
use super::send_queue::send_all;
use crate::error::Error;

/// The loops that send. Clones are the same.
#[derive(Debug, Clone)]
pub(super) struct BackgroundSending {
    stop: CancellationToken,
    wake_mail: Arc<Notify>,
    wake_heartbeats: Arc<Notify>,
    wake_answers: Arc<Notify>,
    loops: Arc<Mutex<Option<JoinHandle<()>>>>,
    /// What happened before anybody could be told by notifications.
    untold: Arc<Mutex<Vec<Change>>>,
}

impl BackgroundSending {
    pub(super) fn begin(base: &Arc<Base>, untold: Vec<Change>) -> Self {
        let stop = CancellationToken::new();
        let [wake_mail, wake_heartbeats, wake_answers]: [Arc<Notify>; 3] = Default::default();
        let mails = Mails(Arc::clone(base));
        let mails = send_all(mails, Arc::clone(base), stop.clone(), Arc::clone(&wake_mail));
        // Beside the mails: a mail server that is slow doesn't hold up a call.
        let calls = Heartbeats(Arc::clone(base));
        let calls = send_all(calls, Arc::clone(base), stop.clone(), Arc::clone(&wake_heartbeats));
        // What is told of answers begins with looking for them.
        let answers = Answers(Arc::clone(base));
        let answers = send_all(answers, Arc::clone(base), stop.clone(), Arc::clone(&wake_answers));
        let loops = tokio::spawn(async move {
            tokio::join!(mails, calls, answers);
        });
        let loops = Arc::new(Mutex::new(Some(loops)));
        let untold = Arc::new(Mutex::new(untold));
        Self { stop, wake_mail, wake_heartbeats, wake_answers, loops, untold }
    }

    /// Looks at once for the answers that are awaited.
    pub(super) fn wake_answers(&self) {
        self.wake_answers.notify_one();
    }

    /// Ends it; a message that is being sent has some seconds left.
    pub(super) async fn end(&self) {
        self.stop.cancel();
        let loops = self.loops.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(loops) = loops
            && let Err(panic) = loops.await
        {
            tracing::error!(%panic, "e-mails weren't sent until the end");
        }
    }
}

impl Engine {
    /// Tells the ends of runs by the system's notifications from now on; call it
    /// once. Without `on_click` they can't be clicked; while `is_watched` there are
    /// none.
    pub fn show_notifications(&self, on_click: Option<OnClick>, is_watched: IsWatched) {
        let (base, stop) = (Arc::clone(&self.queue.base), self.background_sending.stop.clone());
        let untold = &self.background_sending.untold;
        let untold = std::mem::take(&mut *untold.lock().unwrap_or_else(PoisonError::into_inner));
        tokio::spawn(tell(base, stop, Reader { on_click, is_watched }, untold));
    }

    /// Tries at once to send the e-mails that wait for their next attempt, such
    /// as after the network came back.
    pub async fn send_waiting_mail(&self) -> Result<(), Error> {
        let base = self.base();
        base.store.retry_mail_now(base.now()).await?;
        self.background_sending.wake_mail.notify_one();
        Ok(())
    }

    /// The same for the heartbeats that wait.
    pub async fn send_waiting_heartbeats(&self) -> Result<(), Error> {
        let base = self.base();
        base.store.retry_heartbeats_now(base.now()).await?;
        self.background_sending.wake_heartbeats.notify_one();
        Ok(())
    }
}

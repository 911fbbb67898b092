//! The system's notifications: what they say, shown in one bubble that is
//! written anew while it is still there.

use std::time::Duration;

use notify_rust::{Notification, NotificationHandle};
#[cfg(all(unix, not(target_os = "macos")))]
use notify_rust::{NotificationResponse, Urgency};

use crate::text::Texts;

/// Runs of which a bubble says more than that they ended.
const LINES: usize = 4;
/// How long a notification service may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// The end of one run, or what is new about an export, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct News {
    /// The run, where it is about one.
    pub(crate) run: Option<i64>,
    /// Its export.
    pub(crate) export: i64,
    /// The export's name.
    pub(crate) name: String,
    /// What became of it: `Points is finished`.
    pub(crate) became: String,
    /// The facts, on one line.
    pub(crate) facts: String,
}

/// Whether something is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Nothing.
    Good,
    /// There is no file.
    Bad,
    /// Nothing, but schedules run at other times.
    Moved,
}

/// What a bubble says of some runs, the oldest first.
pub(crate) fn said(texts: &Texts, tone: Tone, news: &[News]) -> (String, String) {
    if let [one] = news {
        return (one.became.clone(), one.facts.clone());
    }
    let id = match tone {
        Tone::Good => "several-finished",
        Tone::Bad => "several-failed",
        Tone::Moved => "several-moved",
    };
    let summary = texts.counted(id, news.len() as u64);
    let mut lines: Vec<String> =
        news.iter().rev().take(LINES).map(|one| format!("{}: {}", one.name, one.facts)).collect();
    if news.len() > LINES {
        lines.push(texts.counted("several-more", (news.len() - LINES) as u64));
    }
    (summary, lines.join("\n"))
}

/// The export that a click opens; none where a bubble tells of several.
pub(crate) fn clicked(news: &[News]) -> Option<i64> {
    let first = news.first()?.export;
    news.iter().all(|one| one.export == first).then_some(first)
}

/// A bubble that is shown.
pub(crate) struct Bubble(NotificationHandle);

/// What became of a bubble.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gone {
    /// Somebody clicked on it.
    Clicked,
    /// It was closed, or nobody knows.
    Closed,
}

#[cfg(all(unix, not(target_os = "macos")))]
impl Bubble {
    /// Shows a bubble; `clickable` where a click leads somewhere.
    pub(crate) async fn show(
        texts: &Texts,
        tone: Tone,
        news: &[News],
        clickable: bool,
    ) -> Result<Self, String> {
        let (summary, body) = said(texts, tone, news);
        let mut notification = Notification::new();
        notification
            .appname("Export Desk")
            .icon("export-desk")
            .urgency(if tone == Tone::Bad { Urgency::Critical } else { Urgency::Normal })
            .summary(&summary)
            .body(&marked_up(&body));
        if clickable {
            notification.action("default", &texts.say("open"));
        }
        match tokio::time::timeout(PATIENCE, notification.show_async()).await {
            Ok(Ok(handle)) => Ok(Self(handle)),
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err("it doesn't answer".to_owned()),
        }
    }

    /// Says something else in the same bubble.
    pub(crate) async fn change(
        self,
        texts: &Texts,
        tone: Tone,
        news: &[News],
    ) -> Result<Self, String> {
        let (summary, body) = said(texts, tone, news);
        let Self(mut handle) = self;
        handle.summary(&summary).body(&marked_up(&body));
        let changed = tokio::task::spawn_blocking(move || {
            handle.update().map(|()| handle).map_err(|error| error.to_string())
        });
        match tokio::time::timeout(PATIENCE, changed).await {
            Ok(Ok(changed)) => changed.map(Self),
            Ok(Err(panic)) => Err(panic.to_string()),
            Err(_) => Err("it doesn't answer".to_owned()),
        }
    }

    /// Waits until it is clicked or closed.
    pub(crate) async fn gone(&self) -> Gone {
        use futures::FutureExt;
        let mut gone = Gone::Closed;
        let wait = self.0.wait_for_action_async(|response: &NotificationResponse| {
            if let NotificationResponse::Default | NotificationResponse::Action(_) = response {
                gone = Gone::Clicked;
            }
        });
        // The library panics when the session's bus is gone.
        let _ = std::panic::AssertUnwindSafe(wait).catch_unwind().await;
        gone
    }
}

/// Windows and macOS show each text in a bubble of its own, and tell nothing
/// of what becomes of it.
#[cfg(not(all(unix, not(target_os = "macos"))))]
impl Bubble {
    /// Shows a bubble.
    pub(crate) async fn show(
        texts: &Texts,
        tone: Tone,
        news: &[News],
        _clickable: bool,
    ) -> Result<Self, String> {
        let (summary, body) = said(texts, tone, news);
        let shown = tokio::task::spawn_blocking(move || {
            Notification::new().appname("Export Desk").summary(&summary).body(&body).show()
        });
        match tokio::time::timeout(PATIENCE, shown).await {
            Ok(Ok(Ok(handle))) => Ok(Self(handle)),
            Ok(Ok(Err(error))) => Err(error.to_string()),
            Ok(Err(panic)) => Err(panic.to_string()),
            Err(_) => Err("it doesn't answer".to_owned()),
        }
    }

    /// Says something else, in another bubble.
    pub(crate) async fn change(
        self,
        texts: &Texts,
        tone: Tone,
        news: &[News],
    ) -> Result<Self, String> {
        Self::show(texts, tone, news, false).await
    }

    /// Waits as long as a bubble is usually seen.
    pub(crate) async fn gone(&self) -> Gone {
        tokio::time::sleep(PATIENCE).await;
        Gone::Closed
    }
}

/// Services read the text as a little HTML.
#[cfg(all(unix, not(target_os = "macos")))]
fn marked_up(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Language;

    fn news(export: i64, name: &str) -> News {
        let (name, facts) = (name.to_owned(), "3 rows".to_owned());
        News { run: Some(1), export, became: format!("{name} is finished"), name, facts }
    }

    #[test]
    fn one_bubble_tells_of_many() {
        let (one, texts) = (news(1, "Points"), Texts::of(Language::English));
        assert_eq!(
            said(texts, Tone::Good, std::slice::from_ref(&one)),
            ("Points is finished".to_owned(), "3 rows".to_owned())
        );
        let many: Vec<News> = (1..=6).map(|index| news(index, &format!("E{index}"))).collect();
        let (summary, body) = said(texts, Tone::Bad, &many);
        assert_eq!(summary, "6 exports failed");
        assert_eq!(body, "E6: 3 rows\nE5: 3 rows\nE4: 3 rows\nE3: 3 rows\nand 2 more");
        assert_eq!(said(texts, Tone::Moved, &many).0, "6 schedules run at other times");
        let german = said(Texts::of(Language::German), Tone::Bad, &many);
        assert_eq!(german.0, "6 Exporte sind fehlgeschlagen");
        assert!(german.1.ends_with("\nund 2 weitere"), "{german:?}");
        assert_eq!(clicked(&many), None);
        assert_eq!(clicked(&[one.clone(), one]), Some(1));
    }
}

//! Tells the ends of runs by the system's notifications, for as long as the
//! engine is open. Runs that end together share one bubble.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::broadcast::error::RecvError;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio_util::sync::CancellationToken;

use super::context::{Base, Change};
use crate::notify::{Bubble, Gone, News, Tone, became, clicked, full_stop, on_one_line};
use crate::store::{AnswerStatus, LogLevel, LogLine, RunStatus, Settings, Trigger};
use crate::text::Texts;
use crate::zone::{Zone, parse_zone};

/// How long runs that end together are gathered before a bubble is written.
const GATHER: Duration = Duration::from_millis(300);

/// What a click on a bubble does: it opens the export, or, where the bubble
/// tells of several, the window alone.
pub type OnClick = Arc<dyn Fn(Option<i64>) + Send + Sync>;

/// Whether the user looks at a window that itself says what happens.
pub type IsWatched = Arc<dyn Fn() -> bool + Send + Sync>;

/// Whom bubbles are for.
pub(super) struct Reader {
    pub(super) on_click: Option<OnClick>,
    pub(super) is_watched: IsWatched,
}

/// Tells until `stop`, what is `untold` first. Each process tells of the runs that
/// it carries out, and of those that it finds interrupted; so nobody is told twice.
pub(super) async fn tell(
    base: Arc<Base>,
    stop: CancellationToken,
    reader: Reader,
    untold: Vec<Change>,
) {
    let mut changes = base.changes.subscribe();
    let Reader { on_click, is_watched } = reader;
    let told_off = Arc::new(AtomicBool::new(false));
    let begin = |tone| {
        let (sender, news) = unbounded_channel();
        let (base, on_click) = (Arc::clone(&base), on_click.clone());
        let bubbles = show(base, tone, news, on_click, Arc::clone(&told_off));
        let stop = stop.clone();
        tokio::spawn(async move {
            tokio::select! {
                () = stop.cancelled() => {}
                () = bubbles => {}
            }
        });
        sender
    };
    let (good, bad, moved) = (begin(Tone::Good), begin(Tone::Bad), begin(Tone::Moved));
    let mut untold = untold.into_iter();
    loop {
        let change = match untold.next() {
            Some(change) => Ok(change),
            None => tokio::select! {
                () = stop.cancelled() => return,
                change = changes.recv() => change,
            },
        };
        match change {
            Ok(change) => {
                if let Some((tone, news)) = in_words(&base, change).await
                    && !is_watched()
                {
                    let sender: &UnboundedSender<News> = match tone {
                        Tone::Good => &good,
                        Tone::Bad => &bad,
                        Tone::Moved => &moved,
                    };
                    // It ends only with us.
                    let _ = sender.send(news);
                }
            }
            // More ends than anybody reads; the list has them all.
            Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return,
        }
    }
}

/// What is to be told, if the user wants that.
async fn in_words(base: &Base, change: Change) -> Option<(Tone, News)> {
    if let Change::ScheduleMoved { export_id, export_name, text } = change {
        let settings = wanted(base).await?;
        let texts = Texts::of(settings.language);
        let news = new(texts, None, export_id, &export_name, "became-moved", text);
        return Some((Tone::Moved, news));
    }
    if let Change::Due { run_id, export_id, export_name, due_at, has_passed } = change {
        let settings = wanted(base).await.filter(|settings| settings.notify_on.failed)?;
        let zone = parse_zone(&settings.user_timezone).unwrap_or(Zone::UTC);
        let texts = Texts::of(settings.language);
        let became = if has_passed { "became-late" } else { "became-not-yet" };
        let at = texts.short_moment(due_at, zone);
        let facts = texts.say_with("due-on", &[("at", at.into())]);
        let news = new(texts, Some(run_id), export_id, &export_name, became, facts);
        return Some((Tone::Bad, news));
    }
    if let Change::Answer { run_id, export_id, export_name, status, message } = change {
        let settings = wanted(base).await;
        let settings =
            settings.filter(|settings| settings.notify_on.failed && status.is_alarm())?;
        let became = match status {
            AnswerStatus::Refused => "became-refused",
            AnswerStatus::Missing
            | AnswerStatus::Awaited
            | AnswerStatus::Came
            | AnswerStatus::Accepted => "became-unanswered",
        };
        let texts = Texts::of(settings.language);
        let facts = full_stop(&on_one_line(&texts.translate(&message)));
        let news = new(texts, Some(run_id), export_id, &export_name, became, facts);
        return Some((Tone::Bad, news));
    }
    let Change::RunEnded {
        run_id,
        export_id,
        export_name,
        status,
        message,
        hint,
        rows,
        bytes,
        seconds,
    } = change
    else {
        return None;
    };
    let settings = wanted(base).await?;
    let (wanted, texts) = (settings.notify_on, Texts::of(settings.language));
    let (tone, became, facts) = match status {
        RunStatus::Finished => {
            // It is told as any other then.
            let had_failed = base.store.had_failed(run_id).await.unwrap_or(false);
            let run = base.store.run(run_id).await.unwrap_or_else(|error| {
                tracing::warn!(run = run_id, %error, "a run that ended can't be read");
                None
            });
            let caught_up = run.filter(|run| run.trigger == Trigger::CatchUp && wanted.caught_up);
            let planned = caught_up.as_ref().and_then(|run| run.planned_for).map(|planned| {
                let zone = parse_zone(&settings.user_timezone).unwrap_or(Zone::UTC);
                let at = texts.short_moment(planned, zone);
                texts.say_with("planned-for", &[("at", at.into())])
            });
            let rows = rows.map(|rows| texts.counted("count-rows", rows));
            let bytes = bytes.map(|bytes| texts.size(bytes));
            let seconds = seconds.map(|seconds| texts.duration(seconds));
            let facts = [planned, rows, bytes, seconds];
            let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
            let wanted = wanted.finished || (wanted.failed && had_failed) || caught_up.is_some();
            if !wanted {
                return None;
            }
            let became = match caught_up {
                Some(_) if !had_failed => "became-caught-up",
                Some(_) | None => became(status, had_failed, true),
            };
            (Tone::Good, became, facts)
        }
        RunStatus::Failed if wanted.failed => {
            let parts = [message, hint].into_iter().flatten();
            let facts: Vec<String> =
                parts.map(|part| full_stop(&on_one_line(&texts.translate(&part)))).collect();
            (Tone::Bad, became(status, false, bytes.is_some()), facts.join(" "))
        }
        RunStatus::Failed | RunStatus::Pending | RunStatus::Processing | RunStatus::Cancelled => {
            return None;
        }
    };
    Some((tone, new(texts, Some(run_id), export_id, &export_name, became, facts)))
}

/// The settings, if they ask for notifications.
async fn wanted(base: &Base) -> Option<Settings> {
    match base.settings().await {
        Ok(settings) => settings.notify.then_some(settings),
        Err(error) => {
            tracing::warn!(%error, "no notification is shown: the settings can't be read");
            None
        }
    }
}

fn new(
    texts: &Texts,
    run: Option<i64>,
    export: i64,
    name: &str,
    became: &str,
    facts: String,
) -> News {
    let name = on_one_line(name);
    let became = texts.say_with(became, &[("name", name.clone().into())]);
    News { run, export, name, became, facts }
}

/// Shows what comes, in one bubble at a time.
async fn show(
    base: Arc<Base>,
    tone: Tone,
    mut news: UnboundedReceiver<News>,
    on_click: Option<OnClick>,
    told_off: Arc<AtomicBool>,
) {
    while let Some(first) = news.recv().await {
        let mut told = vec![first];
        gather(&mut news, &mut told).await;
        let texts = base.texts().await;
        let mut bubble = match Bubble::show(texts, tone, &told, on_click.is_some()).await {
            Ok(bubble) => bubble,
            Err(reason) => {
                say_once(&base, told[0].run, &reason, &told_off).await;
                continue;
            }
        };
        loop {
            tokio::select! {
                gone = bubble.gone() => {
                    if let (Gone::Clicked, Some(on_click)) = (gone, &on_click) {
                        on_click(clicked(&told));
                    }
                    break;
                }
                more = news.recv() => {
                    let Some(more) = more else { return };
                    let latest = more.run;
                    told.push(more);
                    gather(&mut news, &mut told).await;
                    match bubble.change(texts, tone, &told).await {
                        Ok(changed) => bubble = changed,
                        Err(reason) => {
                            say_once(&base, latest, &reason, &told_off).await;
                            break;
                        }
                    }
                }
            }
        }
    }
}

/// What ends in the next moments, too.
async fn gather(news: &mut UnboundedReceiver<News>, told: &mut Vec<News>) {
    let until = tokio::time::Instant::now() + GATHER;
    while let Ok(Some(more)) = tokio::time::timeout_at(until, news.recv()).await {
        told.push(more);
    }
}

/// That there is no notification service, in the log of the first run that
/// would have been told of.
async fn say_once(base: &Base, run: Option<i64>, reason: &str, told_off: &AtomicBool) {
    let Some(run) = run else { return };
    if told_off.swap(true, Ordering::Relaxed) {
        return;
    }
    let text = format!(
        "No notification could be shown, because no notification service answers ({}). The run \
         isn't affected; this is said once",
        on_one_line(reason)
    );
    let line = LogLine { at: base.now(), level: LogLevel::Warning, text };
    // The run goes on without its log, as everywhere.
    if let Err(error) = base.store.add_log_line(run, &line).await {
        tracing::warn!(run, %error, line = line.text, "a line of the run's log can't be saved");
    }
    base.tell(Change::Exports);
}

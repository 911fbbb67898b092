//! E-mail messages: what they say in text and in HTML, with the file.

use std::time::SystemTime;

use chrono::{DateTime, Utc};
use lettre::message::header::ContentType;
use lettre::message::{Attachment, Mailbox, MultiPart};
use lettre::{Address, Message};

use super::error::MailError;
use super::mail::MailSettings;
use super::report::{Attached, Report};
use crate::delivery::random_key;
use crate::link::Link;
use crate::text::Texts;

/// The message of *Send a test*.
pub(crate) fn test_message(
    settings: &MailSettings,
    texts: &Texts,
    to: &Address,
    brand: &str,
    now: DateTime<Utc>,
) -> Result<Vec<u8>, MailError> {
    let lines =
        [texts.say_with("test-of", &[("brand", brand.to_owned().into())]), texts.say("test-tells")];
    let body = MultiPart::alternative_plain_html(
        text(texts, &lines, &[], None),
        html(texts, &lines, &[], None),
    );
    let sender = sender(settings)?;
    // By itself the library takes the computer's name, which may be no host's.
    let id = format!("<{}@{}>", random_key(), sender.email.domain());
    let message = Message::builder()
        .from(sender)
        .to(Mailbox::new(None, to.clone()))
        .subject(texts.say("test-subject"))
        .date(SystemTime::from(now))
        .message_id(Some(id))
        .multipart(body);
    finished(message)
}

/// The message about a run. Its id is the same each time that it is sent, so
/// that a recipient's server can tell one that it has from another.
pub(crate) fn run_message(
    settings: &MailSettings,
    report: &Report<'_>,
    to: &[Address],
    id: &str,
    now: DateTime<Utc>,
) -> Result<Vec<u8>, MailError> {
    let (opening, facts) = (report.opening(), report.facts());
    let link = Some(Link::Export(report.run.export_id));
    let body = MultiPart::alternative_plain_html(
        text(report.texts, &opening, &facts, link),
        html(report.texts, &opening, &facts, link),
    );
    let sender = sender(settings)?;
    let id = format!("<{id}@{}>", sender.email.domain());
    let mut builder = Message::builder()
        .from(sender)
        .subject(report.subject())
        .date(SystemTime::from(now))
        .message_id(Some(id));
    for address in to {
        builder = builder.to(Mailbox::new(None, address.clone()));
    }
    let message = match report.attached {
        Attached::File { name, content } => {
            let file = Attachment::new(name.clone()).body(content.clone(), content_type(name));
            builder.multipart(MultiPart::mixed().multipart(body).singlepart(file))
        }
        Attached::NotAsked | Attached::Left(_) => builder.multipart(body),
    };
    finished(message)
}

fn sender(settings: &MailSettings) -> Result<Mailbox, MailError> {
    settings.sender().ok_or_else(|| MailError::Address(settings.from.clone()))
}

fn finished(message: Result<Message, lettre::error::Error>) -> Result<Vec<u8>, MailError> {
    let message = message.map_err(|error| MailError::Message(error.to_string()))?;
    Ok(message.formatted())
}

/// What is in a file. Text isn't named as such: mail programs may change its
/// line ends.
fn content_type(name: &str) -> ContentType {
    let known = match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("zip") => "application/zip",
        Some("gz") => "application/gzip",
        Some(_) | None => "application/octet-stream",
    };
    ContentType::parse(known).unwrap_or(ContentType::TEXT_PLAIN)
}

/// What is said beside a link: numbers of exports are those of one computer.
fn at_link(texts: &Texts, link: Link) -> String {
    texts.say_with("show-it-where", &[("link", link.to_string().into())])
}

fn text(
    texts: &Texts,
    opening: &[String],
    facts: &[(String, String)],
    link: Option<Link>,
) -> String {
    let mut text = opening.join("\n");
    text.push('\n');
    if !facts.is_empty() {
        text.push('\n');
    }
    let width = facts.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    for (name, value) in facts {
        text.push_str(&format!("{name:width$}  {value}\n"));
    }
    if let Some(link) = link {
        text.push_str(&format!("\n{}{}\n", texts.say("show-it"), at_link(texts, link)));
    }
    text
}

fn html(
    texts: &Texts,
    opening: &[String],
    facts: &[(String, String)],
    link: Option<Link>,
) -> String {
    let mut html = String::from(
        "<!doctype html><html><body style=\"font-family:system-ui,sans-serif;font-size:14px;\
         line-height:1.45;color:#1c1f22\">",
    );
    for (index, line) in opening.iter().enumerate() {
        let style = if index == 0 && !facts.is_empty() {
            "margin:0 0 8px;font-size:17px;font-weight:600"
        } else {
            "margin:0 0 8px"
        };
        html.push_str(&format!("<p style=\"{style}\">{}</p>", escaped(line)));
    }
    if !facts.is_empty() {
        html.push_str("<table style=\"border-collapse:collapse;margin-top:12px\">");
        for (name, value) in facts {
            html.push_str(&format!(
                "<tr><td style=\"padding:3px 20px 3px 0;color:#667077;vertical-align:top;\
                 white-space:nowrap\">{}</td><td style=\"padding:3px 0;\
                 overflow-wrap:anywhere\">{}</td></tr>",
                escaped(name),
                escaped(value)
            ));
        }
        html.push_str("</table>");
    }
    if let Some(link) = link {
        // Also as text: some mail programs take away links that aren't the web's.
        html.push_str(&format!(
            "<p style=\"margin:16px 0 0;color:#667077\"><a href=\"{link}\">{}</a>{}</p>",
            escaped(&texts.say("show-it")),
            escaped(&at_link(texts, link)),
        ));
    }
    html.push_str("</body></html>");
    html
}

/// Text that means in HTML what it says.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

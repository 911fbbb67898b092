//! One message to one server: what can go wrong, and what is then said.

use std::time::Duration;

use export_desk_core::notify::MailSecurity::{self, Starttls, Tls};
use export_desk_core::notify::{MailError, MailSettings, Patience, PostOffice};
use serde_json::{Value, json};

use crate::bed::{Bed, PASSWORD, PATIENCE};
use crate::mail_server::{MailServer, authority};
use crate::patience::within;

const MESSAGE: &[u8] = b"Subject: x\r\nFrom: a@example.com\r\nTo: b@example.com\r\n\r\nHello\r\n";

/// Sends it to a server that answers, at once or when a busy machine lets it.
async fn send(
    settings: &MailSettings,
    to: &[&str],
) -> Result<Vec<Result<(), MailError>>, MailError> {
    send_within(settings, to, PATIENCE).await
}

async fn send_within(
    settings: &MailSettings,
    to: &[&str],
    wait: Duration,
) -> Result<Vec<Result<(), MailError>>, MailError> {
    let patience = Patience { answer: wait, message: wait };
    let office = PostOffice { settings, password: Some(PASSWORD), patience };
    let to: Vec<lettre::Address> = to.iter().map(|to| to.parse().unwrap()).collect();
    office.send(&to, MESSAGE).await
}

/// What a server answers to a message for one.
async fn answer(server: &MailServer) -> Result<(), MailError> {
    send(&server.settings(), &["anna@example.com"]).await?.remove(0)
}

fn start(bed: &Bed, security: MailSecurity, how: Value) -> MailServer {
    MailServer::start(&bed.inbox("inbox"), security, how)
}

#[tokio::test]
#[ignore = "runs with its own certificates"]
async fn both_kinds_of_security_log_in_and_deliver() {
    let bed = Bed::new();
    for (security, name) in [(Starttls, "one"), (Tls, "two")] {
        let server = MailServer::good(&bed.inbox(name), security);
        answer(&server).await.unwrap();
        let envelope = server.envelope(1).await;
        assert_eq!(
            envelope,
            json!({ "from": "desk@example.com", "to": ["anna@example.com"], "user": "desk", "tls": true })
        );
        // By its address, too: the certificate names that.
        let by_address = MailSettings { host: "127.0.0.1".to_owned(), ..server.settings() };
        send(&by_address, &["anna@example.com"]).await.unwrap();
        assert_eq!(server.count(), 2);
    }
}

#[tokio::test]
#[ignore = "runs with its own certificates"]
async fn a_server_without_a_login_gets_none() {
    let bed = Bed::new();
    let server = start(&bed, Starttls, json!({}));
    let open = MailSettings { user: String::new(), ..server.settings() };
    send(&open, &["anna@example.com"]).await.unwrap();
    // A user for a server that knows none isn't left out silently.
    let told = answer(&server).await.unwrap_err();
    assert!(matches!(told, MailError::NoLogin(_)), "{told}");
    assert!(!told.transient());
}

#[tokio::test]
#[ignore = "runs with its own certificates"]
async fn a_wrong_password_is_said_at_once_and_never_repeated() {
    let bed = Bed::new();
    for (security, name) in [(Starttls, "one"), (Tls, "two")] {
        // A server that repeats what it was given.
        let how =
            json!({ "user": "desk", "password": "another", "no": "535 5.7.8 {password} is wrong" });
        let server = MailServer::start(&bed.inbox(name), security, how);
        let told = answer(&server).await.unwrap_err();
        let MailError::Login { user, answer, .. } = &told else { panic!("{told}") };
        assert_eq!((user.as_str(), answer.as_str()), ("desk", "535 5.7.8 … is wrong"));
        assert!(!told.transient() && told.hint().contains("password"));
        assert!(!format!("{told} {told:?}").contains(PASSWORD));
    }
}

#[tokio::test]
#[ignore = "runs with its own certificates"]
async fn certificates_are_verified() {
    let bed = Bed::new();
    let secrets = json!({ "user": "desk", "password": PASSWORD });
    // Another name, an authority that nobody knows.
    let other = tempfile::tempdir().unwrap();
    let own = std::process::Command::new("openssl")
        .args("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2".split(' '))
        .args("-keyout own.key -out own.pem -subj /CN=own".split(' '))
        .args(["-addext", "subjectAltName=DNS:localhost"])
        .current_dir(other.path())
        .output()
        .unwrap();
    assert!(own.status.success());
    let certificates = [
        (authority().join("elsewhere"), "another name"),
        (other.path().join("own"), "no authority vouches for"),
    ];
    for (index, (certificate, reason)) in certificates.iter().enumerate() {
        for (security, name) in [(Starttls, "starttls"), (Tls, "tls")] {
            let inbox = bed.inbox(&format!("{name}{index}"));
            let server = MailServer::certified(&inbox, security, secrets.clone(), certificate);
            let told = answer(&server).await.unwrap_err();
            assert!(matches!(told, MailError::Untrusted { .. }), "{told}");
            assert!(told.to_string().contains(reason), "{told}");
            assert!(!told.transient());
            assert_eq!(server.count(), 0);
        }
    }
}

#[tokio::test]
#[ignore = "runs with its own certificates"]
async fn nothing_is_sent_in_the_clear() {
    let bed = Bed::new();
    // A server without STARTTLS, or one from which an attacker has taken it.
    let how = json!({ "greeting": "220 mail.test\r\n250 mail.test\r\n" });
    let server = start(&bed, Starttls, how);
    let told = answer(&server).await.unwrap_err();
    assert!(matches!(told, MailError::NoStarttls(_)), "{told}");
    // The wrong one of the two kinds, either way.
    let server = start(&bed, Starttls, json!({}));
    let wrong = MailSettings { security: Tls, ..server.settings() };
    let told = send(&wrong, &["anna@example.com"]).await.unwrap_err();
    assert!(matches!(told, MailError::NotTls(_)), "{told}");
    let server = start(&bed, Tls, json!({}));
    let wrong = MailSettings { security: Starttls, ..server.settings() };
    // Each waits for the other; the server isn't to give up first.
    let told = send_within(&wrong, &["anna@example.com"], Duration::from_secs(2));
    let told = told.await.unwrap_err();
    assert!(matches!(told, MailError::Silent(_)) && told.hint().contains("465"), "{told}");
}

#[tokio::test]
#[ignore = "runs with its own certificates"]
async fn one_refused_recipient_keeps_nothing_from_the_others() {
    let bed = Bed::new();
    let how = json!({ "user": "desk", "password": PASSWORD,
        "refuse": ["nobody@example.com"], "grey": ["later@example.com"] });
    let server = start(&bed, Starttls, how);
    let to = ["anna@example.com", "nobody@example.com", "later@example.com", "béla@example.hu"];
    let each = send(&server.settings(), &to).await.unwrap();
    assert_eq!((&each[0], &each[3]), (&Ok(()), &Ok(())));
    let refused = each[1].as_ref().unwrap_err();
    assert!(refused.to_string().contains("550 5.1.1 no such user here"), "{refused}");
    assert!(matches!(refused, MailError::Recipient { .. }) && !refused.transient());
    let later = each[2].as_ref().unwrap_err();
    assert!(matches!(later, MailError::Later { .. }) && later.transient(), "{later}");
    let envelope = server.envelope(1).await;
    assert_eq!(envelope["to"], json!(["anna@example.com", "béla@example.hu"]));
    // All of them refused: there is no message.
    let each = send(&server.settings(), &["nobody@example.com"]).await.unwrap();
    assert!(each[0].is_err());
    assert_eq!(server.count(), 1);
}

#[tokio::test]
#[ignore = "runs with its own certificates"]
async fn what_a_server_says_is_told() {
    let bed = Bed::new();
    let how = |more: Value| {
        let mut how = json!({ "user": "desk", "password": PASSWORD });
        how.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        how
    };
    let server = start(&bed, Starttls, how(json!({ "refuse": ["desk@example.com"] })));
    let told = answer(&server).await.unwrap_err();
    assert!(matches!(told, MailError::Sender { .. }) && !told.transient(), "{told}");
    assert!(told.to_string().contains("550 5.7.1 not your sender"), "{told}");

    let server = start(&bed, Starttls, how(json!({ "answer": "552 5.3.4 too big" })));
    let told = answer(&server).await.unwrap_err();
    assert!(matches!(told, MailError::Refused { .. }) && !told.transient(), "{told}");
    assert!(told.to_string().contains("552 5.3.4 too big"), "{told}");

    let server = start(&bed, Starttls, how(json!({ "later": 1 })));
    let told = answer(&server).await.unwrap_err();
    assert!(matches!(told, MailError::Later { .. }) && told.transient(), "{told}");
    answer(&server).await.unwrap();

    let server = start(&bed, Starttls, how(json!({ "drop": true })));
    let told = answer(&server).await.unwrap_err();
    assert!(matches!(told, MailError::Dropped(_)) && told.transient(), "{told}");

    let server = start(&bed, Starttls, json!({ "greeting": "SSH-2.0-OpenSSH_9.2\r\n" }));
    let told = answer(&server).await.unwrap_err();
    assert!(matches!(told, MailError::Odd { .. }) && !told.transient(), "{told}");
}

#[tokio::test]
#[ignore = "runs with its own certificates"]
async fn servers_that_are_slow_or_away_are_not_waited_for() {
    let bed = Bed::new();
    let server = start(&bed, Starttls, json!({ "silent": true }));
    let (settings, to) = (server.settings(), ["anna@example.com"]);
    let sent = Box::pin(send_within(&settings, &to, Duration::from_secs(2)));
    let told = within(sent, "the end of a message to a silent server").await.unwrap_err();
    assert!(matches!(told, MailError::Silent(_)) && told.transient(), "{told}");

    let gone = server.settings();
    drop(server);
    let told = send(&gone, &["anna@example.com"]).await.unwrap_err();
    assert!(matches!(told, MailError::Unreachable { .. }) && told.transient(), "{told}");
    assert!(!told.to_string().contains("os error"), "{told}");

    let nowhere = MailSettings { host: "no-such-host.invalid".to_owned(), ..gone };
    let told = send(&nowhere, &["anna@example.com"]).await.unwrap_err();
    assert!(matches!(told, MailError::Unreachable { .. }), "{told}");
}

//! A far SFTP server, to which a large file goes over two connections.

use std::fs;

use export_desk_core::delivery::Fault;

use crate::bed::{Bed, NAME, Table, names};
use crate::matrix::{path, sftp};
use crate::proxy::{Fault as Break, Proxy};
use crate::servers::{self, PROXY_HOST, Sshd};

/// Large enough for a second connection.
const SIZE: usize = 48 << 20;

/// How much a second connection carries is up to the machine: this may not happen.
const LATER: &str = "the second breaks later";

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_second_connection_helps_and_isnt_needed() {
    let mut table = Table::default();
    let server = Sshd::default().start();
    let proxied = PROXY_HOST.to_string();
    let proxy = Proxy::start(PROXY_HOST.into(), [server.port]).await;
    let settings = sftp(&proxied, server.port);
    proxy.delay(25);
    for (faults, what, attempts, connections) in [
        (&[][..], "nothing", 1, 2),
        (&[Break::CutOf(1, 0)][..], "the second isn't let in", 1, 2),
        (&[Break::CutOf(1, 3000)][..], "the second isn't logged in", 1, 2),
        (&[Break::CutOf(1, 150 << 10)][..], "the second breaks", 1, 2),
        (&[Break::CutOf(1, 2 << 20)][..], LATER, 1, 2),
        // The next attempt goes on with what is there, over one connection.
        (&[Break::CutOf(0, 9 << 20)][..], "the first breaks", 2, 3),
        (&[Break::CutOf(0, 14 << 20)][..], "the first breaks late", 2, 3),
    ] {
        proxy.break_by(faults);
        let inbox = servers::inbox();
        let mut bed = Bed::new(SIZE, &path(inbox.path()));
        fs::write(bed.hosts(), servers::known_host(&server, &proxied)).unwrap();
        let (done, tried, first) = bed.deliver(&settings).await;
        let delivered = done.unwrap_or_else(|error| panic!("{what}: {error:?}"));
        assert!(fs::read(inbox.path().join(NAME)).unwrap() == bed.bytes, "{what}");
        assert_eq!(names(inbox.path()), [NAME], "{what}");
        assert_eq!((tried, proxy.connections()), (attempts, connections), "{what}");
        assert!(proxy.left() == 0 || what == LATER, "{what}: it hasn't happened");
        assert!(matches!(first, None | Some(Fault::Broken)), "{what}: {first:?}");
        table.delivered("SFTP, far", what, first.as_ref(), tried, &delivered.verified);
    }

    // Nothing is gained by it where the rate is limited.
    let inbox = servers::inbox();
    let mut bed = Bed::new(SIZE, &path(inbox.path()));
    fs::write(bed.hosts(), servers::known_host(&server, &proxied)).unwrap();
    bed.upload.options.bandwidth_kib = Some(64 << 10);
    proxy.break_by(&[]);
    bed.put(&settings).await.unwrap();
    assert_eq!(proxy.connections(), 1);
    table.row("SFTP, far", "a limited rate", "one connection");

    // Cancelled while both are at work.
    let inbox = servers::inbox();
    let bed = Bed::new(SIZE, &path(inbox.path()));
    fs::write(bed.hosts(), servers::known_host(&server, &proxied)).unwrap();
    proxy.break_by(&[]);
    let done = bed.when_sent(SIZE as u64 / 2, bed.put(&settings), || bed.cancel.cancel()).await;
    let error = done.unwrap_err();
    assert_eq!((error.fault, error.part), (Fault::Cancelled, None));
    assert!(names(inbox.path()).is_empty(), "{:?}", names(inbox.path()));
    table.row("SFTP, far", "cancelled in the middle", "stopped, the part is removed");
    table.print();
}

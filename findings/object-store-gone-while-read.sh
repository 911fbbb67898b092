#!/bin/sh
# object_store 0.13.2: an S3 object that goes away while its body is read ends as
# `Error::Generic`, not as `Error::NotFound`.
#
# When a connection breaks within a body, the client asks again for the rest. If the
# object has been removed meanwhile, that request is answered with 404, and its
# `NotFound` is put into a `Generic` as its source. `matches!(error, NotFound { .. })`
# is true for the same object a moment later, when `get` itself is answered with 404.
# Whoever treats missing objects as a case of its own has to walk the sources.
#
# Expected output:
#   get of what isn't there: NotFound
#   gone while it is read: Generic, around NotFound
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat > "$folder/Cargo.toml" <<'TOML'
[package]
name = "gone-while-read"
version = "0.0.0"
edition = "2024"

[dependencies]
object_store = { version = "=0.13.2", features = ["aws"] }
tokio = { version = "1", features = ["macros", "rt-multi-thread"] }

[workspace]
TOML
cat > "$folder/src/main.rs" <<'RUST'
use std::error::Error as _;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;

use object_store::aws::AmazonS3Builder;
use object_store::path::Path;
use object_store::{Error, ObjectStoreExt};

/// Half of an object's body, then the end of the connection; every other request is
/// answered with 404.
fn serve(listener: TcpListener) {
    let mut is_there = true;
    for stream in listener.incoming() {
        let mut stream = stream.unwrap();
        let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
        let mut first = String::new();
        while let Some(Ok(line)) = lines.next() {
            if line.is_empty() {
                break;
            }
            if first.is_empty() {
                first = line;
            }
        }
        let answer = if first.starts_with("GET /bucket/there") && is_there {
            is_there = false;
            "HTTP/1.1 200 OK\r\nETag: \"one\"\r\nLast-Modified: Sun, 01 Nov 2026 00:00:00 GMT\r\n\
             Content-Length: 8\r\nConnection: close\r\n\r\nhalf"
        } else {
            "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        };
        let _ = stream.write_all(answer.as_bytes());
    }
}

fn name(error: &Error) -> &'static str {
    match error {
        Error::NotFound { .. } => "NotFound",
        Error::Generic { .. } => "Generic",
        _ => "another one",
    }
}

#[tokio::main]
async fn main() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || serve(listener));
    let store = AmazonS3Builder::new()
        .with_endpoint(endpoint)
        .with_allow_http(true)
        .with_region("us-east-1")
        .with_bucket_name("bucket")
        .with_access_key_id("key")
        .with_secret_access_key("secret")
        .build()
        .unwrap();

    let error = store.get(&Path::from("missing")).await.unwrap_err();
    println!("get of what isn't there: {}", name(&error));

    let body = store.get(&Path::from("there")).await.unwrap();
    let error = body.bytes().await.unwrap_err();
    let source = error.source().and_then(|source| source.downcast_ref::<Error>());
    println!("gone while it is read: {}, around {}", name(&error), source.map_or("nothing", name));
}
RUST
cd "$folder"
export CARGO_TARGET_DIR="$folder/target"
cargo run --quiet > found
cat found
cat > expected <<'TEXT'
get of what isn't there: NotFound
gone while it is read: Generic, around NotFound
TEXT
cmp found expected

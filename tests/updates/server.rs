//! A web server that hands out what it was given, and remembers what it was asked.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

#[derive(Default)]
struct Shelf {
    /// Contents by path, and the length that is announced.
    files: HashMap<String, (Vec<u8>, usize)>,
    /// Heads of requests.
    requests: Vec<String>,
}

/// It ends with its value.
pub(crate) struct Server {
    port: u16,
    shelf: Arc<Mutex<Shelf>>,
    work: JoinHandle<()>,
}

impl Server {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let shelf = Arc::<Mutex<Shelf>>::default();
        let shown = Arc::clone(&shelf);
        let work = tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                // Whoever hangs up has heard enough.
                let _ = answer(stream, &shown).await;
            }
        });
        Self { port, shelf, work }
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub(crate) fn put(&self, path: &str, content: Vec<u8>) {
        let length = content.len();
        self.shelf.lock().unwrap().files.insert(path.to_owned(), (content, length));
    }

    /// Announces more than there is.
    pub(crate) fn put_broken(&self, path: &str, content: Vec<u8>) {
        let length = content.len() + 1000;
        self.shelf.lock().unwrap().files.insert(path.to_owned(), (content, length));
    }

    pub(crate) fn take(&self, path: &str) {
        self.shelf.lock().unwrap().files.remove(path);
    }

    /// Heads of all requests so far.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.shelf.lock().unwrap().requests.clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.work.abort();
    }
}

async fn answer(mut stream: TcpStream, shelf: &Mutex<Shelf>) -> std::io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    let head = String::from_utf8_lossy(&head).trim_end().to_owned();
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    let found = {
        let mut shelf = shelf.lock().unwrap();
        shelf.requests.push(head);
        shelf.files.get(&path).cloned()
    };
    let (status, (content, length)) = match found {
        Some(found) => ("200 OK", found),
        None => ("404 Not Found", (Vec::new(), 0)),
    };
    let head =
        format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(&content).await?;
    stream.shutdown().await
}

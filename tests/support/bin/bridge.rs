//! The contract over loopback HTTP, for the page's journeys in a browser; never shipped.
//! `bridge --home DIR [--workspace DIR] [--ui DIR]` prints `listening on http://127.0.0.1:PORT` and serves the built
//! page, `POST /call/NAME`, and `GET /events?after=N`.

#![expect(clippy::print_stdout, reason = "the address is told on standard output")]

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use app::{Host, Place, config::Config};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

type Events = Arc<Mutex<Vec<Value>>>;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    let (mut home, mut workspace, mut ui) = (PathBuf::from("."), None, PathBuf::from("ui/dist"));
    while let Some(word) = words.next() {
        let value = words.next().ok_or("each option takes a value")?;
        match word.as_str() {
            "--home" => home = value.into(),
            "--workspace" => workspace = Some(value),
            "--ui" => ui = value.into(),
            _ => return Err(format!("unknown option {word}").into()),
        }
    }
    let config = Config::below(&home);
    let host = Arc::new(Host::new(config.clone()));
    if let Some(place) = workspace {
        host.open(&Place::read(&place, &config.here), None).await?;
    }
    let events: Events = Arc::default();
    collect(&host, &events);
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("listening on http://{}", listener.local_addr()?);
    loop {
        let (stream, _) = listener.accept().await?;
        let (host, events, ui) = (Arc::clone(&host), Arc::clone(&events), ui.clone());
        tokio::spawn(async move {
            if let Err(error) = serve(stream, &host, &events, &ui).await {
                eprintln!("bridge: {error}");
            }
        });
    }
}

fn collect(host: &Arc<Host>, events: &Events) {
    let (mut heard, events) = (host.listen(), Arc::clone(events));
    tokio::spawn(async move {
        while let Ok(event) = heard.recv().await {
            if let (Ok(mut list), Ok(mut event)) = (events.lock(), serde_json::to_value(event)) {
                event["n"] = json!(list.len() + 1);
                list.push(event);
            }
        }
    });
}

async fn serve(
    mut stream: TcpStream,
    host: &Arc<Host>,
    events: &Events,
    ui: &Path,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let (head, body) = read_request(&mut stream).await?;
    let mut line = head.lines().next().unwrap_or_default().split_whitespace();
    let (method, target) = (line.next().unwrap_or_default().to_owned(), line.next().unwrap_or_default().to_owned());
    if method == "OPTIONS" {
        return reply(&mut stream, 204, "text/plain", b"").await;
    }
    if let Some(name) = target.strip_prefix("/call/") {
        let payload: Value = serde_json::from_slice(&body).unwrap_or_else(|_| json!({}));
        let (status, answer) = match host.call(name, payload).await {
            Ok(answer) => (200, answer),
            Err(error) => (400, serde_json::to_value(error)?),
        };
        return reply(&mut stream, status, "application/json", answer.to_string().as_bytes()).await;
    }
    if let Some(after) = target.strip_prefix("/events?after=") {
        let after: usize = after.parse().unwrap_or(0);
        let list: Vec<Value> = events.lock().map(|list| list.iter().skip(after).cloned().collect()).unwrap_or_default();
        return reply(&mut stream, 200, "application/json", json!({ "events": list }).to_string().as_bytes()).await;
    }
    file(&mut stream, ui, &target).await
}

async fn file(stream: &mut TcpStream, ui: &Path, target: &str) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let path = target.split(['?', '#']).next().unwrap_or("/").trim_start_matches('/');
    let path = if path.is_empty() { "index.html" } else { path };
    if path.contains("..") {
        return reply(stream, 403, "text/plain", b"no").await;
    }
    match tokio::fs::read(ui.join(path)).await {
        Ok(bytes) => reply(stream, 200, kind(path), &bytes).await,
        Err(_) => reply(stream, 404, "text/plain", b"not here").await,
    }
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript",
        "css" => "text/css",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        "json" => "application/json",
        _ => "application/octet-stream",
    }
}

async fn read_request(stream: &mut TcpStream) -> Result<(String, Vec<u8>), Box<dyn std::error::Error + Send + Sync>> {
    let mut bytes = Vec::new();
    let mut chunk = [0_u8; 8192];
    let end = loop {
        let read = stream.read(&mut chunk).await?;
        if read == 0 {
            return Err("the request ended early".into());
        }
        bytes.extend_from_slice(&chunk[..read]);
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let length: usize = head
        .lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .and_then(|(_, value)| value.trim().parse().ok())
        .unwrap_or(0);
    let mut body = bytes.split_off(end + 4);
    while body.len() < length {
        let read = stream.read(&mut chunk).await?;
        if read == 0 {
            break;
        }
        body.extend_from_slice(&chunk[..read]);
    }
    Ok((head, body))
}

async fn reply(
    stream: &mut TcpStream,
    status: u16,
    kind: &str,
    body: &[u8],
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let head = format!(
        "HTTP/1.1 {status} -\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nAccess-Control-Allow-Origin: *\r\nAccess-Control-Allow-Headers: *\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body).await?;
    Ok(stream.shutdown().await?)
}

//! A small WebDriver client over a plain socket. Every call has its own time limit: a driver that hangs fails the
//! test and not the whole run.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    os::unix::process::CommandExt,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::{Value, json};

type Outcome<T> = Result<T, String>;

/// The name under which WebDriver hands out an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
const CALL: Duration = Duration::from_secs(20);

/// A driver with one session; both end when it is dropped.
pub(crate) struct Driver {
    child: Child,
    port: u16,
    session: String,
}

impl Driver {
    /// Starts the driver, and the window through it.
    pub(crate) fn start(window: &Path, home: &Path) -> Outcome<Self> {
        let port = free_port()?;
        let child = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("HOME", home)
            .env("COUNTERSIGN_HOME", home.join("countersign"))
            .env_remove("XDG_DATA_HOME")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // A group of its own, so that the window the driver starts ends with it.
            .process_group(0)
            .spawn()
            .map_err(|error| format!("WebKitWebDriver did not start: {error}"))?;
        let mut driver = Self { child, port, session: String::new() };
        let until = Instant::now() + Duration::from_secs(10);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if Instant::now() > until {
                return Err("WebKitWebDriver does not listen".into());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let options = json!({ "binary": window.display().to_string(), "args": [] });
        let wanted = json!({ "capabilities": { "alwaysMatch": { "webkitgtk:browserOptions": options } } });
        let made = driver.call("POST", "/session", Some(&wanted), Duration::from_secs(40))?;
        driver.session = made["sessionId"].as_str().ok_or_else(|| format!("no session: {made}"))?.to_owned();
        Ok(driver)
    }

    /// Runs JavaScript in the window.
    pub(crate) fn script(&self, script: &str) -> Outcome<Value> {
        self.at("POST", "/execute/sync", Some(&json!({ "script": script, "args": [] })))
    }

    /// The visible text of the page.
    pub(crate) fn text(&self) -> Outcome<String> {
        let text = self.script("return document.body.innerText")?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until JavaScript gives something that is true.
    pub(crate) fn wait(&self, what: &str, script: &str, seconds: u64) -> Outcome<Value> {
        let until = Instant::now() + Duration::from_secs(seconds);
        loop {
            let found = self.script(script)?;
            if !matches!(found, Value::Null | Value::Bool(false)) {
                return Ok(found);
            }
            if Instant::now() > until {
                let text = self.text().unwrap_or_default();
                return Err(format!("{what} did not come. The window says:\n{text}"));
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Clicks the first element JavaScript finds, as a person would: with a pointer, where it is.
    pub(crate) fn click(&self, what: &str, expression: &str) -> Outcome<()> {
        let script = format!("return {expression} ?? null");
        let found = self.wait(what, &script, 20)?;
        let element = found[ELEMENT].as_str().ok_or_else(|| format!("{what} is no element: {found}"))?;
        self.at("POST", &format!("/element/{element}/click"), Some(&json!({})))?;
        Ok(())
    }

    /// Presses one key.
    pub(crate) fn press(&self, key: &str) -> Outcome<()> {
        let keys = json!([{ "type": "keyDown", "value": key }, { "type": "keyUp", "value": key }]);
        let actions = json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": keys }] });
        self.at("POST", "/actions", Some(&actions)).map(drop)
    }

    /// A picture of the window, as base64 of a PNG.
    pub(crate) fn picture(&self) -> Outcome<String> {
        let picture = self.at("GET", "/screenshot", None)?;
        picture.as_str().map(str::to_owned).ok_or_else(|| "no picture".into())
    }

    fn at(&self, method: &str, path: &str, body: Option<&Value>) -> Outcome<Value> {
        self.call(method, &format!("/session/{}{path}", self.session), body, CALL)
    }

    fn call(&self, method: &str, path: &str, body: Option<&Value>, limit: Duration) -> Outcome<Value> {
        let fail = |error: std::io::Error| format!("{method} {path}: {error}");
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).map_err(fail)?;
        stream.set_read_timeout(Some(limit)).map_err(fail)?;
        stream.set_write_timeout(Some(limit)).map_err(fail)?;
        let body = body.map(Value::to_string).unwrap_or_default();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            self.port,
            body.len()
        );
        stream.write_all(head.as_bytes()).map_err(fail)?;
        stream.write_all(body.as_bytes()).map_err(fail)?;
        let answer = read_answer(&mut stream).map_err(fail)?;
        let answer: Value = serde_json::from_slice(&answer).map_err(|error| format!("{method} {path}: {error}"))?;
        let value = answer["value"].clone();
        match value.get("error") {
            Some(error) => Err(format!("{method} {path}: {error} {}", value["message"])),
            None => Ok(value),
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            let path = format!("/session/{}", self.session);
            drop(self.call("DELETE", &path, None, Duration::from_secs(5)));
        }
        // The whole group: by its own number, never by a name.
        let group = format!("-{}", self.child.id());
        drop(Command::new("kill").args(["-KILL", "--", &group]).status());
        drop(self.child.wait());
    }
}

/// Reads to the length the head tells; the driver keeps the connection open.
fn read_answer(stream: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut chunk = [0_u8; 16_384];
    loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
            let length = head
                .lines()
                .filter_map(|line| line.strip_prefix("content-length:"))
                .find_map(|value| value.trim().parse::<usize>().ok())
                .unwrap_or(0);
            if bytes.len() >= end + 4 + length {
                return Ok(bytes[end + 4..end + 4 + length].to_vec());
            }
        }
        match stream.read(&mut chunk)? {
            0 => return Err(std::io::ErrorKind::UnexpectedEof.into()),
            read => bytes.extend_from_slice(&chunk[..read]),
        }
    }
}

fn free_port() -> Outcome<u16> {
    TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| error.to_string())
}

//! The true window under Xvfb, driven as a person would: from the first view to the words a sentence rests on.

mod driver;

use std::path::{Path, PathBuf};

use driver::Driver;

const ESCAPE: &str = "\u{e00c}";

#[expect(clippy::disallowed_methods, reason = "whoever runs the test says which window")]
fn window() -> PathBuf {
    let built = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../debug/countersign-window");
    std::env::var("WINDOW_BIN").map_or(built, PathBuf::from)
}

/// JavaScript that finds the first shown element of a kind with this text.
fn with_text(selector: &str, text: &str) -> String {
    format!(
        "[...document.querySelectorAll('{selector}')].find((one) => one.getClientRects().length && (one.innerText + (one.ariaLabel ?? '')).includes('{text}'))"
    )
}

fn keep_picture(driver: &Driver, name: &str) -> Result<(), String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../smoke");
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let picture = driver.picture()?;
    let bytes = decode(&picture);
    if !bytes.starts_with(b"\x89PNG") || bytes.len() < 10_000 {
        return Err(format!("the picture {name} has {} bytes", bytes.len()));
    }
    std::fs::write(folder.join(format!("{name}.png")), bytes).map_err(|error| error.to_string())
}

/// Base64 to bytes; signs that belong to no alphabet are passed over.
fn decode(text: &str) -> Vec<u8> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bits, mut held, mut bytes) = (0_u32, 0_u32, Vec::new());
    for sign in text.bytes() {
        let Some(value) = ALPHABET.iter().position(|known| *known == sign) else {
            continue;
        };
        bits = (bits << 6) | u32::try_from(value).unwrap_or(0);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from((bits >> held) & 0xff).unwrap_or(0));
        }
    }
    bytes
}

fn walk(driver: &Driver) -> Result<(), String> {
    driver.click("the button of the sample", &with_text("button", "Open the sample"))?;
    let first = with_text("a", "Brief: Pellworth");
    driver.wait("Pellworth on Today", &format!("return !!({first})"), 90)?;
    keep_picture(driver, "today")?;
    driver.click("the first meeting", &first)?;
    driver.click("the button that briefs", &with_text("button", "Brief this meeting"))?;
    driver.wait("the briefing", "return document.querySelectorAll('main .cite').length > 20", 60)?;
    driver.click(
        "a citation",
        "[...document.querySelectorAll('main .cite')].find((one) => one.getClientRects().length)",
    )?;
    let words = driver.wait(
        "the cited words",
        "return document.querySelector('aside.pane mark')?.innerText?.trim() || null",
        20,
    )?;
    if words.as_str().unwrap_or_default().len() < 3 {
        return Err(format!("the marked words are {words}"));
    }
    keep_picture(driver, "source")?;
    driver.press(ESCAPE)?;
    driver.wait("the pane's end", "return !document.querySelector('aside.pane')", 10)?;
    Ok(())
}

#[test]
fn from_the_first_view_to_the_words_a_sentence_rests_on() {
    let window = window();
    assert!(window.exists(), "{} is not built", window.display());
    let home = tempfile::tempdir().unwrap();
    let driver = Driver::start(&window, home.path()).unwrap();
    let walked = walk(&driver);
    if walked.is_err() {
        drop(keep_picture(&driver, "failed"));
    }
    drop(driver);
    walked.unwrap();
}

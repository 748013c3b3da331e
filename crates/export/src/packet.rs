//! The review packet: one page that an approver without the workspace reads offline, with everything that they would
//! sign in it as data. No script; every text passes `escape`.

use domain::{Finding, Severity};
use gate::{Changed, Packet, PacketEvidence, marked};

use crate::{
    ExportError,
    formats::html::{POLICY, escape},
    marks::NOT_SIGNED_OFF,
};

const STYLE: &str = include_str!("packet.css");
/// Around the data, which is JSON with every `<` written as `\u003c`: nothing in it can end the element.
const OPENS: &str = "<template id=\"countersign-packet\">";
const CLOSES: &str = "</template>";
/// A packet of a long text with hundreds of citations has some 500 KB.
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// Writes the page.
#[must_use]
pub fn packet(packet: &Packet) -> String {
    let title = format!("{} to {}: {}", packet.kind, packet.account, packet.purpose);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{NOT_SIGNED_OFF} – {}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<p class=\"stamp\">{NOT_SIGNED_OFF}</p>\n<main>\n",
        escape(&title)
    );
    out.push_str(&format!(
        "<p class=\"over\">{} – review packet</p>\n<h1>{}</h1>\n",
        escape(&packet.workspace_name),
        text(&title)
    ));
    out.push_str(&format!(
        "<p class=\"meta\">Revision {} by {}, packed {}</p>\n",
        packet.number,
        text(&packet.author_name),
        packet.made_at.format("%-d %B %Y, %H:%M UTC")
    ));
    out.push_str(&format!("<p class=\"tier\">{} Asked now: <b>{}</b>.</p>\n", tier(packet), text(&packet.asked)));
    for signed in &packet.signed {
        out.push_str(&format!(
            "<p class=\"meta\">{} by {} ({}), {}</p>\n",
            signed.meaning.word(),
            text(&signed.name),
            signed.role.words(),
            signed.at.format("%-d %B %Y, %H:%M UTC")
        ));
    }
    out.push_str(&letter(packet));
    out.push_str(&findings(packet));
    out.push_str(&evidence(&packet.evidence));
    out.push_str(&diff(packet));
    out.push_str(&how(packet));
    out.push_str("</main>\n");
    let data = serde_json::to_string(packet).unwrap_or_default().replace('<', "\\u003c");
    out.push_str(&format!("{OPENS}{}{CLOSES}\n</body>\n</html>\n", escape(&data)));
    out
}

/// Text of somebody's, with everything hidden in it made visible.
fn text(words: &str) -> String {
    escape(&marked(words))
}

/// The reason, which opens with the tier's word, with that word as the page writes it.
fn tier(packet: &Packet) -> String {
    let why = packet.explained.strip_prefix(packet.tier.word()).unwrap_or(&packet.explained);
    format!("<b>{}</b> {}.", packet.tier.words(), text(why.trim_start()))
}

fn letter(packet: &Packet) -> String {
    let mut out = "<section class=\"letter\">\n<h2>As the buyer would read it</h2>\n".to_owned();
    for to in &packet.recipients {
        let name = to.name.as_deref().map(|name| format!("{} ", text(name))).unwrap_or_default();
        out.push_str(&format!("<p class=\"meta\">To: {name}&lt;{}&gt;</p>\n", text(&to.email)));
    }
    out.push_str(&format!(
        "<p class=\"subject\">{}</p>\n<div class=\"body\">{}</div>\n",
        text(&packet.subject),
        text(&packet.body)
    ));
    for (number, source) in packet.sources.iter().enumerate() {
        out.push_str(&format!("<p class=\"meta\">[{}] {}</p>\n", number + 1, text(source)));
    }
    for change in &packet.change {
        out.push_str(&format!("<p class=\"change\">{}</p>\n", text(change)));
    }
    out + "</section>\n"
}

fn findings(packet: &Packet) -> String {
    let asking: Vec<&Finding> = packet.findings.iter().filter(|finding| finding.severity != Severity::Note).collect();
    let mut out = "<section>\n<h2>Findings</h2>\n".to_owned();
    if asking.is_empty() {
        out.push_str("<p>Every check is clear.</p>\n");
    }
    for finding in asking {
        out.push_str(&format!(
            "<div class=\"finding {0}\"><p><b>{1} {2}</b> ({0})</p><p>“{3}”: {4}</p><p class=\"meta\">{5}. {6}.</p>",
            finding.severity.word(),
            escape(&finding.code),
            escape(&finding.name),
            text(&finding.words),
            text(&finding.says),
            text(&finding.why),
            text(&finding.fix)
        ));
        for (code, name, reason) in packet.acknowledged.iter().filter(|(code, _, _)| *code == finding.code) {
            out.push_str(&format!(
                "<p class=\"accepted\">{} accepted by {}: {}</p>",
                escape(code),
                text(name),
                text(reason)
            ));
        }
        out.push_str("</div>\n");
    }
    out + "</section>\n"
}

fn evidence(all: &[PacketEvidence]) -> String {
    let mut out = "<section>\n<h2>Evidence</h2>\n".to_owned();
    if all.is_empty() {
        out.push_str("<p>This text cites nothing.</p>\n");
    }
    for one in all {
        let cut = |from: usize, to: usize| text(one.passage.get(from..to).unwrap_or_default());
        let (start, end) = (one.start as usize, one.end as usize);
        out.push_str(&format!(
            "<figure><figcaption><b>{}</b> {}, {}{}</figcaption><blockquote>{}<mark>{}</mark>{}</blockquote></figure>\n",
            text(&one.mark),
            text(&one.title),
            one.date.format("%-d %B %Y"),
            if one.place.is_empty() { String::new() } else { format!(", {}", text(&one.place)) },
            cut(0, start),
            cut(start, end),
            cut(end, one.passage.len())
        ));
    }
    out + "</section>\n"
}

fn diff(packet: &Packet) -> String {
    if packet.diff.iter().all(|part| part.changed == Changed::Same) {
        return String::new();
    }
    let parts: String = packet
        .diff
        .iter()
        .map(|part| match part.changed {
            Changed::Same => text(&part.text),
            Changed::Added => format!("<ins>{}</ins>", text(&part.text)),
            Changed::Removed => format!("<del>{}</del>", text(&part.text)),
        })
        .collect();
    format!(
        "<section>\n<h2>What changed since revision {}</h2>\n<div class=\"body\">{parts}</div>\n</section>\n",
        packet.number - 1
    )
}

fn how(packet: &Packet) -> String {
    format!(
        "<section>\n<h2>How to decide</h2>\n<p>On the machine that holds your key, with the name and role that your admin confirmed:</p>\n<pre>countersign decide THIS-FILE.html --meaning approved --person YOUR-ID --name \"YOUR NAME\" --role YOUR-ROLE --out decision.json</pre>\n<p>Or <code>--meaning sent-back --reason \"…\"</code>. Send <code>decision.json</code> back to {}. The decision is worth something only for exactly this text, these sources and these findings.</p>\n<p class=\"meta\">If this machine has no key of yours yet: <code>countersign key {} YOUR-ID</code>, and tell your admin the public key that it prints.</p>\n<p class=\"meta\">Shown: {}</p>\n</section>\n",
        text(&packet.author_name),
        escape(&packet.workspace),
        escape(&packet.shown.0)
    )
}

/// Reads a packet back and checks that what it shows is what it asks to sign.
///
/// # Errors
/// Too large, no packet, or changed on its way.
pub fn read_packet(html: &str) -> Result<Packet, ExportError> {
    let fault = |what: &str| ExportError::NotAPacket { what: what.to_owned() };
    if html.len() > MOST_BYTES {
        return Err(fault("it is far too large"));
    }
    let (_, rest) = html.rsplit_once(OPENS).ok_or_else(|| fault("the data for signing is missing"))?;
    let (data, _) = rest.split_once(CLOSES).ok_or_else(|| fault("it was cut off"))?;
    let json = data
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
    let read: Packet = serde_json::from_str(&json).map_err(|error| fault(&error.to_string()))?;
    read.check()?;
    // The page that a person reads must be the one that this data makes: an edited page is another packet.
    if packet(&read) != html.replace("\r\n", "\n") {
        return Err(fault("the page shows something else than what would be signed; ask for a new one"));
    }
    Ok(read)
}

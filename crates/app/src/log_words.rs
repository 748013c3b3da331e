//! What an entry of the log says, in one plain line.

use domain::{Act, AuditEntry, Role};
use serde_json::Value;

/// The word of an act in the contract, such as `signed_off`.
pub(crate) fn act_word(act: Act) -> String {
    match serde_json::to_value(act) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}

/// The words shown for an act, such as `signed off`.
pub(crate) fn act_words(act: Act) -> String {
    act_word(act).replace('_', " ")
}

/// Whether the entry carries a person's signature.
pub(crate) fn is_signed(act: Act) -> bool {
    matches!(act, Act::SignedOff | Act::SentBack | Act::SignOffWithdrawn | Act::KeyConfirmed | Act::KeyRevoked)
}

/// What was done, in one line.
pub(crate) fn says(entry: &AuditEntry) -> String {
    let text = |name: &str| entry.body[name].as_str().unwrap_or_default().to_owned();
    let number = |name: &str| entry.body[name].as_u64().unwrap_or_default();
    match entry.act {
        Act::WorkspaceCreated => format!("Made the workspace {}", text("name")),
        Act::Imported => format!(
            "Imported {} of {} files: {} entries, {} documents",
            number("imported"),
            number("files"),
            number("entries"),
            number("documents")
        ),
        Act::Placed if entry.body["to"].is_null() => "Took an entry out of its account".to_owned(),
        Act::Placed => "Put an entry into an account".to_owned(),
        Act::Sanctioned if entry.body["superseded_by"].is_string() => "Superseded a document by another one".to_owned(),
        Act::Sanctioned => {
            format!("Released a document: audience {}, {}", text("audience"), text("sensitivity"))
        }
        Act::Withdrawn => "Withdrew a document".to_owned(),
        Act::BriefingMade => "Made a briefing".to_owned(),
        Act::BriefingExported => format!("Took a briefing out as {}", text("format")),
        Act::StatementChecked => match text("verdict").as_str() {
            "wrong" => format!("Marked a statement of a briefing as wrong: {}", text("note")),
            "checked" => "Marked a statement of a briefing as checked".to_owned(),
            _ => "Took back a mark on a statement".to_owned(),
        },
        Act::PersonAdded => format!("Kept {} as {}", text("name"), role(&entry.body["role"])),
        Act::SettingChanged => "Changed a setting".to_owned(),
        Act::Refused => match (text("why").as_str(), text("what")) {
            ("", what) => format!("Was refused: {what}"),
            (why, _) => format!("Was refused: {why}"),
        },
        Act::PolicyAdopted => "Adopted a policy".to_owned(),
        Act::TermsRecorded => "Recorded what was agreed with an account".to_owned(),
        Act::LogExported => format!("Exported the log of {} entries", number("entries")),
        Act::KeyConfirmed | Act::KeyRevoked => {
            let (done, person) =
                (if entry.act == Act::KeyRevoked { "Revoked" } else { "Confirmed" }, &entry.body["person"]);
            let name = person["name"].as_str().unwrap_or_default();
            format!("{done} the key of {name}, {}", role(&person["role"]))
        }
        Act::QuestionnaireTaken => format!("Took in the questionnaire {} of {} rows", text("name"), number("rows")),
        Act::ColumnsCorrected => format!("Corrected the columns of a questionnaire: {} rows", number("rows")),
        Act::RowsAnswered => format!(
            "Prepared rows: {} answered from source, {} need review, {} without source",
            number("answered"),
            number("needs_review"),
            number("no_source")
        ),
        Act::RowsMarked => match text("skip").as_str() {
            "" => "Marked rows of a questionnaire".to_owned(),
            why => format!("Left rows of a questionnaire out: {why}"),
        },
        Act::QuestionnaireReturned => {
            let rows = entry.body["rows"].as_array().map_or(0, Vec::len);
            format!("Filled {rows} signed answers into {}", text("name"))
        }
        Act::AnswerKept => "Kept a signed answer for use".to_owned(),
        Act::AnswerRetired => format!("Took an answer out of use: {}", text("why")),
        _ => on_draft(entry),
    }
}

fn on_draft(entry: &AuditEntry) -> String {
    let text = |name: &str| entry.body[name].as_str().unwrap_or_default().to_owned();
    let number = || entry.body["number"].as_u64().unwrap_or_default();
    let who = || role(&entry.body["role"]);
    match entry.act {
        Act::DraftMade => format!("Started a {}: {}", text("kind").replace('-', " "), text("purpose")),
        Act::Revised => format!("Saved revision {}", number()),
        Act::Submitted => "Submitted a draft for review".to_owned(),
        Act::Commented => "Commented on a draft".to_owned(),
        Act::Acknowledged => format!("Accepted {}: {}", text("code"), text("reason")),
        Act::SignedOff => {
            let how = match text("meaning").as_str() {
                "approved_with_edits" => ", with edits of their own",
                "overridden" => ", over findings that stood",
                _ => "",
            };
            format!("Signed off revision {} as {}{how}", number(), who())
        }
        Act::SentBack => format!("Sent revision {} back as {}: {}", number(), who(), text("reason")),
        Act::SignOffWithdrawn => format!("Took back their decision on revision {}", number()),
        Act::GivenUp => format!("Gave a draft up: {}", text("reason")),
        Act::Released => format!("Took release {} out as {}", number(), text("destination")),
        Act::PreviewTaken => "Took out a preview, marked as not signed off".to_owned(),
        Act::PacketExported => "Wrote a review packet".to_owned(),
        other => act_words(other),
    }
}

fn role(value: &Value) -> String {
    serde_json::from_value::<Role>(value.clone()).map(|role| role.words().to_lowercase()).unwrap_or_default()
}

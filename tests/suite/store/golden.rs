//! The forms in which values are stored, as files: what this program writes today it can read for ever.
//! A difference here is a new form: it gets a number and a reader for the old one, and a second file.

use std::{fmt::Debug, path::Path};

use serde::{Serialize, de::DeserializeOwned};

use super::{values::*, *};

fn is_stored_as<T: Serialize + DeserializeOwned + PartialEq + Debug>(name: &str, value: &T) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fixtures/stored/{name}.json"));
    if !path.exists() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, serde_json::to_string_pretty(value).unwrap() + "\n").unwrap();
        panic!("{} was missing and is written now; read it and add it", path.display());
    }
    let golden: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    assert_eq!(serde_json::to_value(value).unwrap(), golden, "{name} is written in another form");
    assert_eq!(&serde_json::from_value::<T>(golden).unwrap(), value, "{name} reads back otherwise");
}

#[test]
fn every_stored_form_is_the_one_on_file() {
    let buyer = account(1, "Alder");
    is_stored_as("account", &buyer);
    is_stored_as("contact", &contact(1, buyer.id));
    is_stored_as("opportunity", &opportunity(1, Some(buyer.id)));
    let mut kept = entry(1, Some(buyer.id), EntryKind::CrmChange, noon(), 1);
    kept.entry.changes.push(domain::FieldChange {
        opportunity: "Deal 1".to_owned(),
        field: "stage".to_owned(),
        from: None,
        to: Some("Proposal".to_owned()),
    });
    is_stored_as("entry", &kept.entry);
    let sheet = document(1);
    is_stored_as("document", &sheet);
    is_stored_as("version", &Version { sanction: Some(sanction()), ..version(1, &sheet, 1) });
    is_stored_as(
        "person",
        &Person { id: PersonId(Uuid::from_u128(1)), name: WHO.to_owned(), email: None, role: Role::Admin },
    );
    let made = draft(1, buyer.id);
    let one = revision(&made, 1);
    is_stored_as("draft", &made);
    is_stored_as("revision", &one);
    is_stored_as("move", &moved(1, domain::MoveAct::Submitted { revision: one.id, note: None }));
    let signed = sign_off(&one, domain::Meaning::Approved);
    is_stored_as("sign_off", &moved(2, domain::MoveAct::SignedOff(Box::new(signed))));
    is_stored_as("release", &release(1, &one));
    is_stored_as("certificate", &certificate(false));
    is_stored_as("terms", &terms());
    is_stored_as("checkpoint", &checkpoint(4));
}

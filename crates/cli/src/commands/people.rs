//! `people list | add | change | make-key | confirm | revoke | terms`.

use app::{
    AppError, Result,
    commands::team as act,
    view::{CertifyPerson, KeepPerson, MakeKey, Nothing, OfAccount, RecordTerms, TeamView, TermsView},
};

use super::{Door, passphrase};
use crate::{args_gate::People, output};

pub(super) async fn run(door: &Door, order: People) -> Result<()> {
    let (app, caller) = door.open().await?;
    let team = match order {
        People::List => act::get_team(&app, &caller, Nothing {}).await?,
        People::Add { name, role, email } => {
            act::keep_person(&app, &caller, KeepPerson { person: None, name, email, role, passphrase: None }).await?
        }
        People::Change { person, name, role, email, passphrase: given } => {
            let team = act::get_team(&app, &caller, Nothing {}).await?;
            let known =
                team.members.into_iter().find(|known| known.id == person || known.name.eq_ignore_ascii_case(&person));
            let known = known.ok_or_else(|| AppError::not_found(format!("Nobody here is called '{person}'")))?;
            let passphrase = if known.key == "confirmed" { Some(passphrase(&given)?) } else { None };
            let order = KeepPerson {
                person: Some(known.id),
                name: name.unwrap_or(known.name),
                email: email.or(known.email),
                role: role.unwrap_or(known.role),
                passphrase,
            };
            act::keep_person(&app, &caller, order).await?
        }
        People::MakeKey { passphrase: given } => {
            act::make_key(&app, &caller, MakeKey { passphrase: passphrase(&given)? }).await?
        }
        People::Confirm { person, key, passphrase: given } => {
            let order = CertifyPerson { person, key, passphrase: Some(passphrase(&given)?) };
            act::confirm_key(&app, &caller, order).await?
        }
        People::Revoke { person, passphrase: given } => {
            let order = CertifyPerson { person, key: None, passphrase: Some(passphrase(&given)?) };
            act::revoke_key(&app, &caller, order).await?
        }
        People::Terms { account, nda_from, nda_until, strategic, owner } => {
            let mut terms = act::get_terms(&app, &caller, OfAccount { account }).await?;
            if nda_from.is_some() || nda_until.is_some() || strategic.is_some() || owner.is_some() {
                let order = RecordTerms {
                    account: terms.account,
                    nda_from: nda_from.or(terms.nda_from),
                    nda_until: nda_until.or(terms.nda_until),
                    strategic: strategic.unwrap_or(terms.strategic),
                    owner: owner.or(terms.owner),
                };
                terms = act::record_terms(&app, &caller, order).await?;
            }
            return output::reply(door.json, &terms, show_terms);
        }
    };
    output::reply(door.json, &team, show)
}

fn show(team: &TeamView) {
    let rows = team.members.iter().map(|member| {
        vec![
            member.id.clone(),
            if member.me { format!("{} (you)", member.name) } else { member.name.clone() },
            member.role_words.clone(),
            format!("key {}", member.key),
            member.fingerprint.clone().unwrap_or_default(),
        ]
    });
    output::table(&["Person", "Name", "Role", "Key", "Fingerprint"], rows.collect());
    if let Some(passphrase) = &team.sample_passphrase {
        output::line(&format!("Passphrase of every key in this sample: {passphrase}"));
    }
    team.refused.iter().for_each(|refused| output::line(&format!("Not believed: {refused}")));
}

fn show_terms(terms: &TermsView) {
    let nda = match (&terms.nda_from, &terms.nda_until) {
        (Some(from), Some(until)) => format!("from {from} until {until}"),
        (Some(from), None) => format!("from {from}"),
        _ => "none".to_owned(),
    };
    let today = if terms.nda { "on file today" } else { "not on file today" };
    output::line(&format!("Non-disclosure agreement: {nda} ({today})"));
    output::line(&format!("Strategic: {}", if terms.strategic { "yes" } else { "no" }));
    output::line(&format!("Owner: {}", terms.owner_name.as_deref().unwrap_or("nobody known here")));
}

//! Our own people: who they are, whose key is whose, and what was agreed with an account.

use std::sync::Arc;

use domain::{AccountTerms, Certificate, Permission, Person, PersonId, Role};
use ed25519_dalek::SigningKey;

use crate::{
    caller::Caller,
    commands::accounts::find_account,
    convert::time,
    error::{AppError, ErrorCode, Result},
    facts::{nda_holds, owner_of, roster},
    keys::SAMPLE_PASSPHRASE,
    open::App,
    view::{
        CertifyPerson, KeepPerson, MakeKey, Nothing, OfAccount, RecordTerms, RoleView, TeamMember, TeamView, TermsView,
        UnlockKey,
    },
};

/// Everybody, with the state of their keys.
///
/// # Errors
/// When the store cannot be read.
pub async fn get_team(app: &Arc<App>, caller: &Caller, _: Nothing) -> Result<TeamView> {
    caller.may(Permission::Read)?;
    let read = app.store.read();
    let (people, certificates, roster) = (read.people().await?, read.certificates().await?, roster(app).await?);
    let me = caller.person().id;
    let members = people.iter().map(|person| {
        let known = roster.person(person.id);
        let here = app.keys.public(person.id);
        let key = match known {
            Some(_) => "confirmed",
            None if roster.is_revoked(person.id) => "revoked",
            None if here.is_some() => "waiting",
            None => "none",
        };
        let public = known.map(|known| hex::encode(known.key)).or_else(|| here.clone());
        TeamMember {
            id: person.id.to_string(),
            name: person.name.clone(),
            email: person.email.clone(),
            role: person.role.word().to_owned(),
            role_words: person.role.words().to_owned(),
            key: key.to_owned(),
            fingerprint: public.map(|key| fingerprint(&key)),
            confirmed_at: known.map(|known| time(known.since)),
            me: person.id == me,
            key_here: here.is_some(),
        }
    });
    let why_not = caller.may(Permission::Administer).err().map(|error| error.message);
    Ok(TeamView {
        members: members.collect(),
        roles: Role::ALL
            .iter()
            .map(|role| RoleView { word: role.word().to_owned(), words: role.words().to_owned() })
            .collect(),
        may_administer: why_not.is_none(),
        why_not,
        unlocked: app.keys.is_held(me, app.real_now()),
        unsealed: certificates.is_empty(),
        refused: roster.refused().iter().map(|(person, why)| format!("{}: {why}", person.name)).collect(),
        sample_passphrase: app.workspace.sample.then(|| SAMPLE_PASSPHRASE.to_owned()),
    })
}

/// The first letters of a public key, in fours, to be compared by telephone.
fn fingerprint(key: &str) -> String {
    let letters: Vec<char> = key.chars().take(16).collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// Adds a person, or changes one. A confirmed person's certificate is written anew, with the admin's key.
///
/// # Errors
/// `NotAllowed` for others than admins; `Conflict` for a name that is taken.
pub async fn keep_person(app: &Arc<App>, caller: &Caller, order: KeepPerson) -> Result<TeamView> {
    caller.may(Permission::Administer)?;
    let role = Role::of_word(&order.role).ok_or_else(|| {
        let known: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
        AppError::invalid(format!("'{}' is no role; known are {}", order.role, known.join(", ")))
    })?;
    let name = order.name.trim().to_owned();
    if name.is_empty() {
        return Err(AppError::invalid("A person needs a name"));
    }
    let people = app.store.read().people().await?;
    let id = match &order.person {
        Some(person) => find(&people, person)?.id,
        None => PersonId(app.ids.new_id()),
    };
    if people.iter().any(|known| known.id != id && known.name.eq_ignore_ascii_case(&name)) {
        return Err(AppError::new(ErrorCode::Conflict, format!("Somebody here is called {name} already")));
    }
    let person = Person {
        id,
        name,
        email: order.email.map(|email| email.trim().to_lowercase()).filter(|email| !email.is_empty()),
        role,
    };
    let known = roster(app).await?;
    let last_admin = known.people().iter().filter(|known| known.person.role == Role::Admin).count() == 1;
    if role != Role::Admin && last_admin && known.person(id).is_some_and(|known| known.person.role == Role::Admin) {
        return Err(AppError::invalid("This is the last admin with a confirmed key; make another person admin first"));
    }
    let certificate = match known.person(id) {
        Some(known) if known.person != person => {
            let key = key_for(app, caller, order.passphrase).await?;
            Some(issue(app, caller, &person, known.key, false, &key)?)
        }
        _ => None,
    };
    let mut tx = app.write(caller).await?;
    tx.keep_person(&person).await?;
    if let Some(certificate) = certificate {
        tx.keep_certificate(&certificate).await?;
    }
    tx.commit().await?;
    get_team(app, caller, Nothing {}).await
}

fn find<'p>(people: &'p [Person], text: &str) -> Result<&'p Person> {
    let found =
        people.iter().find(|person| person.id.to_string() == text || person.name.eq_ignore_ascii_case(text.trim()));
    found.ok_or_else(|| {
        let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
        AppError::not_found(format!("Nobody here is called '{text}'; known are {}", names.join(", ")))
    })
}

async fn key_for(app: &Arc<App>, caller: &Caller, passphrase: Option<String>) -> Result<SigningKey> {
    let (held, person, now) = (Arc::clone(app), caller.person().id, app.real_now());
    tokio::task::spawn_blocking(move || held.keys.for_act(person, passphrase.as_deref(), now)).await?
}

fn issue(
    app: &App,
    caller: &Caller,
    person: &Person,
    key: [u8; 32],
    revoked: bool,
    by: &SigningKey,
) -> Result<Certificate> {
    let workspace = app.workspace.id.to_string();
    Ok(gate::certify(&workspace, person, key, revoked, (caller.person().id, by), app.real_now()))
}

fn key_bytes(text: &str) -> Result<[u8; 32]> {
    let bytes = hex::decode(text.trim()).ok().and_then(|bytes| bytes.try_into().ok());
    bytes.ok_or_else(|| AppError::invalid("A public key is 64 letters of 0 to 9 and a to f"))
}

/// Makes this person's key at this desk. The first admin's key becomes the workspace's own.
///
/// # Errors
/// `Invalid` for a short passphrase; `Conflict` when a confirmed key would be replaced.
pub async fn make_key(app: &Arc<App>, caller: &Caller, order: MakeKey) -> Result<TeamView> {
    let me = caller.person();
    let known = roster(app).await?;
    if known.person(me.id).is_some() && app.keys.public(me.id).is_some() {
        let message = "You have a confirmed key here already; an admin revokes it before a new one is made";
        return Err(AppError::new(ErrorCode::Conflict, message));
    }
    let (held, id, passphrase, now) = (Arc::clone(app), me.id, order.passphrase, app.real_now());
    let key = tokio::task::spawn_blocking(move || {
        held.keys.make(id, &passphrase)?;
        held.keys.unlock(id, &passphrase, now)
    })
    .await??;
    let first = app.store.read().certificates().await?.is_empty();
    if first && me.role == Role::Admin {
        let certificate = issue(app, caller, me, key.verifying_key().to_bytes(), false, &key)?;
        let mut tx = app.write(caller).await?;
        tx.keep_certificate(&certificate).await?;
        tx.commit().await?;
    }
    get_team(app, caller, Nothing {}).await
}

/// Unlocks this person's key for a while, or locks it.
///
/// # Errors
/// `NotAllowed` for a wrong passphrase.
pub async fn unlock_key(app: &Arc<App>, caller: &Caller, order: UnlockKey) -> Result<TeamView> {
    let (held, id, now) = (Arc::clone(app), caller.person().id, app.real_now());
    match order.passphrase {
        Some(passphrase) => {
            tokio::task::spawn_blocking(move || held.keys.unlock(id, &passphrase, now)).await??;
        }
        None => app.keys.lock(id),
    }
    get_team(app, caller, Nothing {}).await
}

/// Confirms that a key is a person's.
///
/// # Errors
/// `NotAllowed` for others than admins; `NotFound` when there is no key to confirm.
pub async fn confirm_key(app: &Arc<App>, caller: &Caller, order: CertifyPerson) -> Result<TeamView> {
    caller.may(Permission::Administer)?;
    let people = app.store.read().people().await?;
    let person = find(&people, &order.person)?;
    let public = match &order.key {
        Some(key) => key_bytes(key)?,
        None => key_bytes(&app.keys.public(person.id).ok_or_else(|| {
            AppError::not_found(format!("{} has no key at this desk; have them tell you their public key", person.name))
        })?)?,
    };
    let key = key_for(app, caller, order.passphrase).await?;
    certify(app, caller, issue(app, caller, person, public, false, &key)?).await
}

/// Takes a person's key out of force: none of their sign-offs counts any more.
///
/// # Errors
/// `NotAllowed` for others than admins.
pub async fn revoke_key(app: &Arc<App>, caller: &Caller, order: CertifyPerson) -> Result<TeamView> {
    caller.may(Permission::Administer)?;
    let people = app.store.read().people().await?;
    let person = find(&people, &order.person)?;
    let known = roster(app).await?;
    let Some(held) = known.person(person.id) else {
        return Err(AppError::not_found(format!("{} has no confirmed key", person.name)));
    };
    let admins = known.people().iter().filter(|known| known.person.role == Role::Admin).count();
    if person.role == Role::Admin && admins == 1 {
        return Err(AppError::invalid("This is the last admin's key; confirm another admin first"));
    }
    let key = key_for(app, caller, order.passphrase).await?;
    app.keys.lock(person.id);
    certify(app, caller, issue(app, caller, person, held.key, true, &key)?).await
}

/// Keeps a certificate, if the roster takes it.
async fn certify(app: &Arc<App>, caller: &Caller, given: Certificate) -> Result<TeamView> {
    let mut tx = app.write(caller).await?;
    let mut all = app.store.read().certificates().await?;
    all.push(given.clone());
    let root = app.keys.root(all.first())?;
    let after = gate::Roster::of(&app.workspace.id.to_string(), root, &all);
    if let Some((_, why)) = after.refused().iter().find(|(person, _)| *person == given.person)
        && after.person(given.person.id).is_none_or(|known| hex::encode(known.key) != given.key)
        && !(given.revoked && after.is_revoked(given.person.id))
    {
        return Err(AppError::new(ErrorCode::NotAllowed, format!("This key cannot be confirmed: {why}")));
    }
    tx.keep_certificate(&given).await?;
    tx.commit().await?;
    get_team(app, caller, Nothing {}).await
}

/// What was agreed with an account.
///
/// # Errors
/// `NotFound`.
pub async fn get_terms(app: &Arc<App>, caller: &Caller, order: OfAccount) -> Result<TermsView> {
    caller.may(Permission::Read)?;
    let account = find_account(app, &order.account).await?;
    let read = app.store.read();
    let (terms, people) = (read.terms(account.id).await?, read.people().await?);
    let owner = owner_of(&account, &terms, &people);
    let why_not = caller.may(Permission::Agree).err().map(|error| error.message);
    Ok(TermsView {
        account: account.id.to_string(),
        nda_from: terms.nda.map(|(from, _)| from.to_string()),
        nda_until: terms.nda.and_then(|(_, until)| until).map(|until| until.to_string()),
        nda: nda_holds(&terms, app.today()),
        strategic: terms.strategic,
        owner_name: people.iter().find(|person| Some(person.id) == owner).map(|person| person.name.clone()),
        owner: terms.owner.map(|owner| owner.to_string()),
        may_record: why_not.is_none(),
        why_not,
    })
}

/// Records what was agreed with an account; from now on it counts.
///
/// # Errors
/// `NotAllowed`; `Invalid` for dates in the wrong order.
pub async fn record_terms(app: &Arc<App>, caller: &Caller, order: RecordTerms) -> Result<TermsView> {
    caller.may(Permission::Agree)?;
    let account = find_account(app, &order.account).await?;
    let date = |text: &Option<String>| -> Result<Option<chrono::NaiveDate>> {
        let Some(text) = text.as_deref().map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
        text.parse().map(Some).map_err(|_| AppError::invalid(format!("'{text}' is no date; write it as 2026-12-31")))
    };
    let (from, until) = (date(&order.nda_from)?, date(&order.nda_until)?);
    let nda = match (from, until) {
        (Some(from), until) if until.is_some_and(|until| until < from) => {
            return Err(AppError::invalid("The agreement would end before it begins; correct one of the dates"));
        }
        (Some(from), until) => Some((from, until)),
        (None, Some(_)) => return Err(AppError::invalid("Say from which day the agreement holds")),
        (None, None) => None,
    };
    let people = app.store.read().people().await?;
    let owner = order.owner.as_deref().map(|text| find(&people, text).map(|person| person.id)).transpose()?;
    let mut tx = app.write(caller).await?;
    tx.keep_terms(account.id, &AccountTerms { nda, strategic: order.strategic, owner }).await?;
    tx.commit().await?;
    get_terms(app, caller, OfAccount { account: account.id.to_string() }).await
}

/// The sample's people, each with a key whose passphrase is written beside it.
///
/// # Errors
/// When a key or a row cannot be written.
pub(crate) async fn make_sample_team(app: &Arc<App>, admin: &Caller, team: &[(&str, &str, Role)]) -> Result<()> {
    make_key(app, admin, MakeKey { passphrase: SAMPLE_PASSPHRASE.to_owned() }).await?;
    let key = key_for(app, admin, None).await?;
    let mut tx = app.write(admin).await?;
    for (name, email, role) in team {
        let person = Person {
            id: PersonId(app.ids.new_id()),
            name: (*name).to_owned(),
            email: Some((*email).to_owned()),
            role: *role,
        };
        let public = key_bytes(&app.keys.make(person.id, SAMPLE_PASSPHRASE)?)?;
        tx.keep_person(&person).await?;
        tx.keep_certificate(&issue(app, admin, &person, public, false, &key)?).await?;
    }
    tx.commit().await?;
    app.keys.lock(admin.person().id);
    Ok(())
}

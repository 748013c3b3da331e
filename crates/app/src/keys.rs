//! Each person's signing key: made here, sealed with their passphrase, unlocked for a while, never logged. The sealed key
//! lies in the person's own data folder, never in the workspace: who holds the database holds no keys.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Mutex,
};

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce, aead::Aead};
use chrono::{DateTime, Duration, Utc};
use domain::PersonId;
use ed25519_dalek::SigningKey;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::error::{AppError, ErrorCode, Result};

/// Memory in KiB and passes of Argon2id, of the second choice of RFC 9106 section 4: about a tenth of a second.
const COST: (u32, u32) = (64 * 1024, 3);
/// A sample's passphrase is written beside it; its keys only show how signing works.
const SAMPLE_COST: (u32, u32) = (1024, 1);
/// Of every key in a sample workspace.
pub(crate) const SAMPLE_PASSPHRASE: &str = "northmoor sample key";
/// Letters of the shortest passphrase.
const SHORTEST: usize = 12;
/// After this long without use a key is locked again.
const HOLD: Duration = Duration::minutes(15);

/// A sealed key as it lies in a file.
#[derive(Serialize, Deserialize)]
struct KeyFile {
    form: u32,
    person: PersonId,
    /// Public key in hex.
    public: String,
    memory_kib: u32,
    passes: u32,
    salt: String,
    nonce: String,
    /// XChaCha20-Poly1305 over the 32 secret bytes, with the public key as associated words.
    sealed: String,
}

/// The keys of one workspace at this desk.
pub(crate) struct Keys {
    folder: PathBuf,
    sample: bool,
    unlocked: Mutex<BTreeMap<PersonId, (SigningKey, DateTime<Utc>)>>,
}

impl Keys {
    /// Keys lie in `home/keys/<workspace id>/`.
    pub(crate) fn of(home: &Path, workspace: &str, sample: bool) -> Self {
        Self { folder: home.join("keys").join(workspace), sample, unlocked: Mutex::default() }
    }

    fn path(&self, person: PersonId) -> PathBuf {
        self.folder.join(format!("{person}.json"))
    }

    /// The workspace's first key as this desk knows it: the one it saw first, or the first certificate's, which is
    /// remembered from now on. A database in which that certificate was exchanged is found by every desk that knew it.
    ///
    /// # Errors
    /// When what is seen first cannot be remembered.
    pub(crate) fn root(&self, first: Option<&domain::Certificate>) -> Result<Option<[u8; 32]>> {
        let path = self.folder.join("root.txt");
        let read = |text: &str| hex::decode(text.trim()).ok().and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
        if let Ok(text) = std::fs::read_to_string(&path) {
            let damaged = || AppError::invalid(format!("{} is damaged; restore it from a backup", path.display()));
            return read(&text).ok_or_else(damaged).map(Some);
        }
        let Some(first) = first else { return Ok(None) };
        let failed = |error: std::io::Error| crate::open::folder_error(&path, &error);
        std::fs::create_dir_all(&self.folder).map_err(failed)?;
        std::fs::write(&path, &first.key).map_err(failed)?;
        Ok(read(&first.key))
    }

    /// Public key of a person's sealed key at this desk.
    pub(crate) fn public(&self, person: PersonId) -> Option<String> {
        self.read(person).ok().flatten().map(|file| file.public)
    }

    fn read(&self, person: PersonId) -> Result<Option<KeyFile>> {
        let path = self.path(person);
        if !path.is_file() {
            return Ok(None);
        }
        let text = std::fs::read_to_string(&path).map_err(|error| crate::open::folder_error(&path, &error))?;
        serde_json::from_str(&text).map(Some).map_err(|error| {
            AppError::invalid(format!("The key file {} is damaged: {error}; restore it from a backup, or have an admin revoke the key and make a new one", path.display()))
        })
    }

    /// Makes a person's key. A key that is there is never overwritten: it is moved aside first.
    pub(crate) fn make(&self, person: PersonId, passphrase: &str) -> Result<String> {
        if !self.sample && passphrase.chars().count() < SHORTEST {
            return Err(AppError::invalid(format!(
                "A passphrase has at least {SHORTEST} letters; four or five words in a row are good"
            )));
        }
        let mut secret = Zeroizing::new([0_u8; 32]);
        random(&mut *secret)?;
        let key = SigningKey::from_bytes(&secret);
        let file = self.seal(person, &key, passphrase)?;
        let path = self.path(person);
        let text = serde_json::to_string_pretty(&file)?;
        write_private(&path, &text).map_err(|error| crate::open::folder_error(&path, &error))?;
        Ok(file.public)
    }

    fn seal(&self, person: PersonId, key: &SigningKey, passphrase: &str) -> Result<KeyFile> {
        let (memory_kib, passes) = if self.sample { SAMPLE_COST } else { COST };
        let (mut salt, mut nonce) = ([0_u8; 16], [0_u8; 24]);
        random(&mut salt)?;
        random(&mut nonce)?;
        let public = hex::encode(key.verifying_key().to_bytes());
        let derived = derive(passphrase, &salt, memory_kib, passes)?;
        let payload = chacha20poly1305::aead::Payload { msg: key.as_bytes(), aad: public.as_bytes() };
        let sealed = XChaCha20Poly1305::new((&*derived).into())
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| AppError::invalid("The key could not be sealed; nothing was written"))?;
        Ok(KeyFile {
            form: 1,
            person,
            public,
            memory_kib,
            passes,
            salt: hex::encode(salt),
            nonce: hex::encode(nonce),
            sealed: hex::encode(sealed),
        })
    }

    /// Opens a person's key and holds it for a while.
    ///
    /// # Errors
    /// `NotFound` without a key here; `NotAllowed` for a wrong passphrase.
    pub(crate) fn unlock(&self, person: PersonId, passphrase: &str, now: DateTime<Utc>) -> Result<SigningKey> {
        let Some(file) = self.read(person)? else {
            return Err(AppError::not_found(
                "You have no key at this desk; make one under People, and ask an admin to confirm it",
            ));
        };
        let wrong = || AppError::new(ErrorCode::NotAllowed, "This is not the passphrase of your key; try again");
        let bytes = |text: &str| hex::decode(text).map_err(|_| wrong());
        if file.memory_kib > 1024 * 1024 || file.passes > 64 {
            return Err(AppError::invalid(
                "The key file asks for more work than any of ours does; restore it from a backup",
            ));
        }
        let derived = derive(passphrase, &bytes(&file.salt)?, file.memory_kib, file.passes)?;
        let nonce: [u8; 24] = bytes(&file.nonce)?.try_into().map_err(|_| wrong())?;
        let sealed = bytes(&file.sealed)?;
        let payload = chacha20poly1305::aead::Payload { msg: &sealed, aad: file.public.as_bytes() };
        let opened = XChaCha20Poly1305::new((&*derived).into()).decrypt(&XNonce::from(nonce), payload);
        let secret = Zeroizing::new(opened.map_err(|_| wrong())?);
        let secret: Zeroizing<[u8; 32]> = Zeroizing::new(secret.as_slice().try_into().map_err(|_| wrong())?);
        let key = SigningKey::from_bytes(&secret);
        if hex::encode(key.verifying_key().to_bytes()) != file.public || file.person != person {
            return Err(wrong());
        }
        if let Ok(mut held) = self.unlocked.lock() {
            held.insert(person, (key.clone(), now));
        }
        Ok(key)
    }

    /// The key, if it was unlocked and used not long ago.
    pub(crate) fn held(&self, person: PersonId, now: DateTime<Utc>) -> Option<SigningKey> {
        let mut held = self.unlocked.lock().ok()?;
        held.retain(|_, (_, used)| now - *used < HOLD);
        let (key, used) = held.get_mut(&person)?;
        *used = now;
        Some(key.clone())
    }

    /// Whether the key is unlocked; does not count as use.
    pub(crate) fn is_held(&self, person: PersonId, now: DateTime<Utc>) -> bool {
        self.unlocked.lock().is_ok_and(|held| held.get(&person).is_some_and(|(_, used)| now - *used < HOLD))
    }

    pub(crate) fn lock(&self, person: PersonId) {
        if let Ok(mut held) = self.unlocked.lock() {
            held.remove(&person);
        }
    }

    /// The key for one act: the passphrase opens it, or it is unlocked already.
    pub(crate) fn for_act(&self, person: PersonId, passphrase: Option<&str>, now: DateTime<Utc>) -> Result<SigningKey> {
        match passphrase.filter(|given| !given.is_empty()) {
            Some(passphrase) => self.unlock(person, passphrase, now),
            None => self.held(person, now).ok_or_else(|| {
                AppError::new(ErrorCode::NotAllowed, "Your key is locked; give your passphrase to sign")
            }),
        }
    }
}

fn derive(passphrase: &str, salt: &[u8], memory_kib: u32, passes: u32) -> Result<Zeroizing<[u8; 32]>> {
    let failed = |_| AppError::invalid("The key file's settings are not ones that this program can work with");
    let params = Params::new(memory_kib, passes, 1, Some(32)).map_err(failed)?;
    let mut derived = Zeroizing::new([0_u8; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, &mut *derived)
        .map_err(failed)?;
    Ok(derived)
}

fn random(bytes: &mut [u8]) -> Result<()> {
    getrandom::fill(bytes).map_err(|error| AppError::internal(&error))
}

/// Writes beside and renames; readable by its owner alone. A key that was there is kept beside under its time.
fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write as _;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let beside = path.with_extension("new");
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    if path.exists() {
        let mut number = 1;
        while path.with_extension(format!("old{number}.json")).exists() {
            number += 1;
        }
        std::fs::rename(path, path.with_extension(format!("old{number}.json")))?;
    }
    std::fs::rename(&beside, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(folder: &Path) -> Keys {
        Keys::of(folder, "w", false)
    }

    fn person() -> PersonId {
        PersonId(uuid::Uuid::from_u128(1))
    }

    fn now() -> DateTime<Utc> {
        "2026-03-10T09:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_key_opens_with_its_passphrase_alone_and_locks_itself() {
        let folder = tempfile::tempdir().unwrap();
        let keys = keys(folder.path());
        let public = keys.make(person(), "correct horse battery").unwrap();
        assert_eq!(keys.unlock(person(), "wrong horse battery", now()).unwrap_err().code, ErrorCode::NotAllowed);
        assert!(keys.held(person(), now()).is_none());
        let key = keys.unlock(person(), "correct horse battery", now()).unwrap();
        assert_eq!(hex::encode(key.verifying_key().to_bytes()), public);
        assert!(keys.held(person(), now() + Duration::minutes(14)).is_some());
        assert!(keys.held(person(), now() + Duration::minutes(28)).is_some(), "each use holds it on");
        assert!(keys.held(person(), now() + Duration::minutes(44)).is_none());
    }

    #[test]
    fn a_new_key_never_overwrites_one_that_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let keys = keys(folder.path());
        keys.make(person(), "correct horse battery").unwrap();
        keys.make(person(), "another horse battery").unwrap();
        let files = std::fs::read_dir(folder.path().join("keys/w")).unwrap().count();
        assert_eq!(files, 2);
    }

    #[test]
    fn a_key_file_moved_to_another_person_does_not_open() {
        let folder = tempfile::tempdir().unwrap();
        let keys = keys(folder.path());
        keys.make(person(), "correct horse battery").unwrap();
        let other = PersonId(uuid::Uuid::from_u128(2));
        std::fs::copy(keys.path(person()), keys.path(other)).unwrap();
        assert!(keys.unlock(other, "correct horse battery", now()).is_err());
    }

    #[test]
    fn a_short_passphrase_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(keys(folder.path()).make(person(), "short").unwrap_err().message.contains("12 letters"));
    }
}

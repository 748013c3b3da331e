//! Which account an entry belongs to: by people, then domains, then names. Where two accounts are possible,
//! nobody guesses: the entry waits for a person.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Account, AccountId, Contact, Entry, EntryKind, PartRole, Placement};

/// Mail domains that say nothing about an employer.
const FREE_MAIL: [&str; 14] = [
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "live.com",
    "yahoo.com",
    "icloud.com",
    "me.com",
    "aol.com",
    "gmx.de",
    "gmx.net",
    "web.de",
    "proton.me",
    "protonmail.com",
];

/// The accounts and people known so far, ready to be asked.
#[derive(Debug, Default)]
pub(crate) struct Directory {
    pub(crate) accounts: BTreeMap<AccountId, Account>,
    pub(crate) contacts: Vec<Contact>,
    by_email: BTreeMap<String, AccountId>,
    by_domain: BTreeMap<String, BTreeSet<AccountId>>,
    by_person: BTreeMap<String, BTreeSet<AccountId>>,
    by_name: BTreeMap<String, AccountId>,
    ours: BTreeSet<String>,
}

impl Directory {
    pub(crate) fn new(accounts: Vec<Account>, contacts: Vec<Contact>, our_domains: Vec<String>) -> Self {
        let mut directory = Self { ours: our_domains.into_iter().collect(), ..Self::default() };
        accounts.into_iter().for_each(|account| directory.add_account(account));
        contacts.into_iter().for_each(|contact| directory.add_contact(contact));
        directory
    }

    pub(crate) fn add_account(&mut self, account: Account) {
        self.by_name.insert(plain(&account.name), account.id);
        if let Some(external) = &account.external_id {
            self.by_name.insert(plain(external), account.id);
        }
        for domain in &account.domains {
            self.add_domain(domain, account.id);
        }
        self.accounts.insert(account.id, account);
    }

    pub(crate) fn add_contact(&mut self, contact: Contact) {
        for email in &contact.emails {
            self.by_email.insert(email.clone(), contact.account);
            if let Some(domain) = domain_of(email) {
                self.add_domain(domain, contact.account);
            }
        }
        self.by_person.entry(plain(&contact.name)).or_default().insert(contact.account);
        self.contacts.retain(|known| known.id != contact.id);
        self.contacts.push(contact);
    }

    fn add_domain(&mut self, domain: &str, account: AccountId) {
        if !FREE_MAIL.contains(&domain) && !self.is_ours(domain) {
            self.by_domain.entry(domain.to_owned()).or_default().insert(account);
        }
    }

    fn is_ours(&self, domain: &str) -> bool {
        self.ours.iter().any(|own| domain == own || domain.ends_with(&format!(".{own}")))
    }

    pub(crate) fn is_our_address(&self, email: &str) -> bool {
        domain_of(email).is_some_and(|domain| self.is_ours(domain))
    }

    /// An account by its name or its CRM id, spaces and case aside.
    pub(crate) fn named(&self, name: &str) -> Option<AccountId> {
        self.by_name.get(&plain(name)).copied()
    }

    /// Where an entry belongs, and why.
    pub(crate) fn place(&self, entry: &Entry, hint: Option<&str>) -> (Option<AccountId>, Placement) {
        if let Some((name, account)) = hint.and_then(|hint| self.named(hint).map(|account| (hint, account))) {
            return (Some(account), Placement::Name { name: name.to_owned() });
        }
        if matches!(entry.kind, EntryKind::Record | EntryKind::CrmChange) {
            return (None, Placement::Open { candidates: Vec::new() });
        }
        let mut found: BTreeMap<AccountId, Placement> = BTreeMap::new();
        for person in entry.people.iter().filter(|person| person.role != PartRole::Owner) {
            self.by_person_or_domain(person.email.as_deref(), person.name.as_deref(), &mut found);
        }
        if found.is_empty()
            && let Some(account) = self.folder_account(&entry.origin.path)
        {
            found.insert(account.id, Placement::Name { name: account.name.clone() });
        }
        if found.is_empty()
            && let Some(account) = self.mentioned(&entry.title)
        {
            found.insert(account.id, Placement::Name { name: account.name.clone() });
        }
        if found.len() > 1 {
            return (None, Placement::Open { candidates: found.into_keys().collect() });
        }
        match found.pop_first() {
            Some((account, why)) => (Some(account), why),
            None => (None, Placement::Open { candidates: Vec::new() }),
        }
    }

    fn by_person_or_domain(&self, email: Option<&str>, name: Option<&str>, found: &mut BTreeMap<AccountId, Placement>) {
        if let Some(email) = email {
            if self.is_our_address(email) {
                return;
            }
            if let Some(account) = self.by_email.get(email) {
                found.insert(*account, Placement::Person { name: email.to_owned() });
                return;
            }
            let domain = domain_of(email).unwrap_or_default();
            let accounts = self.by_domain.get(domain).or_else(|| {
                // A mail from uk.example.com belongs to example.com.
                domain.split_once('.').and_then(|(_, parent)| self.by_domain.get(parent))
            });
            for account in accounts.into_iter().flatten() {
                found.entry(*account).or_insert_with(|| Placement::Domain { domain: domain.to_owned() });
            }
            return;
        }
        let Some(name) = name else { return };
        if let Some(accounts) = self.by_person.get(&plain(name))
            && let (1, Some(account)) = (accounts.len(), accounts.first())
        {
            found.insert(*account, Placement::Person { name: name.to_owned() });
        }
    }

    /// An account whose name is a folder of the path.
    fn folder_account(&self, path: &str) -> Option<&Account> {
        let folders = path.split('/').rev().skip(1);
        folders.into_iter().find_map(|folder| self.named(folder)).and_then(|id| self.accounts.get(&id))
    }

    /// The one account whose whole name stands in the title.
    fn mentioned(&self, title: &str) -> Option<&Account> {
        let title = format!(" {} ", plain(title));
        let mut named = self
            .accounts
            .values()
            .filter(|account| account.name.len() >= 4 && title.contains(&format!(" {} ", plain(&account.name))));
        let first = named.next()?;
        named.next().is_none().then_some(first)
    }

    /// Contacts that an entry shows and nobody knew: addresses at the account's own domains.
    pub(crate) fn newcomers(&self, entry: &Entry) -> Vec<(String, String)> {
        let Some(account) = entry.account else {
            return Vec::new();
        };
        let mut newcomers = Vec::new();
        for person in &entry.people {
            let (Some(email), Some(name)) = (&person.email, &person.name) else {
                continue;
            };
            let at_home = domain_of(email)
                .and_then(|domain| self.by_domain.get(domain))
                .is_some_and(|accounts| accounts.contains(&account));
            let known = self.by_email.contains_key(email)
                || self.by_person.get(&plain(name)).is_some_and(|a| a.contains(&account));
            if at_home && !known && name.contains(' ') && !name.contains('@') {
                newcomers.push((name.clone(), email.clone()));
            }
        }
        newcomers
    }
}

/// Lower case, single spaces, no punctuation, and no company form at the end.
pub(crate) fn plain(name: &str) -> String {
    let cleaned: String =
        name.chars().map(|c| if c.is_alphanumeric() { c.to_lowercase().next().unwrap_or(c) } else { ' ' }).collect();
    let mut words: Vec<&str> = cleaned.split_whitespace().collect();
    while words.len() > 1
        && words
            .last()
            .is_some_and(|word| ["inc", "ltd", "limited", "llc", "gmbh", "plc", "ag", "bv", "corp"].contains(word))
    {
        words.pop();
    }
    words.join(" ")
}

fn domain_of(email: &str) -> Option<&str> {
    email.rsplit_once('@').map(|(_, domain)| domain)
}

#[cfg(test)]
mod tests {
    use domain::{ContactId, EntryId, Origin, Participant, TextHash};
    use uuid::Uuid;

    use super::*;

    fn account(number: u128, name: &str, domain: &str) -> Account {
        Account {
            id: AccountId(Uuid::from_u128(number)),
            name: name.into(),
            external_id: None,
            domains: vec![domain.into()],
            industry: None,
            owner: None,
            facts: Vec::new(),
        }
    }

    fn directory() -> Directory {
        let accounts =
            vec![account(1, "Pellworth Mutual Ltd", "pellworth.example"), account(2, "Orrin Vale", "orrin.example")];
        let contact = Contact {
            id: ContactId(Uuid::from_u128(9)),
            account: AccountId(Uuid::from_u128(1)),
            external_id: None,
            name: "Hamish Carrow".into(),
            emails: vec!["hamish@gmail.com".into()],
            title: None,
            role: None,
            record: None,
        };
        Directory::new(accounts, vec![contact], vec!["northmoor.example".into()])
    }

    fn mail(people: &[(Option<&str>, Option<&str>)], path: &str, title: &str) -> Entry {
        Entry {
            id: EntryId(Uuid::from_u128(3)),
            account: None,
            kind: EntryKind::Mail,
            at: "2026-11-01T00:00:00Z".parse().unwrap(),
            zone_minutes: None,
            all_day: false,
            end: None,
            title: title.into(),
            people: people
                .iter()
                .map(|(name, email)| Participant {
                    role: PartRole::To,
                    name: name.map(Into::into),
                    email: email.map(Into::into),
                })
                .collect(),
            thread: None,
            location: None,
            cancelled: false,
            changes: Vec::new(),
            origin: Origin { path: path.into(), file: TextHash::of(""), key: String::new() },
            placement: Placement::Open { candidates: Vec::new() },
        }
    }

    fn placed(entry: &Entry, hint: Option<&str>) -> Option<u128> {
        directory().place(entry, hint).0.map(|id| id.0.as_u128())
    }

    #[test]
    fn people_come_before_domains_and_domains_before_folders() {
        assert_eq!(placed(&mail(&[(None, Some("hamish@gmail.com"))], "x.eml", ""), None), Some(1));
        assert_eq!(placed(&mail(&[(None, Some("someone@uk.orrin.example"))], "x.eml", ""), None), Some(2));
        assert_eq!(placed(&mail(&[(Some("Hamish  Carrow"), None)], "x.eml", ""), None), Some(1));
        assert_eq!(placed(&mail(&[], "notes/Orrin Vale/x.md", ""), None), Some(2));
        assert_eq!(placed(&mail(&[], "x.md", "Visit at Pellworth Mutual"), None), Some(1));
    }

    #[test]
    fn a_free_mail_domain_or_our_own_places_nothing() {
        assert_eq!(placed(&mail(&[(None, Some("other@gmail.com"))], "x.eml", ""), None), None);
        assert_eq!(placed(&mail(&[(None, Some("mara@northmoor.example"))], "x.eml", ""), None), None);
    }

    #[test]
    fn two_possible_accounts_wait_for_a_person() {
        let entry = mail(&[(None, Some("a@pellworth.example")), (None, Some("b@orrin.example"))], "x.eml", "");
        let (account, why) = directory().place(&entry, None);
        assert_eq!(account, None);
        assert!(matches!(why, Placement::Open { candidates } if candidates.len() == 2));
    }

    #[test]
    fn a_hint_decides() {
        assert_eq!(placed(&mail(&[(None, Some("b@orrin.example"))], "x", ""), Some("pellworth mutual")), Some(1));
    }

    #[test]
    fn a_new_colleague_is_met_once() {
        let mut entry = mail(&[(Some("Sunniva Aske"), Some("s.aske@pellworth.example"))], "x", "");
        entry.account = Some(AccountId(Uuid::from_u128(1)));
        assert_eq!(directory().newcomers(&entry).len(), 1);
        entry.people[0].name = Some("Hamish Carrow".into());
        assert!(directory().newcomers(&entry).is_empty());
    }
}

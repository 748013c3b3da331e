//! What the rules about recipients share: the span of one, and addresses of people rather than companies.

use domain::{Part, Span};

use crate::{claims::place, facts::domain_of};

/// Mail providers at which anybody can open an account.
const FREE: &[&str] = &[
    "126.com",
    "163.com",
    "aol.com",
    "bluewin.ch",
    "btinternet.com",
    "duck.com",
    "fastmail.com",
    "free.fr",
    "freenet.de",
    "gmail.com",
    "googlemail.com",
    "gmx.at",
    "gmx.ch",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "hey.com",
    "hotmail.com",
    "hushmail.com",
    "icloud.com",
    "laposte.net",
    "libero.it",
    "live.com",
    "live.de",
    "mac.com",
    "mail.com",
    "mail.de",
    "mail.ru",
    "mailbox.org",
    "me.com",
    "msn.com",
    "naver.com",
    "online.de",
    "orange.fr",
    "outlook.com",
    "outlook.de",
    "pm.me",
    "posteo.de",
    "proton.me",
    "protonmail.com",
    "qq.com",
    "rediffmail.com",
    "rocketmail.com",
    "sfr.fr",
    "t-online.de",
    "tuta.com",
    "tutanota.com",
    "wanadoo.fr",
    "web.de",
    "yandex.com",
    "yandex.ru",
    "ymail.com",
    "zoho.com",
];

/// Providers with an address in many countries: `yahoo.co.uk`, `hotmail.fr`.
const FREE_ANYWHERE: &[&str] = &["yahoo", "hotmail", "outlook", "live", "gmx", "yandex"];

/// Whether an address is at a provider that serves people rather than companies.
pub(super) fn is_personal(email: &str) -> bool {
    let Some(domain) = domain_of(email) else { return false };
    let country =
        |rest: &str| rest.split('.').all(|part| (2..=3).contains(&part.len())) && rest.split('.').count() <= 2;
    FREE.contains(&domain.as_str())
        || domain.split_once('.').is_some_and(|(name, rest)| FREE_ANYWHERE.contains(&name) && country(rest))
}

/// The span of the recipient at this place of the list.
pub(super) fn span(index: usize) -> Span {
    Span { part: Part::Recipients, start: place(index), end: place(index + 1) }
}

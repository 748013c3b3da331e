//! Amounts of money as exports write them: `€128.000,00`, `$1.2m`, `EUR 480,000`.

/// Decimal text without grouping, and the currency if one is named.
pub(crate) fn amount(text: &str) -> Option<(String, Option<String>)> {
    let text = text.trim();
    if text.is_empty() || text.len() > 40 {
        return None;
    }
    let negative = text.contains('-') || text.contains('−') || (text.starts_with('(') && text.ends_with(')'));
    let digits: String = text
        .chars()
        .filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}'))
        .collect();
    let letters: String = text.chars().filter(|c| c.is_alphabetic()).collect();
    let digits = digits.trim_matches([' ', '\u{a0}', '\u{202f}', ',', '.', '\'']);
    let (currency, letters) = currency(text, &letters)?;
    let scale = match letters.to_lowercase().as_str() {
        "" => 0,
        "k" | "tsd" => 3,
        "m" | "mn" | "mio" | "million" => 6,
        "b" | "bn" | "billion" => 9,
        _ => return None,
    };
    let plain = scaled(&ungrouped(digits)?, scale)?;
    Some((if negative { format!("-{plain}") } else { plain }, currency))
}

/// The currency named by a sign or a code, and the letters that are left.
fn currency(text: &str, letters: &str) -> Option<(Option<String>, String)> {
    const SIGNS: [(&str, &str); 9] = [
        ("US$", "USD"),
        ("A$", "AUD"),
        ("C$", "CAD"),
        ("€", "EUR"),
        ("£", "GBP"),
        ("$", "USD"),
        ("¥", "JPY"),
        ("₹", "INR"),
        ("₣", "CHF"),
    ];
    if let Some((sign, code)) = SIGNS.iter().find(|(sign, _)| text.contains(sign)) {
        let sign_letters: String = sign.chars().filter(|c| c.is_alphabetic()).collect();
        let rest = letters.replacen(&sign_letters, "", 1).replacen(code, "", 1);
        return Some((Some((*code).to_owned()), rest));
    }
    let code: String = letters.chars().filter(char::is_ascii_uppercase).take(3).collect();
    if is_code(&code) && letters.contains(&code) {
        return Some((Some(code.clone()), letters.replacen(&code, "", 1)));
    }
    Some((None, letters.to_owned()))
}

/// True for a currency code in use.
pub(crate) fn is_code(code: &str) -> bool {
    const CODES: [&str; 24] = [
        "EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "JPY", "CNY", "INR", "AUD", "CAD",
        "NZD", "SGD", "HKD", "BRL", "MXN", "ZAR", "TRY", "AED",
    ];
    CODES.contains(&code)
}

fn ungrouped(digits: &str) -> Option<String> {
    let clean: String = digits.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
    let last = clean.rfind(['.', ',']);
    let mark = last.and_then(|at| clean.get(at..=at));
    let whole_and_part = match (last, mark) {
        (Some(at), Some(mark)) => {
            let tail = clean.get(at + 1..)?;
            let both = clean.contains('.') && clean.contains(',');
            let again = clean.matches(mark).count() > 1;
            // One mark before exactly three digits groups them: no money has thousandths.
            let groups = again || (!both && tail.len() == 3 && !clean.starts_with('0'));
            if groups { (clean.as_str(), "") } else { (clean.get(..at)?, tail) }
        }
        _ => (clean.as_str(), ""),
    };
    let whole: String = whole_and_part.0.chars().filter(char::is_ascii_digit).collect();
    let whole = whole.trim_start_matches('0');
    if whole.is_empty() && whole_and_part.1.is_empty() && !clean.contains('0') {
        return None;
    }
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(if whole_and_part.1.is_empty() { whole.to_owned() } else { format!("{whole}.{}", whole_and_part.1) })
}

fn scaled(plain: &str, scale: usize) -> Option<String> {
    if scale == 0 {
        return Some(plain.to_owned());
    }
    let (whole, part) = plain.split_once('.').unwrap_or((plain, ""));
    let padded = format!("{part:0<scale$}");
    let (moved, rest) = (padded.get(..scale)?, padded.get(scale..)?.trim_end_matches('0'));
    let joined = format!("{whole}{moved}");
    let whole = joined.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(if rest.is_empty() { whole.to_owned() } else { format!("{whole}.{rest}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_in_every_notation() {
        for (text, plain, currency) in [
            ("€128.000,00", "128000.00", Some("EUR")),
            ("$1.2m", "1200000", Some("USD")),
            ("EUR 480,000", "480000", Some("EUR")),
            ("486000.00", "486000.00", None),
            ("1.100,04", "1100.04", None),
            ("128 000,5 €", "128000.5", Some("EUR")),
            ("1'250'000 CHF", "1250000", Some("CHF")),
            ("US$ 12k", "12000", Some("USD")),
            ("1,234,567", "1234567", None),
            ("-5.50", "-5.50", None),
            ("(1,000.00)", "-1000.00", None),
            ("0", "0", None),
            ("0.00", "0.00", None),
        ] {
            assert_eq!(amount(text), Some((plain.to_owned(), currency.map(Into::into))), "{text}");
        }
    }

    #[test]
    fn words_are_no_amount() {
        for text in ["", "n/a", "Technology", "12 Nov 2026", "."] {
            assert_eq!(amount(text), None, "{text}");
        }
    }
}

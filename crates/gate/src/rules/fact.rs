//! Whether a sentence says something that a buyer could check: about the product, the company, figures, days, promises
//! of the product. Greetings, thanks, questions, proposals of a time and what people will do next are not facts.

use std::sync::LazyLock;

use regex::Regex;

use super::text::phrases;
use crate::facts::{Facts, domain_of};

macro_rules! pattern {
    ($name:ident, $($any:expr),+ $(,)?) => {
        static $name: LazyLock<Option<Regex>> = LazyLock::new(|| phrases(&[$($any),+]));
    };
}

/// What people do, as opposed to products.
const DOES: &str = r"(?:send|share|call|ring|come|get|follow|prepare|write|check|ask|confirm|clarify|schedule|set|book|join|bring|walk|talk|speak|meet|introduce|forward|circulate|update|reach|be (?:in touch|back|there|happy|glad|on|at|away|out|able to (?:join|call|meet|attend|send))|reply|respond|answer|put|draft|review|look|find|loop|invite|take|go|discuss|see|let|make sure|coordinate|collect|gather|start|keep you|tell|show|present|arrange|sign|return|complete|fill|read|work (?:through|on)|attend|host|have (?:the|a|an|our|it|this|that|another)|need|like|propose|suggest|appreciate|do (?:so|that|this|my best)|wait|add (?:you|him|her|them|\p{Lu}\p{L}+|the (?:topic|point|question))|include (?:you|the|your)|deliver (?:the|this|that|our) (?:notes?|answers?|documents?|slides?|proposal|draft|summary|report)|provide (?:you|the|an?|our) (?:with )?(?:the |an? |our )?(?:notes?|answers?|documents?|slides?|proposal|draft|summary|report|update|overview|feedback|list))";

/// What products and companies do.
const STATES: &str = r"(?:supports?|encrypts?|stores?|holds?|hosts?|runs?|keeps?|retains?|integrates?|connects?|compl(?:y|ies)|includes?|provides?|offers?|serves?|handles?|scales?|allows?|enables?|guarantees?|ensures?|requires?|costs?|meets?|uses?|operates?|process(?:es)?|deletes?|removes?|backs? up|replicates?|restores?|releases?|ships?|exports?|imports?|syncs?|synchroni[sz]es?|limits?|charges?|bills?|monitors?|logs?|tests?|maintains?|protects?|detects?|blocks?|prevents?|reduces?|saves?|takes?|lets?|gives?|works?|covers?|contains?|trains?|sells?|employs?|migrates?|deploys?|installs?|separates?|isolates?|rotates?|updates?|patches|scans?|masks?|sends?|reads?|writes?|responds?|answers?|resolves?|lasts?|starts?|ends?)";

const IS: &str = r"(?:is|are|was|were|isn't|aren't|has|have|had|hasn't|haven't|will|won't|can|can't|cannot|does|doesn't|do|don't|never|always|only|also|already|may|might|must|should|remains?|stays?)";

/// What of ours a sentence can speak of.
const OURS: &str = r"(?:products?|platforms?|services?|systems?|solutions?|software|apps?|applications?|apis?|company|data ?cent(?:er|re)s?|infrastructure|customers|clients|backups?|uptime|availability|slas?|encryption|connectors?|integrations?|modules?|servers?|database|cloud|tool|logs?|audit log|support(?: team| desk)?|pricing|prices?|licen[cs]es?|releases?|versions?|features?|certificates?|certifications?|subprocessors?|sub-processors?|penetration tests?|policy|policies|architecture|tenants?|instances?|environments?|response times?|recovery times?|roadmap|implementation|migration|onboarding|default|standard|retention|regions?|hosting|keys?|mobile app|dashboards?|reports?|users?|administrators?|admins?|data|records|files)";

pattern!(
    GREETING,
    r"(?:hi|hello|dear|hey|good (?:morning|afternoon|evening|day)|hallo|guten (?:tag|morgen)|liebe[r]?|sehr geehrte[r]?)[^.;:]{0,60}"
);
pattern!(
    CLOSING,
    r"(?:(?:best|kind|warm|many|kindest|warmest) (?:regards|wishes|thanks)|regards|sincerely|yours (?:sincerely|truly|faithfully)|cheers|best|mit freundlichen grüßen|viele grüße)",
    r"(?:thank you|thanks|many thanks|thank you (?:very|so) much|thanks (?:a lot|again|very much))\b[^;]*",
    r"(?:(?:i|we) )?(?:very much )?(?:look|looking) forward [^;]*",
    r"(?:i|we) hope [^;]*",
    r"(?:have a|enjoy|happy|congratulations|welcome|all the best|speak soon|talk soon|see you)\b[^;]*",
);
pattern!(
    LABEL,
    r"(?:agenda|next steps?|topics?|open (?:points?|questions?|items?)|to discuss|questions?|action items?|attendees|participants|subject|attachments?|date|time|place|where|when|who|from us|from you)\s*:?[^.]*"
);
pattern!(ASKED, r"(?:do|did|were|are) you (?:know|aware)\b[^?]* (?:that|our|we|the)");
pattern!(TAG, r"(?:right|correct|isn't it|aren't they|doesn't it|don't we)");
// Words before a statement that leave it a statement.
pattern!(
    WRAPPER,
    r"(?:(?:i|we)(?:'m| am|'re| are| can| will|'ll| would like to| want to|'d like to| must)? (?:(?:also|hereby|gladly|happy to|glad to|pleased to|able to) )*(?:confirm|assure you|tell you|note|repeat|say|promise|guarantee|add|mention|remind you|stress|emphasi[sz]e|know|believe|think|sure|certain|confident|pleased|reassure you|report|inform you|clarify)(?: to you| again)?(?: that)?)",
    r"(?:please (?:note|be aware|be advised|know|rest assured|keep in mind|bear in mind|remember)|rest assured|note|be assured|as you (?:know|can see|saw)|for your information|fyi|in (?:short|brief|other words|summary|addition|fact)|to (?:answer|confirm|clarify|summari[sz]e|be clear)[^,]{0,40}|as (?:discussed|agreed|promised|mentioned|requested)[^,]{0,30}|after our (?:call|meeting)[^,]{0,20}|regarding [^,]{0,40}|on your question[^,]{0,40}|yes|no|and|but|also|so|then|moreover|furthermore|additionally|finally|first|second|third|however|therefore|today|currently|that said|as for [^,]{0,40}|in terms of [^,]{0,30})(?: that)?",
);
pattern!(
    PEOPLE,
    r"(?:i|we)(?:'ll|'d| will| would| can| could| shall| should| may| might|'m| am| are|'re)? (?:(?:also|then|gladly|happily|of course|now|both|just|first|going to|planning to|happy to|glad to|able to|aiming to|have to|trying to|expecting to) )*"
);
pattern!(
    ATTRIBUTED,
    r"(?:on [^,]{1,30},? )?(?:you|your (?:team|colleagues?|side)|\p{L}+) (?:also )?(?:asked|said|mentioned|told|wrote|raised|wanted|requested|explained|noted|stated|pointed|confirmed|agreed|described|shared|suggested|proposed|expressed|reported|named|wished|preferred|are (?:looking|evaluating|planning|interested))",
    r"(?:you|we) (?:discussed|agreed|spoke|talked|met|touched|covered|went|left|decided|planned|said|looked|wanted|promised|noted|heard)",
    r"(?:it|this) was (?:agreed|said|discussed|decided|noted)",
    r"your (?:question|request|concern|point|note|mail|email|message|team|goal|priority|priorities|objective|plan|timeline|deadline|budget)\b",
    r"(?:regarding|about|on) your (?:question|request|concern)",
);
pattern!(
    MEETING,
    r"(?:our|the|this|next|last|that|a|your|today's|tomorrow's|monday's|friday's)?\s?(?:\p{L}+ )?(?:call|meeting|session|workshop|demo|conversation|chat|discussion|agenda|appointment|invite|invitation|calendar|slot|follow-up|visit|kick-off|kickoff|notes?|minutes|slides?|attachments?|questionnaire|draft|summary|recording|link|deck|recap)\b[^;]{0,20}(?:is|are|was|were|takes?|lasts?|will|can|could|would|has|have|starts?|ends?|covers?|contains?|works?|should|moves?)",
    r"(?:attached|enclosed|below|above|here|there)(?: (?:is|are|you|we|i|please)\b|'s)",
    r"(?:please|kindly|could|can|would|let|feel|if you|should you|once you|when you|whenever|do|does|how|what|who|which|where|why)\b[^;]*",
    r"(?:that|this|it|which)(?:'s| is| was| would be|'d be| sounds| works| suits| helps| helped| makes)? (?:very |really |so |also |just )?(?:works?|great|good|fine|nice|a pleasure|helpful|useful|perfect|ok|okay|well|understood|clear|sense|for (?:me|us|you)|important to|all|why|what|where|interesting|a good|the right)",
    r"(?:it|this|that) would",
    r"(?:there (?:is|are) no (?:rush|hurry|need|problem)|no (?:rush|hurry|problem|worries))\b",
    r"(?:happy|glad|delighted|pleased|sorry|great|apologies|understood|noted|sure|of course|absolutely|certainly|perfect)\b[^;]*",
    r"(?:monday|tuesday|wednesday|thursday|friday|tomorrow|next week|either|any time|anytime|mornings?|afternoons?)\b[^;]{0,40}",
);
pattern!(
    FIGURE,
    r"(?:€|\$|£|chf|eur|usd|gbp)\s?\d[\d.,]*",
    r"\d[\d.,]*(?:\s|-)?(?:%|percent|per cent|prozent|€|\$|£|euros?|eur|usd|gbp|chf|dollars?|days?|hours?|minutes?|seconds?|weeks?|months?|years?|tage[n]?|stunden|monate[n]?|jahre[n]?|gb|tb|mb|kb|bits?|users?|nutzer|seats?|licen[cs]es?|customers|clients|regions|countries|employees|people|connectors?|integrations|data ?cent(?:er|re)s|ms|gbit|requests|times)",
);
pattern!(
    STANDARD,
    r"(?:aes|iso|soc|tls|ssl|pci|hipaa|gdpr|saml|oidc|oauth|scim|fedramp|c5|tisax|dora|nis2|sso|mfa|rpo|rto|byok|hsm|rest|ldap)(?:[- /]?\d[\d.:-]*)?",
);

/// Whether a sentence of the draft, without its chips, states a fact.
pub(super) fn states_fact(sentence: &str, facts: &Facts) -> bool {
    let text = sentence.trim().trim_start_matches(['-', '*', '•', '–', '>', ' ']);
    let words = text.trim_end_matches(['”', '"', ')', ' ']);
    if words.ends_with('?') {
        let statement = words.trim_end_matches('?');
        let told = statement.rsplit_once(',').is_some_and(|(_, tag)| is_whole(&TAG, tag.trim()));
        return if told {
            statement.rsplit_once(',').is_some_and(|(said, _)| states_fact(said, facts))
        } else {
            starts(&ASKED, statement).is_some()
        };
    }
    if is_whole(&GREETING, text.trim_end_matches([',', '!', '.']))
        && !STATING.as_ref().is_some_and(|f| f.is_match(text))
    {
        return false;
    }
    clauses(text).into_iter().any(|clause| clause_states(clause, facts))
}

pattern!(STATING, &format!("(?:we|it|they|{OURS}) (?:{IS}|{STATES})"));
pattern!(
    OUR_STATE,
    &format!(
        r"(?:our|the|all|each|every|your|this|its|any|both|no|customer)?\s?(?:\p{{L}}[\p{{L}}-]* )?{OURS} (?:(?:at|in|of|for|from|on|with) [^,;]{{1,40}} )?(?:{IS}|{STATES}|(?:is|are) not)"
    )
);
pattern!(
    WE_STATE,
    r"we (?:do not|don't|never|will never|will not|won't) (?:share|sell|pass|transfer|disclose|access|see|lose|outsource|give|look|read)",
    &format!(
        r"we (?:(?:do not|don't|never|only|always|also|currently|already|will|'ll|can|cannot|can't|have|did not|will not|won't) )*(?:{STATES}|(?:encrypted|certified|audited|hosted|stored|served|had (?:no|zero)|lost|never))",
    ),
    r"we (?:are|have been|were|are not|aren't|remain) (?:also |fully |already |not |currently )*(?:certified|compliant|audited|accredited|hosted|based|used|trusted|iso|soc|gdpr|the (?:only|first|market|leading)|a (?:leader|leading|certified|registered|eu|german|us)|an? \p{L}+ (?:company|provider)|in \p{Lu}|profitable|owned|funded|registered|headquartered|present|available)",
    r"we (?:have|had|employ|serve) (?:over |more than |about |around |no |never |zero )?(?:\d|many|several|no |never|zero|a (?:soc|iso|certif|data)|an (?:iso|eu|office)|offices?|customers|data|two|three|four|five|six|ten)[^;]*",
    r"we (?:do|can|are|have)(?: not)?[.!]?$"
);
pattern!(
    YOU_CAN,
    r"you (?:can|will|may|get|keep|own|receive|never|always|do not|don't) (?:also |always |then |never |only )*(?:export|import|delete|restore|configure|use|manage|choose|connect|integrate|host|store|keep|run|add|remove|invite users|assign|define|download|upload|encrypt|rotate|audit|monitor|access|own|have (?:full|complete|access|\d)|get|see (?:every|all)|expect|cancel|save|pay|receive (?:an?|every|all|the) (?:alert|report|log)|scale|control|set up sso|full|a (?:dedicated|full)|all|every|need|lose)[^;]*"
);

fn clause_states(clause: &str, facts: &Facts) -> bool {
    let mut rest = clause.trim();
    let mut asserted = false;
    while let Some(end) = starts(&WRAPPER, rest) {
        let after = rest.get(end..).unwrap_or_default();
        if after.is_empty() {
            break;
        }
        asserted = true;
        rest = after.trim_start_matches([',', ':', ' ', '\u{a0}']);
    }
    if rest.is_empty() || is_whole(&LABEL, rest) {
        return false;
    }
    let person = [&CLOSING, &MEETING].iter().any(|one| starts(one, rest).is_some())
        || starts(&ATTRIBUTED, rest).is_some() && !found(&FIGURE, rest)
        || does(rest);
    if person {
        return false;
    }
    found(&FIGURE, rest)
        || found(&OUR_STATE, rest)
        || starts(&WE_STATE, rest).is_some()
        || found(&YOU_CAN, rest)
        || names_us(rest, facts)
        || found(&STANDARD, rest) && (found(&VERB, rest) || asserted)
        || starts(&THIRD, rest).is_some()
        || we_will(rest)
}

pattern!(VERB, &format!("(?:{IS}|{STATES}|with|via|using)"));
pattern!(
    THIRD,
    &format!(
        r"(?:it|they|these|those|each of them|all of (?:it|them|this)|both|nothing|everything|nobody|no one|everyone)(?:'s|'re)? (?:{IS} |is |are )?(?:not |never |always |also |fully |only |all |already )*(?:{STATES}|{IS}|encrypted|hosted|stored|certified|included|available|supported|kept|deleted|compliant|secure|easy|fast|safe)"
    )
);
pattern!(
    PERSON_DOES,
    &format!(
        r"(?:\p{{L}}[\p{{L}}'-]*(?: \p{{Lu}}[\p{{L}}'-]*)?|(?:our|your|my|the) (?:\p{{L}}+ ){{0,2}}(?:team|colleagues?|legal|finance|security|procurement|manager|lead|engineers?|desk)) (?:will|can|could|would|is going to|should|may|might) (?:also |then |gladly )?{DOES}"
    )
);
pattern!(
    DOING,
    &format!(
        r"(?:{DOES}|attached|sent|asked|checked|added|prepared|heard|spoke|met|appreciate|understand|wonder|thought|wanted|enjoyed|suggest|propose|think|sending|writing|reaching|checking|looking|working on|following|attaching|forwarding|getting|happy|glad|sorry|free|available|aware|grateful|thankful|delighted)"
    )
);

/// Whether the clause says what a person does, did or will do.
fn does(clause: &str) -> bool {
    if starts(&PERSON_DOES, clause).is_some() && !clause.to_lowercase().starts_with("it ") {
        return true;
    }
    let Some(end) = starts(&PEOPLE, clause) else {
        // "I" and anything else that is no claim about the product.
        return clause.starts_with("I ") || clause.starts_with("I've ") || clause.starts_with("We've ");
    };
    let rest = clause.get(end..).unwrap_or_default().trim_start();
    clause.starts_with('I') && !clause.starts_with("It") && !clause.starts_with("In") || starts(&DOING, rest).is_some()
}

pattern!(
    WE_WILL,
    r"we(?:'ll| will| can| are going to| plan to| intend to| expect to) (?:also |then |soon |never |always |not )*\p{L}+"
);

/// "We will" and anything that people do not do.
fn we_will(clause: &str) -> bool {
    starts(&WE_WILL, clause).is_some()
}

/// Whether the clause says something of the company by name.
fn names_us(clause: &str, facts: &Facts) -> bool {
    let names = facts.our_domains.iter().filter_map(|domain| {
        let whole = domain_of(&format!("@{domain}"))?;
        whole.split('.').next().map(str::to_owned)
    });
    names.filter(|name| name.len() > 2).any(|name| {
        super::text::whole_words(clause, &name)
            .iter()
            .any(|(_, end)| clause.get(*end..).is_some_and(|rest| starts(&VERB, rest.trim_start()).is_some()))
    })
}

pattern!(
    JOINTS,
    r"(?:and|but|because|since|while|so that|which|where|whereas) (?:we|our|the|it|they|all|every|each|your data|no|is|are)"
);

/// A sentence cut where another thought begins.
fn clauses(text: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    for (at, mark) in text.match_indices([';', ':', '–', '—', '(']) {
        let spaced = text.get(at + mark.len()..).is_some_and(|rest| rest.starts_with(' ')) || mark == "(";
        if spaced {
            cuts.push(at + mark.len());
        }
    }
    for (at, _) in text.match_indices(", ") {
        cuts.push(at + 2);
    }
    if let Some(joints) = JOINTS.as_ref() {
        for hit in joints.find_iter(text) {
            cuts.push(hit.start() + hit.as_str().find(char::is_whitespace).map_or(0, |space| space + 1));
        }
    }
    cuts.sort_unstable();
    cuts.push(text.len());
    let pairs = cuts.iter().zip(cuts.iter().skip(1));
    pairs
        .filter_map(|(from, to)| text.get(*from..*to))
        .map(|part| part.trim().trim_end_matches([',', ';', '–', '—', ':']))
        .collect()
}

fn found(pattern: &LazyLock<Option<Regex>>, text: &str) -> bool {
    pattern.as_ref().is_some_and(|pattern| pattern.is_match(text))
}

/// Where the pattern's match at the very start of the text ends.
fn starts(pattern: &LazyLock<Option<Regex>>, text: &str) -> Option<usize> {
    let hit = pattern.as_ref()?.find(text)?;
    (hit.start() == 0).then_some(hit.end())
}

fn is_whole(pattern: &LazyLock<Option<Regex>>, text: &str) -> bool {
    starts(pattern, text).is_some_and(|end| end == text.len())
}

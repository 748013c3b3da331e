//! Decisions: what somebody with a say has decided, approved, chosen, refused, agreed, signed, stopped or moved.

/// What a decision of weight is about; stands for `<matter>`.
pub(super) const MATTERS: &str = r"(go-live|start|launch|kick-?off|votes?|decision|roll-?out|pilot|project|tender|programme|program|initiative|budget|spending|spend|purchases?|contract|order|phase|migration|workshop|deal|extension|renewal|proposal|offer|idea|option|request|clause|trial|part|module|application|contract|paper)";

/// Ways of reporting one.
pub(super) const WORDS: &str = concat!(
    r"\b(decided|approved|authori[sz]ed|vetoed|resolved to|opted for|ruled out|voted|votes? went (against|for|our way|through)|signed off|signs? off on the)\b",
    r"|\bresolution (was )?passed\b|\bagreed\b|\b(come to|came to|reached|have) an agreement\b",
    r"|\b(gave|given|give|got|have|has|had|received|get|is) (its |the |our |their |a )?(approval|go-ahead|green light|sign-?off)\b|\bapproval (came|is) (through|there|in)\b|\bsign-?off (came|was given|is there)\b|\bit's a go\b",
    r"|\b(got|received|i've got|gave) (the |its )?(approval|go-ahead)\b|\bcleared (the|our|your|it|all)\b",
    r"|\b(have|has|'ve|'s|we|they|panel|team|board|committee|group|jury|i) (now |just |finally |also )?(chosen|chose|selected|picked|settled on|landed on|went with|went for)\b|\b(is|are) going with (you|your|the|our)\b|\bgoing with you\b",
    r"|\b(made|make|on) the shortlist\b|\bwon the (tender|contract|bid)\b|\b(was|were|been|is) awarded\b|\bawarded (you|us|the contract)\b|\byou have the (contract|order|job)\b|\bconfirmed the award\b",
    r"|\b(rejected|declined|withdrawn|killed|cancelled|stopped|froze|frozen|dropped|threw out|called off|calling off|put an end to|put off|turned down|scrapped) (the|a|an|all|our|your|its|their) ([a-z-]+ ){0,3}<matter>\b|\b(frozen|froze|stopped) all\b|\bpulled the plug\b|\bsaid no to\b|\bturned (the|your|our|it|this) ?([a-z]+ )?down\b|\b(turned down|ruled out|threw out) (the|a|an|any|our|your)\b|\brejected (the|a|your|our) [a-z]+ clause\b",
    r"|\b<matter> (got |was |were |is |has been |have been |has |went )(now |just |again )?(rejected|declined|withdrawn|killed|cancelled|stopped|frozen|dropped|called off|turned down|moved|pushed|postponed|adjourned|delayed|brought forward|signed|confirmed|made|taken|through)\b",
    r"|\b(moved|pushed|postponed|brought|delayed|adjourned|shifted|put back) (the|its|our|their|your) ([a-z-]+ )?<matter>\b",
    r"|\bsigned (the|an?|our|your) ([a-z-]+ )?(contract|order|order form|agreement|letter of intent|form|addendum|nda|deal)\b|\b(contract|agreement|letter of intent|nda|order form) (has been|was|is|got) (now )?signed\b",
    r"|\b(verdict is in|decision is (final|made|taken|a yes|a no)|final decision is|made (our|its|their|my|a|the|up) (decision|choice|minds?|our minds?|my mind|their minds?|its mind)|made up (our|my|their|its) minds?|mind is made up|made the call|has been settled|settled on)\b",
    r"|\b(answer( from [a-z ]+)? is (a )?(yes|no)|it's a (yes|no) from|said yes to)\b|\bcommitted to (the|an?|your) ([a-z-]+ )?<matter>\b|\bcommitted to (twelve|two|three|\d+)\b",
    r"|\bis done from (my|our) side\b",
);

/// The same words where nothing is decided yet, where little is, or where others or programs decide.
pub(super) const EXCEPT: &str = concat!(
    r"^.*\?\W*$",
    r"|\b(not|never|nobody|no one|no decision|nothing( is| was| has been)?|anyone|isn't|wasn't|hasn't|haven't|hadn't|didn't|don't|doesn't|aren't|weren't|cannot|can't)\b[^,;:.]*",
    r"|\b(if|once|unless|until|till|when|as soon as|before|provided|should|had|whether|hope|hopes|doubt|wonder|subject to)\b[^,;:.]*|\bafter (the|our|your) [^,;:.]*\b(has|have|had) [^,;:.]*",
    r"|\b(will|would|may|might|could|should|must|shall|can|to|'ll|'d|need to|needs to) ([a-z]+ )?(have|be|get)( [a-z]+)? [a-z]+\b",
    r"|\b(need|needs|want|wants|without|require|requires|expect|expects|hope for|pending) (a |the |an |your |our )?(board |formal )?(approval|decision|sign-?off|agreement)\b|\bto (have|get) (the )?(approval|go-ahead)\b|\b(to|will|would|could|can|may) (come to|reach|have) an agreement\b",
    r"|\b(the|an?|your|our|its|every|each|any|more|no|her|his) (approved|selected|signed|agreed|chosen|rejected|cancelled|decided) [a-z]+|^(selected|signed|approved|agreed|chosen|cancelled|rejected) ?(,|[a-z]+ (is|are|see|sees|goes?|have|has|turn))\b|\b(click|on|under) (cancelled|approved|rejected)\b",
    r"|\bsigned (in|up|you up|us up|him up|her up)\b",
    r"|\bagreed (with (me|you|him|her|us|a|that)|to disagree|on [a-z ]*(lunch|dinner|food))\b",
    r"|\b(i|we|she|he|they|have|has)( have| has)? (decided|chosen|chose|picked|opted|agreed|settled) (to|on|for|the|up|a|an)( [a-z]+){0,3} (lunch|dinner|walk|train|bus|car|taxi|hat|sofa|button|phone|cold|flight|hotel|coffee)\b|\bdecided to (walk|drive)\b",
    r"|\bpicked (up|the (children|kids))\b|\bchose the wrong\b",
    r"|\bmy (son|daughter|wife|husband|brother|sister|mother|father|neighbour|flight|train)\b.*",
    r"|\b(the|a|your|my|our) (call|meeting|session|mail|email|e-mail|file|job|server|system|app|tool|client|mail client|bot)( has| have| is)?( was| been| were)* (moved|rejected|cancelled|declined|approved|stopped|postponed|selected|chosen)\b.*|\bby (the|your|our|a) (server|bot|timeout|system|firewall)\b",
    r"|^.*\b(court|judge|parliament|senate|government|referee|voters|(another|other) (customer|client)s?( of (yours|ours))?|the city)\b.*$",
);

#[cfg(test)]
mod tests {
    use crate::read::topics::{Patterns, Topic};

    #[test]
    fn what_is_decided_is_told_from_what_is_not_yet() {
        let decided = |text: &str| Patterns::compiled().of(text).has(Topic::Decision);
        assert!(decided("After two hours the trustees decided not to renew."));
        assert!(decided("If it helps: the board approved the paper."));
        assert!(!decided("If the board approved the paper, we could begin."));
        assert!(!decided("Has the board approved the paper?"));
        assert!(!decided("Nothing was agreed."));
    }
}

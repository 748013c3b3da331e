//! Competition: what else the buyer may do, be it another supplier, building it, staying as it is, or nothing at all.

use super::{Book, Line, topics::Topic};

/// Those who may sell in our place; stands for `<firm>`.
pub(super) const FIRMS: &str = r"(vendors?|suppliers?|providers?|bidders?|competitors?|rivals?|candidates?|firms?)";

/// A name as it is written, in no case of its own; stands for `<cap>`.
pub(super) const CAPITAL: &str = r"(?-i:[A-Z][a-z]{2,}( [A-Z][a-z]+)?|SAP|IBM|the [A-Z][a-z]{2,})";

/// Ways of speaking of it.
pub(super) const WORDS: &str = concat!(
    r"\b(we|they|you|it)('re| are|'s| is)? also (talking|in talks|speaking) (to|with)\b|\bin talks with <cap>|\balso (speak|spoke|met|had a call) with (two|three|other|another|<cap> last)|\b(another|other|second|third|alternative|competing|current|existing|present|old|incumbent|two|three|four|five|one of your) (of your )?<firm>\b|\b(a|your|the|one|any|to a) (competitor|rival|incumbent)\b|\bthe incumbent\b|\b(competitors?|rivals) (have|has|had|was|were|is|offers?|quoted)\b|\bone of (two|three|four|five|several) <firm>\b",
    r"|\b(not|aren't) the only (one|ones|vendor|supplier)\b|\b(in|still in) the (race|running|picture)\b|\bbidders?\b|\b(two|three|third|second|other|competing|more|lower) (bids?|offers?|quotes?)\b|\bat least two bids\b|\btender went to\b|\bshortlist(ed)? (is )?you and\b|\bup against\b",
    r"|\b(demos?|demonstrations?|pilot|trial|proof of concept) (from|with|of) (<cap>|another|a competitor|other)\b|\bevaluat(ing|ion covers|e)\b[^.?]*\b(you and|products|vendors|tools)\b|\bcompar(e|ing) you (with|to|and)\b|\bcompared (to|with) <cap>,? (you|your)\b|\bcompare (two|three|four) products\b|\bbenchmark you\b|\bbake-?off\b|\b(testing|trying) (<cap> next to|(two|three) products)\b|\b<cap> (ahead of|above) you\b|\bahead of you on\b|\bstands above you\b|\branks? you\b|\blook(ing)? at (the )?alternatives?\b|\balternatives to (you|your)\b|\balternative supplier\b",
    r"|\b(offer|quote|bid|demo) (from|of) <cap>|\b<cap>( ha(ve|s))? (offered|quoted|undercuts?|undercut|came by|comes? with|presents?)\b|\b(offer|quote|bid)( from <cap>)? (is|was) ([a-z]+ )?(lower|cheaper|better|half)\b|\b(lower|cheaper|better|second|other|competing|new) (offer|bid|quote)\b|\bthe other (vendor|supplier|offer|bid|tool|product|candidate|one this time)\b|\bcounter-?offer\b|\bquoted (half|\d|us)\b|\bfixed price for\b|\bbelow yours\b|\bundercut|\b(they|<cap>) (is|are) cheaper\b|\bmatch your price\b|\bhave an offer from\b|\basked (<cap>|three suppliers|others) for (a|an) (quote|offer)\b",
    r"|\b(likes?|liked) <cap> (better|more)\b|\b(prefers?|preferred|rather (have|take|go with)) (<cap>|the other)|\b(lean|leans|leaning) towards\b|\byou (lose|lost) (on|against|to)\b|\b<cap> (has|have) the better\b|\b<cap> is (ahead of you|still in)\b|\b<cap> can do (this|that|it) (too|as well)\b|\byou are expensive\b|\bother (tool|product) was\b",
    r"|\b(been|worked) with <cap> for\b|\b(stay|staying|renew|extend|stick) with (the (old|current|present|existing) |<cap>|what we have|our (current|existing|present)|paper|the spreadsheets)|\balready (use|have) (a|the) (tool|licen[cs]e|product|system)\b|\b(current|existing|present|old) (vendor|supplier|provider)\b|\bstay on the (current|old) system\b|\bannounced the same\b",
    r"|\bin-house (tool|solution|version|build|project)\b|\b(do|build|built|building|make|develop|write|wants to build) (it|this|that|one|the tool|its own|their own) ?(in-house|ourselves|themselves|inside|internally)\b|\b(do|build|develop|make|take|bring)( it| this| that| everything)? in-house\b|\bbuil(d|t|ding) (it|this|that) (ourselves|themselves)\b|\b(own|its own|their own) (development|tool|version|prototype)\b|\bprototype of (its|their|his) own\b|\bmake[- ]or[- ]buy\b|\bbuild (against|versus|or|vs) buy\b|\binternal solution\b|\b(could|can) do the same with\b|\bsay they can write\b|\bdo it in-house\b",
    r"|\bdo(ing)? nothing\b|\b(leave|leaves|leaving) (everything|things|it all) as (it is|they are|it was)\b|\bstatus quo\b|\b(carry on|stay|stick|staying|live) with (the )?((old|current|present) (system|process|tool|way)|spreadsheets?|paper|excel|what we have)\b|\bnot (change|buy|buying) (anything|at all)\b|\brather not (change|buy|do) \w+|\bno change at all\b|\bwait (a|another) year\b|\bthe alternative is to (wait|leave|carry|stay|keep|do)\b|\b(could|can) (also )?hire\b[^.?]*\b(instead|for that)\b",
    r"|\b(went|gone) with <cap>|\b(chose|chosen|bought|picked|signed with) (a competitor|<cap>)|\blost [a-z ]*to (<cap>|a (competitor|rival))|\bwent to a rival\b|\bgiven to a rival\b|\bto a rival\b|\bchose a competitor\b",
    r"|\b(invited|asked) (<cap> to present|(three|four|five|other) (suppliers|vendors|bidders))\b|\btalking (with|to) other (<firm>|companies)\b|\bevaluating (you and|other|others|alternatives|(two|three|several) )",
);

/// The same words of law, of sport, of the buyer's own market, of other things, and where there is no other.
pub(super) const EXCEPT: &str = concat!(
    r"^.*\?\W*$",
    r"|^.*\b(competition (law|authority|rules|commission(er)?|tribunal)|antitrust|non-compete|in the final|swimmer|airlines?|insurers?|retail|talent)\b.*$",
    r"|\bour ([a-z]+ )?(rivals?|competitors?)\b.*|\bwe compete\b.*|\bcompetitive\b",
    r"|^.*\b(no|not|n't|never|nobody|none|only|without|off the table|stopped the talks)\b[^.?]*\b(vendors?|suppliers?|anybody else|anyone else|competitors?|offers?|alternatives?|option|in-house|build|building|do nothing|we look at)\b.*$|\bin-house is not\b.*|^.*\b(off the table|stopped the talks|any alternative to you)\b.*$",
    r"|\bin-house (lawyer|counsel|doctor|training|legal)\b|\balternative (date|route|text|time)\b",
    r"|\b(other|paper) suppliers? (of|number|is late)\b.*|\bsupplier registration\b",
    r"|\btalk(ing|s)? (to|with) (our|the|my) ?(lawyers?|union|auditors|bank)?\b|\bmeeting the auditors\b",
    r"|\boffer (from|of) (a (landlord|bank)|you)\b|\boffered (to|tea|coffee|lunch)\b",
    r"|\b(prefers?|rather) (the train|come|wait|meet|take this)\b",
    r"|\b(cheaper|better) (printer|flight)\b|\bcompares? (two|the two) (files|versions|lists|columns)\b|\b(your|the) (tool|system|app|product|suite) (compares|offers|has)\b.*|\bproduct better than\b|\bbetter than before\b",
    r"|\b(years ago|in (19|20)\d\d|former|closed in)\b.*|\b(old|former) (vendor|supplier) (went|closed|was)\b.*",
    r"|\b(signed with|went with|asked|chose|chosen|met|invited) (the landlord|my|[a-z]+ (colleagues|speakers|to the|as its))\b.*|\bleave the box\b|\b(built|build) (the|houses|a) [^.?]*ourselves\b|\bnothing to (do|say|add)\b|\bnothing was\b",
    r"|\b(street|road) is closed\b",
);

/// What is said of it on either side in the last half year, newest first, theirs before ours.
pub(crate) fn competition<'a, 'b: 'a>(book: &'a Book<'b>) -> Vec<&'a Line<'b>> {
    let recent = |line: &&Line<'b>| (book.today - line.date).num_days() <= FRESH;
    let mut found: Vec<&Line<'b>> =
        book.newest(Topic::Rival).filter(|line| !line.is(Topic::Question)).filter(recent).collect();
    found.sort_by_key(|line| !line.theirs());
    found
}

/// Days after which an alternative is no longer told.
const FRESH: i64 = 180;

#[cfg(test)]
mod tests {
    use crate::read::topics::{Patterns, Topic};

    #[test]
    fn an_alternative_to_us_is_told_from_a_rival_of_theirs() {
        let rival = |text: &str| Patterns::compiled().of(text).has(Topic::Rival);
        assert!(rival("We have an offer from Brand on the table."));
        assert!(rival("Doing nothing for a year has its friends."));
        assert!(!rival("Our competitors in the north open on Sundays."));
        assert!(!rival("There is no other vendor."));
        assert!(!rival("Is there another vendor?"));
    }
}

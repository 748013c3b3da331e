//! Goals: what the buyer wants to reach, in the buyer's words.

use domain::EntryKind;

use super::{Book, Line, topics::Topic};

/// What one does to a business; stands for `<change>`.
pub(super) const CHANGES: &str = r"(reach|settle|reduce|halve|double|triple|grow|become|close (both|all|two|the (gap|depots))|cut|bring (down|our|the|back|every|all)|lower|raise|increase|improve|expand|merge|consolidate|centrali[sz]e|automate|replace|shorten|get (rid|away|faster|better|out of|our [a-z ]+ to|down|off)|win back|free|spend (less|more)|digiti[sz]e|moderni[sz]e|open ([a-z]+ ){0,2}(labs?|branch(es)?|stores?|plants?|sites?)|report our|eliminate|achieve|standardi[sz]e|unify|simplify|scale|speed up|roll out|enter)";

/// What is a goal only where it is wished for; stands for `<wish>`.
pub(super) const WISHES: &str = r"(be (the|in|out of|profitable)|move|lead|save|keep|give every|make [a-z]+ (simple|easy|safe|faster|better)|see (half|fewer|less|more)|take load|unite)";

/// Ways of stating one.
pub(super) const WORDS: &str = concat!(
    r"\b(our|my) ([a-z-]+ ){0,2}(aims?|goals?|objectives?|targets?|ambitions?|vision|mission|strategy|strategies|priority|priorities)( 20\d\d| number one| of ours)?( (for|of|in|until|this)( [a-z0-9']+?){1,5})? (is|are|remains?|remain|to|foresees?)\b|\bour (goal|aim|target|objective) this year\b|\bgoal of ours\b|\b(our|big|bold) ambitions? in\b",
    r"|\b(the|one|two|three|first|top|board's|group's|council's|company's|number one) ([a-z-]+ ){0,2}(aim|goal|objective|ambition|vision|mission|strategy|priority|target)s?( (for|of|in|until|this)( [a-z0-9']+?){1,5})?( number one)? (is|are|remains?)\b",
    r"|\b(board's|group's|council's|company's|school's|hospital's|strategic) (objectives?|goals?|aims?)\b|^([a-z]+ )?(goals?|targets?|objectives?|priorities) (this|for the|for) (year|20\d\d|next year)\b|^goals? (20\d\d|for)\b|^(top|first) priority\b|\bpriority number one\b|\b(two|three|simple|big|clear) (goals?|ambitions?)\b|\b(the|our|one) goals? (for|of|in) (the|this|next|spring|20\d\d|ours)\b",
    r"|\b(we|i|programme|project|they|company|group|board) (now |also |really )?aims? (to|for)\b|\baiming (to|for|at)\b",
    r"|\b(set|gave|given|have|has|had)( itself| ourselves| us| themselves| myself| been given| been set)? (the|a) (goal|target|objective) of\b|\bwe('re| are) targeting\b|\bwe target a\b",
    r"|\b(is|are) (a|our|the) (highest |top |big |main )?priority( for us)?\b|\b(number one|top|high) (on|of) our (list|agenda)\b|\bcomes first (on|for|with) (our|us)\b|\bwhat (matters|counts) most (to|for) us\b",
    r"|\b(we|i|they|management|board|ceo|director|group|company|council|hospital|factory|plant|teams?|school|bank)('d| would| also| really)? ((wants?|wish|wishes|like|intend|intends|plan|plans|hopes?) to (also |finally |really )?(<change>|<wish>)|((needs?|have|has) to|must) (also |finally |really )?<change>)\b|\b(looking|trying|hoping|planning|wanting) to (also |finally )?(<change>|<wish>)\b|\bworking towards\b",
    r"|\b(we|i) want (one|my|our|every|all|each|customers|tenants|patients|citizens)\b|\bwhat (we|i) (really )?want is (one|a|fewer|less|more)\b|\bteams? needs? to spend (less|more)\b",
    r"|\bsuccess (for us )?(means|would mean|looks)\b|\bsuccess for us is\b|\bby 20\d\d (we|i|every [a-z]+|all [a-z]+) (want|have|must|need|should|has)\b|\b(at|by) the end of (next|the|this) year,? (we (want|should|must|have to)|(every|each|all) [a-z]+ (should|must|have to|has to))\b|\bin (two|three|four|five|ten|\d+) years,? (we|i) (see|want)\b|\bwhat (we|i) hope to (achieve|see|reach|get)\b|\bit('s| is) (all )?about (getting|keeping|bringing|cutting|reducing|growing|freeing)\b",
    r"|\bthe (whole )?(idea|point|plan|purpose)( (behind|of|for)( [a-z0-9]+){1,5})? is to (<change>|<wish>|give|let)\b|\b(five|three|ten|\d+)-year plan\b|\bon a mission\b|\bwe dream of\b",
);

/// The same words of a meeting, of a sale, of others, of a program, or where there is none.
pub(super) const EXCEPT: &str = concat!(
    r"^.*\?\W*$",
    r"|\b(aim|goal|objective|purpose|target|point|idea|plan|priority) (of|for|behind) (the |this |today's |our |your |my )?(today's )?(calls?|meeting|mail|e-?mail|hour|session|workshop|visit|today|demo|webinar|week)\b.*|\b(priority|goal|aim|target) this (week|quarter)\b.*",
    r"|^.*\b(quota|sales target|account plan|(as|for) (a|your) vendor|cross-?sell|sell them|win (this|the) (account|renewal|deal)|close (this|the) (deal|quarter)|close before|displace|(six|four|\d+) deals|signature (in|by)|economic buyer|foothold)\b.*$",
    r"|^.*\b(his|her|son's|daughter's|your|government's?|state's|rivals?|competitors?|vendor's) ([a-z]+ )?(goal|aim|aims|ambition|objective|mission|strategy|priority)\b.*$|^.*\b(rival|competitor) (aims|wants|plans)\b.*$",
    r"|^.*\b(no|not|[a-z]+n't|never|nobody)( [a-z']+){0,4} (goals?|aims?|objectives?|priority|priorities|targets?)\b.*$|\b(goals?|objectives?|targets?|priorities) (have|has|were|are) not\b.*|\b(do not|don't|did not|not) want\b.*|\bwant to move on\b",
    r"|^.*\b(goal|aim|objective|priority|target|strategy)s? (was|were|used to be|is not|isn't)\b.*$|\b(the )?old (strategy|goal|plan)\b.*",
    r"|\b(scored?|late|own) (a )?goals?\b|\bgoals? (in|against|post|from)\b( the| [a-z]+)? ?(minutes?|metres?|half)?|\b(goalkeeper|goalie|goal post|podium)\b.*",
    r"|\btarget (system|audience|date|group|value|database|file|user|machine|server)s?\b.*|\bpriority (support|mail|tickets?|queue|boarding)\b.*|\b(set|change) the priority\b.*|\bpriority of the (ticket|issue|bug)\b.*",
    r"|\bobjective (function|lens|opinion|measure|view|test)\b.*|\b(vision|mission) (system|sensor|problems?|statement)\b.*|\bmission in\b.*|\baim(s|ed)? (the|high|well)\b.*|\bstrategy (paper|department|meeting)\b.*",
    r"|\b(keep|make|move|give|bring|replace|close|see|save|cut|enter|reach|settle|halve|shorten|lead)( [a-z']+){0,3} (call|meeting|slot|appointment|date|train|invoice|note|copy|room|slides?|point|file|touch|mind|sure|decision)\b|\b(reach|keep|bring) (?-i:[A-Z])[a-z]+",
);

/// What they want to reach, newest first; letters before talk.
pub(crate) fn goals<'a, 'b: 'a>(book: &'a Book<'b>) -> Vec<&'a Line<'b>> {
    let mut found: Vec<&Line<'b>> =
        book.newest(Topic::Goal).filter(|line| line.theirs() && !line.is(Topic::Question)).collect();
    found.sort_by_key(|line| line.entry.kind != EntryKind::Mail);
    found
}

#[cfg(test)]
mod tests {
    use crate::read::topics::{Patterns, Topic};

    #[test]
    fn a_goal_of_the_business_is_told_from_one_of_an_hour() {
        let goal = |text: &str| Patterns::compiled().of(text).has(Topic::Goal);
        assert!(goal("We want to halve what we pay for couriers."));
        assert!(goal("Our aim is a quiet winter on the wards."));
        assert!(!goal("The aim of this call is a quiet hour."));
        assert!(!goal("We want to halve the meeting."));
        assert!(!goal("Is our aim to be quiet?"));
    }
}

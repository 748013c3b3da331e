//! Conditions: what must be so before something else is. A condition has no date.

use domain::EntryKind;

use super::{Book, Line, topics::Topic};

/// Ways of stating one.
pub(super) const WORDS: &str = concat!(
    r"\b(on hold|on ice|frozen|paused|parked|postponed|suspended|blocked|stuck|holding off|held up|waits?|waiting)( [a-z']+){0,3} (until|till|pending)\b",
    r"|\bpending (the|a|an|our|your|board|legal|approval|sign)\b",
    r"|\b(can't|cannot|won't|will not|don't|do not|nothing|nobody|no \w+)( [a-z']+){1,6} (until|before|without)\b",
    r"|\bwaiting for( [a-z']+){1,5} before\b",
    r"|\b(we|i|we're|i'm|nobody|you get|there|it|deal|order|project|phase|purchase|discount|off|rollout|renewal)('ll|'d| will| would| can| may| could| might| go| are| is| get| sign| buy| order| have| start| accept| won't| happily| off)? [^,.;?]*\bif\b",
    r"|\b(discount|fee|price|cent|concession|offer|only|off|deal)( off)? [^,.;?]*\bif\b|^(and |but |so |then )?if [^,.?]*(,| then) ?[^.?]*\b(we|i|it's yours|deal|order|project|money|budget|price|contract|phase|pilot|board|signs?|someone|out|accept|approved?)\b|^(and |but |so |then )?if (the|our|your|you can|you could|we don't|we can't|there is) [^,.?]* (we|i) [^.?]*|^(and |but |so |then )?if (this|that|it|we|they|he|she|nobody|somebody|anybody) [^,.?]* (we|i) (will|'ll|would|'d|can|have|need|stop|stay|leave|take|buy|sign|go|start|renew|extend)\b|^if (not )?approved\b|\bif and when\b",
    r"|^should (the|our|your|this|it|they|we|\w+ not) [^?]*$|\bin (case|the event)( that)? (the|we|you|it|they|a|our|your|of)\b",
    r"|\bonly (if|when|once|after|with|as long as|on condition|possible (with|if|when|after))\b",
    r"|\bprovided (that|the|you|we|it|they|our|your|legal|nobody|all|there)\b|\bproviding (that|the|you|we|it|our|your)\b|\b(as|so) long as\b",
    r"|\bon (the )?(condition|understanding|proviso|premise) that\b|\bassuming\b",
    r"|\bsubject to\b|\b(conditional|contingent|dependent) (up)?on\b|\b(depends|depending) (up)?on\b|\bdepend on (whether|what|how|if)\b",
    r"|\b(that|it) depends\b|\bhinges? (up)?on\b|\bcomes? down to (whether|if|what|the)\b",
    r"|\b(once|the moment|as soon as) (the|we|you|it|it's|they|our|your|this|that|i|all|both|legal|procurement|finance|(?-i:[A-Z])[a-z]+)\b",
    r"|\bwhen (the|our|your|all) [^,.?]*\b(is|are|has|have) (been )?(done|over|approved|agreed|finished|there|signed|complete|completed|through|ready|closed|clear|confirmed|in place|settled|released)\b",
    r"|\bafter (the|our|your|legal|procurement|it) [^,.?]*\b(has|have|is|are) (approved|agreed|signed|decided|cleared|accepted|confirmed|countersigned|finished|passed|released|\w+ed)\b",
    r"|\bunless\b|^without [^.?]*\b(cannot|can't|won't|will not|no|not|nothing)\b|^no \w+( \w+)?, no \w+",
    r"|\bneeds? [^.?]*\bbefore (we|i|it|they|anything|you)\b|^before [^.?]*\b(has|have|must|needs?|wants?) (to|a|an|the|be)\b|^before [^,.?]*\bwe want\b",
    r"|\b(has|have|needs?) to( \w+){1,4} first\b|\bmust( [a-z]+){1,4} (first|before)\b|^first (the|our|your) [^.?]*\b(has|have|must|needs?)\b",
    r"|\b(prerequisite|precondition)s?\b|\b(is|it's) a (condition|requirement)\b",
    r"|\b(requires?|needs?) (the |a |an )?(\w+ )?(approval|sign-?off|consent|signature|agreement|clearance) (of|by|from)\b",
    r"|\b(requires?|needs?) (a |an |the )?(board|legal|written|formal|second|prior)? ?(approval|sign-?off|consent|signature|clearance)\b",
);

/// The same words in manners, indirect questions, idioms, the past, and what a program does.
pub(super) const EXCEPT: &str = concat!(
    r"\b(until|till|before) (<day>|six|seven|eight|nine|ten|eleven|twelve|noon|midnight|lunch|then|now|further notice)",
    r"|\b(know|dunno|assess|verify|test|knows|sure|ask|asks|asked|asking|wonder|wonders|wondering|see|check|checks|checked|confirm|out|remember|certain|clear|say so|doubt|unsure|tell (me|us)) if\b",
    r"|\b(grateful|great|nice|happy to \w+|glad to \w+|call me|ask me|call us|feel free to \w+|free|talk|appreciate it|good|shout|mail me) if\b",
    r"|\b(as|even|what|big|few|a good,) if\b|\bno ifs\b",
    r"|\bif (only|any\b|anything|nothing|need be|possible|necessary|useful|memory|in doubt|long|not (more|better)|so\b)",
    r"|\bif (i|we) (remember|recall|may|might|understand|were|read|see it|look)\b|\bif i'm (honest|right|not mistaken|wrong)\b|\bif i am (honest|right)\b",
    r"|\bif (you|there) (have|are|is|need|want|don't mind|do not mind|will\b|ask me|look|could|would|like|wish|get a chance|know|missed|see|'d like)( [a-z]+){0,2} ?(questions?|anything|help|more|to know|me|at page|send|time|a moment|fine|be so|it\b|,)",
    r"|\bif you (don't mind|will,|ask me|need (anything|help)|look at|could|would like|wish|like)\b",
    r"|\bif (that's|it's|that is|it is|this is) (ok|okay|all right|alright|fine|convenient|useful)\b",
    r"|\bif [^,.?]*\b(had|'d) (known|asked|told|been|met|agreed|come|\w+ed)\b.*$|^.*\b(would|'d|could) have\b.*$",
    r"|\b(i|we|you|they|he|she|was|were|is|are|been|has|have|had|team|vendor|finance|be) provided\b|\b(am|is|are|were|was|be|been|by|for) providing\b",
    r"|\bonce (a|an|per|upon|again|more|in|had|every)\b|\b(at|for|all at|was|is|more than) once\b",
    r"|\b(once|after|when|as soon as) [^,.?]*\b(had|was|were|went|saw|came|left|heard|got|flew|joined|began|started)\b|\b(until|before) [^,.?]*\b(had|was|were|went)\b",
    r"|\bin case (you|we|i) (only|missed|haven't|have not|did|didn't|are|forgot|want|wonder)\b|\bunless (i'm|i am|i mis|you (would|'d) rather|otherwise|stated)\w*",
    r"|\b[a-z]+ that depends on\b[^.,;]*|\bdata subject|\bchange the subject",
    r"|\b(was|were|been) (on hold|on ice|frozen|paused|parked|waiting)\b",
    r"|\b(if|when|as soon as|once) (a|an|the|you) [^.?]*\b(the|an?) (system|app|job|tool|program|record|service|software|page|window|field|button) [^.?]*$",
    r"|^the (system|app|job|tool|program|service|software|page|window) [^.?]*\b(if|when|once|as soon as) [^.?]*$",
    r"|\bassuming (you have|you had|everyone)\b|\bas long as (i|we) (can remember|live)\b",
);

/// Days after which a condition is no longer told.
const FRESH: i64 = 60;

/// What is decided or done only once a condition holds.
const MATTERS: [Topic; 9] = [
    Topic::Security,
    Topic::Legal,
    Topic::Procurement,
    Topic::Finance,
    Topic::Budget,
    Topic::Process,
    Topic::Paper,
    Topic::Decision,
    Topic::Blocked,
];

/// The conditions that they have set for the deal, newest first.
pub(crate) fn conditions<'a>(book: &Book<'a>) -> Vec<Line<'a>> {
    let set = book.newest(Topic::Condition).filter(|line| {
        line.theirs()
            && !line.is(Topic::Question)
            && !line.long()
            && matches!(line.entry.kind, EntryKind::Mail | EntryKind::Call)
            && MATTERS.iter().any(|topic| line.is(*topic))
            && (book.today - line.date).num_days() <= FRESH
    });
    set.copied().collect()
}

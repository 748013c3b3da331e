//! Metrics: figures that measure the buyer's business, in the buyer's words; not dates, prices, or numbers of pages.

use domain::EntryKind;

use super::{Book, Line, topics::Topic};

/// A number in figures or words; stands for `<n>`.
pub(super) const NUMBER: &str = r"([£€$] ?)?(\d[\d,.]*( ?(k|m|bn))?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|eighty|ninety|a hundred)( (million|thousand|hundred|billion))?";

/// What a business counts; stands for `<thing>`.
pub(super) const THINGS: &str = r"(claims?|letters?|recoveries|handlers|cases|orders|employees|staff|branches|depots|trucks|buses|patients|tenants|households|flats|articles|tickets|positions|vacancies|invoices|parcels|pallets|accidents|deviations|complaints|breaches|recalls|stores|nurses|drivers|members|applications|inspections|tests|bottles|reports|deliveries|calls|citizens|pupils|beds|shipments|returns|incidents|machines|vehicles|planners|agents)";

/// Ways of stating one.
pub(super) const WORDS: &str = concat!(
    r"\b\d[\d,.]* ?(%|per cent\b|percent\b)|\b<n> per ?cent\b",
    r"|\b(one|two|three|nine|eight|\d+) (in|out of) (every )?(two|three|four|five|six|ten|\d+)\b|\b(a|two|three|one|by a) (thirds?|quarters?|fifth) of (our|the|my|all|them)\b|\btwo thirds of\b|\bhalf (of )?(our|the|my|all)\b|\bby a (third|quarter|fifth|half)\b",
    r"|\b<n>( [a-z-]+){0,4} (a|per|every|each|by the) (day|week|month|year|hour|shift|quarter|rep|night|case|claim|booking|call|person)\b|\b(last|this|per) (year|quarter|month)( [a-z']+){0,3} <n> [a-z]+\b|\b<n> [a-z]+ (in the last|in|last) (quarter|year|month|may|june|20\d\d)\b",
    r"|\b\d[\d,.]*( million| thousand)? ([a-z-]+ ){0,2}<thing>\b|\b(twelve|four|nine|eighty|forty|hundred) <thing>\b",
    r"|\b(we|they|hospital|group|company|plant) (also )?(run|employ|handle|serve|manage|process|ship|operate|look after|onboarded|treat|make|get|do|send)s?( about| roughly| around| nearly| over| something like)? \d[\d,.]*\b|\bthere are( about| some| over)? \d[\d,.]* ([a-z-]+ )?(employees|people|depots|branches|sites|articles|unpaid)\b|\bwe have( about| over)? \d[\d,.]* ([a-z-]+ )?(branches|sites|employees|people|plants|handlers|stores|depots)\b|\bonboarded \d+ people\b|\bserve \d",
    r"|\btakes? (us |my people |nearly |about |around |[a-z]+ )?<n> ([a-z]+ )?(minutes|hours|days|weeks|months)\b|\b(times?|wait|close|permit|line|order|truck|service level|benchmark|kpi|backlog)\b[^.?]* <n> ([a-z]+ )?(minutes|hours|days|weeks|seconds|cases|claims|visits)\b|\b(wait|waits|waited|average|stood still|down for|lead times?|time to [a-z]+)\b[^.?]* <n>\b[^.?]*\b(minutes|hours|days|weeks|months)\b|\b(lose|loses|spend|spends|lost|spent)( about| around)? <n> (hours|minutes|days)\b|\b<n> weeks behind\b",
    r"|\bcosts? (us )?(between |about |around |nearly )?<n>( and| million| euros| pounds| dollars| more)\b|\bcosts? us (about |around |nearly )?[£€$\d]|\bcost (of|per) [^.?]*\d|\bwe (spend|lose|lost|paid|wrote off|spent)\b[^.?]*(\d|million)|\b(turnover|revenue|sales|margins?|overtime|order value|energy|penalties|profit)\b[^.?]* (\d|<n> million)|[£€$] ?\d|\bdaily cost\b",
    r"|\b(rose|risen|fell|fallen|grew|grown|dropped|went up|went down|gone up|gone down|is up|are up|is down|are down|increased|decreased|reduced|cut|shrunk|climbed|brought|came) [^.?]*\b(by|from|to|down to|of) ([£€$] ?)?\d|\b(has|have) (doubled|tripled|halved|quadrupled)\b|\b(doubled|tripled|halved) (since|in|within|over)\b",
    r"|\b(nps|satisfaction|rating|score|scores)\b[^.?]* \d|\b\d+ points\b|\b\d(\.\d)? out of \d+\b|\b(counted|found|had) \d+ (breaches|deviations|errors|faults|defects|findings)\b",
    r"|\b(share|number) of [^.?]*\d",
);

/// Numbers of an offer, of a meeting, of a program, of daily life, of the world at large.
pub(super) const EXCEPT: &str = concat!(
    r"^.*\?\W*$",
    r"|^.*\b(budget|discount|offer|offers|quote|price|licen[cs]e|fee|setup|per user|per seat|seats?|set aside|goes? to the board|liability|cap|clause|payment|penalty in|could (live|pay)|first year costs|% off|per cent off)\b.*$",
    r"|^.*\b(your (system|tool|app|page|website|site|brochure|product|platform|case study|software|api)|the (app|upload|page|file|system|tool) (supports?|is|has|stops?|needs?|loads?|returns?|crashed|allows?)|error \d+|our (platform|product|uptime|support|customers)|other customers)\b.*$",
    r"|^.*\b(inflation|population|unemployment|market grows|the market|industry average|raised the rate|degrees|miles)\b.*$",
    r"|\b(\d+|hundred) ?(%|per ?cent) (sure|right|agreed|certain|agree|with you|correct)\b|\bagree \d+ ?%|\b110 per ?cent\b|\bi'm \d+ ?(%|per ?cent)",
    r"|\b(demo|call|drive|train|flight|meeting|review|workshop|journey) (takes?|lasts?|is)\b[^.?]*|\b(give me|i need|i'll|booked|within|in|for about|i have|i've|sent you|we have) <n> ([a-z]+ )?(minutes|hours|days|weeks|points?|mails|files|questions|options)\b",
    r"|\b(row|page|slide|clause|section|version|room|ticket|invoice|order number|po|case|chapter|figure|step|question|article|iso|appendix|number|office) #?\d[\d,.]*\b|\bquestionnaire has\b[^.?]*|\b\d+ (questions|pages|rows|mb|gb|characters)\b",
    r"|\bworked here for\b.*",
);

/// Their figures, newest first; letters before talk.
pub(crate) fn metrics<'a, 'b: 'a>(book: &'a Book<'b>) -> Vec<&'a Line<'b>> {
    let mut found: Vec<&Line<'b>> =
        book.newest(Topic::Metric).filter(|line| line.theirs() && !line.is(Topic::Question)).collect();
    found.sort_by_key(|line| line.entry.kind != EntryKind::Mail);
    found
}

#[cfg(test)]
mod tests {
    use crate::read::topics::{Patterns, Topic};

    #[test]
    fn a_figure_of_the_business_is_told_from_one_of_an_offer() {
        let metric = |text: &str| Patterns::compiled().of(text).has(Topic::Metric);
        assert!(metric("We print 90,000 letters a year."));
        assert!(metric("One in four boxes comes back."));
        assert!(!metric("Your offer is £90,000 a year."));
        assert!(!metric("Page 4 lists what comes back."));
        assert!(!metric("I'm 90 percent sure it was the other box."));
    }
}

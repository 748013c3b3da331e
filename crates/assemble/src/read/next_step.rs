//! The next step: what is done next, and, where it is said, by whom, on which day, and with which yes or no.

/// Ways of stating one.
pub(super) const WORDS: &str = concat!(
    r"\bnext (steps?|action|actions)( from here| for us| for you)?( is| are|:| -| –)|^next( up)?:|^(as|for) (a|the|our) next step\b|\bagreed next steps?\b",
    r"|^(actions?|action items?|action points?|to-?do|to do|follow-?up|follow up|next|ap|ai)( (on|for))?( \w+){0,2} ?(:|-|–) |^(todo|ap) (?-i:[A-Z])\w+",
    r"|^(both (sides|teams|parties)|us|client|customer|vendor|supplier|buyer|legal|procurement|finance|security|it|(?-i:[A-Z])\w+( (?-i:[A-Z])\w+)?( and (?-i:[A-Z])\w+)?) to <act>\b",
    r"|^(their \w+|our \w+|procurement|legal|finance|security|(?-i:[A-Z])\w+)( (?-i:[A-Z])\w+)? (will|is going to|are going to|has agreed to|have agreed to|takes|owns|gives|sends|meets|runs|checks|returns|presents|reports|confirms|will be) [^.?]*<day>",
    r"|^(?-i:[A-Z])\w+ has agreed to \w+|^(?-i:[A-Z])\w+ is going to <act>",
    r"|\b(we|let's|let us)( will|'ll| shall| are going to| can| agreed to| have agreed to)?( then| next| now)? (meet|speak|talk|reconvene|review|decide|see each other|sit down|go through)( [^.?]*)?<day>",
    r"|\b(meeting|call|workshop|kick-?off|demo|session|visit|review|follow-?up|committee|pilot|trial|training|presentation|steering)( [a-z]+){0,4} (is|are|set|sits|takes|starts|begins|meets)( (now|also|then))?( (set|booked|scheduled|planned|place|fixed|agreed|due))?( (for|on|at|in|to))?( [a-z]+){0,3} ?<day>",
    r"|\bnext (call|meeting|session|review|demo)( is)? (on|at|for) |\bnext (call|meeting|session|review|demo): |^(demo|workshop|call|meeting|session|visit|review|kick-?off)( (with|for) [^.?]*?)? (on|in|set for|at|this|next) ?<day>",
    r"|\b(board|committee|group|team|council|management) (decides|votes|(will|is to) (decide|vote|approve|choose|reject))\b|^final decision\b|\bfinal decision (is|by|on)\b|\bdecision( on [^.?]*?)? (due|by|on) ?<day>",
    r"|\bgo( ?/ ?| or | and )?no-?go\b|\b(expect|need|gives?|want|get) (us |you |me )?(a |clear )yes or no\b|\byou decide yes or no\b|\byes or no by\b",
    r"|\b(we|it was|you and i|they|both sides)( have| had)? agreed (that|to)\b|^agreed: ",
    r"|^the plan( from here| now)? is\b|\bwhat happens next( is|:)|^from here,? ",
    r"|^(then|after (that|this)|after the \w+),? ((?-i:[A-Z])\w+|our team|your team|we|they|legal) (sign|present|send|run|review|decide|test|return|meet|start|check|take|deliver)s?\b|\b(team|legal|side) then (sends|signs|tests|reviews|returns)\b",
    r"|\b(i|i'd|i would|we) (suggest|propose)( that)? (a|an|we) [^.?]*(\bmeet\b|\bcall\b|session|review\b|workshop|<day>)|\bhow about (a|an|the) (\w+ ){0,2}(session|call|meeting|workshop|review|visit)\b",
    r"|\b(can|could|shall|should) we (all )?(meet|set up|put|plan|get|schedule|book|arrange|have|fix) [^.?]*<day>",
    r"|^(send|book|prepare|get|chase|arrange|share|set up|ask|draft|finish|collect|review|return|deliver|update) [^.?]*<day>|^(schedule|follow up with|check in with|chase|book) (the|a|an|with|both|(?-i:[A-Z])\w+)\b|^(call|phone|ring) (?-i:[A-Z])\w+ [^.?]*(<day>|about)",
);

/// What people do in a step that has an owner.
pub(super) const ACTS: &str = "(send|check|review|name|provide|confirm|set up|deliver|update|get|agree|open|register|share|return|book|prepare|write|sign|arrange|run|load|schedule|organi[sz]e|call|test|collect|circulate|draft|ask|bring|follow up|finali[sz]e|complete|introduce|fix|add|present|forward|submit|approve|revert|clarify|chase|speak|talk to|upload|invite|install|host|meet)";

/// The past, none, manners, what a program does, and what was called off.
pub(super) const EXCEPT: &str = concat!(
    r"^(\w+ing|just|but|and|then|so|or|as|only|also|not|well|yeah|like|enough|over|closer|close|attempts?|it|is|in order|one|people|someone|listen|next|happy|nice|glad|good|great|free|able|ready|welcome|want|need|needs|how|easy|hard|time|sorry|delighted|pleased|keen|have|try|used|back|thanks|access|due|up|here|where|what|users|managers|invitation|permission|right|way) to\b",
    r"|\bnext steps? (is|are) (unclear|open|not|to be|missing|unknown|still)\b|\bnext steps? (were|was|have been|had)\b|\b(no|without a|without any|not a|still need a|need a) (agreed |clear )?(next step|follow-?up)s?\b",
    r"|\bnext steps? (in|on|of)\b|^(it|you|this|that|there|they|which|who|people|those|these|what|when|where|do|does)( \w+)? (will|is|are|takes|gives|owns|meets|runs)\b.*$|\bin the next step\b|^next, (select|open|click|press|choose|go)\b",
    r"|^.*\b(is|are|was|were|been|be) (cancelled|canceled|called off|off|postponed)\b.*$|\b(was|were) (held|on|at|in)\b",
    r"|^the (service|system|app|job|tool|program|portal|software|backup) .*$|^(if|perhaps|maybe|had|once) .*$|\b(will|does|is|are|do) not\b.*$|\bwon't\b.*$|\bcould have\b.*$|\bwould\b [^?]*$",
    r"|\bto (do this|have|be able)\b|^(call|send|mail|ask|tell|get) (me|us|him|her|them|it|back)\b|^see you\b.*$|^looking forward\b.*$|^(thank you|thanks)\b.*$|^have a\b.*$",
    r"|\b(every|each|usually|always|normally)\b.*$|\bonce a\b.*$|\bagreed to (disagree|differ)\b|\bsoon\b.*$",
);

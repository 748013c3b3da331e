//! Questions that want an answer: asked outright or in other words, not those of manners, of the hour, or for effect.

/// Ways of asking.
pub(super) const WORDS: &str = concat!(
    r"\?\W*$",
    r"|\bplease (confirm|advise|let (us|me) know|tell (us|me)) (whether|if|how|what|which|who|where|why|that)\b",
    r"|\bplease (explain|describe|state|specify|clarify|indicate|list) (how|what|which|who|where|why|whether|the|your)\b",
    r"|\b(could|can|would) (you|someone|somebody) (please )?(confirm|tell|explain|clarify|describe|say)\b",
    r"|\b(would|'d) (like|love|be interested|be curious|want) to (know|understand|hear|learn)\b",
    r"|\b(need|want|wants|needs|like|keen) to (know|understand|learn) (how|what|which|who|where|why|when|whether|if)\b",
    r"|\bwonder(ing|s)? (if|whether|how|what|why|who|where)\b|\bcurious (how|what|whether|if|why|who)\b",
    r"|\b(my|our|one|another|quick|a|only) (\w+ )?question( (from|on|about|for|regarding)( \w+){1,3})?( is|:)",
    r"|\bquick question\b",
    r"|\b(not|isn't|un) ?clear to (us|me) (how|what|which|who|where|why|when|whether|if)\b",
    r"|\b(don't|do not) (yet )?(understand|see) (is )?(how|what|which|who|why|whether)\b",
    r"|\b(still|is) open (how|what|which|who|when|whether)\b",
    r"|\bwaiting to (hear|learn|know) (how|what|which|who|when|whether|if)\b",
    r"|^(please )?(tell|let) (me|us) (know )?(how|what|which|who|where|why|whether)\b",
    r"|\b(asks|asked|is asking|are asking|enquired)( (us|me|you))? (if|whether|how|what|which|who|where|why)\b",
);

/// Questions of manners, of the hour and for effect, and words about questions.
pub(super) const EXCEPT: &str = concat!(
    r"^\W*\w+( \w+)?\W*\?\W*$",
    r"|\bhow (are|is|was|were|have|'s) (you|things|everybody|everyone|your|the (weather|weekend|holidays?|week|trip|family|flight))\b[^?]*\?",
    r"|\bhow's (everybody|everyone|your|the|it)\b[^?]*\?|\bhope you[^?]*\?|\bdid you have a (good|nice|great|safe)\b[^?]*\?",
    r"|\b(hear|see) (me|us|my screen|the screen|my slides|the slides)\b[^?]*\?|\bon mute\b[^?]*\?",
    r"|\b(is|are|does|do|could|can|shall|would|how about|what about|should|will) [^?]*<day>[^?]*\?",
    r"|\b(is|are|does|do|could|can|shall|would) [^?]*\b(o'clock|next week|this week|(move|push) (the|this|our) (call|meeting))\b[^?]*\?",
    r"|\bdo you have (time|(a|one|five|ten|fifteen|thirty|twenty) (\w+ )?(minutes?|moment|second))\b[^?]*\?",
    r"|\bwhen would you have time\b[^?]*\?|\bwhat time\b[^?]*\?|\bwhich day\b.*$",
    r"|\bwho(( is|'s)( \w+)?| else is) (taking notes|joining|on the call|on the line|missing)\b[^?]*\?",
    r"|\bis (everyone|everybody|\w+) (here|there|joining|still there|still here|coming|on the call|back)\b[^?]*\?",
    r"|\b(right|correct) (link|room|number|call)\b[^?]*\?|\b(recording|record) this\b[^?]*\?|\b(do|would) you mind\b[^?]*\?",
    r"|\bshall (i|we) (send|begin|start|move on|go|continue|say|stop|take a break)\b[^?]*\?",
    r"|\b(does|did|do) (that|this|it) (make sense|help|answer|sound)\b[^?]*\?|\bmakes? sense\?|\bsounds? (good|familiar|fair)\b[^?]*\?",
    r"|\bis (that|this|it) (ok|okay|alright|all right|fine)( with you)?\?|\bare we (good|done|ready|all here)\b[^?]*\?",
    r"|\banything else\b[^?]*\?|\bany (other |more |further )?(questions?|thoughts|comments)\b[^?]*\?",
    r"|\b(can|may|could|might) i (just |quickly )?(jump|ask|interrupt|add|say|stop|come)\b[^?]*\?",
    r"|\byou (know|see) what( i mean)?\b[^?]*\?|\byou repeat\b[^?]*\?",
    r"|\bwho (knows|cares|wouldn't|doesn't|would(n't)? (have )?\w+ (that|it)|would have thought|has (the )?time)\b[^?]*\?",
    r"|\b(isn't|wasn't) (it|that|this) (\w+ )?(great|nice|wonderful|good|funny|amazing|beautiful|odd|strange)\b[^?]*\?|\bwouldn't it be\b[^?]*\?",
    r"|\bwhat could possibly\b[^?]*\?|\bhow hard (can|could)\b[^?]*\?|\bneed i say\b[^?]*\?|\bwhat more (could|can|do)\b[^?]*\?|\bguess what\b[^?]*\?",
    r"|\bwhy (does this matter|should you care|would any(body|one)|bother)\b[^?]*\?|\bwhat's (the point|not to like|in a name)\b[^?]*\?",
    r"|\bwhere (do|shall|should) (i|we) (begin|start)\b[^?]*\?|\bhow cool\b[^?]*\?|\bhow could (we|i|anyone) forget\b[^?]*\?|\bwhat does (that|this) tell us\b[^?]*\?",
    r"|\bwhat (you think|i mean)\b|\b(i|we) asked (him|her|them)\b|\b(survey|poll|form) asked\b",
    r"|\bi wonder (at times|sometimes)\b|\blet me tell you\b",
);

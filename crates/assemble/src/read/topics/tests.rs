//! What each skill must see and must not see, in sentences of our own.

mod lanes;

use super::*;

#[track_caller]
fn check(topic: Topic, yes: &[&str], no: &[&str]) {
    let patterns = Patterns::new();
    let missed: Vec<&&str> = yes.iter().filter(|text| !patterns.of(text).has(topic)).collect();
    let cried: Vec<&&str> = no.iter().filter(|text| patterns.of(text).has(topic)).collect();
    assert!(missed.is_empty() && cried.is_empty(), "{topic:?} should hold for {missed:#?} and not for {cried:#?}");
}

#[test]
fn every_pattern_compiles() {
    let patterns = Patterns::new();
    assert!(patterns.set.is_some());
    assert_eq!(patterns.skills.len(), skills().len());
}

#[test]
fn a_promise_has_a_person_and_an_act() {
    check(
        Topic::Promise,
        &[
            "I will send the list by Friday.",
            "We'll share the notes on Monday.",
            "You will have the page by 20 November.",
        ],
        &[
            "The board will send nothing.",
            "I would send it if I could.",
            "I sent the list on Friday.",
            "We will not send it.",
        ],
    );
}

#[test]
fn a_concern_is_more_than_a_mention() {
    check(
        Topic::Concern,
        &[
            "Your four hours is a target, not a promise, and I need to know which.",
            "I am worried about the mail relay.",
        ],
        &["The concert begins at eight.", "Thank you for the outline."],
    );
}

#[test]
fn being_undecided_is_not_being_against() {
    check(
        Topic::Undecided,
        &["I have not decided anything."],
        // What one says of another is not the speaker's own stance.
        &["I am against the plan.", "She isn't against it, she hasn't decided anything."],
    );
    check(Topic::Against, &["I am against the plan."], &["She isn't against it, she hasn't decided anything."]);
}

#[test]
fn a_delivery_says_that_something_is_there() {
    check(
        Topic::Delivery,
        &[
            "As promised, the test file layout.",
            "Here are the notes.",
            "Please find the form in the portal.",
            "The form is complete and uploaded.",
            "The list is attached.",
            "Enclosed is the page.",
            "The minutes are below.",
            "The proposal has been sent.",
            "The answers have been returned.",
            "Here it is.",
            "Below are the figures.",
            "The page was finished; it is attached.",
        ],
        &[
            "I will send the notes.",
            "There is no list yet.",
            "The form is missing.",
            "We are here for the day.",
            "The list is late.",
            "The promise stands.",
            "They sent nothing.",
            "Who returns the form?",
            "The review is complete.",
            "He is attaching strings.",
            "The tower stands beneath the hill.",
            "Nothing was uploaded.",
        ],
    );
}

#[test]
fn a_stance_is_the_speakers_own() {
    check(
        Topic::Favour,
        &[
            "I still support this and I'll say so in the room.",
            "I support the first phase.",
            "I am in favour of it.",
            "We are in favour.",
            "The backlog is the reason I am in this at all.",
            "I’ll say so on Friday.",
            "The test has convinced me.",
            "I am keen to begin.",
            "I'm keen on the pilot.",
            "I back this.",
            "I'm telling you because I want this to work.",
            "I am sold on the idea.",
        ],
        &[
            "She is in favour of nothing.",
            "Supporters came to the hall.",
            "I can own the review if somebody here names me.",
            "He likes it.",
            "They support another system.",
            "Support is open until six.",
            "I like the town.",
            "I would like the list.",
            "It convinced nobody.",
            "We sold the shed.",
            "The favourite colour is green.",
            "Do you support this format?",
        ],
    );
    check(
        Topic::Undecided,
        &["I would rather wait.", "We have not yet decided.", "I haven't decided.", "My difficulty is the order."],
        &["She hasn't decided anything.", "They would rather sell.", "It is decided.", "He isn't against it."],
    );
}

#[test]
fn a_lane_is_blocked_only_when_the_sentence_says_so() {
    check(
        Topic::Blocked,
        &[
            "The review is blocked on your side until then.",
            "The order is on hold until the budget is confirmed.",
            "I cannot close the review.",
            "Davit still owes me the summary.",
            "We are stuck at page 7.",
            "The form remains stuck.",
            "We are waiting for your answer.",
            "They are blocked.",
            "It is on hold.",
            "The mail relay is blocked by the test.",
            "You still owe us two pages.",
            "We are waiting for the list.",
        ],
        &[
            "Please read nothing into the silence until then.",
            "The block of flats is old.",
            "I hold the door.",
            "We cannot come.",
            "He owes me a drink.",
            "The review is done.",
            "Wait for me.",
            "They waited for a train.",
            "We closed the shed.",
            "A sticker is on page 7.",
            "The waiting room is full.",
            "The review starts today.",
        ],
    );
}

#[test]
fn a_goal_is_stated_as_one() {
    check(
        Topic::Goal,
        &[
            "The aim for 2027 is to settle four claims in five.",
            "Our objective is simple.",
            "Our goal is one place for all claims.",
            "Our priority is speed.",
            "We want to reduce letters.",
            "We want one place for a claim.",
            "My aim is a smaller backlog.",
            "The goal for spring is half of it.",
            "Our ambition is greater.",
            "We want to halve the cost.",
            "The objectives are written down.",
            "The aim of the pilot is a figure.",
        ],
        &[
            "Two I want to see with my own eyes.",
            "We want to talk on Friday.",
            "An aim is cheap.",
            "I want the list.",
            "He aims well.",
            "We need to know by June.",
            "The objection is noted.",
            "We want you to call.",
            "Keep it as it stands.",
            "Goalkeepers are tall.",
            "I want to leave early.",
            "Priority mail costs more.",
        ],
    );
}

#[test]
fn a_concern_names_what_troubles_them() {
    check(
        Topic::Concern,
        &[
            "My difficulty is the order of things.",
            "I cannot close the review until we have the list.",
            "That is a concern I have to raise.",
            "Row 12 is the one I care about.",
            "That is not an answer I can take to anybody.",
            "If it is America, I need to know what is in those mails.",
            "I am not comfortable with that.",
            "We object to clause 4.",
            "This is unacceptable.",
            "It is too expensive for one year.",
            "I'm not doing that again.",
            "I am afraid that nobody reads it.",
        ],
        &[
            "Read on the boat, I am afraid.",
            "If anybody wants it the other way round I need to know before June.",
            "As far as I am concerned, Friday suits.",
            "The concerned department is in Leeds.",
            "She does not say much.",
            "No doubt you are right.",
            "It is not too far.",
            "What happens in Leeds?",
            "The object is a pallet.",
            "Thank you, that was clear.",
            "We cannot come on Monday.",
            "I care for the garden.",
        ],
    );
}

#[test]
fn a_promise_is_the_speakers_own_act_to_come() {
    check(
        Topic::Promise,
        &[
            "I will send the list by Friday.",
            "We'll share the notes on Monday.",
            "You will have the page by 20 November.",
            "I'll confirm the result by Tuesday 24 November.",
            "We will also provide a second contact.",
            "I am going to prepare the figures for you.",
            "I promise to return the form this week.",
            "She will have the draft on Thursday.",
            "We shall deliver both files before the meeting.",
            "I can give you an indication by 30 October.",
            "I’ll put together a page for the board.",
            "We will then come back with three dates.",
        ],
        &[
            "The board will send nothing.",
            "I would send it if I could.",
            "I sent the list on Friday.",
            "We will not send it.",
            "Will you send the list?",
            "The system will share the claim with both sides.",
            "I can send mails from the train.",
            "You will like the page.",
            "He promised nothing.",
            "Sending the list took a week.",
            "I will look at it.",
            "We never send drafts.",
        ],
    );
}

#[test]
fn a_question_ends_as_one() {
    check(
        Topic::Question,
        &[
            "How long can that person still open a claim?",
            "Could you send an indication by 30 October?",
            "Who owns this review on our side?",
            "Is there something to read?",
            "Now, or tonight?",
            "What does a claim cost?",
            "May we name you?",
            "\"What happens in hour five?\"",
            "Would that suit you (or Friday)?",
            "Says, or promises?",
            "Shall we go through it on the 28th?",
            "And legal?",
        ],
        &[
            "I wonder who owns this review.",
            "The question is who signs.",
            "You asked whether four hours is promised.",
            "Ask Tobias.",
            "That is a question for our deal desk.",
            "He asked me what it costs.",
            "Two questions remain open.",
            "I have forty questions for you.",
            "Why it failed is known.",
            "What we need is a date.",
            "Tell me how it works.",
            "Which of the two matters little.",
        ],
    );
}

#[test]
fn a_decision_is_taken_and_not_to_be_taken() {
    check(
        Topic::Decision,
        &[
            "The board has decided to wait.",
            "We have agreed on the first phase.",
            "I approved the order this morning.",
            "The committee approved it in June.",
            "We have chosen the second offer.",
            "The paper is signed off.",
            "Procurement is done from my side.",
            "Agreed, let us do motor first.",
            "Board approved the budget.",
            "I have decided against Dublin.",
            "We agreed that motor comes first.",
            "The board agreed to a pilot.",
        ],
        &[
            "The board decides in January.",
            "She hasn't decided anything.",
            "We have not decided.",
            "I cannot approve anything.",
            "The board will agree, I think.",
            "An approved supplier may send orders.",
            "We want to decide by June.",
            "Has the board met?",
            "Who approves this?",
            "The choice is theirs.",
            "If the board agrees we begin in June.",
            "They sign off in the evening.",
        ],
    );
}

#[test]
fn a_metric_is_a_figure_of_their_work() {
    check(
        Topic::Metric,
        &[
            "We handle about 9,000 damage claims a year.",
            "63 per cent settled without a letter.",
            "A letter costs us £38.",
            "It takes 14 days to close a claim.",
            "The share of claims settled rose to 46.",
            "There are 11,400 open recoveries.",
            "We write 2,300 letters a week.",
            "The error rate is 4%.",
            "40 handlers work in Leeds.",
            "The number of complaints fell to 12.",
            "Every case takes 35 minutes per person.",
            "We lost £ 4 million on water damage.",
        ],
        &[
            "We met on 9 September.",
            "Room 14 is on the left.",
            "The lease ends on 31 March.",
            "Our share grows.",
            "Clause 11.2 is open.",
            "I counted the pages twice.",
            "There is a cost to waiting.",
            "Version 3 is attached.",
            "Call me at 10:30.",
            "We have two offices.",
            "Number 40-2217 is ours.",
            "Half of it is enough.",
        ],
    );
}

#[test]
fn a_rival_is_an_alternative_and_not_a_neighbour() {
    check(
        Topic::Rival,
        &[
            "Tallowgate have offered a fixed price for three years.",
            "We are also talking to another firm.",
            "One competitor was here in May.",
            "We could build it ourselves.",
            "I had a go at building it ourselves in 2023.",
            "An alternative supplier would cost less.",
            "They are cheaper in year one.",
            "Doing nothing is the other one.",
            "The other one this time is Tallowgate.",
            "We have an offer from Harrow on the table.",
            "The team would like to do it in-house.",
            "The other vendors answered in a day.",
        ],
        &[
            "The concert was competitive.",
            "We build houses.",
            "The supplier registration is complete.",
            "Nothing was done in May.",
            "We are talking to our lawyers.",
            "The price is fixed until December.",
            "They offered tea.",
            "The house is in order.",
            "Another customer asked the same.",
            "You are our supplier.",
            "We do it every week.",
            "A letter from Leeds arrived.",
        ],
    );
}

#[test]
fn the_economic_buyer_is_named_as_such() {
    check(
        Topic::Buyer,
        &[
            "The economic buyer is Ileana now.",
            "Ileana Dorrance became CFO this morning.",
            "She holds the budget for claims.",
            "The COO signs off every order.",
            "He has the final say.",
            "The final decision is hers.",
            "Ines is our new chief financial officer.",
            "Our final word comes from the board.",
            "Dana signs it off.",
            "As chief financial officer I look at cash first.",
            "Mr Hale became chief financial officer in May.",
            "The treasurer holds the budget.",
        ],
        &[
            "The budget holds until June.",
            "He bought the house.",
            "The buyer called twice.",
            "Finally she said yes.",
            "The chief claims officer is away.",
            "I sign the letter.",
            "The final page is missing.",
            "She will say nothing.",
            "The economics are good.",
            "Words are cheap.",
            "They decided to wait.",
            "Holding the door costs nothing.",
        ],
    );
}

#[test]
fn a_change_has_happened_or_is_fixed() {
    check(
        Topic::Change,
        &[
            "Ileana Dorrance became CFO this morning.",
            "Today is my last day.",
            "Edmund left the company in October.",
            "Ines takes over on Monday.",
            "The meeting has been postponed.",
            "The board has postponed everything else.",
            "The go-live is moved to January.",
            "Our two firms have merged.",
            "Dana is now our contact.",
            "I would rather take this to the board in January.",
            "Tom joined us in May.",
            "We return them with three redlines.",
        ],
        &[
            "He left the room.",
            "The last day of the trial was fine.",
            "I turned the page.",
            "We join the call at nine.",
            "Nothing has changed.",
            "The office moved twice in ten years.",
            "You may postpone it.",
            "Take over there, please.",
            "It is now ten.",
            "I rather like it.",
            "The review returns nothing.",
            "Success is near.",
        ],
    );
}

#[test]
fn a_concern_is_settled_only_in_so_many_words() {
    check(
        Topic::Settled,
        &[
            "That settles row 12 for me.",
            "That answers my question.",
            "The point is resolved.",
            "We are satisfied with the list.",
            "I am satisfied.",
            "We have no further questions.",
            "That closes the point.",
            "It is clear now.",
            "Your answer settles the matter.",
            "This settles it.",
            "Row 4 is marked by me as answered.",
            "The matter of the relay is resolved.",
        ],
        &[
            "We settle four claims in five.",
            "She answers questions because they reach her.",
            "I resolve to run.",
            "That is clear, thank you.",
            "The settlement is due.",
            "I have further questions.",
            "Close the door.",
            "Mark my words.",
            "They were not content.",
            "It closes at six.",
            "The answer is no.",
            "A satisfied look.",
        ],
    );
}

//! The way to a decision and the lanes of the buying process: what each skill must see and must not see.

use super::*;

#[test]
fn the_way_to_a_decision_has_a_body_and_a_step() {
    check(
        Topic::Process,
        &[
            "Anything above €250,000 goes to the board.",
            "I take it to the board on 29 January.",
            "The committee meets in June.",
            "Our decision process has four steps.",
            "The steering group reads it first.",
            "The board paper is due on Friday.",
            "The approval path is short.",
            "The committee approves every order.",
            "The board decides on 3 December.",
            "The board has approved the plan.",
            "Our approval process takes a month.",
            "The steering committee asked for figures.",
        ],
        &[
            "We are on board.",
            "The boardroom is cold.",
            "He is a member of the committee.",
            "The process runs at night.",
            "I approve of it.",
            "A path leads to the river.",
            "We meet in June.",
            "The paper is thin.",
            "Steering is hard.",
            "The decision is taken.",
            "Bring the board games.",
            "The team decides.",
        ],
    );
}

#[test]
fn procurement_is_about_becoming_and_being_a_supplier() {
    check(
        Topic::Procurement,
        &[
            "Procurement has been asked to prepare an order.",
            "Northmoor is an approved supplier.",
            "Supplier registration is complete.",
            "The registration form is eleven pages.",
            "We need a purchase order.",
            "The bank letter is too old.",
            "Please fill in the vendor form.",
            "Vendor registration takes a week.",
            "I speak for procurement.",
            "Procurement is done from my side.",
            "The purchase order follows in May.",
            "A second bank letter is enclosed.",
        ],
        &[
            "The bank is closed.",
            "We register claims.",
            "Order is half of life.",
            "The form of the report is fine.",
            "Our suppliers are late.",
            "He purchased a book.",
            "The letter came from Leeds.",
            "Vendors sell apples there.",
            "I procured nothing.",
            "The approval is due.",
            "The list is complete.",
            "In order to begin we need a date.",
        ],
    );
}

#[test]
fn a_security_review_is_more_than_the_word_secure() {
    check(
        Topic::Security,
        &[
            "I cannot close the security review.",
            "The penetration test is in May.",
            "Which sub-processors do you use?",
            "Send the list of subprocessors.",
            "Single sign-on works.",
            "The security questionnaire has 260 rows.",
            "Our security questions are attached.",
            "Information security wants a word.",
            "The review is blocked.",
            "I own the security review.",
            "Your sub-processor moved.",
            "A penetration test found two flaws.",
        ],
        &[
            "I feel secure.",
            "The job is secure.",
            "We signed on Monday.",
            "A single page is enough.",
            "The test of the pump went well.",
            "I processed the claim.",
            "Questions remain.",
            "Social security is a tax.",
            "We reviewed the play.",
            "The pilot is a test.",
            "He has the security of a pension.",
            "Information is free.",
        ],
    );
}

#[test]
fn a_legal_lane_names_terms_or_clauses() {
    check(
        Topic::Legal,
        &[
            "Our legal review is otherwise complete.",
            "We return them with three redlines.",
            "Clause 11.2 is open.",
            "The data processing terms are with Rosalind.",
            "The contract terms are fine.",
            "The liability cap is too low.",
            "There is no cap on liability.",
            "Clauses 4 and 5 are new.",
            "I have one redline.",
            "Legal review takes two weeks.",
            "The processing terms are signed.",
            "Liability for loss of data is excluded.",
        ],
        &[
            "It is legal to park here.",
            "The red line is the metro.",
            "Santa Claus came.",
            "The school term begins.",
            "We are on good terms.",
            "The cap is blue.",
            "In terms of price it is fine.",
            "I reviewed the page.",
            "Contract bridge is a game.",
            "Illegal parking is common.",
            "He is liable to laugh.",
            "Clausewitz wrote on war.",
        ],
    );
}

#[test]
fn finance_is_about_money_for_this() {
    check(
        Topic::Finance,
        &[
            "The 2027 budget has €410,000 in it.",
            "The CFO reads every page.",
            "It goes to the board in January.",
            "Finance approval is needed.",
            "The board paper is short.",
            "Our finance lead wants to see the cost per claim.",
            "The chief financial officer signs.",
            "There is no project and no budget.",
            "She comes with her paper.",
            "The finance director is away.",
            "Our finance team asked twice.",
            "I asked the CFO.",
        ],
        &[
            "The financial press wrote about it.",
            "Paper is cheap.",
            "We are on board.",
            "He is a director.",
            "The team is away.",
            "Budapest is lovely.",
            "The lead pipe burst.",
            "An officer called.",
            "Approval came in May.",
            "Refinancing a house takes time.",
            "His paper was read aloud.",
            "We boarded the train.",
        ],
    );
}

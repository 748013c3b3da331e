//! The policy file: what is refused, and what the first matching rule decides.

use super::*;

fn fault(text: &str) -> PolicyFault {
    Policy::parse(text).unwrap_err()
}

#[test]
fn the_built_in_policy_holds() {
    assert_eq!(Policy::built_in().map(|policy| policy.rules.len()), Ok(7));
}

#[test]
fn a_rule_below_a_floor_is_refused_with_its_line() {
    let text = DEFAULT_POLICY.replacen(
        "moments = [\"negotiation\"] }\ntier = \"manager-approved\"",
        "moments = [\"negotiation\"] }\ntier = \"draft-only\"",
        1,
    );
    let fault = fault(&text);
    let line = text.lines().position(|line| line.contains("Price, terms and procurement")).unwrap();
    assert_eq!(fault.line, line);
    assert!(fault.says.contains("floor is manager-approved"), "{}", fault.says);
}

#[test]
fn what_cannot_hold_is_refused_with_the_reason() {
    let with = |from: &str, to: &str| fault(&DEFAULT_POLICY.replacen(from, to, 1)).says;
    assert!(with("tier = \"automation-safe\"", "tier = \"automatic\"").contains("'automatic' is no tier"));
    assert!(with("roles = [\"sales-manager\"]", "roles = [\"boss\"]").contains("'boss' is no role"));
    assert!(with("roles = [\"sales-manager\"]", "roles = []").contains("approval by nobody"));
    assert!(with("roles = [\"sales-manager\"]", "roles = [\"account-executive\"]").contains("another role"));
    assert!(with("days = 7", "days = 0").contains("between 1 and 90"));
    assert!(with("\"clipboard\" = \"confidential\"", "\"pigeon\" = \"confidential\"").contains("no destination"));
    assert!(with("# FRQ001 = \"blocks\"", "XYZ001 = \"blocks\"").contains("no check"));
    assert!(with("# FRQ001 = \"blocks\"", "FRQ001 = \"note\"").contains("no severity"));
    assert!(with("{meeting}, {date}", "{secret}, {date}").contains("blank"));
    assert!(with("form = 1", "form = 2").contains("form 2"));
    assert!(with("form = 1", "form = 1\ncolour = \"red\"").contains("unknown field"));
    assert!(with("form = 1", "form = ").contains('`') || !with("form = 1", "form = ").is_empty());
}

#[test]
fn a_rule_that_never_decides_is_refused() {
    let twice = format!(
        "{DEFAULT_POLICY}\n[[rule]]\nname = \"Again\"\nwhen = {{ moments = [\"negotiation\"] }}\ntier = \"manager-approved\"\n"
    );
    let fault = fault(&twice);
    assert!(fault.says.contains("'Again' never decides"), "{}", fault.says);
    assert!(fault.line > DEFAULT_POLICY.lines().count());
}

fn action(moments: &[Moment], topics: &[Topic]) -> Action {
    Action {
        kind: DraftKind::FollowUp,
        moments: moments.iter().copied().collect(),
        topics: topics.iter().copied().collect(),
        fields: [].into(),
        strategic: false,
        account: "Buyer Group".to_owned(),
    }
}

#[test]
fn money_and_terms_ask_deal_desk_then_legal_then_finance() {
    let policy = Policy::built_in().unwrap();
    let who = |topics: &[Topic]| -> Vec<String> {
        policy.decide(&action(&[Moment::Negotiation], topics)).needs.iter().map(ToString::to_string).collect()
    };
    assert_eq!(who(&[]), ["deal desk"]);
    assert_eq!(who(&[Topic::Money]), ["deal desk", "finance"]);
    assert_eq!(who(&[Topic::Terms, Topic::Money]), ["deal desk", "legal", "finance"]);
    let both = policy.decide(&action(&[Moment::Negotiation, Moment::Objection], &[Topic::Money]));
    assert_eq!(both.needs.len(), 3, "an objection inside a negotiation is still answered by who knows");
}

#[test]
fn what_no_rule_matches_is_manager_approved() {
    let cut = DEFAULT_POLICY.split("[[rule]]").next().unwrap().to_owned()
        + "[sign_off]\ndays = 7\n[touches]\ndays = 7\nmost = 3\n";
    let policy = Policy::parse(&cut).unwrap();
    for moment in Moment::ALL {
        let decision = policy.decide(&action(&[moment], &[]));
        assert_eq!((decision.tier, decision.rule), (Tier::ManagerApproved, None), "{moment:?}");
    }
}

#[test]
fn no_policy_text_can_take_a_moment_below_its_floor() {
    let policy = Policy::built_in().unwrap();
    for moment in Moment::ALL {
        for kind in DraftKind::ALL {
            let asked = Action { kind, ..action(&[moment], &[]) };
            assert!(policy.decide(&asked).tier >= asked.floor());
        }
    }
}

#[test]
fn a_blank_holds_a_short_line_and_everything_else_is_fixed() {
    let fits = |filled: &str| super::filled_from("Hello {name},\n{meeting} at {time} in {place}", filled);
    assert!(fits("Hello Dana,\nPlanning day at 10:00 in Leeds"));
    assert!(fits("Hello Zoë at home,\nTalk at noon in Bath at 10 in Bath in Leeds"));
    for other in [
        "Hello ,\nPlanning day at 10:00 in Leeds",
        "Hello Dana,\nPlanning day at 10:00 in ",
        "Hello Dana\nBy the way,\nPlanning day at 10:00 in Leeds",
        "Hello Dana,\nPlanning day at 10:00 in Leeds\nA discount of 10 %",
        "Oh, Hello Dana,\nPlanning day at 10:00 in Leeds",
        "Hello Dana,\nPlanning day in Leeds",
    ] {
        assert!(!fits(other), "{other}");
    }
    assert!(fits(&format!("Hello {},\nA at 1 in B", "x".repeat(120))));
    assert!(!fits(&format!("Hello {},\nA at 1 in B", "x".repeat(121))));
}

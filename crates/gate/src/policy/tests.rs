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

use super::*;

/// A measure with these numbers, as the section shows it.
fn shown(name: &str, numbers: &str) -> String {
    let written = format!(
        r#"{{"{name}": {{"status": "shown", {numbers} "says": "It says.", "does_not_say": "Why.", "measure": "M0",
            "rules": "2", "as_of": "2026-11-20T00:00:00Z", "window": {{"to": "2026-11-20"}}, "n": 9, "n_people": 3,
            "basis": {{"seen": 9, "said": 0, "imported": 0}}}}}}"#
    );
    let told = tree::read(&written).unwrap();
    section::measure(&told[0]).join("\n")
}

#[track_caller]
fn check(name: &str, numbers: &str, expected: &str) {
    let text = shown(name, numbers);
    let (_, numbers) = text.split_once("It says.\n").unwrap();
    let (numbers, behind) = numbers.split_once("    From ").unwrap();
    assert_eq!(numbers, expected);
    assert_eq!(
        behind,
        "9 activities by 3 people (9 seen), all until 2026-11-20.\n    It does not say: Why."
    );
}

#[test]
fn months_have_bars_beside_their_numbers() {
    check(
        "participation",
        r#""core": 3, "months": [{"month": "2026-10-01", "contributed": 4, "observed": 1},
            {"month": "2026-11-01", "contributed": 2, "observed": 0}],"#,
        "    core  3
    months      contributed  observed
    2026-10-01            4         1  ████████████████████████
    2026-11-01            2         0  ████████████
",
    );
}

#[test]
fn rungs_of_one_shape_are_a_ladder() {
    check(
        "value",
        r#""immediate": {"people": 4, "sources": 2}, "potential": {"people": 0, "sources": 0},
            "applied": {"people": 1, "sources": 1}, "helped": 1,"#,
        "               people  sources
    immediate       4        2  ████████████████████████
    potential       0        0
    applied         1        1  ██████
    helped  1
",
    );
}

#[test]
fn flows_between_groups_are_a_matrix_and_what_is_not_shown_says_why() {
    check(
        "both_ways",
        r#""organisation": {"status": "shown", "num": 4, "den": 6,
            "flows": [{"from": "east", "to": "west", "n": 3, "back": 2}, {"from": null, "to": "west", "n": 1, "back": 0}]},
            "profession": {"status": "low_coverage", "known": 3, "total": 9},
            "sector": {"status": "suppressed", "rule": "P1"}, "band": {"status": "too_few", "have": 1, "need": 8},"#,
        "    organisation  0.67 (4/6)
      flows
        from \\ to  east  others  west
        east          ·       ·     3
        others        ·       ·     1
        west          2       0     ·
    profession    too little is known: 3 of 9
    sector        suppressed, by rule P1
    band          too few: 1 of at least 8
",
    );
}

#[test]
fn a_long_list_is_cut_and_says_so() {
    let problems: Vec<String> = (1..=14)
        .map(|n| format!(r#"{{"id": "p{n}", "grade": 1}}"#))
        .collect();
    let text = shown(
        "thinking_together",
        &format!(r#""problems": [{}],"#, problems.join(",")),
    );
    assert!(text.contains("p12") && !text.contains("p13"), "{text}");
    assert!(text.contains("(2 more problems in --format csv)"), "{text}");
}

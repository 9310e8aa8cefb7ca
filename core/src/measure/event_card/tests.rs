use super::*;

fn card(there: &[(Part, Option<Option<u32>>)]) -> EventCard {
    let event = EventId::parse("e1").unwrap();
    EventCard::of(&event, None, CivilDate::parse("2026-11-20").unwrap(), there)
}

/// So many people of each of these groups, all of whom did the same.
fn of_groups(part: Part, n_each: &[usize]) -> Vec<(Part, Option<Option<u32>>)> {
    (0..)
        .zip(n_each)
        .flat_map(|(group, n)| std::iter::repeat_n((part, Some(Some(group))), *n))
        .collect()
}

#[test]
fn organisations_are_told_of_enough_people_only() {
    let seven = card(&of_groups(Part::Spoke, &[4, 3]));
    assert_eq!(seven.effective_organisations, None);
    assert_eq!(seven.groups_that_spoke, None);
    let ten = card(&of_groups(Part::Spoke, &[5, 3, 2]));
    assert_eq!(ten.effective_organisations, Ratio::of(50, 19));
    assert_eq!(ten.groups_that_spoke, Some(3));
}

#[test]
fn somebody_of_whom_nothing_is_known_is_in_no_organisation() {
    let mut there = of_groups(Part::Present, &[4, 3]);
    there.push((Part::Present, None));
    assert_eq!(card(&there).effective_organisations, None);
    there.push((Part::Present, Some(None)));
    // Four, three and one of none: 64 / (16 + 9 + 1).
    assert_eq!(card(&there).effective_organisations, Ratio::of(32, 13));
}

#[test]
fn that_nobody_spoke_is_not_said_where_nobody_wrote_down_who_did() {
    let silent = card(&of_groups(Part::Present, &[2]));
    assert_eq!(
        (silent.present, silent.spoke, silent.took_part),
        (2, None, None)
    );
    let mut there = of_groups(Part::TookPart, &[2]);
    there.push((Part::Chair, None));
    let worked = card(&there);
    assert_eq!((worked.spoke, worked.took_part), (Some(1), Some(2)));
}

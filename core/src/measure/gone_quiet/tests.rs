use super::*;

#[track_caller]
fn check(active_days: &[i32], today: i32, expected: Rhythm) {
    assert_eq!(state(active_days, today), expected);
}

#[test]
fn the_reference_vectors_hold() {
    let weekly = [0, 7, 14, 21, 28];
    check(&weekly, 72, Rhythm::AsUsual);
    check(&weekly, 73, Rhythm::AsUsual);
    check(&weekly, 74, Rhythm::Quiet);
    check(&weekly, 393, Rhythm::Quiet);
    check(&weekly, 394, Rhythm::Lapsed);
    let rarely = [0, 60, 120, 180];
    check(&rarely, 360, Rhythm::AsUsual);
    check(&rarely, 361, Rhythm::Quiet);
    check(&[0, 5], 200, Rhythm::TooEarly);
    check(&[], 200, Rhythm::NotApplicable);
}

#[test]
fn only_the_last_ten_days_make_a_rhythm() {
    // Weekly for years, and every hundred days since.
    let mut days: Vec<i32> = (0..50).map(|nth| nth * 7).collect();
    days.extend((1..=9).map(|nth| 343 + nth * 100));
    check(&days, 1243 + 300, Rhythm::AsUsual);
    check(&days, 1243 + 301, Rhythm::Quiet);
}

#[test]
fn the_median_of_an_even_number_of_gaps_may_be_a_half() {
    // Gaps 10, 20, 21, 30: the median is 20.5 and three times that 61.5 days.
    let days = [0, 10, 30, 51, 81];
    check(&days, 81 + 61, Rhythm::AsUsual);
    check(&days, 81 + 62, Rhythm::Quiet);
}

#[test]
fn whoever_comes_less_than_once_a_year_is_not_lapsed_before_they_are_due() {
    check(&[0, 200, 400, 600], 1_200, Rhythm::AsUsual);
    check(&[0, 200, 400, 600], 1_201, Rhythm::Lapsed);
}

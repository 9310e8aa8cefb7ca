//! The sixteen communities, one file each.

mod commissioning;
mod dementia;
mod discharge;
mod end_of_life;
mod falls;
mod involvement;
mod literacy;
mod medicines;
mod new_managers;
mod night_shift;
mod perinatal;
mod release_trains;
mod research;
mod safeguarding;
mod sepsis;
mod wounds;

use super::CommunityText;

/// All communities.
pub const COMMUNITIES: [&CommunityText; 16] = [
    &falls::COMMUNITY,
    &dementia::COMMUNITY,
    &wounds::COMMUNITY,
    &commissioning::COMMUNITY,
    &medicines::COMMUNITY,
    &release_trains::COMMUNITY,
    &literacy::COMMUNITY,
    &end_of_life::COMMUNITY,
    &discharge::COMMUNITY,
    &sepsis::COMMUNITY,
    &perinatal::COMMUNITY,
    &involvement::COMMUNITY,
    &research::COMMUNITY,
    &safeguarding::COMMUNITY,
    &night_shift::COMMUNITY,
    &new_managers::COMMUNITY,
];

//! Who else has faced the problem that the reader is putting, found while they type.

use cop_core::id::CommunityId;
use cop_core::view::{self, ProblemLine};
use gloo::timers::callback::Timeout;

use super::Widget;
use crate::form::Which;
use crate::platform;
use crate::session::{Elsewhere, Known, SliceId, alike};
use crate::views;

/// How long the reader has stopped typing before anything is looked for.
const PAUSE_MS: u32 = 400;
/// How much of a summary is shown.
const MAX_CHARS: usize = 160;

/// What was found for the problem that is being put.
#[derive(Default)]
pub struct Faced {
    /// What was found last, and for which community.
    pub found: Option<(CommunityId, Vec<Found>)>,
    /// What is known of other communities.
    elsewhere: Elsewhere,
    /// Whether it was said that something was found, which is said once.
    has_spoken: bool,
}

/// A problem that is like the one that is being put.
#[derive(Debug, Clone)]
pub struct Found {
    /// Where.
    pub community: CommunityId,
    /// What that is called, where it is elsewhere.
    pub place: Option<String>,
    /// The problem in one line.
    pub line: ProblemLine,
    /// What it came to, as somebody summed it up.
    pub came_to: Option<String>,
}

impl Widget {
    /// Looks for what is like the problem that is being put, once the reader has stopped typing.
    pub(super) fn suggest_soon(&self, which: &Which, field: &str) {
        let Which::Raise(community) = which else {
            return;
        };
        if field != "title" {
            return;
        }
        let (this, community) = (self.this.clone(), community.clone());
        *self.suggestion_timer.borrow_mut() = Some(Timeout::new(PAUSE_MS, move || {
            if let Some(widget) = this.upgrade() {
                widget.suggest(&community);
                widget.ask_elsewhere(community);
            }
        }));
    }

    /// What the reader is putting to a community: nothing where they are not.
    fn being_put(&self, community: &CommunityId) -> String {
        let which = Which::Raise(community.clone());
        let form = self.look(|ui| ui.form(&which).cloned());
        form.map_or_else(String::new, |form| form.typed("title").to_owned())
    }

    /// Finds what is like it among all that is known.
    fn suggest(&self, community: &CommunityId) {
        let text = self.being_put(community);
        let slice = SliceId::of(community);
        let here = match self.session.look(&slice, view::problems) {
            Known::Here(problems) => problems,
            Known::Loading | Known::Failed(_) => Vec::new(),
        };
        let common = views::common_words(self);
        let mut found = self.look(|ui| {
            let elsewhere = &ui.faced.elsewhere.places;
            let others = elsewhere
                .iter()
                .filter(|place| place.community != *community);
            let others: Vec<_> = others.collect();
            let mut places = vec![here.as_slice()];
            places.extend(others.iter().map(|place| place.problems.as_slice()));
            let found = alike(&text, common, &places).into_iter();
            found
                .map(|(place, nth)| match place.checked_sub(1) {
                    None => Found {
                        community: community.clone(),
                        place: None,
                        line: here[nth].clone(),
                        came_to: None,
                    },
                    Some(other) => Found {
                        community: others[other].community.clone(),
                        place: Some(others[other].name.clone()),
                        line: others[other].problems[nth].clone(),
                        came_to: None,
                    },
                })
                .collect::<Vec<_>>()
        });
        for one in found.iter_mut().filter(|one| one.place.is_none()) {
            let summed_up = self.session.look(&slice, |seen| {
                let summaries = view::problem(seen, &one.line.id)?.links.summaries;
                summaries.into_iter().rev().find_map(|summary| summary.text)
            });
            if let Known::Here(Some(text)) = summed_up {
                one.came_to = Some(beginning(&text));
            }
        }
        let n = found.len();
        let has_spoken = self.update(|ui| {
            ui.faced.found = Some((community.clone(), found));
            // Whoever has emptied the field begins anew.
            let has_spoken = ui.faced.has_spoken && !text.trim().is_empty();
            ui.faced.has_spoken = has_spoken || n > 0;
            has_spoken
        });
        if n > 0 && !has_spoken {
            self.speak(views::says_found(self, n), false);
        }
    }

    /// Asks other communities that go by the same words, and finds again.
    fn ask_elsewhere(&self, community: CommunityId) {
        let Some(widget) = self.this.upgrade() else {
            return;
        };
        let text = self.being_put(&community);
        if text.trim().is_empty() {
            return;
        }
        let known = self.look(|ui| ui.faced.elsewhere.clone());
        let n_before = known.places.len();
        let common = views::common_words(self);
        platform::spawn(async move {
            let session = std::rc::Rc::clone(&widget.session);
            // Who is offline still finds what the page knows.
            let (known, _) = session
                .look_elsewhere(&community, &text, common, known)
                .await;
            let has_more = known.places.len() > n_before;
            widget.update(|ui| ui.faced.elsewhere.learn(known));
            if has_more {
                widget.suggest(&community);
            }
        });
    }
}

/// The beginning of a text, cut where a word ends.
fn beginning(text: &str) -> String {
    if text.chars().count() <= MAX_CHARS {
        return text.to_owned();
    }
    let cut: String = text.chars().take(MAX_CHARS).collect();
    let whole = cut
        .rfind(char::is_whitespace)
        .map_or(&*cut, |end| &cut[..end]);
    let mut shown = whole.to_owned();
    shown.push('…');
    shown
}

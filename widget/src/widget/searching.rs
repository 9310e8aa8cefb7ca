//! The directory, as the reader searches it.

use gloo::timers::callback::Timeout;
use leptos::prelude::Notify;

use super::{Part, Widget};
use crate::attributes::Topic;
use crate::messages::Key;
use crate::platform;
use crate::route::{Route, escaped};
use crate::session::{Directory, Known, snapshot};
use crate::topic;

/// How long the reader has stopped typing before the directory is asked.
const SEARCH_PAUSE_MS: u32 = 200;

/// What the directory can be narrowed to: what it is called, and how the server is asked for it.
pub const ONLY: [(Key, &str); 3] = [
    (Key::OnlyOpen, "open"),
    (Key::OnlyMyOrganisation, "my_organisation"),
    (Key::OnlyMyProfession, "my_profession"),
];

impl Widget {
    /// Searches once the reader has stopped typing; what is typed the page shows already.
    pub fn search_soon(&self, words: String) {
        self.ui.borrow_mut().words = words;
        let this = self.this.clone();
        *self.search_timer.borrow_mut() = Some(Timeout::new(SEARCH_PAUSE_MS, move || {
            if let Some(widget) = this.upgrade() {
                widget.search_again();
            }
        }));
    }

    /// Asks for the directory from its beginning.
    pub fn search_again(&self) {
        self.search(None);
    }

    /// Asks for the next part of the directory.
    pub fn search_more(&self) {
        let next = self.ui.borrow().directory_next.clone();
        self.search(next);
    }

    fn search(&self, after: Option<String>) {
        if self.ui.borrow().route != Some(Route::Directory) {
            // It is asked for again when the reader comes back to it.
            self.ui.borrow_mut().directory = Known::Loading;
            return;
        }
        let nth = self.ui.borrow().n_searches + 1;
        self.ui.borrow_mut().n_searches = nth;
        if matches!(self.ui.borrow().directory, Known::Failed(_)) {
            self.update(|ui| ui.directory = Known::Loading);
        }
        let query = self.query(after.as_deref());
        let Some(widget) = self.this.upgrade() else {
            return;
        };
        platform::spawn(async move {
            let found = widget.session.directory(&query).await;
            if nth != widget.ui.borrow().n_searches {
                return;
            }
            let failure = found.as_ref().err().cloned();
            match found {
                Ok(mut found) => {
                    if widget.session.is_snapshot() {
                        let ui = widget.ui.borrow();
                        snapshot::search(&mut found.communities, &ui.words, ui.only[0]);
                    }
                    if let (Some(epoch), Some(position)) = (&found.epoch, found.position) {
                        widget.session.follow(epoch, position);
                    }
                    let fresh = widget.take_found(found, after.is_some());
                    widget.set_part(Part {
                        list: "found",
                        edge: 0,
                        fresh,
                    });
                    if fresh.is_some() {
                        widget.focus("found");
                    }
                }
                Err(failure) => widget.update(|ui| ui.directory = Known::Failed(failure)),
            }
            widget.told_outcome(failure.as_ref());
        });
    }

    /// Shows what was found, behind what is shown where it goes on: at which place it does.
    fn take_found(&self, found: Directory, goes_on: bool) -> Option<usize> {
        let fresh_before = self.fresh("found");
        let mut ui = self.ui.borrow_mut();
        ui.directory_next = found.next;
        ui.n_found = found.total;
        let fresh = match &mut ui.directory {
            Known::Here(shown) if goes_on => {
                let fresh = shown.len();
                shown.extend(found.communities);
                let mut changed = Vec::new();
                for (nth, entry) in shown.iter().enumerate() {
                    // The row that could take the focus until now cannot any more.
                    if nth >= fresh || Some(nth) == fresh_before {
                        changed.push(entry.id.to_string());
                    }
                }
                self.session.touch_only(changed);
                Some(fresh)
            }
            directory => {
                *directory = Known::Here(found.communities);
                self.session.touch_all();
                None
            }
        };
        self.changed.notify();
        fresh
    }

    fn query(&self, after: Option<&str>) -> String {
        let ui = self.ui.borrow();
        let topic = match ui.attributes.topic() {
            Topic::Unsaid => String::new(),
            Topic::Words(words) => words,
            Topic::Page => topic::from_page(platform::page_texts()),
        };
        let mut query = String::from("?q=");
        query.push_str(&escaped(ui.words.trim()));
        for (name, value) in [
            ("&topic=", topic.as_str()),
            ("&after=", after.unwrap_or_default()),
        ] {
            if !value.is_empty() {
                query.push_str(name);
                query.push_str(&escaped(value));
            }
        }
        for (is_wanted, (_, name)) in ui.only.iter().zip(ONLY) {
            if *is_wanted {
                query.push('&');
                query.push_str(name);
                query.push_str("=true");
            }
        }
        query
    }
}

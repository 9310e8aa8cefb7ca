//! The screens: each a function of what is known that returns what should be on the page.

mod community;
mod directory;
mod events;
mod field;
mod joining;
mod late;
mod leaving;
mod meeting;
mod paged;
mod person;
mod problem;
mod problems;
#[cfg(not(feature = "whole"))]
mod waiting;
#[cfg(feature = "whole")]
mod whole;

use std::rc::Rc;

use cop_core::time::Timestamp;
use web_sys::Event;

use crate::dom::{El, el};
use crate::messages::Key;
use crate::platform;
use crate::route::{Route, Tab};
use crate::session::{Failure, Known};
use crate::when;
use crate::widget::{Notice, Widget};

#[cfg(not(feature = "whole"))]
use waiting as whole;
#[cfg(feature = "whole")]
pub use whole::{common_words, says_found};

/// The whole widget.
pub fn screen(widget: &Rc<Widget>) -> El {
    let route = widget.look(|ui| ui.route.clone());
    let shown = match &route {
        _ if widget.look(|ui| ui.is_speechless) => skeleton(),
        None => el("div"),
        Some(route) if route.is_of_whole() => whole::screen(widget, route),
        Some(Route::Community(id, Tab::Now)) => community::screen(widget, id),
        Some(Route::Community(id, Tab::Problems)) => problems::screen(widget, id),
        Some(Route::Community(id, _)) => events::screen(widget, id),
        Some(Route::Problem(id, problem)) => problem::screen(widget, id, problem),
        Some(_) => directory::screen(widget),
    };
    let (polite, assertive, language) = widget.look(|ui| {
        let (polite, assertive) = ui.speech();
        (polite.to_owned(), assertive.to_owned(), ui.texts.language())
    });
    let section = el("section");
    #[cfg(feature = "whole")]
    let section = section.on("keydown", |event| whole::pressed(&event));
    section
        .class("cop")
        .part("widget")
        .attr("aria-labelledby", "title")
        .attr("lang", language)
        .attr("dir", widget.say(Key::Direction))
        .maybe(widget.session.is_cut_off().then(|| {
            el("p")
                .key("cut-off")
                .class("cut-off")
                .attr("role", "status")
                .text(widget.say(Key::CutOff))
        }))
        .maybe(late::outbox(widget))
        .maybe(widget.session.as_of().map(|as_of| {
            let now = Timestamp::from_ms(platform::now_ms());
            let day = widget.look(|ui| when::day(&ui.texts, now, as_of));
            meta(widget.fill(Key::AsOf, &[("day", &day)])).key("as-of")
        }))
        .child(shown)
        .child(
            el("p")
                .key("polite")
                .class("hidden")
                .attr("aria-live", "polite")
                .text(polite),
        )
        .child(
            el("p")
                .key("assertive")
                .class("hidden")
                .attr("aria-live", "assertive")
                .text(assertive),
        )
}

/// A heading, `depth` levels under the first.
fn heading(widget: &Widget, depth: usize, text: impl Into<String>) -> El {
    const TAGS: [&str; 5] = ["h2", "h3", "h4", "h5", "h6"];
    let level = widget.look(|ui| ui.attributes.heading_level());
    let tag = TAGS[(level + depth - 2).min(TAGS.len() - 1)];
    let class = ["title", "section-title", "entry-title"][depth.min(2)];
    el(tag)
        .class(class)
        .part("heading")
        .attr("dir", "auto")
        .text(text)
}

/// The heading of the screen, which takes the focus when the screen changes.
fn title(widget: &Widget, text: impl Into<String>) -> El {
    heading(widget, 0, text).id("title").attr("tabindex", "-1")
}

/// A link to another screen, which can be opened in a tab of its own as well.
fn link(widget: &Rc<Widget>, route: Route) -> El {
    let address = if widget.session.is_snapshot() {
        // There is nothing but files.
        "#".to_owned()
    } else {
        route.address(&widget.session.server)
    };
    el("a").attr("href", address).on(
        "click",
        plain_click(widget, move |widget| {
            widget.navigate(route.clone());
        }),
    )
}

/// What happens on a click that does not ask the browser for a new tab or a file.
fn plain_click(
    widget: &Rc<Widget>,
    act: impl Fn(&Rc<Widget>) + 'static,
) -> impl FnMut(Event) + 'static {
    let widget = Rc::clone(widget);
    move |event| {
        if widget.host().is_plain(&event) {
            event.prevent_default();
            act(&widget);
        }
    }
}

/// A button that does something in the widget.
fn button(
    widget: &Rc<Widget>,
    class: &'static str,
    label: impl Into<String>,
    act: impl Fn(&Rc<Widget>) + 'static,
) -> El {
    let widget = Rc::clone(widget);
    el("button")
        .attr("type", "button")
        .class(class)
        .part(if class == "primary" {
            "button primary"
        } else {
            "button"
        })
        .text(label)
        .on("click", move |_| act(&widget))
}

/// Words that are heard and not seen.
fn hidden(text: impl Into<String>) -> El {
    el("span").class("hidden").text(text)
}

/// A short paragraph of facts.
fn meta(text: impl Into<String>) -> El {
    el("p").class("meta").attr("dir", "auto").text(text)
}

/// What members can do here, for those who are none; in a snapshot nobody can do anything.
fn for_members(widget: &Widget, text: Key) -> El {
    if widget.session.is_snapshot() {
        el("span")
    } else {
        meta(widget.say(text))
    }
}

/// The way back.
fn crumb(widget: &Rc<Widget>, route: Route, text: impl Into<String>) -> El {
    el("p")
        .key("crumb")
        .class("crumb")
        .child(link(widget, route).text(text))
}

/// What the reader is told at the top of the screen.
fn notice(widget: &Rc<Widget>) -> Option<El> {
    let (notice, route) = widget.look(|ui| (ui.notice.clone(), ui.route.clone()));
    let (class, text) = match notice.as_ref()? {
        #[cfg(feature = "whole")]
        Notice::Done(text) => ("notice", text.clone()),
        Notice::Failed(text) => ("notice wrong", text.clone()),
        Notice::Late(_) if widget.session.is_waiting() => {
            ("notice", widget.say(Key::LateOther).to_owned())
        }
        Notice::Did(text) | Notice::Late(text) => ("notice", text.clone()),
        Notice::SignIn => ("notice", widget.say(Key::SignInFirst).to_owned()),
    };
    // Where the page has no way to sign in, the community's own page at the server has one.
    let elsewhere = matches!(notice, Some(Notice::SignIn))
        .then_some(route)
        .flatten()
        .map(|route| {
            let address = route.address(&widget.session.server);
            el("p").child(el("a").attr("href", address).text(widget.say(Key::OwnPage)))
        });
    Some(
        el("div")
            .key("notice")
            .class(class)
            .id("notice")
            .attr("tabindex", "-1")
            .child(el("p").text(text))
            .maybe(elsewhere)
            .child(button(widget, "quiet", widget.say(Key::Close), |widget| {
                widget.update(|ui| ui.notice = None);
                widget.focus("title");
            })),
    )
}

/// What is there while something is being fetched.
fn loading(widget: &Widget) -> El {
    skeleton().child(hidden(widget.say(Key::Loading)))
}

/// What is there while the sentences of the reader's language are being fetched.
fn skeleton() -> El {
    el("div")
        .key("loading")
        .class("skeleton")
        .attr("role", "status")
        .children((0..3).map(|_| el("p").attr("aria-hidden", "true")))
}

/// What is there where something could not be fetched: why, and what to do.
fn failed(widget: &Rc<Widget>, failure: &Failure) -> El {
    let way_on = match failure {
        Failure::SignIn => button(widget, "primary", widget.say(Key::SignIn), |widget| {
            widget.ask_to_sign_in();
        }),
        Failure::Refused(code) if code == "no_such_community" => {
            link(widget, Route::Directory).text(widget.say(Key::SeeAll))
        }
        Failure::Refused(code) if code == "no_such_contribution" => {
            let community = widget.look(|ui| ui.route.as_ref()?.community().cloned());
            let route =
                community.map_or(Route::Directory, |id| Route::Community(id, Tab::Problems));
            link(widget, route).text(widget.say(Key::SeeProblems))
        }
        _ => button(widget, "primary", widget.say(Key::TryAgain), |widget| {
            widget.focus("title");
            widget.session.try_again();
        }),
    };
    el("div")
        .key("failed")
        .class("failed-screen")
        .child(el("p").attr("role", "alert").text(widget.reason(failure)))
        .child(el("p").child(way_on))
}

/// A screen of a community before it is there.
fn not_here<T>(widget: &Rc<Widget>, known: &Known<T>) -> El {
    let (name, rest) = match known {
        Known::Failed(failure) => (
            widget.say(Key::NotShown).to_owned(),
            failed(widget, failure),
        ),
        Known::Loading | Known::Here(_) => {
            let pressed = widget.look(|ui| ui.pressed.clone());
            let name = pressed.unwrap_or_else(|| widget.say(Key::OneCommunity).to_owned());
            (name, loading(widget))
        }
    };
    el("div")
        .key("screen")
        .child(crumb(
            widget,
            Route::Directory,
            widget.say(Key::AllCommunities),
        ))
        .child(title(widget, name))
        .child(rest)
}

//! One widget on the page: which screen it shows, what is typed into it, where the focus goes.

#[cfg(feature = "whole")]
mod asking;
mod doing;
mod entering;
mod forms;
#[cfg(feature = "whole")]
mod noting;
mod rows;
mod searching;
mod signing_in;
mod speaking;
#[cfg(feature = "whole")]
mod suggesting;

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

#[cfg(feature = "whole")]
use cop_core::id::CommunityId;
#[cfg(feature = "whole")]
use cop_core::measure::{Language, Sentence};
use cop_core::view::DirectoryEntry;
#[cfg(feature = "whole")]
use cop_core::wire::Value;
use gloo::timers::callback::Timeout;
use leptos::prelude::{ArcTrigger, Notify};
use web_sys::ShadowRoot;

use crate::Host;
use crate::attributes::Attributes;
use crate::form::{Form, Which};
use crate::json::Object;
use crate::messages::{Key, Texts};
use crate::platform;
use crate::route::Route;
use crate::session::{Failure, Item, Known, Session, SliceId, place_of};

pub use doing::Deed;
#[cfg(feature = "whole")]
pub use noting::{AboutNote, Excerpt};
pub use rows::Part;
pub use searching::ONLY;
#[cfg(feature = "whole")]
pub use suggesting::Found;

/// One widget on the page.
pub struct Widget {
    /// What is known of its server.
    pub session: Rc<Session>,
    this: Weak<Widget>,
    host: Host,
    root: ShadowRoot,
    changed: ArcTrigger,
    ui: RefCell<Ui>,
    /// Where the focus goes as soon as it is there.
    wanted_focus: RefCell<Option<String>>,
    /// Why something did not work, to be said at the top where the form that it is about is gone.
    homeless_reason: RefCell<Option<String>>,
    search_timer: RefCell<Option<Timeout>>,
    speech_timer: RefCell<Option<Timeout>>,
    /// At which change of what is known it was drawn last, and the time before.
    drawn_at: Cell<(u32, u32)>,
    /// The screens that the reader went to.
    #[cfg(not(feature = "whole"))]
    been: RefCell<Vec<Route>>,
    #[cfg(feature = "whole")]
    suggestion_timer: RefCell<Option<Timeout>>,
}

/// What a widget shows beside what the session knows.
pub struct Ui {
    /// The attributes of the element.
    pub attributes: Attributes,
    /// The reader's language.
    pub texts: Texts,
    /// The screen: none where one is asked for that there is not.
    pub route: Option<Route>,
    /// The directory as it was fetched.
    pub directory: Known<Vec<DirectoryEntry>>,
    /// Where the directory goes on.
    pub directory_next: Option<String>,
    /// How many communities were found in all.
    pub n_found: usize,
    /// What is searched for.
    pub words: String,
    /// Whether only what is open to join is shown, only what has people from the reader's organisation, only what has
    /// people of their profession.
    pub only: [bool; 3],
    /// Forms that are open.
    pub forms: Vec<Form>,
    parts: Vec<Part>,
    /// What the reader pressed to come here: until the screen is there, that is what it is called.
    pub pressed: Option<String>,
    /// What the reader is told at the top of the screen.
    pub notice: Option<Notice>,
    /// Whether the reader is asked if they want to leave.
    pub asks_to_leave: bool,
    /// Whether the whole widget, which the screen needs, did not come.
    pub lacks_whole: bool,
    /// What is the reader's own, as it was fetched.
    #[cfg(feature = "whole")]
    pub mine: Known<crate::session::Mine>,
    /// How a community is doing, as it was fetched.
    #[cfg(feature = "whole")]
    pub doing: Option<(CommunityId, Known<Value>)>,
    /// Whom those who hold a community may look after, as it was fetched.
    #[cfg(feature = "whole")]
    pub desk: Option<(CommunityId, Known<Value>)>,
    /// What a community's log tells the reader of themselves, as it was worked out.
    #[cfg(feature = "whole")]
    pub own: Option<(CommunityId, Known<crate::session::Own>)>,
    /// What the reader did to keep communities going, once they want to read it.
    #[cfg(feature = "whole")]
    pub statement: Option<Known<Value>>,
    /// Communities for the reader, once they want them.
    #[cfg(feature = "whole")]
    pub for_you: Option<Known<crate::session::ForYou>>,
    /// The problems of a community, as far as they were fetched.
    #[cfg(feature = "whole")]
    pub problems: Option<(CommunityId, Known<crate::session::Listed>)>,
    /// By which words the reader looks for somebody.
    #[cfg(feature = "whole")]
    pub person_words: String,
    /// Whether the reader is asked if they want to be erased.
    #[cfg(feature = "whole")]
    pub asks_to_erase: bool,
    /// Who faced something like the problem that is being put.
    #[cfg(feature = "whole")]
    pub faced: suggesting::Faced,
    /// What the reader is about to do with a note of their journal.
    #[cfg(feature = "whole")]
    pub about_note: Option<noting::AboutNote>,
    /// Whether the address of the screen could be copied, once the reader wanted it.
    #[cfg(feature = "whole")]
    pub is_copied: Option<bool>,
    polite: String,
    assertive: String,
    n_forms: u32,
    n_searches: u32,
    /// Whether the sentences of the reader's language are still on their way.
    pub is_speechless: bool,
    /// Whether what is shown is there.
    is_ready: bool,
    has_told: bool,
}

/// What the reader is told at the top of the screen.
#[derive(Debug, Clone)]
pub enum Notice {
    /// Something has worked.
    #[cfg(feature = "whole")]
    Done(String),
    /// What they did has worked as far as is known.
    Did(String),
    /// What they did waits, as long as anything does, and has worked then.
    Late(String),
    /// Something has not.
    Failed(String),
    /// They have to sign in first.
    SignIn,
}

impl Widget {
    /// A widget that shows what its attributes ask for.
    pub fn new(
        session: Rc<Session>,
        host: Host,
        root: ShadowRoot,
        attributes: Attributes,
    ) -> Rc<Self> {
        let language = wanted_language(&attributes, &root);
        let (route, focus) = entering::begin(&attributes);
        #[cfg(feature = "whole")]
        let mut attributes = attributes;
        #[cfg(feature = "whole")]
        let forms = entering::unpack(&mut attributes, &session);
        let ui = Ui {
            texts: Texts::english(&language),
            route,
            attributes,
            directory: Known::Loading,
            directory_next: None,
            n_found: 0,
            words: String::new(),
            only: [false; 3],
            #[cfg(not(feature = "whole"))]
            forms: Vec::new(),
            #[cfg(feature = "whole")]
            n_forms: forms.len() as u32,
            #[cfg(feature = "whole")]
            forms,
            parts: Vec::new(),
            pressed: None,
            notice: None,
            asks_to_leave: false,
            lacks_whole: false,
            #[cfg(feature = "whole")]
            mine: Known::Loading,
            #[cfg(feature = "whole")]
            doing: None,
            #[cfg(feature = "whole")]
            desk: None,
            #[cfg(feature = "whole")]
            own: None,
            #[cfg(feature = "whole")]
            statement: None,
            #[cfg(feature = "whole")]
            for_you: None,
            #[cfg(feature = "whole")]
            problems: None,
            #[cfg(feature = "whole")]
            person_words: String::new(),
            #[cfg(feature = "whole")]
            asks_to_erase: false,
            #[cfg(feature = "whole")]
            faced: suggesting::Faced::default(),
            #[cfg(feature = "whole")]
            about_note: None,
            #[cfg(feature = "whole")]
            is_copied: None,
            polite: String::new(),
            assertive: String::new(),
            #[cfg(not(feature = "whole"))]
            n_forms: 0,
            n_searches: 0,
            is_speechless: false,
            is_ready: false,
            has_told: false,
        };
        let widget = Rc::new_cyclic(|this| Self {
            session,
            this: this.clone(),
            host,
            root,
            changed: ArcTrigger::new(),
            ui: RefCell::new(ui),
            wanted_focus: RefCell::new(focus),
            homeless_reason: RefCell::default(),
            search_timer: RefCell::default(),
            speech_timer: RefCell::default(),
            drawn_at: Cell::default(),
            #[cfg(not(feature = "whole"))]
            been: RefCell::default(),
            #[cfg(feature = "whole")]
            suggestion_timer: RefCell::default(),
        });
        widget.session.add(&widget);
        widget.learn(&language);
        widget.fetch();
        widget
    }

    /// Fetches the sentences of a language; where that does not work, English is spoken.
    fn learn(&self, language: &str) {
        let (Some((name, integrity)), Some(widget)) =
            (Texts::file_for(language), self.this.upgrade())
        else {
            self.update(|ui| {
                ui.texts = Texts::english(language);
                ui.is_speechless = false;
            });
            return;
        };
        self.update(|ui| ui.is_speechless = true);
        let language = language.to_owned();
        platform::spawn(async move {
            let file = widget.host.message_file(name);
            let file = platform::fetch_file(&file, integrity).await.ok();
            let file = file.filter(|file| file.status == 200);
            let texts = file.and_then(|file| Texts::read(name, &language, &file.body));
            if wanted_language(&widget.ui.borrow().attributes, &widget.root) != language {
                return;
            }
            widget.update(|ui| {
                ui.texts = texts.unwrap_or_else(|| Texts::english(&language));
                ui.is_speechless = false;
            });
            widget.tell_ready();
        });
    }

    /// What the element lends.
    pub fn host(&self) -> &Host {
        &self.host
    }

    /// What has it drawn again.
    pub fn triggers(&self) -> [ArcTrigger; 2] {
        [self.session.changed(), self.changed.clone()]
    }

    /// Looks at what it shows.
    pub fn look<R>(&self, look: impl FnOnce(&Ui) -> R) -> R {
        look(&self.ui.borrow())
    }

    /// Changes what it shows.
    pub fn update<R>(&self, change: impl FnOnce(&mut Ui) -> R) -> R {
        let result = change(&mut self.ui.borrow_mut());
        self.session.touch_all();
        self.changed.notify();
        result
    }

    /// The language that is spoken.
    #[cfg(feature = "whole")]
    pub fn language(&self) -> &'static str {
        self.ui.borrow().texts.language()
    }

    /// What a measure says, in the reader's language.
    #[cfg(feature = "whole")]
    pub fn told(&self, sentence: &Sentence) -> String {
        sentence.in_language(Language::of(self.language()))
    }

    /// A sentence in the reader's language.
    pub fn say(&self, key: Key) -> &'static str {
        self.ui.borrow().texts.say(key)
    }

    /// A sentence with its gaps filled.
    pub fn fill(&self, key: Key, gaps: &[(&str, &str)]) -> String {
        self.ui.borrow().texts.fill(key, gaps)
    }

    /// A sentence in the form that a number takes.
    pub fn count(&self, key: Key, n: usize) -> String {
        self.ui.borrow().texts.count(key, n, &[])
    }

    /// A sentence in the form that a number takes, with its gaps filled.
    pub fn count_with(&self, key: Key, n: usize, gaps: &[(&str, &str)]) -> String {
        self.ui.borrow().texts.count(key, n, gaps)
    }

    /// Why something failed, in a sentence.
    pub fn reason(&self, failure: &Failure) -> String {
        self.ui.borrow().texts.refusal(failure.code())
    }

    /// The state that the screen is drawn from: none for the directory.
    pub fn slice(&self) -> Option<SliceId> {
        match self.ui.borrow().route.as_ref()? {
            Route::Directory => None,
            Route::Mine | Route::Journal | Route::Founding => None,
            Route::Community(community, _) | Route::Event(community, _) => {
                Some(SliceId::of(community))
            }
            Route::Problem(community, about)
            | Route::Thread(community, about)
            | Route::Artefact(community, about) => Some(SliceId::with_thread(community, about)),
        }
    }

    /// Goes to another screen, and back again when the reader goes back; the focus goes to its heading.
    pub fn navigate(&self, route: Route) {
        let is_elsewhere = self.ui.borrow().route.as_ref() != Some(&route);
        let place = is_elsewhere.then(|| route.address(""));
        #[cfg(not(feature = "whole"))]
        self.been.borrow_mut().push(route.clone());
        self.go(route, place.as_deref());
    }

    /// Goes to a screen: to a `place` that is new to the history of the tab, or to one that is not.
    fn go(&self, route: Route, place: Option<&str>) {
        let community = route.community().map(|id| id.as_str());
        let problem = match &route {
            Route::Problem(_, problem) | Route::Thread(_, problem) => Some(problem.as_str()),
            _ => None,
        };
        let detail = Object::new()
            .text("view", route.name())
            .maybe("community", community)
            .maybe("problem", problem)
            .maybe("place", place)
            .end();
        let heading = route.heading();
        let pressed = self.root.active_element();
        let pressed = pressed.and_then(|pressed| pressed.text_content());
        self.update(|ui| {
            ui.pressed = pressed;
            ui.parts.clear();
            #[cfg(feature = "whole")]
            ui.person_words.clear();
            #[cfg(feature = "whole")]
            ui.put_forms_by();
            #[cfg(feature = "whole")]
            ui.is_copied.take();
            ui.notice = None;
            ui.asks_to_leave = false;
            ui.route = Some(route);
        });
        self.fetch();
        self.focus(heading);
        self.tell("cop-navigated", &detail);
    }

    /// Fetches what the screen needs, unless it is there.
    pub fn fetch(&self) {
        self.reach_whole();
        let route = self.ui.borrow().route.clone();
        if route.is_none() {
            // The element says why, in place of the widget.
            self.tell("cop-failed", "{\"code\":\"bad_attribute\"}");
        }
        #[cfg(feature = "whole")]
        self.fetch_own(route.as_ref());
        if let Some(Route::Problem(community, problem) | Route::Thread(community, problem)) = &route
        {
            self.open_form(Which::Reply(community.clone(), problem.clone()), None);
        }
        if let Some(slice) = self.slice() {
            if self.session.want(&slice) {
                self.told_outcome(None);
            }
        } else if route == Some(Route::Directory) {
            let is_there = matches!(self.ui.borrow().directory, Known::Here(_));
            if !is_there {
                self.search_again();
            }
        }
    }

    /// Takes note that the state of a screen has come, or why not.
    pub fn arrived(&self, slice: &SliceId, failure: Option<&Failure>) {
        if self.slice().as_ref() == Some(slice) {
            self.told_outcome(failure);
            #[cfg(feature = "whole")]
            self.find_reasons();
        }
    }

    fn told_outcome(&self, failure: Option<&Failure>) {
        match failure {
            Some(failure) => self.tell_failure(failure),
            None => {
                self.ui.borrow_mut().is_ready = true;
                self.tell_ready();
            }
        }
    }

    /// Tells the page once that the widget is shown: it is when what it shows is there, and the words for it.
    fn tell_ready(&self) {
        let mut ui = self.ui.borrow_mut();
        let is_shown = ui.is_ready && !ui.is_speechless;
        let has_told = ui.has_told;
        ui.has_told |= is_shown;
        drop(ui);
        if is_shown && !has_told {
            self.tell("cop-ready", "{}");
        }
    }

    fn tell_failure(&self, failure: &Failure) {
        let detail = Object::new().text("code", failure.code());
        self.tell("cop-failed", &detail.end());
    }

    /// Tells the page of something that has happened.
    pub fn tell(&self, name: &str, detail: &str) {
        self.host.dispatch(name, detail);
    }

    /// Takes over an attribute that changed, or the place that the reader came back to.
    pub fn set_attribute(&self, name: &str, value: Option<String>) {
        if name == "place" {
            return self.come_back(value.as_deref());
        }
        let is_language = name == "lang";
        let place = (name == "persist").then(|| place_of(self));
        let goes_elsewhere = self.update(|ui| {
            ui.attributes.set(name, value);
            match name {
                "view" | "community" | "problem" | "src" => {
                    ui.route = Route::from_attributes(&ui.attributes);
                    ui.pressed = None;
                    ui.parts.clear();
                    #[cfg(feature = "whole")]
                    ui.put_forms_by();
                    ui.notice = None;
                    true
                }
                "topic" => {
                    ui.directory = Known::Loading;
                    true
                }
                _ => false,
            }
        });
        if let Some(before) = place {
            self.session.keep_elsewhere(self, before);
        }
        if is_language {
            let language = wanted_language(&self.ui.borrow().attributes, &self.root);
            self.learn(&language);
        }
        if goes_elsewhere {
            self.fetch();
        }
    }

    /// Hears what somebody else did.
    pub fn overheard(&self, item: &Item) {
        let said = self.looked_at_by(item);
        if let Some(said) = said {
            self.speak(said, false);
        }
    }

    /// What to say about what somebody did: something where it is in the thread that is being read.
    fn looked_at_by(&self, item: &Item) -> Option<String> {
        let cop_core::activity::Kind::Replied(turn) = &item.activity.what else {
            return None;
        };
        let ui = self.ui.borrow();
        let Some(Route::Problem(community, problem) | Route::Thread(community, problem)) =
            &ui.route
        else {
            return None;
        };
        if item.activity.community.as_ref() != Some(community) || turn.thread != *problem {
            return None;
        }
        let name = item.particulars.people.get(item.activity.actor.as_ref()?)?;
        Some(ui.texts.fill(Key::NewTurnFrom, &[("name", name)]))
    }

    /// Puts the focus on what has this id, as soon as it is there.
    pub fn focus(&self, id: &str) {
        *self.wanted_focus.borrow_mut() = Some(id.to_owned());
        self.changed.notify();
    }

    /// Does what has to wait until the screen is drawn.
    pub fn settle_soon(&self) {
        let this = self.this.clone();
        platform::spawn(async move {
            if let Some(widget) = this.upgrade() {
                widget.settle();
            }
        });
    }

    fn settle(&self) {
        if self.ui.borrow().asks_to_leave {
            platform::show_dialog(&self.root, "leaving");
        }
        #[cfg(feature = "whole")]
        self.ask_what_is_asked();
        let wanted = self.wanted_focus.borrow_mut().take();
        if let Some(id) = wanted
            && !platform::focus(&self.root, &id)
        {
            match self.homeless_reason.borrow_mut().take() {
                Some(reason) => {
                    self.update(|ui| ui.notice = Some(Notice::Failed(reason)));
                    self.focus("notice");
                }
                None => *self.wanted_focus.borrow_mut() = Some(id),
            }
        }
        self.homeless_reason.borrow_mut().take();
    }
}

/// The language that the attribute names, or else that of the nearest element with one.
fn wanted_language(attributes: &Attributes, root: &ShadowRoot) -> String {
    let named = attributes.lang().map(str::to_owned);
    named
        .or_else(|| platform::surrounding_language(root))
        .unwrap_or_default()
}

impl Ui {
    /// What is said when there is a pause, and what is said at once.
    pub fn speech(&self) -> (&str, &str) {
        (&self.polite, &self.assertive)
    }
}

//! What only the screens of the whole ask for: forms that are checked here, files, and what is the reader's own.

use std::rc::Rc;

use cop_core::activity::Activity;
use cop_core::id::CommunityId;
use cop_core::wire::Value;

use super::{Deed, Notice, Part, Ui, Widget};
use crate::form::{Which, field_id};
use crate::messages::Key;
use crate::platform;
use crate::route::{Route, Tab};
use crate::session::{Failure, Known, SliceId};

/// How many problems are fetched at first.
const N_PROBLEMS: usize = 100;

/// Something of one community, as far as it is there.
type OfCommunity<T> = Option<(CommunityId, Known<T>)>;

impl Widget {
    /// Says at a field of an open form what is wrong there, and puts the focus into it.
    pub fn fail_at(&self, which: &Which, field: &'static str, reason: String) {
        self.update(|ui| {
            if let Some(form) = ui.form_mut(which) {
                form.fail_at(field, reason.clone());
            }
        });
        self.focus(&field_id(field));
    }

    /// Does something, and goes on at another screen once the server has confirmed it.
    pub fn act_and_go(self: &Rc<Self>, deed: Deed, next: Route) {
        let form = self.update(|ui| {
            ui.notice = None;
            let place = ui
                .forms
                .iter()
                .position(|form| Some(&form.which) == deed.form.as_ref());
            place.map(|place| ui.forms[place].clone())
        });
        let widget = Rc::clone(self);
        let (slice, which) = (deed.slice.clone(), deed.form);
        let (said, lost) = (deed.said, form.clone());
        let answered = move |answer: Result<Vec<Activity>, Failure>| match answer {
            Ok(recorded) => {
                widget.tell_of(&recorded, &slice);
                if let Some(which) = &which {
                    widget.drop_form(which);
                }
                widget.navigate(next);
                if let Some(said) = said {
                    widget.update(|ui| ui.notice = Some(Notice::Done(said)));
                    widget.focus("notice");
                }
            }
            Err(failure) => {
                widget.undo(lost, &failure, true);
                widget.tell_failure(&failure);
            }
        };
        let acted = self
            .session
            .act(&deed.slice, deed.command, Box::new(answered));
        if let Err(failure) = acted {
            self.undo(form, &failure, true);
        }
    }

    /// Fetches what a screen needs beside the state of a community.
    pub fn fetch_own(&self, route: Option<&Route>) {
        match route {
            Some(Route::Mine) => self.fetch_mine(),
            Some(Route::Community(id, Tab::AllProblems)) => self.fetch_problems(id),
            Some(Route::Journal) => self.fetch_journal(),
            Some(Route::Community(_, Tab::Now)) => self.find_reasons(),
            Some(Route::Community(id, Tab::Doing)) => self.fetch_measures(id),
            Some(Route::Community(id, Tab::Place)) => self.work_out_own(id),
            Some(Route::Community(id, Tab::Desk)) => {
                self.fetch_measures(id);
                self.fetch_desk(id);
            }
            _ => {}
        }
    }

    /// Fetches again what the screen that is shown needs so; another reader sees nothing of the one before.
    pub fn fetch_again(&self) {
        let route = self.update(|ui| {
            (ui.doing, ui.desk, ui.own) = (None, None, None);
            ui.problems = None;
            (ui.statement, ui.for_you) = (None, None);
            (ui.faced, ui.about_note) = (super::suggesting::Faced::default(), None);
            ui.route.clone()
        });
        self.fetch_own(route.as_ref());
    }

    /// Fetches how a community is doing.
    fn fetch_measures(&self, id: &CommunityId) {
        let fetched = |widget: Rc<Self>, id| async move {
            widget.session.measures(&id, widget.language()).await
        };
        self.fetch_of(id, |ui| &mut ui.doing, fetched);
    }

    /// Fetches the first problems of a community's list.
    fn fetch_problems(&self, id: &CommunityId) {
        let fetched = |widget: Rc<Self>, id| async move {
            widget.session.problems(&id, None, N_PROBLEMS).await
        };
        self.fetch_of(id, |ui| &mut ui.problems, fetched);
    }

    /// Fetches as many problems again as are shown; the focus goes to the first of them.
    pub fn fetch_more_problems(self: &Rc<Self>, n_shown: usize) {
        let known = self.ui.borrow().problems.clone();
        let Some((id, Known::Here(before))) = known else {
            return;
        };
        let widget = Rc::clone(self);
        platform::spawn(async move {
            let after = before.next.as_deref();
            let fetched = widget.session.problems(&id, after, n_shown).await;
            match fetched {
                Ok(more) => widget.update(|ui| {
                    if let Some((of, Known::Here(known))) = &mut ui.problems
                        && *of == id
                    {
                        known.problems.extend(more.problems);
                        (known.total, known.next) = (more.total, more.next);
                    }
                }),
                Err(failure) => {
                    let reason = widget.reason(&failure);
                    widget.update(|ui| ui.notice = Some(Notice::Failed(reason)));
                    return widget.focus("notice");
                }
            }
            widget.set_part(Part {
                list: "problems",
                edge: 0,
                fresh: Some(n_shown),
            });
            widget.focus("problems");
        });
    }

    /// Fetches whom those who hold a community may look after.
    fn fetch_desk(&self, id: &CommunityId) {
        let fetched =
            |widget: Rc<Self>, id| async move { widget.session.desk(&id, widget.language()).await };
        self.fetch_of(id, |ui| &mut ui.desk, fetched);
    }

    /// Works out what a community's log tells the reader of themselves.
    fn work_out_own(&self, id: &CommunityId) {
        let fetched = |widget: Rc<Self>, id| async move { widget.session.own(&id).await };
        self.fetch_of(id, |ui| &mut ui.own, fetched);
    }

    /// Fetches something of a community; what is known of it stays until there is something newer.
    fn fetch_of<T: 'static, F: Future<Output = Result<T, Failure>> + 'static>(
        &self,
        id: &CommunityId,
        place: fn(&mut Ui) -> &mut OfCommunity<T>,
        fetch: impl FnOnce(Rc<Self>, CommunityId) -> F,
    ) {
        let (Some(widget), id) = (self.this.upgrade(), id.clone()) else {
            return;
        };
        self.update(|ui| {
            let place = place(ui);
            let is_there = matches!(place, Some((of, Known::Here(_))) if *of == id);
            if !is_there {
                *place = Some((id.clone(), Known::Loading));
            }
        });
        let fetched = fetch(Rc::clone(&widget), id.clone());
        let round = self.session.round();
        platform::spawn(async move {
            let fetched = fetched.await;
            if round != widget.session.round() {
                // It is asked for again, perhaps by somebody else.
                return;
            }
            widget.update(|ui| match place(ui) {
                Some((of, known)) if *of == id => match (fetched, &known) {
                    (Ok(found), _) => *known = Known::Here(found),
                    (Err(Failure::Unreachable), Known::Here(_)) => {}
                    (Err(failure), _) => *known = Known::Failed(failure),
                },
                _ => {}
            });
        });
    }

    /// Fetches what the reader did to keep communities going, to be read here.
    pub fn fetch_statement(self: &Rc<Self>) {
        self.update(|ui| ui.statement = Some(Known::Loading));
        let widget = Rc::clone(self);
        platform::spawn(async move {
            let fetched = widget.session.statement().await;
            widget.update(|ui| {
                ui.statement = Some(match fetched {
                    Ok(statement) => Known::Here(statement),
                    Err(failure) => Known::Failed(failure),
                });
            });
        });
        self.focus("statement");
    }

    /// Hands the reader what they did to keep communities going, as a text.
    pub fn take_statement(self: &Rc<Self>, write: fn(&Widget, &Value) -> String) {
        let widget = Rc::clone(self);
        platform::spawn(async move {
            match widget.session.statement().await {
                Ok(sent) => {
                    let text = write(&widget, &sent);
                    widget.save_text("facilitation-statement.txt", "text/plain", &text);
                }
                Err(failure) => widget.say_failed(&failure),
            }
        });
    }

    /// Works out why the community that is shown may be for the reader, unless they are in it.
    pub fn find_reasons(&self) {
        let Some(Route::Community(id, Tab::Now)) = self.look(|ui| ui.route.clone()) else {
            return;
        };
        let is_outside = self.session.look(&SliceId::of(&id), |seen| {
            let membership = &seen.community.membership;
            seen.by.is_some_and(|me| !membership.is_member(me))
        });
        let is_known = self.look(|ui| ui.for_you.is_some());
        let (Known::Here(true), false, Some(widget)) = (is_outside, is_known, self.this.upgrade())
        else {
            return;
        };
        widget.work_out_for_me();
    }

    /// Works out which communities are for the reader, and shows them.
    pub fn find_for_me(self: &Rc<Self>) {
        self.work_out_for_me();
        self.focus("for-you");
    }

    /// Works out which communities are for the reader.
    fn work_out_for_me(self: &Rc<Self>) {
        self.update(|ui| ui.for_you = Some(Known::Loading));
        let widget = Rc::clone(self);
        platform::spawn(async move {
            let found = widget.session.communities_for_me().await;
            widget.update(|ui| {
                ui.for_you = Some(match found {
                    Ok(found) => Known::Here(found),
                    Err(failure) => Known::Failed(failure),
                });
            });
        });
    }

    /// Fetches what is the reader's own.
    pub fn fetch_mine(&self) {
        let Some(widget) = self.this.upgrade() else {
            return;
        };
        platform::spawn(async move {
            let round = widget.session.round();
            let mine = match widget.session.token().await {
                Ok(None) => Err(Failure::SignIn),
                Ok(Some(_)) | Err(_) => widget.session.mine().await,
            };
            if round != widget.session.round() {
                return;
            }
            widget.told_outcome(mine.as_ref().err());
            widget.update(|ui| {
                ui.mine = match mine {
                    Ok(mine) => Known::Here(mine),
                    Err(failure) => Known::Failed(failure),
                }
            });
        });
    }

    /// Says at the top of the screen why something did not work.
    pub fn say_failed(&self, failure: &Failure) {
        let reason = self.reason(failure);
        self.update(|ui| ui.notice = Some(Notice::Failed(reason)));
        self.focus("notice");
    }

    /// Hands the reader a file, and says so.
    pub fn save_text(&self, name: &str, kind: &str, text: &str) {
        let notice = match platform::download(name, kind, text) {
            Ok(()) => Notice::Done(self.fill(Key::FileSaved, &[("name", name)])),
            Err(_) => Notice::Failed(self.say(Key::NoFile).to_owned()),
        };
        self.update(|ui| ui.notice = Some(notice));
        self.focus("notice");
    }

    /// Hands the reader a file of what the server has at an address.
    pub fn save_file(self: &Rc<Self>, path: &'static str, name: &'static str) {
        let widget = Rc::clone(self);
        platform::spawn(async move {
            match widget.session.my_file(path).await {
                Ok(text) => widget.save_text(name, "application/json", &text),
                Err(failure) => widget.say_failed(&failure),
            }
        });
    }
}

//! What the reader did and the server has not answered yet: it is sent in order, once, as soon as that is possible.

use cop_core::activity::{Activity, Kind};
#[cfg(feature = "whole")]
use cop_core::id::CommunityId;
use cop_core::id::PersonId;
use cop_core::reads;
use cop_core::wire::Value;
use gloo::timers::callback::Timeout;

#[cfg(feature = "whole")]
use super::SliceId;
use super::acting::{Pending, new_id};
use super::wire::Failure;
use super::{Caller, Session};
use crate::json;
#[cfg(not(feature = "whole"))]
use crate::luggage::Luggage;
use crate::platform;
use crate::stream::wait_ms;

/// Where the words of a command stand that the reader may still change: the first of these that it has.
const WORDS: [&str; 5] = ["title", "text", "note", "reason", "message"];

/// How long what waits is held back at most after the reader has changed a letter of it.
const LONGEST_HOLD_MS: u32 = 60_000;
/// How long it is held back once they have left it.
const LEFT_HOLD_MS: u32 = 500;

/// What is done once the server has answered at once: with what it recorded, or why not.
pub type Answered = Box<dyn FnOnce(Result<Vec<Activity>, Failure>)>;

/// Something that the server has not answered yet.
pub struct Waiting {
    /// Names the command.
    pub id: String,
    /// Names what is shown of it, also once it goes by another name.
    pub row: String,
    /// The request as it is sent.
    request: String,
    /// Why the server refused it, once it had waited: the reader decides what becomes of it.
    pub refused: Option<Failure>,
    /// Whether it could not be sent at once.
    pub is_late: bool,
    /// How it stands with it on the device.
    pub(super) kept: OnDevice,
    answered: Option<Answered>,
    /// Whether it was done in the first part of the widget.
    #[cfg(feature = "whole")]
    is_of_first_part: bool,
}

/// How it stands with something on the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OnDevice {
    /// It is not known to be there.
    Unknown,
    /// It was there.
    There,
    /// It was there and is no longer: another tab has sent it.
    Gone,
    /// There was no room.
    NoRoom,
}

/// What the server recorded, and where.
struct Confirmed {
    position: Option<u64>,
    activities: Vec<Activity>,
}

reads!(Confirmed {
    position,
    activities
});

/// A request, as far as it tells what waits.
struct Kept {
    id: String,
}

reads!(Kept { id });

impl Waiting {
    /// What somebody did just now.
    pub(super) fn new(id: String, request: String, answered: Answered) -> Self {
        Self {
            row: id.clone(),
            id,
            request,
            refused: None,
            is_late: false,
            kept: OnDevice::Unknown,
            answered: Some(answered),
            #[cfg(feature = "whole")]
            is_of_first_part: false,
        }
    }

    /// What was kept on the device, or in the first part of the widget.
    pub(super) fn kept(request: String) -> Option<Self> {
        let Kept { id } = json::read(&request)?;
        Some(Self {
            row: id.clone(),
            id,
            request,
            refused: None,
            is_late: true,
            kept: OnDevice::Unknown,
            answered: None,
            #[cfg(feature = "whole")]
            is_of_first_part: false,
        })
    }

    /// The word for what it does.
    pub fn what(&self) -> Option<String> {
        let mut request = json::value(&self.request)?;
        text(field(&mut request, &["command"])?, &["type"]).cloned()
    }

    /// The words in it: the first are those that the reader may still change.
    pub fn words(&self) -> Vec<String> {
        let mut request = json::value(&self.request);
        let command = request
            .as_mut()
            .and_then(|request| field(request, &["command"]));
        let Some(command) = command else {
            return Vec::new();
        };
        let said = WORDS.iter();
        said.filter_map(|name| text(command, &[name]).cloned())
            .collect()
    }

    #[cfg(feature = "whole")]
    fn community(&self) -> Option<CommunityId> {
        let mut request = json::value(&self.request)?;
        CommunityId::parse(text(&mut request, &["community"])?).ok()
    }
}

/// The field of an object that has the first of these names which it has.
fn field<'a>(object: &'a mut Value, names: &[&str]) -> Option<&'a mut Value> {
    let Value::Object(fields) = object else {
        return None;
    };
    let has = |name: &&&str| fields.iter().any(|(known, _)| known == **name);
    let name = names.iter().find(has)?;
    let mut fields = fields.iter_mut();
    let found = fields.find(|(known, _)| known == name);
    found.map(|(_, value)| value)
}

fn text<'a>(object: &'a mut Value, names: &[&str]) -> Option<&'a mut String> {
    match field(object, names)? {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn words(request: &mut Value) -> Option<&mut String> {
    text(field(request, &["command"])?, &WORDS)
}

impl Session {
    /// Looks at what could not be sent at once: nothing is for others to see once its owner has signed out.
    pub fn look_late<R>(&self, look: impl Fn(&Waiting) -> R) -> Vec<R> {
        let outbox = self.outbox.borrow();
        if matches!(*self.caller.borrow(), Caller::Nobody) {
            return Vec::new();
        }
        outbox
            .iter()
            .filter(|waiting| waiting.is_late)
            .map(look)
            .collect()
    }

    fn has(&self, is_meant: &dyn Fn(&Waiting) -> bool) -> bool {
        self.outbox.borrow().iter().any(is_meant)
    }

    /// Whether the server has still to answer something that nobody else would send.
    pub fn waits_for_last(&self) -> bool {
        self.is_waiting() && self.widgets.borrow().len() == 1
    }

    /// Whether the server has still to answer something.
    pub fn is_waiting(&self) -> bool {
        !self.outbox.borrow().is_empty()
    }

    /// Whether something that is shown already could not be sent yet.
    pub fn is_late(&self, is_meant: &dyn Fn(&Kind) -> bool) -> bool {
        let pending = self.pending.borrow();
        self.has(&|waiting| {
            let ahead = pending.iter().filter(|ahead| ahead.command == waiting.id);
            let mut ahead = ahead.flat_map(|ahead| &ahead.activities);
            waiting.is_late && ahead.any(|ahead| is_meant(&ahead.what))
        })
    }

    /// Whether something of what waits would be lost with the page.
    pub fn would_lose(&self) -> bool {
        !self.keeps() || self.has(&|waiting| waiting.kept == OnDevice::NoRoom)
    }

    /// Whether something is on its way to the server for the first time: only here it can be undone.
    #[cfg(not(feature = "whole"))]
    pub fn is_trying(&self) -> bool {
        self.has(&|waiting| !waiting.is_late)
    }

    /// Whether what waits is being sent just now.
    pub fn is_sending(&self) -> bool {
        self.is_sending.get()
    }

    /// Writes down whose it is that waits, and gives that away, unless another widget stays here with it.
    #[cfg(not(feature = "whole"))]
    pub fn hand_over(&self, luggage: &mut Luggage) {
        luggage.put(self.owner.borrow().as_ref().map_or("", PersonId::as_str));
        luggage.close();
        if self.widgets.borrow().len() == 1 {
            for waiting in &std::mem::take(&mut *self.outbox.borrow_mut()) {
                luggage.put(&waiting.request);
                luggage.close();
            }
        }
    }

    /// Takes over what waited in the first part of the widget, of whom it belongs to. What was refused there is tried
    /// again, as after a reload.
    #[cfg(feature = "whole")]
    pub fn take_over(&self, owner: &str, late: impl Iterator<Item = String>) {
        let owner = PersonId::parse(owner).ok();
        let known = self.owner.borrow().clone();
        if known.is_some() && known != owner {
            return;
        }
        *self.owner.borrow_mut() = owner;
        for mut waiting in late.filter_map(Waiting::kept) {
            waiting.is_of_first_part = true;
            if !self.has(&|known| known.id == waiting.id) {
                self.outbox.borrow_mut().push(waiting);
            }
        }
        self.send_all();
    }

    /// Sends something, after what waits already.
    pub(super) fn post(&self, waiting: Waiting) {
        self.put(&waiting);
        self.outbox.borrow_mut().push(waiting);
        self.send_all();
    }

    /// Sends what waits, one after another, until the server cannot be reached; then tries again, less and less often.
    pub(super) fn send_all(&self) {
        let Some(session) = self.this.upgrade() else {
            return;
        };
        if self.next_waiting().is_none() || self.is_sending.replace(true) {
            return;
        }
        platform::spawn(async move {
            while let Some((id, request)) = session.next_waiting() {
                let mut answer = session.request("/v1/commands", Some(&request)).await;
                if answer == Err(Failure::Unreachable) {
                    // Once more: the answer may have been lost, and the same command twice is once.
                    answer = session.request("/v1/commands", Some(&request)).await;
                }
                if answer == Err(Failure::Unreachable) {
                    session.wait_for_network();
                    break;
                }
                session.n_failures.set(0);
                let answer = answer.and_then(|body| json::read(&body).ok_or(Failure::Garbled));
                session.settle(&id, &request, answer);
            }
            session.is_sending.set(false);
            session.notify();
        });
    }

    /// Has what waits seen, and sent again after a while.
    fn wait_for_network(&self) {
        let mut is_news = false;
        for waiting in self.outbox.borrow_mut().iter_mut() {
            is_news |= !waiting.is_late;
            waiting.is_late = true;
        }
        if is_news {
            self.call_tabs("");
            for widget in self.widgets() {
                widget.it_waits();
            }
            self.go_on();
        }
        self.try_later();
    }

    /// After a while, and less and less often, tries again to find out who reads here, or to send what waits.
    pub(super) fn try_later(&self) {
        let n_failures = self.n_failures.get() + 1;
        self.n_failures.set(n_failures);
        let this = self.this.clone();
        let wait = wait_ms(n_failures, self.heard.get());
        *self.retrying.borrow_mut() = Some(Timeout::new(wait, move || {
            let Some(session) = this.upgrade() else {
                return;
            };
            match session.caller() {
                Caller::Failed(_) => session.find_caller(),
                _ => session.send_all(),
            }
        }));
    }

    /// What is to be sent next: nothing while it is open who the reader is.
    fn next_waiting(&self) -> Option<(String, String)> {
        let reader = self.person()?;
        if self.owner.borrow().as_ref() != Some(&reader) {
            return None;
        }
        let outbox = self.outbox.borrow();
        let next = outbox.iter().find(|waiting| waiting.refused.is_none())?;
        // What is being changed is sent as it will be.
        let is_held = matches!(&*self.held.borrow(), Some((id, _)) if *id == next.id);
        (!is_held).then(|| (next.id.clone(), next.request.clone()))
    }

    fn settle(&self, id: &str, sent: &str, answer: Result<Confirmed, Failure>) {
        let answer = answer.map(|confirmed| {
            for pending in self.pending.borrow_mut().iter_mut() {
                if pending.command == id {
                    pending.position = confirmed.position;
                }
            }
            confirmed.activities
        });
        let is_lost = answer.is_err();
        if is_lost {
            self.forget_pending(id);
        }
        let place = |waiting: &Waiting| waiting.id == id;
        let Some(at) = self.outbox.borrow().iter().position(place) else {
            return;
        };
        let is_reworded = self.outbox.borrow()[at].request != sent;
        if is_reworded || is_lost && self.outbox.borrow()[at].is_late {
            // What was typed is long out of sight, or new: it stays here with the reason.
            let was_sent = Failure::Refused("command_id_reused".to_owned());
            self.outbox.borrow_mut()[at].refused = answer.err().or(Some(was_sent));
            return;
        }
        let waiting = self.outbox.borrow_mut().remove(at);
        self.keep(&key(id), None);
        if waiting.is_late {
            self.call_tabs("");
        }
        #[cfg(feature = "whole")]
        self.tell_of(&waiting, &answer);
        match waiting.answered {
            Some(answered) => answered(answer),
            None => self.go_on(),
        }
    }

    /// Tells the page of what was done in the first part of the widget, and of nothing that another tab may tell of.
    #[cfg(feature = "whole")]
    fn tell_of(&self, waiting: &Waiting, answer: &Result<Vec<Activity>, Failure>) {
        if let (true, Ok(recorded), Some(community), Some(widget)) = (
            waiting.is_of_first_part,
            answer,
            waiting.community(),
            self.widgets().first(),
        ) {
            widget.tell_of(recorded, &SliceId::of(&community));
        }
    }

    /// Goes on in the whole where a widget has waited with that until everything was tried.
    fn go_on(&self) {
        for widget in self.widgets() {
            widget.reach_whole();
        }
    }

    /// Throws away what somebody else did before, and tries again what waits for whoever has signed in again.
    pub(super) fn own_outbox(&self, caller: &Caller) {
        let Caller::Person { id, .. } = caller else {
            return;
        };
        let before = self.owner.replace(Some(id.clone()));
        if before.is_some_and(|before| before != *id) {
            self.outbox.borrow_mut().clear();
            self.pending.borrow_mut().clear();
            self.forget_other();
        }
        for waiting in self.outbox.borrow_mut().iter_mut() {
            if waiting.refused == Some(Failure::SignIn) {
                waiting.refused = None;
            }
        }
    }

    /// Shows no longer what something that waits would change.
    fn forget_pending(&self, id: &str) {
        self.keep_pending(&|pending| pending.command != id);
        self.fold_all();
        self.notify();
    }

    /// Keeps of what is shown ahead only this.
    pub(super) fn keep_pending(&self, is_kept: &dyn Fn(&Pending) -> bool) {
        self.pending.borrow_mut().retain(is_kept);
    }

    /// Keeps of what waits only this.
    fn keep_waiting(&self, is_kept: &dyn Fn(&Waiting) -> bool) {
        self.outbox.borrow_mut().retain(is_kept);
    }

    /// Sends nothing of something that waits, from whichever tab.
    pub fn discard(&self, id: &str) {
        self.drop_waiting(id);
        self.call_tabs(id);
    }

    /// Forgets something that waited.
    pub(super) fn drop_waiting(&self, id: &str) {
        if !id.is_empty() {
            // Of what is kept in a tab, one that was made of another has its own.
            self.keep(&key(id), None);
            self.keep_waiting(&|waiting| waiting.id != id);
            self.forget_pending(id);
            for widget in self.widgets() {
                widget.it_is_dropped();
            }
            self.go_on();
        }
    }

    /// Takes note that something could not be kept, and tries once more with the room that what was read takes up:
    /// whether that is news.
    pub(super) fn not_kept(&self, key: &str) -> bool {
        let mut is_news = false;
        for waiting in self.outbox.borrow_mut().iter_mut() {
            if key.ends_with(&waiting.id) && waiting.kept != OnDevice::NoRoom {
                waiting.kept = OnDevice::NoRoom;
                self.keep("r", None);
                self.put(waiting);
                is_news = true;
            }
        }
        #[cfg(feature = "whole")]
        {
            is_news |= self.note_not_kept(key);
        }
        self.notify();
        is_news
    }

    fn put(&self, waiting: &Waiting) {
        self.keep(&key(&waiting.id), Some(&waiting.request));
    }

    /// Sends nothing of something while the reader is changing its words: a while at most, and then as they stand; or a
    /// moment once they have left it, in which they may still press "Do not send".
    pub fn hold(&self, id: &str, words: Option<String>) {
        let longest = match words {
            Some(_) => LONGEST_HOLD_MS,
            None => LEFT_HOLD_MS,
        };
        let (this, held) = (self.this.clone(), id.to_owned());
        let release = Timeout::new(longest, move || {
            let Some(session) = this.upgrade() else {
                return;
            };
            match &words {
                Some(words) => session.send_again(&held, Some(words)),
                None => {
                    session.held.take();
                    session.send_all();
                }
            }
        });
        *self.held.borrow_mut() = Some((id.to_owned(), release));
    }

    /// Sends something again, where it was refused with other words if there are any.
    pub fn send_again(&self, id: &str, new: Option<&str>) {
        let mut gone = "";
        let mut known_as = id.to_owned();
        for waiting in self.outbox.borrow_mut().iter_mut() {
            let Some(mut request) = json::value(&waiting.request).filter(|_| waiting.id == id)
            else {
                continue;
            };
            let old = match (words(&mut request), new) {
                (Some(words), Some(new)) => std::mem::replace(words, new.to_owned()),
                (None, Some(_)) => continue,
                (_, None) => String::new(),
            };
            let is_refused = matches!(waiting.refused.take(), Some(Failure::Refused(_)));
            if new.is_none() && !is_refused {
                // What may be on its way stays letter for letter what it is.
                continue;
            }
            self.keep(&key(id), None);
            if is_refused {
                // The old name stands for what was refused.
                gone = id;
                waiting.id = new_id().to_string();
                waiting.kept = OnDevice::Unknown;
                known_as.clone_from(&waiting.id);
                if let Some(id) = text(&mut request, &["id"]) {
                    id.clone_from(&known_as);
                }
            }
            waiting.request.clear();
            json::write(&request, &mut waiting.request);
            self.put(waiting);
            for pending in self.pending.borrow_mut().iter_mut() {
                for (_, text) in &mut pending.texts {
                    if pending.command == id
                        && *text == old
                        && let Some(new) = new
                    {
                        new.clone_into(text);
                    }
                }
            }
        }
        self.fold_all();
        self.notify();
        self.call_tabs(gone);
        self.hold(&known_as, None);
    }

    /// Takes in what another tab put in, or one that was closed, and sees to it that what is not there yet is kept too.
    pub(super) async fn read_outbox(&self) {
        let round = self.round.get();
        let Some(kept) = self.kept("o").await else {
            return;
        };
        if self.round.get() != round {
            // It may be somebody else's.
            return;
        }
        let mut outbox = self.outbox.borrow_mut();
        let n_before = outbox.len();
        for waiting in outbox.iter_mut() {
            match waiting.kept {
                OnDevice::Unknown => self.put(waiting),
                OnDevice::There => waiting.kept = OnDevice::Gone,
                OnDevice::Gone | OnDevice::NoRoom => {}
            }
        }
        for mut waiting in kept.into_iter().filter_map(Waiting::kept) {
            waiting.kept = OnDevice::There;
            if let Some(known) = outbox.iter_mut().find(|known| known.id == waiting.id) {
                known.request = waiting.request;
                known.kept = waiting.kept;
                continue;
            }
            // The ids sort by time.
            let place = outbox.iter().take_while(|known| known.id < waiting.id);
            let place = place.count();
            outbox.insert(place, waiting);
        }
        // Where it was done its answer is waited for, from whichever tab it was sent.
        outbox.retain(|waiting| waiting.kept != OnDevice::Gone || waiting.answered.is_some());
        let is_news = outbox.len() != n_before;
        drop(outbox);
        self.notify();
        if is_news {
            self.send_all();
        }
    }
}

/// Where something that waits is kept.
fn key(id: &str) -> String {
    let mut key = String::from("o");
    key.push_str(id);
    key
}

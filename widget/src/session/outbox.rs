//! What the reader did and the server has not answered yet: it is sent in order, once, as soon as that is possible.

use cop_core::activity::Activity;
use cop_core::reads;
use cop_core::wire::Value;
use gloo::timers::callback::Timeout;

use super::acting::{Pending, new_id};
use super::wire::Failure;
use super::{Caller, Session};
use crate::json;
use crate::platform;
use crate::stream::wait_ms;

/// Where the words of a command stand that the reader may still change: the first of these that it has.
const WORDS: [&str; 5] = ["title", "text", "note", "reason", "message"];

/// What is done once the server has answered at once: with what it recorded, or why not.
pub type Answered = Box<dyn FnOnce(Result<Vec<Activity>, Failure>)>;

/// Something that the server has not answered yet.
pub struct Waiting {
    /// Names the command.
    pub id: String,
    /// The request as it is sent.
    request: String,
    /// Why the server refused it, once it had waited: the reader decides what becomes of it.
    pub refused: Option<Failure>,
    /// Whether it could not be sent at once.
    pub is_late: bool,
    answered: Option<Answered>,
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
            id,
            request,
            refused: None,
            is_late: false,
            answered: Some(answered),
        }
    }

    /// What was kept on the device.
    fn kept(request: String) -> Option<Self> {
        let Kept { id } = json::read(&request)?;
        Some(Self {
            id,
            request,
            refused: None,
            is_late: true,
            answered: None,
        })
    }

    /// The word for what it does.
    pub fn what(&self) -> Option<String> {
        field(&mut json::value(&self.request)?, "command", |command| {
            field(command, "type", |word| match word {
                Value::Text(word) => Some(word.clone()),
                _ => None,
            })
        })
    }

    /// The words in it that the reader may still change.
    pub fn words(&self) -> Option<String> {
        words(&mut json::value(&self.request)?, |words| words.clone())
    }
}

/// Looks at a field of an object.
fn field<R>(
    object: &mut Value,
    name: &str,
    look: impl FnOnce(&mut Value) -> Option<R>,
) -> Option<R> {
    match object {
        Value::Object(fields) => look(&mut fields.iter_mut().find(|(field, _)| field == name)?.1),
        _ => None,
    }
}

fn words<R>(request: &mut Value, look: impl FnOnce(&mut String) -> R) -> Option<R> {
    field(request, "command", |command| {
        let name = WORDS
            .into_iter()
            .find(|name| field(command, name, |_| Some(())).is_some())?;
        field(command, name, |words| match words {
            Value::Text(words) => Some(look(words)),
            _ => None,
        })
    })
}

impl Session {
    /// Looks at what could not be sent at once.
    pub fn look_late<R>(&self, look: impl Fn(&Waiting) -> R) -> Vec<R> {
        let outbox = self.outbox.borrow();
        outbox
            .iter()
            .filter(|waiting| waiting.is_late)
            .map(look)
            .collect()
    }

    /// Whether the server has answered everything.
    pub fn has_sent_all(&self) -> bool {
        self.outbox.borrow().is_empty()
    }

    /// Whether what waits is being sent just now.
    pub fn is_sending(&self) -> bool {
        self.is_sending.get()
    }

    /// Sends something, after what waits already.
    pub(super) fn post(&self, waiting: Waiting) {
        self.keep(&key(&waiting.id), Some(&waiting.request));
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
            self.call_tabs();
        }
        let n_failures = self.n_failures.get() + 1;
        self.n_failures.set(n_failures);
        let this = self.this.clone();
        let wait = wait_ms(n_failures, self.heard.get());
        *self.retrying.borrow_mut() = Some(Timeout::new(wait, move || {
            if let Some(session) = this.upgrade() {
                session.send_all();
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
        Some((next.id.clone(), next.request.clone()))
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
            self.call_tabs();
        }
        match waiting.answered {
            Some(answered) => answered(answer),
            None => self.go_on(),
        }
    }

    /// Goes on in the whole where a widget has waited with that until all was sent.
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

    /// Sends nothing of something that waits.
    pub fn discard(&self, id: &str) {
        self.keep_waiting(&|waiting| waiting.id != id);
        self.keep(&key(id), None);
        self.call_tabs();
        self.forget_pending(id);
        self.go_on();
    }

    /// Changes the words of something that waits, and sends it again where it was refused.
    pub fn reword(&self, id: &str, new: &str) {
        for waiting in self.outbox.borrow_mut().iter_mut() {
            let Some(mut request) = json::value(&waiting.request).filter(|_| waiting.id == id)
            else {
                continue;
            };
            let Some(old) = words(&mut request, |words| {
                std::mem::replace(words, new.to_owned())
            }) else {
                continue;
            };
            self.keep(&key(id), None);
            if waiting.refused.take().is_some() {
                // The old name stands for what was refused.
                waiting.id = new_id(self.now()).to_string();
                field(&mut request, "id", |id| {
                    *id = Value::Text(waiting.id.clone());
                    Some(())
                });
            }
            waiting.request.clear();
            json::write(&request, &mut waiting.request);
            self.keep(&key(&waiting.id), Some(&waiting.request));
            for pending in self.pending.borrow_mut().iter_mut() {
                for (_, text) in &mut pending.texts {
                    if pending.command == id && *text == old {
                        new.clone_into(text);
                    }
                }
            }
        }
        self.fold_all();
        self.notify();
        self.call_tabs();
        self.send_all();
    }

    /// Takes in what another tab put in, or one that was closed.
    pub(super) async fn read_outbox(&self) {
        let Some(kept) = self.kept("o").await else {
            return;
        };
        let kept: Vec<Waiting> = kept.into_iter().filter_map(Waiting::kept).collect();
        // What came from the device, and is there no longer, another tab has sent or thrown away.
        self.keep_waiting(&|waiting| {
            waiting.answered.is_some() || kept.iter().any(|kept| kept.id == waiting.id)
        });
        let mut outbox = self.outbox.borrow_mut();
        for waiting in kept {
            if let Some(known) = outbox.iter_mut().find(|known| known.id == waiting.id) {
                known.request = waiting.request;
                continue;
            }
            // The ids sort by time.
            let place = outbox.iter().take_while(|known| known.id < waiting.id);
            let place = place.count();
            outbox.insert(place, waiting);
        }
        drop(outbox);
        self.notify();
        self.send_all();
    }
}

/// Where something that waits is kept.
fn key(id: &str) -> String {
    let mut key = String::from("o");
    key.push_str(id);
    key
}

//! What is known of one server: who the reader is, the communities that are open, and what is on its way.
//!
//! All widgets of a page that talk to the same server share one session, and with it one live stream and one
//! source of tokens. The session lives as long as the last of them.

mod acting;
#[cfg(feature = "whole")]
mod alike;
mod caller;
#[cfg(feature = "whole")]
mod for_me;
#[cfg(feature = "whole")]
mod journal;
mod keeping;
#[cfg(feature = "whole")]
mod measures;
#[cfg(feature = "whole")]
mod mine;
mod outbox;
#[cfg(feature = "whole")]
mod own;
#[cfg(feature = "whole")]
mod problems;
mod slice;
pub mod snapshot;
mod touched;
mod wire;

use cop_core::sorted::SortedMap;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use cop_core::id::{CommunityId, PersonId};
use cop_core::time::Timestamp;
use cop_core::view::Seen;
use gloo::timers::callback::{Interval, Timeout};
use leptos::prelude::{ArcTrigger, Notify};

use crate::json;
use crate::platform;
use crate::stream::Stream;
use crate::widget::Widget;

#[cfg(feature = "whole")]
pub use alike::{Elsewhere, alike};
pub use caller::Caller;
#[cfg(feature = "whole")]
pub use for_me::ForYou;
#[cfg(feature = "whole")]
pub use journal::{Journal, Note, NoteId, notes_in, question_of, word_of};
pub use keeping::place_of;
#[cfg(feature = "whole")]
pub use mine::{Mine, MyCommunity};
pub use outbox::Waiting;
#[cfg(feature = "whole")]
pub use own::Own;
#[cfg(feature = "whole")]
pub use problems::Listed;
pub use slice::SliceId;
pub use wire::{Directory, Failure, Item};

use acting::Pending;
use slice::Slice;

/// How often what depends on the time is shown anew.
const TICK_MS: u32 = 60_000;
/// How long to wait for more of what has to be read again.
const READ_AGAIN_AFTER_MS: u32 = 200;

thread_local! {
    static SESSIONS: RefCell<SortedMap<String, Weak<Session>>> = const { RefCell::new(SortedMap::new()) };
}

/// What is known of one server.
pub struct Session {
    /// Its address, without a slash at the end.
    pub server: String,
    this: Weak<Session>,
    changed: ArcTrigger,
    widgets: RefCell<Vec<Weak<Widget>>>,
    caller: RefCell<Caller>,
    /// What the reader notes for themselves, which is sent to nobody.
    #[cfg(feature = "whole")]
    pub journal: RefCell<Journal>,
    /// Grows when everything is asked for anew; answers to what was asked before are dropped.
    round: Cell<u32>,
    epoch: RefCell<Option<String>>,
    /// How far the clock of the server is ahead of that of the device.
    ahead_ms: Cell<i64>,
    slices: RefCell<SortedMap<SliceId, Slice>>,
    pending: RefCell<Vec<Pending>>,
    outbox: RefCell<Vec<Waiting>>,
    is_sending: Cell<bool>,
    /// What of it the reader is changing just now, and until when that is waited for.
    held: RefCell<Option<(String, Timeout)>>,
    /// How often in a row the server could not be reached with what waits.
    n_failures: Cell<u32>,
    /// When that is tried again.
    retrying: RefCell<Option<Timeout>>,
    /// Whom the tokens are about, where they say so.
    subject: RefCell<Option<String>>,
    /// Whether it is known whose it is that is kept.
    is_owner_known: Cell<bool>,
    /// Whether what was read last is what was kept on the device.
    is_from_device: Cell<bool>,
    /// Whose the outbox is.
    owner: RefCell<Option<PersonId>>,
    /// Whether anything may stay on the device.
    keeps: Cell<bool>,
    stream: RefCell<Option<Stream>>,
    /// After which position the stream began: what is older than that has to be read again.
    follows_after: Cell<u64>,
    /// Up to which position everything was heard.
    heard: Cell<u64>,
    is_cut_off: Cell<bool>,
    /// What came over the stream while something was being fetched, which may be older.
    meanwhile: RefCell<Vec<Rc<Item>>>,
    n_fetching: Cell<u32>,
    /// When what is stale is read again.
    reading: RefCell<Option<Timeout>>,
    /// Counts the changes; which was the last one that may have changed everything, and what has changed since.
    n_changes: Cell<u32>,
    all_changed: Cell<u32>,
    touched: RefCell<Vec<(u32, String)>>,
    /// How much others contributed since the directory was fetched.
    news: RefCell<SortedMap<CommunityId, usize>>,
    _tick: Interval,
}

/// A part of what is known, as far as it is there.
#[derive(Debug, Clone)]
pub enum Known<T> {
    /// It is being fetched.
    Loading,
    /// It could not be fetched.
    Failed(Failure),
    /// It is there.
    Here(T),
}

impl Session {
    /// The session with a server that the page already has, or else a new one.
    pub fn with(server: &str) -> Rc<Self> {
        SESSIONS.with_borrow_mut(|sessions| {
            sessions.retain(|_, session| session.strong_count() > 0);
            if let Some(session) = sessions.get(server).and_then(Weak::upgrade) {
                return session;
            }
            let session = Rc::new_cyclic(|this| Self::new(server, this.clone()));
            sessions.insert(server.to_owned(), Rc::downgrade(&session));
            session
        })
    }

    fn new(server: &str, this: Weak<Self>) -> Self {
        let ticked = this.clone();
        Self {
            server: server.to_owned(),
            this,
            changed: ArcTrigger::new(),
            widgets: RefCell::default(),
            caller: RefCell::new(Caller::Unknown),
            #[cfg(feature = "whole")]
            journal: RefCell::default(),
            round: Cell::new(0),
            epoch: RefCell::default(),
            ahead_ms: Cell::new(0),
            slices: RefCell::default(),
            pending: RefCell::default(),
            outbox: RefCell::default(),
            is_sending: Cell::new(false),
            held: RefCell::default(),
            n_failures: Cell::default(),
            retrying: RefCell::default(),
            subject: RefCell::default(),
            is_owner_known: Cell::new(false),
            is_from_device: Cell::new(false),
            owner: RefCell::default(),
            keeps: Cell::new(false),
            stream: RefCell::default(),
            follows_after: Cell::default(),
            heard: Cell::default(),
            is_cut_off: Cell::new(false),
            meanwhile: RefCell::default(),
            n_fetching: Cell::new(0),
            reading: RefCell::default(),
            n_changes: Cell::new(1),
            all_changed: Cell::new(1),
            touched: RefCell::default(),
            news: RefCell::default(),
            _tick: Interval::new(TICK_MS, move || {
                if let Some(session) = ticked.upgrade() {
                    session.notify();
                }
            }),
        }
    }

    /// Takes in a widget; the first one begins the session.
    pub fn add(&self, widget: &Rc<Widget>) {
        let is_first = self
            .widgets
            .borrow()
            .iter()
            .all(|other| other.strong_count() == 0);
        self.widgets.borrow_mut().push(Rc::downgrade(widget));
        if is_first {
            self.find_caller();
        }
    }

    /// Lets go of a widget.
    pub fn sweep(&self, widget: &Widget) {
        self.widgets
            .borrow_mut()
            .retain(|other| other.strong_count() > 0 && !std::ptr::eq(other.as_ptr(), widget));
    }

    fn widgets(&self) -> Vec<Rc<Widget>> {
        self.widgets
            .borrow()
            .iter()
            .filter_map(Weak::upgrade)
            .collect()
    }

    /// What has all that reads from the session shown again.
    pub fn changed(&self) -> ArcTrigger {
        self.changed.clone()
    }

    fn notify(&self) {
        self.touch_all();
        self.changed.notify();
    }

    /// The time by the clock of the server.
    pub fn now(&self) -> Timestamp {
        Timestamp::from_ms(platform::now_ms() + self.ahead_ms.get())
    }

    /// Whether nothing comes from the server any more.
    pub fn is_cut_off(&self) -> bool {
        self.is_cut_off.get()
    }

    /// Says whether the stream is there.
    pub fn set_cut_off(&self, is_cut_off: bool) {
        if self.is_cut_off.replace(is_cut_off) == is_cut_off {
            return;
        }
        self.notify();
        if !is_cut_off {
            self.read_again();
            self.send_all();
        }
    }

    /// How much others contributed to a community since the directory was fetched.
    pub fn n_new(&self, community: &CommunityId) -> usize {
        self.news
            .borrow()
            .get(community)
            .copied()
            .unwrap_or_default()
    }

    /// The directory as the server ranks it.
    pub async fn directory(&self, query: &str) -> Result<Directory, Failure> {
        let mut path = String::from("/v1/communities");
        path.push_str(query);
        if self.is_snapshot() {
            snapshot::CATALOGUE.clone_into(&mut path);
        }
        let found: Directory = self.get(&path).await?;
        let is_from_device = self.is_from_device.get();
        if let Some(server_time) = found.server_time {
            self.set_clock(server_time, is_from_device);
        }
        Ok(found)
    }

    /// Fetches a part of what the server has, unless it is on its way or there: whether it is.
    pub fn want(&self, id: &SliceId) -> bool {
        match self.slices.borrow().get(id) {
            Some(Slice::Loaded(_)) => return true,
            Some(Slice::Loading) => return false,
            Some(Slice::Failed(_)) | None => {}
        }
        self.slices.borrow_mut().insert(id.clone(), Slice::Loading);
        self.notify();
        self.fetch(id);
        false
    }

    /// Reads again what is shown of a community, or of all of them, once for all that is heard in a moment.
    fn read_again_soon(&self, community: Option<&CommunityId>) {
        for (id, slice) in self.slices.borrow_mut().iter_mut() {
            if let Slice::Loaded(loaded) = slice {
                loaded.is_stale |= community.is_none_or(|community| *community == id.community);
            }
        }
        let this = self.this.clone();
        self.reading.borrow_mut().get_or_insert_with(|| {
            Timeout::new(READ_AGAIN_AFTER_MS, move || {
                if let Some(session) = this.upgrade() {
                    session.read_again();
                }
            })
        });
    }

    fn read_again(&self) {
        *self.reading.borrow_mut() = None;
        for (id, slice) in self.slices.borrow_mut().iter_mut() {
            if let Slice::Loaded(loaded) = slice
                && std::mem::take(&mut loaded.is_stale)
            {
                self.fetch(id);
            }
        }
    }

    fn fetch(&self, id: &SliceId) {
        let (Some(session), id) = (self.this.upgrade(), id.clone()) else {
            return;
        };
        let round = self.round.get();
        platform::spawn(async move {
            session.n_fetching.set(session.n_fetching.get() + 1);
            let sent = session.request(&session.path(&id), None).await;
            session.n_fetching.set(session.n_fetching.get() - 1);
            if round == session.round.get() {
                session.take_state(&id, sent);
            }
        });
    }

    /// Goes by the clock of the server, unless it was read long ago.
    fn set_clock(&self, server_time: Timestamp, is_from_device: bool) {
        if !is_from_device {
            self.ahead_ms.set(server_time.ms() - platform::now_ms());
        }
    }

    fn take_state(&self, id: &SliceId, sent: Result<String, Failure>) {
        let is_from_device = self.is_from_device.get();
        let read = sent.and_then(|sent| match json::read::<wire::State>(&sent) {
            Some(state) => Ok((sent, state)),
            None => Err(Failure::Garbled),
        });
        let failure = read.as_ref().err().cloned();
        let slice = match read {
            Ok((sent, state)) => {
                let is_other_log = self
                    .epoch
                    .borrow()
                    .as_ref()
                    .is_some_and(|epoch| *epoch != state.epoch);
                if is_other_log && !is_from_device {
                    self.restart();
                    return;
                }
                self.set_clock(state.server_time, is_from_device);
                self.follow(&state.epoch, state.position);
                if state.position < self.follows_after.get() && !is_from_device {
                    self.slices.borrow_mut().remove(id);
                    self.want(id);
                    return;
                }
                let mut loaded = slice::Loaded::new(sent, state);
                loaded.is_stale = is_from_device;
                for item in self.meanwhile.borrow().iter() {
                    loaded.take(id, item);
                }
                Slice::Loaded(Box::new(loaded))
            }
            Err(failure) => Slice::Failed(failure),
        };
        if self.n_fetching.get() == 0 {
            self.meanwhile.borrow_mut().clear();
        }
        self.slices.borrow_mut().insert(id.clone(), slice);
        self.fold_all();
        self.notify();
        for widget in self.widgets() {
            widget.arrived(id, failure.as_ref());
        }
    }

    /// Opens the live stream after a position, unless it is open.
    pub fn follow(&self, epoch: &str, position: u64) {
        if self.stream.borrow().is_some() || self.is_snapshot() {
            return;
        }
        *self.epoch.borrow_mut() = Some(epoch.to_owned());
        self.follows_after.set(position);
        self.heard.set(position);
        *self.stream.borrow_mut() = Some(Stream::open(self.this.clone(), epoch, position));
    }

    /// Opens the stream again at once, instead of waiting until it is found to be gone.
    fn reconnect(&self) {
        let epoch = self.epoch.borrow().clone();
        if let Some(epoch) = epoch {
            let heard = self.heard.get();
            *self.stream.borrow_mut() = Some(Stream::open(self.this.clone(), &epoch, heard));
        }
    }

    /// Takes in what came over the stream.
    pub fn take(&self, item: Item) {
        self.heard.set(item.position);
        let item = Rc::new(item);
        let community = item.activity.community.as_ref();
        let is_mine = self.confirm(&item);
        if let Some(community) = community
            && !is_mine
            && item.activity.actor != self.person()
            && item.activity.what.counts().contribution
        {
            *self.news.borrow_mut().get_or_insert_with(community, || 0) += 1;
        }
        if item.activity.what.needs_reading_again() {
            self.read_again_soon(community);
        }
        for (id, slice) in self.slices.borrow_mut().iter_mut() {
            if let Slice::Loaded(loaded) = slice {
                loaded.take(id, &item);
            }
        }
        if self.n_fetching.get() > 0 {
            self.meanwhile.borrow_mut().push(Rc::clone(&item));
        }
        self.fold_all();
        self.touch(&item);
        self.changed.notify();
        if !is_mine {
            for widget in self.widgets() {
                widget.overheard(&item);
            }
        }
    }

    /// Looks at a part of what is known: the state with what is on its way to the server.
    pub fn look<R>(&self, id: &SliceId, look: impl FnOnce(&Seen<'_>) -> R) -> Known<R> {
        match &*self.caller.borrow() {
            Caller::Unknown => return Known::Loading,
            Caller::Failed(failure) => return Known::Failed(failure.clone()),
            Caller::Nobody | Caller::Person { .. } => {}
        }
        let person = self.person();
        match self.slices.borrow().get(id) {
            None | Some(Slice::Loading) => Known::Loading,
            Some(Slice::Failed(failure)) => Known::Failed(failure.clone()),
            Some(Slice::Loaded(loaded)) => {
                match loaded.seen(&id.community, person.as_ref(), self.now()) {
                    Some(seen) => Known::Here(look(&seen)),
                    None => Known::Failed(Failure::Refused("no_such_community".to_owned())),
                }
            }
        }
    }
}

//! Who the reader is, and what becomes of the session when that changes or cannot be found out.

use cop_core::id::PersonId;

use super::wire::{Failure, Me};
use super::{Known, Session, SliceId};
use crate::platform;

/// Who the reader is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Caller {
    /// It is being found out.
    Unknown,
    /// Somebody who is not signed in.
    Nobody,
    /// This person.
    Person {
        /// Their id.
        id: PersonId,
        /// Their name.
        name: Option<String>,
    },
    /// It could not be found out.
    Failed(Failure),
}

impl Session {
    /// Who the reader is.
    pub fn caller(&self) -> Caller {
        self.caller.borrow().clone()
    }

    /// The reader's id, where they are signed in.
    pub fn person(&self) -> Option<PersonId> {
        match &*self.caller.borrow() {
            Caller::Person { id, .. } => Some(id.clone()),
            Caller::Unknown | Caller::Nobody | Caller::Failed(_) => None,
        }
    }

    /// Whether somebody reads here of whom something is known, from the page or from the device.
    pub(super) fn has_reader(&self) -> bool {
        self.subject.borrow().is_some() || self.owner.borrow().is_some()
    }

    /// Which round it is: with each everything is asked for anew, and answers to what was asked before are dropped.
    #[cfg(feature = "whole")]
    pub fn round(&self) -> u32 {
        self.round.get()
    }

    /// A short-lived token from any of the widgets: all of them have the same. None where nobody is signed in.
    ///
    /// # Errors
    /// If the page could not be asked for one, or has not answered.
    pub async fn token(&self) -> Result<Option<String>, Failure> {
        match self.widgets().into_iter().next() {
            Some(widget) if !self.is_snapshot() => widget.token().await,
            _ => Ok(None),
        }
    }

    /// Says that the server did not accept a token.
    pub fn reject(&self, token: &str) {
        for widget in self.widgets() {
            widget.token_rejected(token);
        }
    }

    /// Begins anew once the running call is over; several that ask for it get it once.
    pub fn restart_soon(&self) {
        let (Some(session), round) = (self.this.upgrade(), self.round.get()) else {
            return;
        };
        platform::spawn(async move {
            if round == session.round.get() {
                session.restart();
            }
        });
    }

    /// Begins anew: another reader, or a server that has another log.
    pub fn restart(&self) {
        self.round.set(self.round.get() + 1);
        *self.caller.borrow_mut() = Caller::Unknown;
        *self.epoch.borrow_mut() = None;
        *self.stream.borrow_mut() = None;
        let outbox = self.outbox.borrow();
        self.keep_pending(&|pending| {
            let mut waiting = outbox.iter();
            waiting.any(|waiting| waiting.id == pending.command)
        });
        drop(outbox);
        self.meanwhile.borrow_mut().clear();
        self.news.borrow_mut().clear();
        let open = self.open();
        self.slices.borrow_mut().clear();
        self.find_caller();
        for slice in open {
            self.want(&slice);
        }
        for widget in self.widgets() {
            widget.search_again();
            #[cfg(feature = "whole")]
            widget.fetch_again();
        }
        self.notify();
    }

    fn open(&self) -> Vec<SliceId> {
        self.slices.borrow().keys().cloned().collect()
    }

    /// Asks again for what could not be fetched; what is there stays, unless it may be another's who reads it.
    pub fn try_again(&self) {
        if self.person().is_none() {
            return self.restart_soon();
        }
        for slice in self.open() {
            self.want(&slice);
        }
        for widget in self.widgets() {
            if widget.look(|ui| matches!(ui.directory, Known::Failed(_))) {
                widget.search_again();
            }
            #[cfg(feature = "whole")]
            widget.fetch_own(widget.look(|ui| ui.route.clone()).as_ref());
        }
    }

    pub(super) fn find_caller(&self) {
        let Some(session) = self.this.upgrade() else {
            return;
        };
        self.is_owner_known.set(false);
        let round = self.round.get();
        platform::spawn(async move {
            let token = session.token().await;
            if round != session.round.get() {
                return;
            }
            session.check_owner(&token, round).await;
            if round != session.round.get() {
                return;
            }
            session.is_owner_known.set(true);
            let caller = session.ask_caller(&token).await;
            if round == session.round.get() {
                session.take_caller(caller).await;
            }
        });
    }

    async fn ask_caller(&self, token: &Result<Option<String>, Failure>) -> Caller {
        let is_nobody = match token {
            Ok(token) => token.is_none(),
            Err(_) => !self.has_reader(),
        };
        if is_nobody {
            return Caller::Nobody;
        }
        match self.get::<Me>("/v1/me").await {
            Ok(me) => Caller::Person {
                id: me.person,
                name: me.name,
            },
            Err(Failure::SignIn) => {
                // It stays for whom it belongs to: that may be a reader whose token could not be had.
                self.keeps.set(false);
                Caller::Nobody
            }
            Err(failure) => Caller::Failed(failure),
        }
    }

    async fn take_caller(&self, caller: Caller) {
        let has_failed = matches!(caller, Caller::Failed(_));
        let had_failed = matches!(self.caller(), Caller::Failed(_));
        if had_failed && !has_failed {
            // What was asked for meanwhile has failed as well.
            return self.restart();
        }
        self.own_outbox(&caller);
        *self.caller.borrow_mut() = caller;
        self.fold_all();
        self.notify();
        #[cfg(feature = "whole")]
        for widget in self.widgets() {
            widget.reader_is_known();
        }
        self.read_all().await;
        if has_failed {
            self.try_later();
        } else {
            self.n_failures.set(0);
        }
        self.send_all();
    }

    /// What another reader typed is not for this one.
    pub(super) fn forget_other(&self) {
        #[cfg(feature = "whole")]
        self.journal.take();
        for widget in self.widgets() {
            widget.forget_forms();
        }
    }
}

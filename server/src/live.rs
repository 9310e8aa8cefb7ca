//! The state that all requests read, and the bell that rings when it moves on.

use std::sync::{Arc, PoisonError, RwLock};

use cop_core::activity::Recorded;
use cop_core::{Evolved, Model};
use tokio::sync::watch;

/// The log folded up to a position.
#[derive(Debug, Clone)]
pub struct Folded {
    /// Everything that was recorded up to `position`.
    pub model: Model,
    /// The last position that the model holds.
    pub position: u64,
}

/// A handle on the folded log: cheap to clone, and all clones are the same.
#[derive(Clone)]
pub struct Live {
    folded: Arc<RwLock<Folded>>,
    bell: Arc<watch::Sender<u64>>,
}

impl Live {
    pub(crate) fn new(model: Model, position: u64) -> Self {
        Self {
            folded: Arc::new(RwLock::new(Folded { model, position })),
            bell: Arc::new(watch::Sender::new(position)),
        }
    }

    /// Reads the state. No waiting inside: the writer waits meanwhile.
    pub fn look<T>(&self, look: impl FnOnce(&Folded) -> T) -> T {
        // A panic between two activities would leave a model that is behind; the log is still right.
        let folded = self.folded.read().unwrap_or_else(PoisonError::into_inner);
        look(&folded)
    }

    /// The last position that can be seen.
    #[must_use]
    pub fn position(&self) -> u64 {
        *self.bell.borrow()
    }

    /// A bell that rings with each new position.
    #[must_use]
    pub fn bell(&self) -> watch::Receiver<u64> {
        self.bell.subscribe()
    }

    /// Takes over what was recorded, none of which changes what was before, then rings.
    pub(crate) fn advance(&self, recorded: &[Recorded]) {
        let Some(last) = recorded.last() else {
            return;
        };
        let mut folded = self.folded.write().unwrap_or_else(PoisonError::into_inner);
        for recorded in recorded {
            let evolved = folded.model.evolve(&recorded.activity);
            debug_assert_eq!(evolved, Evolved::Done);
        }
        folded.position = last.position;
        drop(folded);
        self.bell.send_replace(last.position);
    }

    /// Takes over a state in which what was recorded before counts otherwise, then rings.
    pub(crate) fn replace(&self, model: Model, position: u64) {
        let mut folded = self.folded.write().unwrap_or_else(PoisonError::into_inner);
        *folded = Folded { model, position };
        drop(folded);
        self.bell.send_replace(position);
    }
}

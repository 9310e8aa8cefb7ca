//! A tree of elements that follows triggers of Leptos.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::sync::Arc;

use leptos::prelude::{ArcTrigger, Track};
use leptos::reactive::graph::{
    AnySource, AnySubscriber, ReactiveNode, Source, Subscriber, WithObserver,
};
use web_sys::Node;

use super::El;
use super::live::{Live, is_missing};
use crate::platform;

thread_local! {
    /// The views of the page, each at its place: what subscribes in Leptos has to be such as could move to another
    /// thread, so that it can hold the number of a place and no view.
    static VIEWS: RefCell<Vec<Weak<View>>> = const { RefCell::new(Vec::new()) };
}

/// A tree on the page that is drawn again, once the running call is over, whenever one of its triggers was pulled; it goes
/// when it is dropped.
///
/// Leptos would take the function for a view by itself if it could move to another thread, which no element can; and
/// its own views and effects bring owners and a queue, several kilobytes: this subscribes to the triggers as they do.
pub struct View {
    draw: Box<dyn Fn() -> El>,
    triggers: [ArcTrigger; 2],
    place: Arc<Place>,
    live: RefCell<Live>,
    is_due: Cell<bool>,
}

impl View {
    /// Draws for the first time, at the end of `parent`.
    pub fn mount(
        parent: &Node,
        triggers: [ArcTrigger; 2],
        draw: impl Fn() -> El + 'static,
    ) -> Rc<Self> {
        let place = free_place();
        let live = Live::build(draw(), &platform::document());
        live.stand_in(parent);
        let view = Rc::new(Self {
            draw: Box::new(draw),
            triggers,
            place: Arc::new(Place(place)),
            live: RefCell::new(live),
            is_due: Cell::new(false),
        });
        VIEWS.with_borrow_mut(|views| views[place] = Rc::downgrade(&view));
        view.subscribe();
        view
    }

    fn subscriber(&self) -> AnySubscriber {
        let place: std::sync::Weak<Place> = Arc::downgrade(&self.place);
        AnySubscriber(self.place.0, place)
    }

    /// Asks to be told when a trigger is pulled, which lets go of whom it has told.
    fn subscribe(&self) {
        self.subscriber().with_observer(|| {
            for trigger in &self.triggers {
                trigger.track();
            }
        });
    }

    fn draw_again(&self) {
        self.is_due.set(false);
        self.subscribe();
        let document = platform::document();
        let mut live = self.live.borrow_mut();
        live.patch((self.draw)(), &document);
        if is_missing() {
            live.patch((self.draw)(), &document);
        }
    }
}

/// The place of a view, as a node in the graph of what depends on what.
struct Place(usize);

impl ReactiveNode for Place {
    fn mark_dirty(&self) {
        draw_again_soon(self.0);
    }

    fn mark_check(&self) {
        draw_again_soon(self.0);
    }

    // Nothing depends on a view.
    fn mark_subscribers_check(&self) {}

    fn update_if_necessary(&self) -> bool {
        false
    }
}

impl Drop for View {
    fn drop(&mut self) {
        self.live.get_mut().remove();
        // Or the trigger would take whoever stands at this place next for this one.
        let subscriber = self.subscriber();
        for trigger in &self.triggers {
            trigger.remove_subscriber(&subscriber);
        }
    }
}

impl Subscriber for Place {
    // What it depends on is always the same.
    fn add_source(&self, _: AnySource) {}

    fn clear_sources(&self, _: &AnySubscriber) {}
}

/// Draws the view at this place again once the running call is over, and once however many ask for it until then.
fn draw_again_soon(place: usize) {
    let view = VIEWS.with_borrow(|views| views.get(place).and_then(Weak::upgrade));
    let Some(view) = view.filter(|view| !view.is_due.replace(true)) else {
        return;
    };
    let view = Rc::downgrade(&view);
    platform::spawn(async move {
        if let Some(view) = view.upgrade() {
            view.draw_again();
        }
    });
}

/// The first place that no view has any more.
fn free_place() -> usize {
    VIEWS.with_borrow_mut(|views| {
        let is_free = |view: &Weak<View>| view.strong_count() == 0;
        views.iter().position(is_free).unwrap_or_else(|| {
            views.push(Weak::new());
            views.len() - 1
        })
    })
}

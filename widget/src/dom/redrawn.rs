//! A tree of elements as a view of Leptos.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::sync::Arc;

use leptos::prelude::{ArcTrigger, Track};
use leptos::reactive::graph::{AnySource, AnySubscriber, ReactiveNode, Subscriber, WithObserver};
use leptos::tachys::view::{Mountable, Render};
use web_sys::{Element, Node};

use super::El;
use super::live::{Live, is_missing};
use crate::platform;

thread_local! {
    /// The views of the page, each at its place: what subscribes in Leptos has to be such as could move to another
    /// thread, so that it can hold the number of a place and no view.
    static VIEWS: RefCell<Vec<Weak<View>>> = const { RefCell::new(Vec::new()) };
}

/// A view that is drawn again, once the running call is over, whenever one of its triggers was pulled.
///
/// Leptos would take the function for a view by itself if it could move to another thread, which no element can; and
/// its own effects bring owners and a queue, several kilobytes: this subscribes to the triggers as they do.
pub struct Redrawn<F> {
    /// Draws it.
    pub draw: F,
    /// What has it drawn again.
    pub triggers: [ArcTrigger; 2],
}

/// Such a view while it stands on the page.
pub struct Drawn(Rc<View>);

struct View {
    draw: Box<dyn Fn() -> El>,
    triggers: [ArcTrigger; 2],
    subscriber: Arc<Place>,
    live: RefCell<Live>,
    is_due: Cell<bool>,
}

impl View {
    /// Asks for the next pull of a trigger: each is told once.
    fn subscribe(&self) {
        let place: std::sync::Weak<Place> = Arc::downgrade(&self.subscriber);
        AnySubscriber(self.subscriber.0, place).with_observer(|| {
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

impl Subscriber for Place {
    // A trigger lets go of whom it has told, and a view that is gone is told nothing.
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

impl<F: Fn() -> El + 'static> Render for Redrawn<F> {
    type State = Drawn;

    fn build(self) -> Drawn {
        let place = free_place();
        let view = Rc::new(View {
            live: RefCell::new(Live::build((self.draw)(), &platform::document())),
            draw: Box::new(self.draw),
            triggers: self.triggers,
            subscriber: Arc::new(Place(place)),
            is_due: Cell::new(false),
        });
        VIEWS.with_borrow_mut(|views| views[place] = Rc::downgrade(&view));
        view.subscribe();
        Drawn(view)
    }

    fn rebuild(self, drawn: &mut Drawn) {
        let parent = drawn
            .elements()
            .first()
            .and_then(|element| element.parent_element());
        let mut fresh = self.build();
        if let Some(parent) = parent {
            fresh.mount(&parent, None);
        }
        drawn.unmount();
        *drawn = fresh;
    }
}

impl Mountable for Drawn {
    fn unmount(&mut self) {
        self.0.live.borrow_mut().unmount();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.0.live.borrow_mut().mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.0.live.borrow().insert_before_this(child)
    }

    fn elements(&self) -> Vec<Element> {
        self.0.live.borrow().elements()
    }
}

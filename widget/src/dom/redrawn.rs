//! A tree of elements as a view of Leptos.

use leptos::prelude::RenderEffect;
use leptos::tachys::view::{Mountable, Render};
use web_sys::{Element, Node};

use super::El;
use super::live::{Live, is_missing};
use crate::platform;

/// A view that is drawn again whenever a signal that the function reads has changed.
///
/// Leptos takes functions for views by itself, but only those that could move to another thread, which no element can.
pub struct Redrawn<F>(pub F);

/// Such a view while it stands on the page.
pub struct Drawn(RenderEffect<Live>);

impl<F: Fn() -> El + 'static> Render for Redrawn<F> {
    type State = Drawn;

    fn build(self) -> Drawn {
        let Redrawn(draw) = self;
        Drawn(RenderEffect::new(move |live: Option<Live>| {
            let (wanted, document) = (draw(), platform::document());
            let mut live = match live {
                Some(mut live) => {
                    live.patch(wanted, &document);
                    live
                }
                None => Live::build(wanted, &document),
            };
            if is_missing() {
                live.patch(draw(), &document);
            }
            live
        }))
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
        self.0.with_value_mut(Live::unmount);
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.0.with_value_mut(|live| live.mount(parent, marker));
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.0
            .with_value_mut(|live| live.insert_before_this(child))
            .unwrap_or(false)
    }

    fn elements(&self) -> Vec<Element> {
        self.0
            .with_value_mut(|live| live.elements())
            .unwrap_or_default()
    }
}

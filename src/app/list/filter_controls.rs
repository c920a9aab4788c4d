//! The controls above the list; what they are set to can be saved and applied.

use leptos::prelude::*;

use crate::domain::{ListFilter, Name, Need, Order, RelationshipKind, Stage};

/// The values of the controls, ids and words: a filter that is empty leaves nobody out.
#[derive(Clone, Copy)]
pub struct FilterControls {
    pub search: RwSignal<String>,
    pub stage: RwSignal<String>,
    pub need: RwSignal<String>,
    pub tag: RwSignal<String>,
    pub kind: RwSignal<String>,
    pub order: RwSignal<String>,
}

impl FilterControls {
    /// All clients, in the first order.
    pub fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            search: empty(),
            stage: empty(),
            need: empty(),
            tag: empty(),
            kind: empty(),
            order: RwSignal::new(Order::default().id().to_owned()),
        }
    }

    /// Whether any client may be left out.
    pub fn is_filtered(self) -> bool {
        let filters = self.filters();
        filters
            .iter()
            .any(|filter| filter.with(|value| !value.is_empty()))
    }

    /// Leaves nobody out any more.
    pub fn clear_filters(self) {
        for filter in self.filters() {
            filter.set(String::new());
        }
    }

    /// The filters and the order, as they can be saved.
    pub fn filter(self) -> ListFilter {
        ListFilter {
            // The field takes no more than a name has.
            search: self.search.with(|text| Name::stored(text).ok()),
            stage: self.stage.with(|id| Stage::from_id(id)),
            need: self.need.with(|id| Need::from_id(id)),
            tag: self.tag.with(|tag| Name::stored(tag).ok()),
            kind: self.kind.with(|id| RelationshipKind::from_id(id)),
            order: self.order.with(|id| Order::from_id(id)).unwrap_or_default(),
        }
    }

    /// Sets the controls to what was saved.
    pub fn apply(self, filter: &ListFilter) {
        let words =
            |name: Option<&Name>| name.map_or_else(String::new, |it| it.as_str().to_owned());
        self.search.set(words(filter.search.as_ref()));
        self.stage
            .set(filter.stage.map_or("", Stage::id).to_owned());
        self.need.set(filter.need.map_or("", Need::id).to_owned());
        self.tag.set(words(filter.tag.as_ref()));
        self.kind
            .set(filter.kind.map_or("", RelationshipKind::id).to_owned());
        self.order.set(filter.order.id().to_owned());
    }

    const fn filters(self) -> [RwSignal<String>; 5] {
        [self.search, self.stage, self.need, self.tag, self.kind]
    }
}

//! The selection in the list: the ids of the selected clients, since few rows stand in the page.
//!
//! It names only the domain, so that `tests/native` compiles it too.

use std::collections::BTreeSet;

use crate::domain::ClientId;

/// The selected clients.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selected {
    ids: BTreeSet<ClientId>,
    /// The client that was chosen last: a range goes on from it.
    last: Option<ClientId>,
}

impl Selected {
    /// Whether a client is selected.
    pub fn contains(&self, client: ClientId) -> bool {
        self.ids.contains(&client)
    }

    /// Selects a client, or no longer.
    pub fn toggle(&mut self, client: ClientId) {
        if !self.ids.remove(&client) {
            self.ids.insert(client);
        }
        self.last = Some(client);
    }

    /// Selects all from the client that was chosen last to this one, both with them, in the order shown;
    /// this one alone if the other is not shown.
    pub fn extend_to(&mut self, client: ClientId, shown: &[ClientId]) {
        let place = |client: ClientId| shown.iter().position(|id| *id == client);
        let ends = self.last.and_then(place).zip(place(client));
        match ends {
            Some((from, to)) => self.add(&shown[from.min(to)..=from.max(to)]),
            None => self.add(&[client]),
        }
        self.last = Some(client);
    }

    /// Selects these, too.
    pub fn add(&mut self, clients: &[ClientId]) {
        self.ids.extend(clients);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(ids: &[u64]) -> Vec<ClientId> {
        ids.iter().map(|id| ClientId::new(*id)).collect()
    }

    fn selected(selected: &Selected) -> Vec<ClientId> {
        selected.ids.iter().copied().collect()
    }

    #[test]
    fn a_range_goes_either_way_in_the_order_shown() {
        let shown = ids(&[5, 1, 4, 2, 3]);
        let mut some = Selected::default();
        some.toggle(ClientId::new(2));
        some.extend_to(ClientId::new(1), &shown);
        assert_eq!(selected(&some), ids(&[1, 2, 4]));
        // The next range goes on from where the last one ended.
        some.extend_to(ClientId::new(5), &shown);
        assert_eq!(selected(&some), ids(&[1, 2, 4, 5]));
        some.toggle(ClientId::new(4));
        assert_eq!(selected(&some), ids(&[1, 2, 5]));
    }

    #[test]
    fn a_range_from_a_client_that_is_not_shown_is_one_client() {
        let mut some = Selected::default();
        some.extend_to(ClientId::new(4), &ids(&[4, 5, 6]));
        assert_eq!(selected(&some), ids(&[4]));
        some.toggle(ClientId::new(9));
        some.extend_to(ClientId::new(6), &ids(&[4, 5, 6]));
        assert_eq!(selected(&some), ids(&[4, 6, 9]));
    }

    #[test]
    fn what_is_selected_stays_when_others_are_added() {
        let mut some = Selected::default();
        some.toggle(ClientId::new(9));
        some.add(&ids(&[1, 9]));
        assert_eq!(selected(&some), ids(&[1, 9]));
    }
}

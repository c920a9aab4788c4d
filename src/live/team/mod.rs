//! A live team over a broker: sellers' reports go to their manager, sealed, and come to stay where both sides
//! are seldom there at once.
//!
//! Invariants: as those of a live class. A seller says that a report was received only if the manager's
//! browser has said that it is stored; a report of a key that was not admitted is given to nobody's figures.
//!
//! A team is a channel like a class. Sellers publish to the inbox, for which the broker keeps what comes while
//! the manager is away; the manager's answer to each seller lies on the seller's topic, retained, and is
//! emptied when the seller leaves.

mod manager;
mod message;
mod phrase;
mod seller;

pub use manager::{Manager, ManagerAction};
pub use message::{Heard, SellerMessage, read_answer, write_answer};
pub use phrase::Phrase;
pub use seller::{Pending, Seller, SellerStatus};

//! A class: a session with its trainees, what they handed in, and the figures over it.

mod board;
mod figures;
mod finding;
mod former;
mod handed_in;
mod marks;
mod places;
mod reveal_code;
mod rounds;
mod session;
mod submission;
mod timer;

pub use board::{
    Board, BothRounds, DimensionError, Discussion, FEWEST, PointFigures, Spreads, TaskFigures,
    Trainee,
};
pub use figures::{ClassRatings, RaterFigures, RowError, UnitFigures};
pub use finding::Finding;
pub use handed_in::{HandedIn, Signed};
pub use marks::Marks;
pub use reveal_code::{RevealCode, RevealCodeError};
pub use rounds::{CellShift, ErrorShift, RoundFigures, TwoRounds};
pub use session::{Accepted, Maker, Naming, Session, Source};
pub use submission::{Round, Submission};
pub use timer::Timer;

//! Line icons, and the mark of each dimension.

use leptos::prelude::*;

use crate::domain::Dimension;

/// The shape of an icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A sheet of a calendar.
    Today,
    /// Two people.
    Clients,
    /// Three dots.
    More,
    /// A plus sign.
    Plus,
    /// An arrow head to the left.
    Back,
    /// A cross.
    Close,
    /// A pencil.
    Edit,
    /// A bin.
    Delete,
    /// A line chart: a rating.
    Rating,
    /// A speech bubble: a contact.
    Contact,
    /// A broken link: trust damaged.
    Breach,
    /// A tick in a circle: a promise.
    Promise,
    /// A star: feedback.
    Feedback,
    /// A flag: a stage.
    Stage,
    /// A paper plane: a request.
    Request,
    /// An envelope: an answer.
    Answer,
    /// One person: oneself.
    Myself,
    /// A board on a stand: a class.
    Class,
}

impl Shape {
    const fn path(self) -> &'static str {
        match self {
            Self::Today => "M4 6h16v14H4ZM4 10.500h16M8 3v4M16 3v4",
            Self::Clients => {
                "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c0-4 2.7-6 6.5-6s6.5 2 6.5 6M16 4.4a3.4 3.4 0 0 1 0 6.3M18 14.6c2.3.7 3.5 2.500 3.5 5.400"
            }
            Self::More => "M5 12h.01M12 12h.01M19 12h.01",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Back => "M15 5l-7 7 7 7",
            Self::Close => "M6 6l12 12M18 6L6 18",
            Self::Edit => "M4 20l1-4L16.500 4.500l3 3L8 19l-4 1Z",
            Self::Delete => "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
            Self::Rating => "M4 19h16M5 15l4-4 4 3 6-8",
            Self::Contact => "M4 5h16v11H10l-4 4v-4H4Z",
            Self::Breach => {
                "M10 14l-3 3a3 3 0 0 1-4-4l3-3M14 10l3-3a3 3 0 0 1 4 4l-3 3M9 4v3M4 9h3M15 20v-3M20 15h-3"
            }
            Self::Feedback => "M12 3l2.500 6H21l-5 4.500 2 6.500-6-4-6 4 2-6.500L3 9h6.500Z",
            Self::Promise => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM8 12l3 3 5-6",
            Self::Request => "M21 3 3 10.500l7 3 3 7ZM10 13.500 21 3",
            Self::Answer => "M3 5h18v14H3ZM3 7l9 6 9-6",
            Self::Myself => {
                "M12 11.500a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.500 20.500c0-4.200 3-6.500 7.500-6.500s7.500 2.300 7.500 6.500"
            }
            Self::Class => {
                "M3 4h18M4.500 4v11h15V4M12 15v3M8 21l4-3 4 3M8.500 11.500l2.500-3 2 2 2.500-3.500"
            }
            Self::Stage => "M6 21V4h11l-2 4 2 4H6",
        }
    }
}

/// A line icon; it has no accessible name, so the control beside it has one.
#[component]
pub fn Icon(shape: Shape) -> impl IntoView {
    view! {
        <svg class="icon" data-shape=(shape == Shape::More).then_some("more") viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
            <path d=shape.path()></path>
        </svg>
    }
}

/// The mark of a dimension: its colour and its shape, as in the charts.
#[component]
pub fn DimensionMark(dimension: Dimension) -> impl IntoView {
    let path = match dimension {
        Dimension::Expertise => "M6 1.5a4.5 4.500 0 1 0 0 9a4.5 4.500 0 1 0 0-9Z",
        Dimension::Conduct => "M2 2h8v8H2Z",
        Dimension::Relationship => "M6 .8 11.200 6 6 11.200 .8 6Z",
        Dimension::Benefit => "M6 1.500 11 10.500H1Z",
    };
    view! {
        <svg class="mark" data-dimension=dimension.id() viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
            <path d=path></path>
        </svg>
    }
}

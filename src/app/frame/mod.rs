//! The frame, which is there from the start: the places, the banners, the toast, and Today.

mod banner;
mod navigation;
mod toast;
mod today;

pub use banner::Banners;
pub use navigation::Navigation;
pub use toast::Toast;
pub use today::TodayPage;

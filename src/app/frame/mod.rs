//! What is there from the start: the places, the banners, the toast, and the list of clients.

mod banner;
mod list;
mod navigation;
mod toast;

pub use banner::Banners;
pub use list::{ClientList, ListPlace};
pub use navigation::Navigation;
pub use toast::Toast;

//! One client: the page with its figures and charts, the client's form, and the forms of records.

pub mod form;
pub mod page;
pub mod records;

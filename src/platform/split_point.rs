//! Views and functions of another WebAssembly file, once that is here.

use std::{
    pin::pin,
    task::{Context, Poll, Waker},
};

/// Polls a future once: if the file is here, its page or card is made at once, in the place of what asked for
/// it. `None` if the future is pending.
pub fn at_once<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

/// Defines a function whose code lies in a file of its own, and which fetches the file:
/// `split_point!(file; fn name(parameters) -> Result<T, SplitLoaderError> { … })`; with a name behind that of
/// the file, `split_point!(file, fetch_file; …)`, also a function that fetches the file and does no more.
///
/// If nothing is split, the function is defined as it is written. The attribute alone would export it even
/// then, and draw all pages, with imports of files that do not exist, into a program that uses one widget.
macro_rules! split_point {
    (
        $file:ident $(, $fetch:ident)?;
        $(#[$attribute:meta])*
        $visibility:vis fn $name:ident($($parameters:tt)*) -> $result:ty { $($body:tt)* }
    ) => {
        $(#[$attribute])*
        #[cfg(split)]
        #[wasm_split_helpers::wasm_split($file $(, preload($fetch))?, fallible)]
        $visibility fn $name($($parameters)*) -> $result { $($body)* }

        $(#[$attribute])*
        #[cfg(not(split))]
        #[allow(clippy::unused_async, reason = "as where it is split")]
        $visibility async fn $name($($parameters)*) -> $result { $($body)* }

        $(
            #[cfg(not(split))]
            #[allow(clippy::unused_async, reason = "as where it is split")]
            async fn $fetch() -> Result<(), wasm_split_helpers::SplitLoaderError> { Ok(()) }
        )?
    };
}

pub(crate) use split_point;

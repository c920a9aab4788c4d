//! What lies in another WebAssembly file, once that is here.

use std::{
    pin::pin,
    task::{Context, Poll, Waker},
};

/// What a future gives when it is asked but once: where the file is here, its page or card is made at
/// once, in the place of what asked for it.
pub fn at_once<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

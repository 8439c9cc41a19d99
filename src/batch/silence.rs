//! Panics of readers, which are results and no news: kept off standard error, and remembered with their places.

use std::any::Any;
use std::cell::RefCell;
use std::panic;
use std::sync::Once;
use std::thread;

/// The name of threads whose panics are no news: they become results.
pub(super) const READER: &str = "shishi-reader";

thread_local! {
    /// Where this thread panicked last.
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps panics of readers off standard error, and remembers where they were.
pub(super) fn silence_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let loud = panic::take_hook();
        panic::set_hook(Box::new(move |panicked| {
            if thread::current().name() != Some(READER) {
                return loud(panicked);
            }
            let place = panicked.location().map(|at| format!(" at {}:{}", at.file(), at.line()));
            PLACE.with_borrow_mut(|known| *known = place.unwrap_or_default());
        }));
    });
}

/// What a panic said, and where.
pub(super) fn said(payload: &(dyn Any + Send)) -> String {
    let words =
        payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    PLACE.with_borrow(|place| format!("{}{place}", words.unwrap_or("no words")))
}

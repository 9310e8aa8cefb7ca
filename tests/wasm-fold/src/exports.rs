//! What a page or another program calls: functions that any host of Wasm can call, without generated glue.

#![allow(unsafe_code, reason = "memory is handed over by address")]

use std::cell::RefCell;

use cop_core::activity::Activity;
use cop_core::time::Timestamp;

thread_local! {
    /// The log whose measures are timed.
    static LOG: RefCell<Vec<Activity>> = const { RefCell::new(Vec::new()) };
}

/// Invents a log of that many activities, for [`measure`].
#[unsafe(no_mangle)]
pub extern "C" fn invent(n: usize) {
    LOG.with(|log| *log.borrow_mut() = crate::invented(n));
}

/// Takes the invented log for its measures, and gives the sum of what they say.
#[unsafe(no_mangle)]
pub extern "C" fn measure() -> u64 {
    LOG.with(|log| crate::measured(&log.borrow()))
}

/// Room for a log of that many bytes: to be filled, and handed to [`fold`].
#[unsafe(no_mangle)]
pub extern "C" fn alloc(n_bytes: usize) -> *mut u8 {
    Box::into_raw(vec![0_u8; n_bytes].into_boxed_slice()).cast()
}

/// Folds the log in memory that came from [`alloc`], and frees it.
///
/// Gives back the address of the answer in the upper half and its length in the lower:
/// the views, or after a first byte 0 what is wrong with the log. The answer goes back to [`free`].
///
/// # Safety
/// `log` came from `alloc` with the same `n_bytes`, and is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fold(log: *mut u8, n_bytes: usize, now_ms: i64) -> u64 {
    // SAFETY: by the contract of this function it is a box that `alloc` made, of this length.
    let log = unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(log, n_bytes)) };
    let answer = std::str::from_utf8(&log)
        .map_err(|fault| fault.to_string())
        .and_then(|log| {
            crate::views(log, Timestamp::from_ms(now_ms)).map_err(|fault| fault.to_string())
        })
        .unwrap_or_else(|fault| format!("\0{fault}"));
    let n_bytes = answer.len() as u64;
    let answer = Box::into_raw(answer.into_bytes().into_boxed_slice());
    (answer.cast::<u8>() as u64) << 32 | n_bytes
}

/// Frees an answer.
///
/// # Safety
/// Address and length are those that [`fold`] gave, and are not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn free(answer: *mut u8, n_bytes: usize) {
    // SAFETY: by the contract of this function it is a box that `fold` gave away, of this length.
    drop(unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(answer, n_bytes)) });
}

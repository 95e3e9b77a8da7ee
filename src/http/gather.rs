//! A part of a list, read and made little by little: it ends where enough was asked for, or where it
//! is as large as one answer should be.

use std::io::{self, Write};

use serde::Serialize;

use crate::http::paging::Window;
use crate::services::once::Answer;
use crate::services::{Page, Result};

/// Rows that are in memory at the same time, beside what becomes of them.
const ROWS: i64 = 20;
/// About how large a part of a list becomes, in bytes. One item alone may be larger.
const PART_MAX: usize = 1024 * 1024;

/// The part of a list that `window` shows. `rows` reads some, `key` tells where those after one
/// begin, and `view` is how one is shown.
pub(super) fn gather<T, V: Serialize>(
    mut window: Window,
    mut rows: impl FnMut(&Page) -> Result<Vec<T>>,
    key: impl Fn(&T) -> String,
    view: impl Fn(T) -> V,
) -> Result<Answer> {
    let mut next = window.page();
    let mut wanted = next.limit;
    let mut size = 0;
    let mut shown: Vec<(String, V)> = Vec::new();
    'reading: while wanted > 0 {
        next.limit = wanted.min(ROWS);
        let read = rows(&next)?;
        let is_last = i64::try_from(read.len()).is_ok_and(|read| read < next.limit);
        wanted -= next.limit;
        for row in read {
            let (key, view) = (key(&row), view(row));
            size += length(&view);
            next.before = Some(key.clone());
            shown.push((key, view));
            if size > PART_MAX && shown.len() > 1 {
                // The last one is there to tell that there are more.
                window.limit = i64::try_from(shown.len() - 1).unwrap_or(window.limit);
                break 'reading;
            }
        }
        if is_last {
            break;
        }
    }
    Ok(window.answer(shown, |(key, _)| key.clone(), |(_, view)| view))
}

/// How long something is as JSON.
fn length(view: &impl Serialize) -> usize {
    struct Length(usize);
    impl Write for Length {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 += bytes.len();
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut length = Length(0);
    serde_json::to_writer(&mut length, view).expect("a view can be written as JSON");
    length.0
}

//! Shows the progress of long runs on a terminal.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// How often to read the counter.
const TICK: Duration = Duration::from_millis(50);
/// The ticks before the progress is shown: one second.
const PATIENCE: u32 = 20;
/// The ticks between two updates of the display.
const REDRAW: u32 = 4;

/// Counts finished manifests; can be used from any thread.
#[derive(Default)]
pub(super) struct Counter(AtomicUsize);

impl Counter {
    /// Counts one manifest.
    pub(super) fn count(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

/// Runs `work` and shows the state of its counter on standard error, if that is a terminal and the work takes longer than
/// a second. `total`: the final value of the counter.
pub(super) fn shown<T>(total: usize, work: impl FnOnce(&Counter) -> T) -> T {
    let counter = Counter::default();
    std::thread::scope(|scope| {
        let drawing = io::stderr().is_terminal().then(|| scope.spawn(|| draw(&counter, total)));
        let result = work(&counter);
        if let Some(drawing) = drawing {
            drawing.thread().unpark();
        }
        result
    })
}

/// Redraws until everything is counted. Errors in drawing are ignored.
fn draw(counter: &Counter, total: usize) {
    let done = || counter.0.load(Ordering::Relaxed);
    let mut ticks = 0;
    while done() < total {
        // The thread that counts the last manifest wakes us at once.
        std::thread::park_timeout(TICK);
        ticks += 1;
        if ticks >= PATIENCE && ticks % REDRAW == 0 {
            let _ = write!(io::stderr().lock(), "\r{} of {total} manifests", done());
        }
    }
    if ticks >= PATIENCE {
        let _ = write!(io::stderr().lock(), "\r\x1b[K");
    }
}

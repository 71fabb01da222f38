//! How far a long run is, on a terminal.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// The time between two looks at the counter.
const TICK: Duration = Duration::from_millis(50);
/// The ticks before anything is shown: a second.
const PATIENCE: u32 = 20;
/// The ticks between two changes of what is shown.
const REDRAW: u32 = 4;

/// Counts manifests, from any thread.
#[derive(Default)]
pub(super) struct Counter(AtomicUsize);

impl Counter {
    /// Counts one.
    pub(super) fn count(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

/// Runs `work`, and shows on standard error how far its counter is, if that is a terminal and it takes longer than a
/// second. `total`: what the counter reaches in the end.
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

/// Redraws until everything is counted. Nothing depends on whether it can be drawn.
fn draw(counter: &Counter, total: usize) {
    let done = || counter.0.load(Ordering::Relaxed);
    let mut ticks = 0;
    while done() < total {
        // Whoever counts the last one wakes us at once.
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

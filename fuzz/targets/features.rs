//! Text → tree → diagnostics → every feature.
#![no_main]

use integration_ls_fuzz::{Input, invariants};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let input = Input::new(data);
    invariants::features::hold(&input.text, input.place(0));
});

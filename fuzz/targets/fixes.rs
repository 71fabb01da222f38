//! All fixes together, and each alone.
#![no_main]

use integration_ls_fuzz::{Input, invariants};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let input = Input::new(data);
    invariants::fixes::hold(&input.text, input.dialect());
});

//! Formatting, of the whole text and of a selection.
#![no_main]

use integration_ls::features::formatting::Style;
use integration_ls::text::TextRange;
use integration_ls_fuzz::{Input, invariants};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let input = Input::new(data);
    let style = Style { width: usize::from(input.choice(3)) % 9, tabs: input.choice(3) > 127 };
    if invariants::formatting::whole(&input.text, style) {
        let (a, b) = (input.place(0), input.place(1));
        invariants::formatting::in_part(&input.text, style, TextRange::new(a.min(b), a.max(b)));
    }
});

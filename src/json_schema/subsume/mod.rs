//! Whether every value that fits one schema also fits another: what a change to a schema refuses that it took before.
//!
//! - `walk`: both schemas side by side;
//! - `taken`: what is known of a value because it fits the narrower schema, and `types`: of which types it can be;
//! - `same`: which parts of both are equal; `scalars`: limits on numbers and lengths; `examples`: strings to try;
//! - `difference`: what is said, and `reason`: in words;
//! - `witness`: a value that fits one and not the other.
//!
//! "It does" is said only where that is certain. A keyword that is not understood well enough, a reference that leads nowhere,
//! and schemas that take more steps than there are make it unclear.

mod difference;
mod examples;
mod reason;
mod same;
mod scalars;
mod taken;
mod types;
mod walk;
mod witness;

pub use difference::{Certainty, Difference, Settings, Side, Step, Subsumption, Verdict, What};
pub use reason::Direction;
pub use types::TypeSet;
pub use witness::witness;

use walk::Walk;

/// Whether every value that fits `narrow` also fits `wide`, which may be of another document.
pub fn subsume<'a, 'b>(narrow: Side<'a>, wide: Side<'b>, settings: Settings) -> Subsumption<'a, 'b> {
    Walk::new(narrow, wide, settings).run()
}

//! Placeholder until the pipeline is complete.
fn main() {}

//! The command line of integration-ls.

fn main() {}

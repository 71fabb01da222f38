//! A build without the feature `remote`.

use crate::cli::run;

#[test]
fn commands_that_ask_the_api_say_that_this_build_has_none_of_it() {
    for arguments in [
        &["pull", "acme/mail@1.2.0", "--as", "update"][..],
        &["validate", "--id", "1", "-"],
        &["pull"],
        &["diff", "--against", "latest", "examples/acme-mail.integration.json"],
    ] {
        let ran = run(arguments);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.err.contains("it was made without the feature \"remote\""), "{}", ran.err);
    }
}

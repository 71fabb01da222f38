//! Which files are manifests by their names.

use std::path::Path;

/// The names of manifests as globs, for editors: the names that [`is_manifest_name`] accepts, in lower case.
pub const GLOBS: [&str; 2] = ["**/integration.{json,jsonc}", "**/*.integration.{json,jsonc}"];

/// Whether a file is a manifest by its name. The name may be of any bytes.
pub fn is_manifest_name(path: &Path) -> bool {
    let Some(name) = path.file_name() else { return false };
    let lower = name.as_encoded_bytes().to_ascii_lowercase();
    let Some(stem) = lower.strip_suffix(b".json").or_else(|| lower.strip_suffix(b".jsonc")) else { return false };
    stem == b"integration" || stem.ends_with(b".integration")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use std::path::Path;

    use globset::Glob;

    use super::{GLOBS, is_manifest_name};

    #[test]
    fn names_of_manifests() {
        let is_named = |name: &str| GLOBS.iter().any(|glob| Glob::new(glob).unwrap().compile_matcher().is_match(name));
        for name in ["integration.json", "integration.jsonc", "acme.integration.json", "Acme.Integration.JSONC"] {
            assert!(is_manifest_name(Path::new(name)), "{name}");
            assert!(is_named(&name.to_lowercase()), "{name}");
        }
        for name in ["package.json", "integration.json5", "myintegration.json", "integration", ".json"] {
            assert!(!is_manifest_name(Path::new(name)), "{name}");
            assert!(!is_named(name), "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_name_may_be_of_any_bytes() {
        use std::os::unix::ffi::OsStrExt;
        let name = std::ffi::OsStr::from_bytes(b"caf\xe9.integration.json");
        assert!(is_manifest_name(Path::new(name)));
    }
}

//! The version that changes call for.

use semver::{BuildMetadata, Prerelease, Version};

/// How much a version has to be raised; the greater one is the higher.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    /// The third number.
    Patch,
    /// The second number.
    Minor,
    /// The first number; below 1.0 the second, as is the custom.
    Major,
}

impl Bump {
    /// `patch`, `minor` or `major`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// The lowest version after `version` that a bump leads to; `None` if that is not a version, or if its numbers are too large.
pub fn raised(version: &str, bump: Bump) -> Option<String> {
    let mut version = Version::parse(version).ok()?;
    let is_release = version.pre.is_empty();
    match bump {
        Bump::Major if version.major > 0 => {
            (version.major, version.minor, version.patch) = (version.major.checked_add(1)?, 0, 0);
        }
        Bump::Major | Bump::Minor => (version.minor, version.patch) = (version.minor.checked_add(1)?, 0),
        Bump::Patch if is_release => version.patch = version.patch.checked_add(1)?,
        Bump::Patch => {}
    }
    (version.pre, version.build) = (Prerelease::EMPTY, BuildMetadata::EMPTY);
    Some(version.to_string())
}

/// Whether `new` is raised enough after `old`; `None` if one of them is not a version.
pub fn satisfies(old: &str, new: &str, bump: Bump) -> Option<bool> {
    let (old, new) = (Version::parse(old).ok()?, Version::parse(new).ok()?);
    Some(match bump {
        Bump::Major if old.major > 0 => new.major > old.major,
        Bump::Major | Bump::Minor => (new.major, new.minor) > (old.major, old.minor),
        Bump::Patch => new > old,
    })
}

#[cfg(test)]
mod tests {
    use super::{Bump, raised, satisfies};

    #[test]
    fn the_next_version_is_enough_and_the_old_one_is_not() {
        for (old, major, minor, patch) in [
            ("1.2.3", "2.0.0", "1.3.0", "1.2.4"),
            ("0.2.3", "0.3.0", "0.3.0", "0.2.4"),
            ("2.0.0-rc.1", "3.0.0", "2.1.0", "2.0.0"),
            ("1.0.0+build", "2.0.0", "1.1.0", "1.0.1"),
        ] {
            for (bump, expected) in [(Bump::Major, major), (Bump::Minor, minor), (Bump::Patch, patch)] {
                assert_eq!(raised(old, bump).as_deref(), Some(expected), "{old} {bump:?}");
                assert_eq!(satisfies(old, expected, bump), Some(true), "{old} {bump:?}");
                assert_eq!(satisfies(old, old, bump), Some(false), "{old} {bump:?}");
            }
        }
        assert_eq!(raised("18446744073709551615.0.0", Bump::Major), None);
        assert_eq!(raised("1.2", Bump::Patch), None);
        assert_eq!(satisfies("1.2.3", "2.0.0-rc.1", Bump::Major), Some(true));
        assert_eq!(satisfies("0.9.0", "1.0.0", Bump::Major), Some(true));
    }
}

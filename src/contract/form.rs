//! The two requests that a manifest can be the body of.

use std::fmt;

/// Which request a manifest is the body of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// `POST /v1/admin/integrations`: has a name and a version; nothing may be null.
    Create,
    /// `PUT /v1/admin/integrations/{id}`: what is absent stays, what is null goes.
    Update,
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Create => "create",
            Self::Update => "update",
        })
    }
}

/// A set of forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forms {
    /// In neither.
    None,
    /// In a create alone.
    Create,
    /// In an update alone.
    Update,
    /// In both.
    Both,
}

impl Forms {
    /// Whether `form` is one of them.
    pub fn has(self, form: Form) -> bool {
        match self {
            Self::None => false,
            Self::Create => form == Form::Create,
            Self::Update => form == Form::Update,
            Self::Both => true,
        }
    }
}

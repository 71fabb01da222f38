//! The two requests that a manifest can be the body of.

use std::fmt;

/// Which request a manifest is the body of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// `POST /v1/admin/integrations` creates an integration: it has a name and a version, and hardly anything may be
    /// `null`.
    Create,
    /// `PUT /v1/admin/integrations/{id}` changes one: absent keys leave things as they are, `null` removes them.
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
    /// Neither form.
    None,
    /// A create only.
    Create,
    /// An update only.
    Update,
    /// Both forms.
    Both,
}

impl Forms {
    /// Whether `form` is in the set.
    pub fn has(self, form: Form) -> bool {
        match self {
            Self::None => false,
            Self::Create => form == Form::Create,
            Self::Update => form == Form::Update,
            Self::Both => true,
        }
    }
}

//! The two forms of a manifest: the bodies of the create and update requests.

use std::fmt;

/// The request whose body a manifest is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// `POST /v1/admin/integrations` creates an integration. It has a name and a version, and almost nothing may be `null`.
    Create,
    /// `PUT /v1/admin/integrations/{id}` changes an integration. Absent keys keep their values, and `null` removes them.
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

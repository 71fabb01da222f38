//! Declared names and their uses: definition, references, highlights, rename.

use crate::analysis::references::{declaration, declares, mentioned, mentions, references};
use crate::contract::KeyStyle;
use crate::contract::{Declared, Shape, resolve};
use crate::syntax::literal::encode;
use crate::syntax::{Node, Pointer, Source};
use crate::text::TextRange;

/// A name with all its places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// As it is written, escapes resolved.
    pub text: String,
    /// Where the cursor is: one of the places below.
    pub here: TextRange,
    /// The key that declares it, quotes included.
    pub declaration: TextRange,
    /// All of what is declared: key and value.
    pub declared: TextRange,
    /// The strings that name it, quotes included.
    pub uses: Vec<TextRange>,
    /// Where programs in the document name it, by the look of their text. A rename does not touch these.
    pub mentions: Vec<TextRange>,
}

/// The name at `offset`, if there is one that the author has chosen.
pub fn name_at(source: &Source, offset: u32) -> Option<Name> {
    let (here, key) = match find(source, offset) {
        Some((here, key)) => (here.range(), key),
        None => mentioned(source.node_at(offset)?, offset).map(|(key, here)| (here, key))?,
    };
    Some(Name {
        text: key.text().into_owned(),
        here,
        declaration: key.range(),
        declared: key.parent()?.range(),
        uses: references(key).into_iter().map(Node::range).collect(),
        mentions: mentions(key),
    })
}

fn find(source: &Source, offset: u32) -> Option<(Node<'_>, Node<'_>)> {
    let here = source.node_at(offset)?;
    let is_definition = || {
        here.is_key()
            && here
                .parent()
                .and_then(Node::parent)
                .and_then(Node::parent)
                .is_some_and(|owner| owner.is_named("definitions") || owner.is_named("$defs"))
    };
    let key = if declares(here).is_some() || is_definition() { here } else { declaration(here)? };
    Some((here, key))
}

/// The edits that give the name at `offset` another text.
///
/// # Errors
/// Why it cannot be called so, in a sentence.
pub fn rename(source: &Source, offset: u32, new: &str) -> Result<Vec<(TextRange, String)>, String> {
    let Some((_, key)) = find(source, offset) else {
        if let Some((key, _)) = source.node_at(offset).and_then(|node| mentioned(node, offset)) {
            return Err(in_use(&key.text()));
        }
        return Err("There is no name here that could be changed.".to_owned());
    };
    let map = key.parent().and_then(Node::parent).ok_or("There is no name here that could be changed.")?;
    let style = match resolve(map) {
        Some(Declared::Field(field)) => match field.shape {
            Shape::Map(map) => map.keys,
            _ => KeyStyle::Free,
        },
        _ => KeyStyle::Free,
    };
    let shown: String = new.chars().take(60).collect();
    if let Some(wants) = refused(style, new) {
        return Err(format!("\"{shown}\" is not a name for this: {wants}."));
    }
    if new != key.text() && map.property(new).is_some() {
        return Err(format!("\"{shown}\" is there already. Choose another name, or remove that one first."));
    }
    if new != key.text() && !mentions(key).is_empty() {
        return Err(in_use(&key.text()));
    }
    let literal = encode(new);
    let old = key.text();
    let mut edits = vec![(key.range(), literal.clone())];
    for used in references(key) {
        // A `$ref` names a path that ends in the name.
        let text = used.text();
        let written = match text
            .strip_suffix(&*old)
            .filter(|_| used.parent().is_some_and(|property| property.is_named("$ref")))
        {
            Some(path) => encode(&format!("{path}{}", Pointer::escape(new))),
            None => literal.clone(),
        };
        edits.push((used.range(), written));
    }
    Ok(edits)
}

/// A program is not edited as text: it may be a bundle, and what looks like the name may be something else.
fn in_use(name: &str) -> String {
    format!("The code or a script of this manifest reads the secret \"{name}\". Change it there first, then here.")
}

/// What a name of this style has to be, if `new` is not so.
fn refused(style: KeyStyle, new: &str) -> Option<&'static str> {
    let is_identifier = (2..=100).contains(&new.len())
        && new.starts_with(|c: char| c.is_ascii_lowercase())
        && new.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let is_secret = new.starts_with(|c: char| c.is_ascii_uppercase())
        && new.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
    match style {
        _ if new.is_empty() => Some("it is empty"),
        KeyStyle::Identifier if !is_identifier => {
            Some("write 2 to 100 letters and digits in camelCase, starting with a small letter")
        }
        KeyStyle::Secret if !is_secret => Some("write SCREAMING_SNAKE_CASE"),
        _ => None,
    }
}

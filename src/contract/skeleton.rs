//! The smallest value that a shape requires, as a sequence of steps for writing it.

use super::form::Form;
use super::shape::{Field, Object, Shape};

/// A step of writing a value.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// The opening bracket of an object with required fields.
    Open,
    /// A key of the object that was opened last; its value follows.
    Key(&'static Field),
    /// A value without required fields, such as a string, an empty array or an empty object.
    Value(Shape),
    /// The closing bracket of the object that was opened last.
    Close,
}

/// The steps that write the smallest value of a shape with every field that `form` requires. An object that would contain
/// itself is left empty, so the sequence always ends.
pub fn skeleton(shape: Shape, form: Form) -> impl Iterator<Item = Step> {
    let required = move |field: &&Field| field.required.has(form);
    let mut open: Vec<(&'static Object, std::slice::Iter<'static, Field>)> = Vec::new();
    let mut next = Some(shape);
    std::iter::from_fn(move || {
        if let Some(shape) = next.take() {
            return Some(match shape {
                Shape::Object(object) if object.fields.iter().any(|field| required(&field)) => {
                    if open.iter().any(|(outer, _)| std::ptr::eq(*outer, object)) {
                        return Some(Step::Value(shape));
                    }
                    open.push((object, object.fields.iter()));
                    Step::Open
                }
                _ => Step::Value(shape),
            });
        }
        let (_, fields) = open.last_mut()?;
        match fields.find(required) {
            Some(field) => {
                next = Some(field.shape);
                Some(Step::Key(field))
            }
            None => {
                open.pop();
                Some(Step::Close)
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{Step, skeleton};
    use crate::contract::manifest::MANIFEST;
    use crate::contract::{EntryKind, Form, Shape, ring};

    fn shown(shape: Shape, form: Form) -> String {
        let step = |step| match step {
            Step::Open => "{".to_owned(),
            Step::Key(field) => format!("{}:", field.name),
            Step::Value(shape) => format!("<{}>", shape.noun()),
            Step::Close => "}".to_owned(),
        };
        skeleton(shape, form).map(step).collect()
    }

    #[test]
    fn an_action_needs_input_and_output() {
        let actions = MANIFEST.map_of(EntryKind::Action).map(|field| field.shape.fields()[0].shape);
        let schema = "<an object with a JSON Schema>";
        assert_eq!(
            actions.map(|shape| shown(shape, Form::Update)),
            Some(format!("{{input:{{schema:{schema}}}output:{{schema:{schema}}}}}"))
        );
    }

    #[test]
    fn a_shape_without_required_fields_is_written_at_once() {
        assert_eq!(shown(Shape::Boolean, Form::Create), "<true or false>");
        assert_eq!(shown(Shape::Object(&MANIFEST), Form::Update), "<an object>");
    }

    #[test]
    fn an_object_that_requires_itself_ends() {
        assert_eq!(shown(Shape::Object(&ring::RING), Form::Create), "{inner:<an object>}");
    }
}

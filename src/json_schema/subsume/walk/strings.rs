//! Limits on strings.

use super::{Answer, Walk};
use crate::json_schema::subsume::difference::What;
use crate::json_schema::subsume::examples;
use crate::json_schema::subsume::taken::Taken;
use crate::json_schema::{format, readable};
use crate::syntax::literal::encode;
use crate::syntax::{Dialect, Node, Source};

impl<'a, 'b> Walk<'a, 'b> {
    /// A limit on strings. Where the narrower schema has a pattern or a format, only an example shows that one is refused.
    pub(super) fn text(
        &mut self,
        taken: &Taken<'a>,
        wide: Node<'b>,
        property: Node<'b>,
        keyword: &'static str,
        is_implied: Option<bool>,
    ) -> Answer {
        let has_shape = taken.all("pattern").chain(taken.all("format")).next().is_some();
        let is_format = keyword == "format";
        let is_asserted =
            || property.value().and_then(readable::string).is_some_and(|name| format::noun(&name).is_some());
        match is_implied {
            Some(false) if is_format && !is_asserted() => {}
            Some(false) if has_shape || keyword == "pattern" => {}
            _ => return self.limit(taken, property, keyword, is_implied),
        }
        let example = self.refused_string(taken, wide);
        let answer = if example.is_some() { Answer::No } else { Answer::Unclear };
        let narrow = self.place(taken, keyword);
        let count = self.found.len();
        let answer = self.add(taken, narrow, property, What::Limit(keyword), answer);
        if let Some(last) = self.found.get_mut(count) {
            last.example = example;
        }
        answer
    }

    /// A string that is taken and then refused.
    fn refused_string(&mut self, taken: &Taken<'a>, wide: Node<'b>) -> Option<String> {
        let parts: Vec<Node<'a>> = taken.parts().collect();
        examples::strings(taken).into_iter().find(|text| {
            let source = Source::new(encode(text), Dialect::Json);
            let Some(value) = source.root().filter(|_| self.steps > 0) else { return false };
            self.fits(self.wide.root, wide, value) == Some(false)
                && parts.iter().all(|part| self.fits(self.narrow.root, *part, value) == Some(true))
        })
    }
}

//! Text that markup cannot break out of.

use crate::text::is_invisible;

/// The longest text of a page that comes from a document, in characters.
const LONGEST: usize = 2_000;

/// Markup. Only [`Html::text`] and [`Html::attribute`] take what is not our own, and they escape it.
#[derive(Debug, Default)]
pub(super) struct Html(String);

impl Html {
    /// Our own markup.
    pub(super) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// A text. What would not be seen is replaced, except line breaks; what is too long is cut off.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.shortened(text, LONGEST)
    }

    /// A text of at most that many characters.
    pub(super) fn shortened(&mut self, text: &str, longest: usize) -> &mut Self {
        let mut characters = text.chars().filter(|c| *c != '\r');
        for c in characters.by_ref().take(longest) {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                '\n' => self.0.push('\n'),
                c if is_invisible(c) => self.0.push('\u{fffd}'),
                c => self.0.push(c),
            }
        }
        if characters.next().is_some() {
            self.0.push('…');
        }
        self
    }

    /// ` name="value"`, to stand in a tag.
    pub(super) fn attribute(&mut self, name: &'static str, value: &str) -> &mut Self {
        self.raw(" ").raw(name).raw("=\"").text(value).raw("\"")
    }

    /// The length, in bytes.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn append(&mut self, more: &Self) -> &mut Self {
        self.0.push_str(&more.0);
        self
    }

    pub(super) fn into_string(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Html;

    #[test]
    fn nothing_in_a_text_is_markup() {
        let mut html = Html::default();
        html.raw("<p").attribute("title", "a\" onclick='b'").raw(">").text("<script>&amp;\u{202e}\r\n").raw("</p>");
        assert_eq!(
            html.into_string(),
            "<p title=\"a&quot; onclick=&#39;b&#39;\">&lt;script&gt;&amp;amp;\u{fffd}\n</p>"
        );
    }

    #[test]
    fn what_is_too_long_is_cut_off() {
        let mut html = Html::default();
        html.shortened("<<<<", 2).raw("|").shortened("äö", 2);
        assert_eq!(html.into_string(), "&lt;&lt;…|äö");
    }
}

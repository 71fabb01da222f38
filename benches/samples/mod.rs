//! Manifests of any size to measure on.

/// A manifest of at least `size` bytes, with as many actions as that takes. The first `flawed` actions have six
/// diagnostics each: their fields lack titles and descriptions.
pub(crate) fn manifest(size: usize, flawed: usize) -> String {
    let mut text = String::from("{\n  \"title\": \"Acme Mail\",\n  \"visibility\": \"private\",\n  \"actions\": {\n");
    let mut number = 0;
    while text.len() < size {
        number += 1;
        let flawed = number <= flawed;
        let title =
            |title: &str| if flawed { String::new() } else { format!(r#", "x-zui": {{ "title": "{title}" }}"#) };
        let description = |text: &str| if flawed { String::new() } else { format!(r#", "description": "{text}""#) };
        text += &format!(
            r#"    "sendMail{number}": {{
      "title": "Send a mail ({number})",
      "description": "Sends one mail to one address and gives the id that the mail server gave it.",
      "input": {{
        "schema": {{
          "type": "object",
          "properties": {{
            "to": {{ "type": "string"{to}, "x-zui": {{ "title": "To" }} }},
            "subject": {{ "type": "string", "description": "What the mail is about, in a few words."{subject} }},
            "retries": {{ "type": "integer", "minimum": 0, "maximum": 5{retries} }}
          }},
          "required": ["to", "subject"]
        }}
      }},
      "output": {{ "schema": {{ "type": "object", "properties": {{ "id": {{ "type": "string"{id} }} }} }} }}
    }},
"#,
            to = description("Whom to send it to."),
            subject = title("Subject"),
            retries = description("How often to try again.") + &title("Retries"),
            id = description("The id of the mail.") + &title("Id"),
        );
    }
    text.truncate(text.len() - 2);
    text + "\n  }\n}\n"
}

/// The offset of the start of a title in the middle of a manifest, with a comma after it: a person would type there.
pub(crate) fn title_in_the_middle(text: &str) -> usize {
    const KEY: &str = "\"title\": \"";
    let titles = text.match_indices(KEY).map(|(at, _)| at + KEY.len());
    let places = titles.filter(|&at| text[at..].find('"').is_some_and(|end| text[at + end..].starts_with("\",")));
    places.min_by_key(|at| at.abs_diff(text.len() / 2)).expect("every sample has a title")
}

//! Every feature on documents that are damaged as typing damages them.

use integration_ls::text::floor_boundary;

use crate::invariants::features;
use crate::mutation::{SEEDS, UNCLOSED, damage, rounds};
use crate::shared::own_texts;

/// A manifest with something for every feature.
const RICH: &str = r##"// c
{"title": "A", "public": true, "url": "https://a.b", "icon": "PHN2Zy8+", "readme": "aHR0cHM6Ly9hLmI=",
 "secrets": {"KEY": "x"}, "code": "SECRET_KEY", "configuration": {"schema": {}},
 "user": {"tags": {"id": {}}, "creation": {"enabled": true, "requiredTags": ["id", "no"]}},
 "actions": {"send": {"input": {"schema": {"$ref": "#/definitions/a", "definitions": {"a": {"properties": {"b": {}}}}}}}},
 "interfaces": {"i": {"id": "x", "actions": {"x": {"name": "send"}}}}}
"##;

#[test]
fn every_feature_gives_valid_results_during_typing() {
    let mut random = fastrand::Rng::with_seed(2026);
    for round in 0..rounds(6_000) {
        let others = [UNCLOSED, RICH, RICH];
        let seeds = SEEDS.len() + others.len();
        let seed = SEEDS.iter().chain(&others).nth(round % seeds).unwrap_or(&RICH);
        damage_and_ask(&mut random, (*seed).to_owned());
    }
}

#[test]
fn every_feature_gives_valid_results_while_typing_in_a_manifest() {
    let mut random = fastrand::Rng::with_seed(2027);
    let texts = own_texts(30_000);
    for _ in 0..rounds(400) {
        let text = texts[random.usize(..texts.len())].clone();
        damage_and_ask(&mut random, text);
    }
}

fn damage_and_ask(random: &mut fastrand::Rng, mut text: String) {
    damage(random, &mut text, 1..5);
    let at = floor_boundary(&text, random.usize(..=text.len())) as u32;
    features::hold(&text, at);
}

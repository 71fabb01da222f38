//! JSON Schemas, wherever they are written: the layer `src/json_schema`.

mod evaluate;
mod pattern;

//! JSON Schemas, wherever they are written: the layer `src/json_schema`.

mod commands;
mod damaged;
mod evaluate;
mod oracle;
mod pattern;
mod sample;
mod subsume;

//! `shishi schema`: the JSON Schema of what `parse` writes.

use super::Outcome;
use super::sink::Target;
use crate::output::json;
use crate::output::schema::schema;

const EXAMPLES: &str = "\
Examples:
  shishi schema > notice.schema.json";

/// Print the JSON Schema of a notice
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Schema {
    #[command(flatten)]
    target: Target,
}

impl Schema {
    pub fn run(self) -> anyhow::Result<Outcome> {
        let mut writer = json::Writer::new(self.target.open()?, json::Shape::One(json::Style::Pretty));
        writer.write(&schema())?;
        writer.finish()?.finish()?;
        Ok(Outcome::Done)
    }
}

//! For whom the commands for people write: in which language, and as of which day.

use crate::output::words::Lang;
use jiff::civil::Date;
use std::env;
use std::time::{SystemTime, UNIX_EPOCH};

/// Language and day.
#[derive(clap::Args)]
pub(crate) struct Locale {
    /// Language of the words around the notice; that of the locale where none is named
    #[arg(long, value_enum)]
    lang: Option<Named>,
    /// Day on which deadlines are over or not; today (UTC) where none is named
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Named {
    /// 中文
    Zh,
    /// English
    En,
}

impl Locale {
    pub fn lang(&self) -> Lang {
        match self.lang {
            Some(Named::Zh) => Lang::Zh,
            Some(Named::En) => Lang::En,
            None => Lang::of_locale(&locale()),
        }
    }

    pub fn as_of(&self) -> Date {
        self.as_of.unwrap_or_else(today)
    }
}

/// The locale's name, as POSIX looks for it.
fn locale() -> String {
    let mut set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| env::var(name).ok());
    set.find(|value| !value.is_empty()).unwrap_or_default()
}

fn day(written: &str) -> Result<Date, String> {
    written.parse().map_err(|_| format!("expected a day such as 2021-09-30, found {written}"))
}

/// Today in UTC. A clock before 1970 stands at that day.
fn today() -> Date {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |passed| passed.as_secs());
    let days = i64::try_from(seconds / 86_400).unwrap_or_default();
    jiff::civil::date(1970, 1, 1).saturating_add(jiff::Span::new().try_days(days).unwrap_or_default())
}

//! The languages of what is written for people to look at: words are data (`words.zh.json`, `words.en.json`), the same keys
//! in both. Pages take them along as JSON.

use std::collections::BTreeMap;

/// Language of the words around a notice. What comes from the notice stays as it is, and so do messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    Zh,
    En,
}

impl Lang {
    /// The language of a locale's name: `zh_CN.UTF-8` is Chinese, all others are shown English.
    pub fn of_locale(locale: &str) -> Self {
        if locale.to_ascii_lowercase().starts_with("zh") { Self::Zh } else { Self::En }
    }

    /// Language tag for HTML.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// The words as JSON.
    pub fn json(self) -> &'static str {
        match self {
            Self::Zh => include_str!("words.zh.json"),
            Self::En => include_str!("words.en.json"),
        }
    }
}

/// The words of a language by their keys.
pub struct Words(BTreeMap<String, String>);

impl Words {
    pub fn of(lang: Lang) -> Self {
        Self(serde_json::from_str(lang.json()).unwrap_or_default())
    }

    /// A word; one that is not there stands as its key.
    pub fn say<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.get(key).map_or(key, String::as_str)
    }

    /// A sentence with a value in it.
    pub fn with(&self, key: &str, value: impl std::fmt::Display) -> String {
        self.say(key).replace("{0}", &value.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_words() {
        let keys = |lang: Lang| -> Vec<String> {
            let words: BTreeMap<String, String> = serde_json::from_str(lang.json()).expect("words");
            assert!(words.values().all(|word| !word.is_empty()));
            words.into_keys().collect()
        };
        assert_eq!(keys(Lang::Zh), keys(Lang::En));
    }

    #[test]
    fn the_scripts_say_only_words_that_are_there() {
        let words: BTreeMap<String, String> = serde_json::from_str(Lang::En.json()).expect("words");
        let scripts = crate::output::page::scripts().concat();
        let mut said = 0;
        for (at, start) in scripts.match_indices("say(\"") {
            let key = scripts[at + start.len()..].split('"').next().expect("a key");
            assert!(words.contains_key(key), "no word for {key}");
            said += 1;
        }
        // Keys that are put together from the data.
        for (at, start) in scripts.match_indices("say(`") {
            let prefix = scripts[at + start.len()..].split('$').next().expect("a prefix");
            assert!(words.keys().any(|key| key.starts_with(prefix)), "no words for {prefix}");
        }
        assert!(said > 30, "found only {said}: does this test still read the scripts?");
    }

    #[test]
    fn locales() {
        assert_eq!(Lang::of_locale("zh_CN.UTF-8"), Lang::Zh);
        assert_eq!(Lang::of_locale("C.UTF-8"), Lang::En);
    }
}

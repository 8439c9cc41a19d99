//! The small words by which a clause is cut: empty and light verbs, verbs of action, adverbs, comparatives, prepositions, rate words.
//!
//! Only the words and what each can be. How a metric is cut with them is the figure room's.

use super::WordIndex;
use std::sync::LazyLock;

/// One kind a line: its name, a tab, its words. A word may stand in several lines.
const WORDS: &str = include_str!("phrase.tsv");

/// What a word can be in a clause, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sense(u32);

macro_rules! senses {
    ($($(#[$doc:meta])* $name:ident $word:literal $bit:literal;)*) => {
        impl Sense {
            $($(#[$doc])* pub const $name: Sense = Sense(1 << $bit);)*
            fn named(name: &str) -> Sense {
                match name { $($word => Sense::$name,)* _ => Sense(0) }
            }
        }
    };
}

senses! {
    /// Verbs that say nothing of what is done: 完成, 实现, 开展.
    EMPTY "empty" 0;
    /// Verbs of help and manner before an object: 提供, 支持, 依托.
    LIGHT "light" 1;
    /// Verbs that say what is done, and serve in compounds too: 新建, 改造.
    ACTION "action" 2;
    /// Verbs that open a predicate wherever they stand: 发放, 派出.
    DRIVE "drive" 3;
    /// How far the work is, and what wants no object: 开工, 参保.
    STATUS "status" 4;
    ADVERB "adverb" 5;
    /// What stands between a subject and its amount: 达到, 为, 提高到.
    COMPARE "comp" 6;
    PREPOSITION "prep" 7;
    /// What opens a part of a whole: 其中, 含.
    LEADER "leader" 8;
    /// The whole region: 全市, 我区.
    WHOLE "whole" 9;
    /// Its parts without names: 各县区.
    GROUP "group" 10;
    OF "of" 11;
    AND "and" 12;
    EACH "each" 13;
    /// What turns a verb before it into a noun: 改造+工程.
    TASK "task" 14;
    /// Nouns of quantity that lean on another noun: 面积, 投资.
    THIN "thin" 15;
    /// Nouns for the amount itself: 按10%的比例.
    RELATION "relation" 16;
    /// Words that hold one of the others and must not be cut: 完成率, 公共.
    KEEP "keep" 17;
    /// What opens a relative clause behind an amount: 符合条件的.
    RELATIVE "relative" 18;
    /// What opens the predicate behind a noun.
    PREDICATE "predicate" 19;
    /// What bounds an amount by another: 不低于上年的60%.
    BOUND "bound" 20;
    /// Adverbs of manner, which serve in compounds too: 集中收集率.
    MANNER "manner" 21;
    /// Times without digits: 年底, 截至.
    TIME "time" 22;
}

impl Sense {
    pub const NONE: Sense = Sense(0);

    #[inline]
    pub const fn or(self, other: Sense) -> Sense {
        Sense(self.0 | other.0)
    }

    /// Whether it is one of these.
    #[inline]
    pub const fn is(self, any: Sense) -> bool {
        self.0 & any.0 != 0
    }
}

/// All these words with what each can be.
pub static PHRASES: LazyLock<WordIndex<Sense>> = LazyLock::new(|| {
    let lines = WORDS.lines().filter_map(|line| line.split_once('\t'));
    let words = lines.flat_map(|(name, list)| {
        let sense = Sense::named(name);
        list.split_ascii_whitespace().map(move |word| (word, sense))
    });
    WordIndex::joined(words, |kept, next| *kept = kept.or(next))
});

/// The longest word at the start of a string, with its length in bytes.
pub fn longest(text: &str) -> Option<(usize, Sense)> {
    PHRASES.longest_in(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longest_word_wins_and_senses_add_up() {
        assert_eq!(longest("完成率达到60%"), Some((9, Sense::KEEP)));
        assert_eq!(longest("完成60%"), Some((6, Sense::EMPTY.or(Sense::PREDICATE))));
        assert!(longest("为民").unwrap().1.is(Sense::KEEP));
        assert!(longest("为5").unwrap().1.is(Sense::COMPARE));
        assert!(longest("为5").unwrap().1.is(Sense::PREPOSITION));
        assert_eq!(longest("a"), None);
        assert_eq!(longest(""), None);
    }

    #[test]
    fn every_line_names_a_sense() {
        for line in WORDS.lines() {
            let (name, words) = line.split_once('\t').unwrap();
            assert_ne!(Sense::named(name), Sense::NONE, "{name}");
            assert!(words.split(' ').all(|word| !word.is_empty()), "{name}");
        }
    }
}

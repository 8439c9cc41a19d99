//! Which words behind one another name one person: posts, and who holds them.

use super::piece::Gap;
use crate::lexicon::unit_word::SURNAMES;
use crate::lexicon::{Endings, office};
use std::sync::LazyLock;

/// Posts that are held together with the one named behind them: `县委常委、副县长王某`.
static PARTY_POSTS: LazyLock<Endings> =
    LazyLock::new(|| Endings::new(["常委", "党组成员", "党委委员", "副书记", "党组书记", "党委书记", "工委书记"]));

static POSTS: LazyLock<Endings> = LazyLock::new(|| {
    Endings::new([
        "市长",
        "县长",
        "区长",
        "旗长",
        "盟长",
        "州长",
        "镇长",
        "乡长",
        "书记",
        "主任",
        "主席",
        "部长",
        "局长",
        "厅长",
        "处长",
        "院长",
        "校长",
        "队长",
        "指挥长",
        "董事长",
        "总经理",
        "总工程师",
        "秘书长",
        "调研员",
    ])
});

/// Whether the next piece goes on with the post or the name of the last one: `副市长 刘某`, `县委常委、副县长王某`, `副市长刘  某`.
pub(super) fn is_one_person(last: &str, next: &str, gap: Gap) -> bool {
    let mut letters = next.chars();
    match gap {
        Gap::Mark => PARTY_POSTS.end(last) && next.char_indices().any(|(at, c)| POSTS.end(&next[..at + c.len_utf8()])),
        Gap::Line => false,
        Gap::Blank if letters.nth(1).is_none() => {
            // A name of two characters is set as wide as one of three.
            let before = last.char_indices().next_back().map_or("", |(at, _)| last[..at].trim_end());
            before.is_empty() || POSTS.end(before) || POSTS.end(last)
        }
        Gap::Blank => POSTS.end(last) && !POSTS.end(next) && letters.nth(2).is_none(),
    }
}

/// Whether a word that is no unit can be a person behind an office: `市教育局 刘某`.
pub(super) fn is_name_of_person(word: &str) -> bool {
    (2..=3).contains(&word.chars().count()) && SURNAMES.begins(word) && office(word, "").is_none()
}

/// A post without the name of who holds it: 副市长, 市委常委.
pub(super) fn is_post(word: &str) -> bool {
    word.chars().count() <= 8 && POSTS.end(word)
}

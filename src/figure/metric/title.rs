//! What an item's title, a heading or a column header lends to an amount that stands bare.

use super::phrase::Pieces;
use super::token::{self, Kind, Token};
use crate::lexicon::measure::MEASURES;
use crate::lexicon::phrase::Sense;
use crate::lexicon::{Care, Dimension};
use crate::text::fold;

const WORK: Sense =
    Sense::EMPTY.or(Sense::LIGHT).or(Sense::ADVERB).or(Sense::WHOLE).or(Sense::PREPOSITION).or(Sense::GROUP);

/// No more of a title is looked at, in characters.
const LONGEST: usize = 80;

/// What the title is about: 实施公租房租赁补贴发放工作 → 公租房租赁补贴发放. With `verbs` its verbs stay.
pub(super) fn object(title: &str, verbs: bool) -> String {
    // A whole sentence as title lends its beginning.
    let title = title.char_indices().nth(LONGEST).map_or(title, |(end, _)| &title[..end]);
    let simple = fold::simplify(title);
    let tokens = token::tokens(&simple, &[]);
    let gone = if verbs { WORK } else { WORK.or(Sense::ACTION).or(Sense::DRIVE) };
    let mut start = 0;
    while start < tokens.len() && leads(&tokens, start, gone) {
        start += 1;
    }
    let mut end = tokens.len();
    while end > start + 1
        && matches!(
            simple.get(tokens[end - 1].start as usize..tokens[end - 1].end as usize),
            Some("工作" | "。" | "." | "情况")
        )
    {
        end -= 1;
    }
    // Up to the first mark: 整治水源地,改善环境.
    if let Some(stop) = tokens[start..end]
        .iter()
        .position(|t| matches!(t.kind, Kind::Comma | Kind::Stop | Kind::Colon))
        .filter(|&n| n > 0)
    {
        end = start + stop;
    }
    let mut pieces = Pieces::default();
    for token in &tokens[start..end] {
        let text = &title[token.start as usize..token.end as usize];
        match amount(text).filter(|_| token.kind == Kind::Other) {
            Some((from, to)) => {
                pieces.push(token.start, token.start + from as u32);
                pieces.push(token.start + to as u32, token.end);
            }
            None => pieces.push(token.start, token.end),
        }
    }
    pieces.read(title)
}

fn leads(tokens: &[Token], at: usize, gone: Sense) -> bool {
    let token = &tokens[at];
    at + 1 < tokens.len()
        && (token.is_mark() && !matches!(token.kind, Kind::Open(_))
            || token.kind == Kind::Time
            || token.is(gone) && !token.is_noun())
}

/// The digits of an amount in a title and its measure word: 整治27条黑臭水体.
fn amount(text: &str) -> Option<(usize, usize)> {
    let from = text.find(|c: char| c.is_ascii_digit())?;
    let behind =
        text[from..].find(|c: char| !c.is_ascii_digit() && c != '.' && !matches!(c, '万' | '千' | '百' | '亿'))? + from;
    // 15分钟生活圈, 3岁以下托育: times and ages are parts of the name.
    let (measure, _) = MEASURES.longest_in(&text[behind..]).filter(|(_, measure)| {
        let works =
            matches!(measure.dimension, Dimension::Count | Dimension::Length | Dimension::Area | Dimension::Ratio);
        works && measure.care != Care::Never
    })?;
    Some((from, behind + measure))
}

/// Words of a header that names a kind of amount. 计划数, 数量 say of which amount it is, not what is counted.
const AMOUNTS: [&str; 17] = [
    "投资", "资金", "金额", "概算", "预算", "经费", "面积", "长度", "率", "比例", "人数", "户数", "补助", "标准",
    "里程", "补贴", "规模",
];

/// Endings of headers that tell where money comes from or goes, not how much it is.
const NO_AMOUNTS: [&str; 8] = ["来源", "渠道", "主体", "对象", "单位", "依据", "方式", "用途"];

/// A column header or label as a metric, without its unit: 总投资（万元） → 总投资.
pub(super) fn header(label: &str) -> Option<String> {
    let label = label.trim_start();
    let label = ["其中：", "其中:"].iter().find_map(|part| label.strip_prefix(part)).unwrap_or(label);
    let cut = label.find(['(', '（']).filter(|&at| at > 0).unwrap_or(label.len());
    let name: String = label[..cut].chars().filter(|c| !c.is_whitespace() && !matches!(c, ':' | '：')).collect();
    let simple = fold::simplify(&name);
    // 占全年目标任务（%）
    let amount = simple.starts_with('占') || AMOUNTS.iter().any(|word| simple.contains(word));
    (amount && !NO_AMOUNTS.iter().any(|end| simple.ends_with(end))).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corpus() {
        let mut count = 0;
        for line in include_str!("title.corpus").lines().filter(|line| !line.starts_with('#')) {
            let (text, wanted) = line.split_once(" => ").expect("an arrow");
            let found = match text.strip_prefix(": ") {
                Some(label) => header(label).unwrap_or_else(|| "-".to_string()),
                None => format!("{} | {}", object(text, false), object(text, true)),
            };
            assert_eq!(found, wanted, "{text}");
            count += 1;
        }
        assert!(count >= 40);
        assert_eq!(object("", false), "");
        assert_eq!(object("实施公租房租赁补贴发放工作", true), "公租房租赁补贴发放");
        assert_eq!(object("整治27条农村黑臭水体", false), "农村黑臭水体");
    }
}

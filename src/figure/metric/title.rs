//! What an item's title, a heading or a column header lends to an amount that stands bare.

use super::phrase::Pieces;
use super::token::{self, Kind, Token};
use crate::lexicon::phrase::Sense;
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
    let rest = &text[behind..];
    let long =
        ["平方公里", "平方米", "立方米", "公里", "公顷", "千米", "人次", "场次", "家次", "批次", "张次", "%", "％"]
            .iter()
            .find(|unit| rest.starts_with(**unit));
    let measure = match long {
        Some(unit) => unit.len(),
        None => rest
            .chars()
            .next()
            .filter(|c| "个名条座户家所处套场项张片台人次件部辆批例门间栋幢株亩米吨艘类种名位支".contains(*c))?
            .len_utf8(),
    };
    Some((from, behind + measure))
}

/// Words of a header that names a kind of amount.
const AMOUNTS: [&str; 22] = [
    "投资",
    "资金",
    "金额",
    "概算",
    "预算",
    "经费",
    "面积",
    "长度",
    "率",
    "比例",
    "人数",
    "户数",
    "数量",
    "补助",
    "标准",
    "里程",
    "补贴",
    "任务数",
    "完成数",
    "目标值",
    "计划数",
    "规模",
];

/// A column header or label as a metric, without its unit: 总投资（万元） → 总投资.
pub(super) fn header(label: &str) -> Option<String> {
    let cut = label.find(['(', '（']).filter(|&at| at > 0).unwrap_or(label.len());
    let name: String = label[..cut].chars().filter(|c| !c.is_whitespace() && !matches!(c, ':' | '：')).collect();
    let simple = fold::simplify(&name);
    AMOUNTS.iter().any(|word| simple.contains(word)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_headers() {
        assert_eq!(object("实施公租房租赁补贴发放工作", true), "公租房租赁补贴发放");
        assert_eq!(object("整治27条农村黑臭水体", false), "农村黑臭水体");
        assert_eq!(object("农村危房改造", false), "农村危房改造");
        assert_eq!(object("", false), "");
        assert_eq!(header("总投资（万元）").as_deref(), Some("总投资"));
        assert_eq!(header("目标任务"), None);
    }
}

//! What stands behind an amount without being its noun: the predicate, a noun that several amounts share, the work that a rate measures.

use super::left;
use super::reader::Reader;
use super::right::{self, Right};
use super::token::Kind;
use crate::lexicon::phrase::Sense;

impl Reader<'_> {
    /// 按10%的比例,开展校长教师交流: what is done in that measure.
    pub(super) fn behind_relation(&self, right: &Right) -> Option<String> {
        let mut begin = right.end;
        if self.tokens.get(begin).is_some_and(|t| t.kind == Kind::Comma) {
            begin += 1;
        }
        let end = (begin..self.tokens.len().min(begin + 40))
            .find(|&at| matches!(self.tokens[at].kind, Kind::Comma | Kind::Stop | Kind::Colon | Kind::Figure(_)))
            .unwrap_or(self.tokens.len().min(begin + 40));
        let phrase = left::cut(self.text, self.tokens, begin, end, false, false).phrase;
        if !phrase.noun {
            return None;
        }
        let mut metric = phrase.pieces.read(self.spelled).split_off(phrase.verb as usize);
        if right.phrase.pieces.read(self.text) == "标准" && !metric.ends_with("标准") {
            metric.push_str(&right.phrase.pieces.read(self.spelled));
        }
        Some(metric)
    }

    /// 主体完工的4所和秋季有望使用的3所幼儿园: the noun stands behind the last one.
    pub(super) fn shared_behind(&self, at: usize) -> Option<String> {
        for next in at + 1..self.tokens.len().min(at + 30) {
            match self.tokens[next].kind {
                Kind::Stop | Kind::Colon | Kind::Open(_) | Kind::Close(_) => return None,
                Kind::Figure(_) | Kind::Loose(_) => {
                    let right = right::read(self.text, self.tokens, next);
                    if right.relation {
                        return self.behind_relation(&right);
                    }
                    if matches!(self.tokens[next].kind, Kind::Loose(_)) && !right.of {
                        continue;
                    }
                    return (!right.phrase.is_empty()).then(|| right.phrase.pieces.read(self.spelled));
                }
                _ => {}
            }
        }
        None
    }

    /// 21万人次参保, 18个正在装修: what was done stands behind the amount, and what is not yet done.
    pub(super) fn status_behind(&self, at: usize) -> Option<String> {
        let next = self.tokens.get(at + 1)?;
        let still = usize::from(&self.text[next.start as usize..next.end as usize] == "正在");
        let token = self.tokens.get(at + 1 + still)?;
        let ends = self.tokens.get(at + 2 + still).is_none_or(|next| next.is_mark());
        (token.kind == Kind::Word && token.is(Sense::STATUS) && ends)
            .then(|| self.spelled[token.start as usize..token.end as usize].to_string())
    }

    /// 安排3.6亿元用于城市更新: what money that stands bare is for.
    pub(super) fn purpose(&self, at: usize) -> Option<String> {
        let first = self.tokens.get(at + 1).filter(|t| t.kind == Kind::Word)?;
        if &self.text[first.start as usize..first.end as usize] != "用于" {
            return None;
        }
        self.named_from(at + 2)
    }

    /// What the words from a place up to the next mark or amount name.
    fn named_from(&self, begin: usize) -> Option<String> {
        let stop = self.tokens.len().min(begin + 39);
        let end = (begin..stop)
            .find(|&k| self.tokens[k].is_mark() || matches!(self.tokens[k].kind, Kind::Figure(_)))
            .unwrap_or(stop);
        let phrase = left::cut(self.text, self.tokens, begin, end, false, false).phrase;
        phrase.noun.then(|| phrase.pieces.read(self.spelled))
    }

    /// 另外150人完成技能培训课程: the object of the predicate behind the amount.
    pub(super) fn predicate_behind(&self, at: usize) -> Option<String> {
        let first = self.tokens.get(at + 1).filter(|t| t.kind == Kind::Word)?;
        if first.is_noun()
            || !first.is(Sense::EMPTY.or(Sense::ADVERB).or(Sense::ACTION).or(Sense::DRIVE).or(Sense::PREDICATE))
        {
            return None;
        }
        self.named_from(at + 1)
    }
}

//! The places and groups that a part of a breakdown belongs to: 东河区25个, 甲区、乙区各8个(分别含…).

use super::left::Left;
use super::place;
use super::reader::{BACK, Known, Neighbour, Reader};
use super::token::{Kind, Token};
use crate::lexicon::phrase::Sense;

impl Reader<'_> {
    pub(super) fn scopes(&mut self, known: &mut Known, left: &Left, neighbour: Option<&Neighbour>, at: usize) {
        if !left.places.is_empty() {
            known.scopes = left
                .places
                .iter()
                .map(|&(start, end)| self.spelled[start as usize..end as usize].to_string())
                .collect();
            // 甲区、乙区分别完成35%和42%: one each.
            let each = self.tokens[left.begin..at].iter().any(|t| t.is(Sense::EACH) && !t.is_single());
            if each && known.scopes.len() > 1 && self.chain(at) == known.scopes.len() {
                self.shared = known.scopes.split_off(1);
                self.shared.reverse();
            }
            return;
        }
        let labels = self.places_in_front(left.begin, at);
        if !labels.is_empty() {
            known.scopes = labels;
            return;
        }
        let Some(n) = neighbour.filter(|n| n.near) else { return };
        if n.listed
            && let Some(place) = self.shared.pop()
        {
            known.scopes = vec![place];
            return;
        }
        let before = &self.known[n.index];
        // Behind a comma another subject may begin: 市本级投入2000万元,县财政配套3000万元.
        let own = !n.listed
            && !n.outside
            && !before.part
            && left.phrase.noun
            && left.phrase.verb == 0
            && !known.metric.ends_with('率');
        // 城区16家、乡镇12家,创建示范10家: a breakdown by places ends where another thing is counted.
        let other = !n.listed && !n.outside && before.part && left.phrase.noun && left.phrase.verb > 0;
        // 东镇各5个,其他镇各2个,共计31个
        let whole = left.sum && before.part;
        if before.scopes.is_empty() || own || other || whole || self.resets(left.begin) {
            return;
        }
        // (分别含省考核2个、5个): one for each place of the whole.
        let whole = self.scopes_outside(at);
        if let Some(nth) = self.nth_in_bracket(at, whole.len()) {
            known.scopes = vec![whole[nth].clone()];
            return;
        }
        known.scopes = before.scopes.clone();
    }

    /// Places that are all of the label before a colon, or before a bracket that holds the amount alone: 甲区:4所;乙县(5所).
    fn places_in_front(&self, begin: usize, at: usize) -> Vec<String> {
        let Some(mark) = begin.checked_sub(1) else { return Vec::new() };
        let labels = match self.tokens[mark].kind {
            Kind::Colon => true,
            Kind::Open(close) => begin == at && close as usize == at + 1,
            _ => false,
        };
        let mut low = mark;
        while labels
            && mark - low < BACK
            && low > 0
            && (self.tokens[low - 1].kind == Kind::Pause || !self.tokens[low - 1].is_mark())
            && !matches!(self.tokens[low - 1].kind, Kind::Figure(_))
        {
            low -= 1;
        }
        let mut places = Vec::new();
        for names in self.tokens[low..mark].split(|t| t.kind == Kind::Pause || t.is(Sense::AND)) {
            let names = &names[names.iter().take_while(|t| t.is(Sense::LEADER)).count()..];
            let (Some(first), Some(last)) = (names.first(), names.last()) else { continue };
            let (start, end) = (first.start as usize, last.end as usize);
            if place::prefix(&self.text[start..end]) != Some(end - start) {
                return Vec::new();
            }
            places.push(self.spelled[start..end].to_string());
        }
        places
    }

    /// The scopes of the amount before the bracket that the token stands in.
    fn scopes_outside(&self, at: usize) -> &[String] {
        match self.opening(at).and_then(|open| open.checked_sub(1)).map(|before| self.tokens[before].kind) {
            Some(Kind::Figure(index)) => &self.known[index as usize].scopes,
            _ => &[],
        }
    }

    /// The bracket or full stop before a token.
    fn opening(&self, at: usize) -> Option<usize> {
        (at.saturating_sub(BACK)..at).rev().find(|&k| matches!(self.tokens[k].kind, Kind::Open(_) | Kind::Stop))
    }

    /// Which of the amounts of its bracket the token is, where there are as many as `places`.
    fn nth_in_bracket(&self, at: usize, places: usize) -> Option<usize> {
        let open = self.opening(at).filter(|_| places > 1)?;
        let Kind::Open(close) = self.tokens[open].kind else { return None };
        let count = |from: usize, to: usize| {
            self.tokens.get(from..to).unwrap_or_default().iter().filter(|t| matches!(t.kind, Kind::Figure(_))).count()
        };
        (count(open, close as usize) == places).then(|| count(open, at))
    }

    /// How many amounts follow each other from here, with 、 or 和 between.
    pub(super) fn chain(&self, at: usize) -> usize {
        let mut count = 1;
        let mut k = at;
        while count < 16
            && self.tokens.get(k + 1).is_some_and(|t| t.kind == Kind::Pause || t.is(Sense::AND))
            && matches!(self.tokens.get(k + 2).map(|t| t.kind), Some(Kind::Figure(_)))
        {
            count += 1;
            k += 2;
        }
        count
    }

    /// 全市 or 其余 in the clause: the breakdown by places is over.
    fn resets(&self, begin: usize) -> bool {
        let rest = |t: &Token| t.is(Sense::LEADER) && &self.text[t.start as usize..t.end as usize] == "其余";
        self.tokens[begin..].iter().take(3).any(|t| t.is(Sense::WHOLE) || rest(t))
    }
}

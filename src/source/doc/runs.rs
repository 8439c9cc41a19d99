//! Formats by place in the file ([MS-DOC] 2.9.174, 2.9.33): pages of 512 bytes list where stretches of one format begin and what it is.

use super::bytes::Bytes;
use super::sprm;

const PAGE: usize = 512;

/// Stretches of one format, sorted by where they begin. They do not overlap.
#[derive(Debug, Default)]
pub(super) struct Runs<'b>(Vec<Run<'b>>);

#[derive(Clone, Copy, Debug)]
struct Run<'b> {
    start: usize,
    end: usize,
    format: Format<'b>,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Format<'b> {
    /// Of a paragraph.
    pub(super) style: u16,
    /// See `sprm::each`.
    pub(super) list: &'b [u8],
}

impl<'b> Runs<'b> {
    /// Formats too long for a page, as those of rows with many cells, lie in a stream of their own.
    pub(super) fn of_paragraphs(word: Bytes<'b>, table: Option<Bytes<'b>>, data: Bytes<'b>) -> Self {
        let far = |list: &'b [u8]| {
            let (_, place) = sprm::each(list).find(|(code, _)| sprm::FAR.contains(code))?;
            let at = Bytes(place).size(0)?;
            data.slice(at.checked_add(2)?, usize::from(data.u16(at)?))
        };
        Self::read(word, table, 13, |page, entry| {
            let at = usize::from(page.u8(entry)?) * 2;
            if at == 0 {
                return None;
            }
            let words = usize::from(page.u8(at)?);
            let (at, length) =
                if words == 0 { (at + 2, usize::from(page.u8(at + 1)?) * 2) } else { (at + 1, words * 2 - 1) };
            let bytes = page.slice(at, length.min(PAGE.saturating_sub(at)))?;
            let list = bytes.get(2..)?;
            Some(Format { style: Bytes(bytes).u16(0)?, list: far(list).unwrap_or(list) })
        })
    }

    pub(super) fn of_characters(word: Bytes<'b>, table: Option<Bytes<'b>>) -> Self {
        Self::read(word, table, 1, |page, entry| {
            let at = usize::from(page.u8(entry)?) * 2;
            if at == 0 {
                return None;
            }
            let list = page.slice(at + 1, usize::from(page.u8(at)?))?;
            Some(Format { style: 0, list })
        })
    }

    fn read(
        word: Bytes<'b>,
        table: Option<Bytes<'b>>,
        entry: usize,
        format: impl Fn(Bytes<'b>, usize) -> Option<Format<'b>>,
    ) -> Self {
        let Some(table) = table else { return Self::default() };
        let pages = table.0.len().saturating_sub(4) / 8;
        // Each page of the file is listed once.
        let most = word.0.len() / PAGE;
        let mut runs = Vec::new();
        for number in (0..pages.min(most)).filter_map(|i| table.size((pages + 1) * 4 + i * 4)) {
            let Some(page) = number.checked_mul(PAGE).and_then(|at| word.slice(at, PAGE)).map(Bytes) else { continue };
            let count = usize::from(page.0[PAGE - 1]);
            for i in 0..count {
                let (Some(start), Some(end)) = (page.size(i * 4), page.size(i * 4 + 4)) else { break };
                let found = format(page, (count + 1) * 4 + i * entry).unwrap_or_default();
                if start < end {
                    runs.push(Run { start, end, format: found });
                }
            }
        }
        runs.sort_by_key(|run| run.start);
        Self(runs)
    }

    /// The format at a place in the file.
    pub(super) fn at(&self, offset: usize) -> Option<Format<'b>> {
        let run = self.0.get(self.0.partition_point(|run| run.start <= offset).checked_sub(1)?)?;
        (offset < run.end).then_some(run.format)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The stretches that a test of their format finds, as places in the file.
    pub(super) fn stretches(&self, test: impl Fn(Format<'b>) -> bool) -> Vec<(usize, usize)> {
        self.0.iter().filter(|run| test(run.format)).map(|run| (run.start, run.end)).collect()
    }
}

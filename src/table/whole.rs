//! Cells that are one thing from their first character to their last: nothing, a time, an amount, the number of a page, a sum.

use crate::text::{CharSet, fold};

fn is_dash(c: char) -> bool {
    matches!(fold::half(c), '/' | '-' | '—' | '–' | '－' | '\\' | '*' | '一')
}

/// A dash or a word that stands for nothing.
pub(super) fn is_nothing(s: &str) -> bool {
    s != "一" && s.chars().all(|c| is_dash(c) || c.is_whitespace()) || matches!(s, "无" | "無" | "暂无" | "略")
}

/// Times without a date.
const ALWAYS: &[&str] =
    &["长期", "全年", "长期执行", "长期坚持", "持续推进", "常态化", "年底", "年内", "長期", "全年实施"];

/// Characters beside 年, 月, 日 and 季 of which times consist.
static OF_TIME: CharSet = CharSet::of(
    "０１２３４５６７８９一二三四五六七八九十第度底前末初内上下半中旬至到—－～份、完成起后止截今本全长期续持执行",
);

/// Nothing but a time, with the words that settle its reading.
pub(super) fn is_time(s: &str) -> bool {
    let s = s.trim_end_matches(['。', '；', ';']);
    if ALWAYS.contains(&s) {
        return true;
    }
    let mut marked = false;
    for c in s.chars() {
        match c {
            '年' | '月' | '日' | '季' => marked = true,
            '0'..='9' | '-' | '~' | '.' => {}
            c if OF_TIME.contains(c) || c.is_whitespace() => {}
            _ => return false,
        }
    }
    marked
}

/// A running number of several parts: A-01, XM03, 1.2, 2-13.
pub(super) fn is_code(s: &str) -> bool {
    let letters = s.bytes().take_while(u8::is_ascii_alphabetic).count();
    let rest = &s[letters..];
    let parts = rest.split(['-', '.', '—', '–', '－']).filter(|part| !part.is_empty());
    let (mut count, mut digits) = (0, true);
    for part in parts {
        count += 1;
        digits &= part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
    }
    letters <= 4 && digits && (1..=3).contains(&count) && (letters > 0 || count > 1)
}

/// Nothing but a number with at most a short measure word.
pub(super) fn is_amount(s: &str) -> bool {
    let (mut digits, mut point) = (false, false);
    let mut tail = 0;
    for c in s.chars().map(fold::half) {
        match c {
            '0'..='9' => {
                if tail > 0 {
                    return false;
                }
                digits = true;
            }
            '.' | ',' | '-' | '约' | '+' => {}
            '%' | '万' | '亿' | '元' | '千' => {}
            c if c.is_whitespace() => {}
            // 1.教育 is a number before a name.
            _ if digits && !point => tail += 1,
            _ => return false,
        }
        point = c == '.';
    }
    digits && tail <= 2
}

/// A page's number with its dashes and blanks is no longer, in bytes.
const LONGEST_MARK: usize = 80;

/// `— 3 —`, `第2页`, `第 2 页 共 9 页`, `-3-`.
pub fn is_page_mark(s: &str) -> bool {
    let Some(first) = s.chars().next().filter(|_| s.len() <= LONGEST_MARK) else { return false };
    if !matches!(fold::half(first), '-' | '—' | '–' | '―' | '·' | '第') {
        return false;
    }
    let bare: String = s.chars().map(fold::half).filter(|c| !c.is_whitespace()).collect();
    let dashed = bare.trim_matches(|c| matches!(c, '-' | '—' | '–' | '―' | '·'));
    if dashed.len() + 2 <= bare.len() && !dashed.is_empty() && dashed.bytes().all(|b| b.is_ascii_digit()) {
        return bare.starts_with(['-', '—', '–', '―', '·']) && bare.ends_with(['-', '—', '–', '―', '·']);
    }
    bare.starts_with('第')
        && bare.contains('页')
        && bare.chars().all(|c| c.is_ascii_digit() || "第页共/,，".contains(c))
        && bare.chars().count() >= 3
}

/// 合计, 总计, 小计, with blanks between or not.
pub fn is_total(s: &str) -> bool {
    s.trim_start().starts_with(['合', '总', '小', '總'])
        && matches!(fold::key(s).as_str(), "合计" | "总计" | "小计" | "合計" | "總計" | "小計" | "总数")
}

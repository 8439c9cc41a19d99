//! Cuts what no table claims into the head of the page, the preamble, the numbered prose and the foot.
//!
//! Decides what each paragraph is by its place: page furniture, label/value pairs, titles of annexes and plans, signatures.

use super::outline::{self, Line, Opening};
use super::paragraph::{Paragraph, ends_sentence, paragraphs};
use super::{
    Block, Content, LayoutKind, Node, NodeKind, Number, NumberStyle, Outline, glued, label, meta, number, runon, site,
};
use crate::text::{Excerpt, Span, Text, fold};
use std::borrow::Cow;

/// The blocks of the lines that no span of `claimed` covers. `claimed`: whole lines, in order.
pub fn blocks(text: &Text, claimed: &[Span]) -> Vec<Block> {
    let all = glued::cut(text, paragraphs(text, claimed));
    let mut out = Vec::new();
    let mut from = 0;
    for n in 0..=claimed.len() {
        let stop = claimed.get(n).map_or(u32::MAX, |c| c.start);
        let to = from + all[from..].partition_point(|p| p.span.start < stop);
        if to > from {
            let place = Place { first: n == 0, table_above: n > 0 };
            region(text, &all[from..to], place, &mut out);
        }
        from = to;
    }
    out
}

/// Where a run of paragraphs stands.
#[derive(Clone, Copy)]
struct Place {
    first: bool,
    table_above: bool,
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Body,
    Meta,
    /// Page furniture.
    Site,
    /// Signature, date, note, reference to an annex: text of the notice, but of no item.
    Aside,
    /// The title of an annex; the number of the annex.
    Annex(u32),
    /// The title of a document within the text.
    Title,
}

fn region(text: &Text, paragraphs: &[Paragraph], place: Place, out: &mut Vec<Block>) {
    let reads: Vec<Cow<str>> = paragraphs.iter().map(|p| p.text.recognised(text)).collect();
    let mut parts = vec![Part::Body; paragraphs.len()];
    let mut pairs = Vec::new();
    if place.first {
        head(text, paragraphs, &reads, &mut parts, &mut pairs);
    }
    furniture(&reads, &mut parts);
    titles(&reads, &mut parts);

    // Sections: each annex or inner document counts for itself.
    let mut nodes: Vec<Node> = Vec::new();
    let mut used = vec![false; paragraphs.len()];
    let mut start = 0;
    for i in 0..=paragraphs.len() {
        let boundary = i == paragraphs.len() || matches!(parts[i], Part::Annex(_) | Part::Title);
        if !boundary || i == start && i < paragraphs.len() && !matches!(parts[i], Part::Annex(_) | Part::Title) {
            continue;
        }
        section(text, paragraphs, &reads, &parts, start..i, place, &mut nodes, &mut used);
        start = i;
    }
    emit(paragraphs, &reads, &parts, &used, pairs, nodes, place, out);
}

/// Label/value pairs at the top of the page.
fn head(
    text: &Text,
    paragraphs: &[Paragraph],
    reads: &[Cow<str>],
    parts: &mut [Part],
    pairs: &mut Vec<(Excerpt, Excerpt)>,
) {
    let mut i = 0;
    while i < paragraphs.len().min(80) {
        if number::opens(&reads[i]) && reads[i].contains(|c: char| fold::half(c) == '.' || c == '、') {
            break;
        }
        if let Some((found, took)) = meta::pairs(text, &paragraphs[i], paragraphs.get(i + 1)) {
            pairs.extend(found);
            parts[i] = Part::Meta;
            if took {
                parts[i + 1] = Part::Meta;
                i += 1;
            }
        }
        i += 1;
    }
}

/// Page furniture, signatures, notes, references to annexes.
fn furniture(reads: &[Cow<str>], parts: &mut [Part]) {
    let mut reference = false;
    for i in 0..reads.len() {
        if parts[i] != Part::Body {
            continue;
        }
        let s = reads[i].trim();
        if site::is_chrome(s) || site::is_link(s) {
            parts[i] = Part::Site;
            continue;
        }
        if site::is_date(s)
            || site::is_signer(s) && follows_date(reads, i)
            || signed(s)
            || site::is_spread(s)
            || site::is_note(s)
        {
            parts[i] = Part::Aside;
            continue;
        }
        // 附件：1.某某清单 / 2.某某表
        let opening = number::candidates(&reads[i][..reads[i].len().min(cut(&reads[i], 300))]);
        let annex = opening.first().filter(|c| c.first && c.style == NumberStyle::Annex);
        if let Some(annex) = annex {
            let rest = s.get(annex.end as usize..).unwrap_or_default();
            let numbered = opening.get(1).is_some_and(|c| c.start == annex.end) || number::opens(rest);
            let names = rest.is_empty()
                && reads.get(i + 1).is_some_and(|n| number::opens(n) && is_file_name(n))
                && s.ends_with([':', '：']);
            if numbered && is_file_name(rest) || names {
                parts[i] = Part::Aside;
                reference = true;
                continue;
            }
        } else if reference && number::opens(s) && is_file_name(s) {
            parts[i] = Part::Aside;
            continue;
        }
        reference = false;
    }
    // Behind the last number, page furniture is followed by nothing but more of it (微信, 微博, 打印).
    let last = reads.iter().rposition(|s| number::opens(s) || label::opens(s)).unwrap_or(reads.len());
    if let Some(first) = (last..reads.len()).find(|&i| parts[i] == Part::Site) {
        parts[first..].iter_mut().filter(|p| **p == Part::Body).for_each(|p| *p = Part::Site);
    }
}

/// The largest character boundary at or below `at`.
fn cut(s: &str, at: usize) -> usize {
    let mut at = at.min(s.len());
    while !s.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// `某某区人民政府2022年1月3日` on one line
fn signed(s: &str) -> bool {
    s.len() < 150
        && s.find(|c: char| c.is_ascii_digit() || c == '二')
            .is_some_and(|at| at > 0 && site::is_date(&s[at..]) && site::is_signer(s[..at].trim()))
}

fn follows_date(reads: &[Cow<str>], i: usize) -> bool {
    reads.iter().skip(i + 1).take(3).any(|s| site::is_date(s.trim()))
}

/// The name of an attached file: short, without a full stop, mostly the title of a document.
fn is_file_name(s: &str) -> bool {
    let n = s.chars().count();
    n <= 70 && !s.contains(['。', '；']) && {
        let bare = s.trim_end_matches(|c: char| c.is_ascii() || matches!(c, '》' | '）'));
        let files = [".doc", ".xls", ".pdf", ".wps", ".et", ".zip", ".rar"];
        files.iter().any(|f| s.contains(f))
            || site::is_document_title(bare)
            || ["表", "单", "册", "函", "书", "名录", "办法", "规定", "标准", "通知", "方案"]
                .iter()
                .any(|w| bare.ends_with(w))
    }
}

/// Titles of annexes and of documents within the text.
fn titles(reads: &[Cow<str>], parts: &mut [Part]) {
    let mut names: Vec<String> = Vec::new();
    let mut numbered = false;
    let mut signed = false;
    let mut i = 0;
    while i < reads.len() {
        let s = reads[i].trim();
        if parts[i] == Part::Aside {
            signed |= site::is_date(s);
            if let Some(name) = annex_name(s).or_else(|| strip_number(s)) {
                names.push(name);
            }
        }
        if parts[i] != Part::Body {
            i += 1;
            continue;
        }
        let first = number::candidates(&s[..cut(s, 200)]).into_iter().next().filter(|c| c.first);
        if let Some(c) = first.as_ref().filter(|c| c.style == NumberStyle::Annex) {
            let rest = s[c.end as usize..].trim();
            let value = c.value;
            if rest.is_empty() {
                // The title is what follows, on one or two lines.
                parts[i] = Part::Aside;
                let next = (i + 1..reads.len()).find(|&n| parts[n] == Part::Body);
                if let Some(n) = next.filter(|&n| n <= i + 2 && is_heading(&reads[n], 60) && !number::opens(&reads[n]))
                {
                    parts[n] = Part::Annex(value);
                    numbered = false;
                    i = n + 1;
                    continue;
                }
            } else if rest.chars().count() <= 60 && !rest.contains('。') {
                names.push(fold::key(rest.trim_matches(['《', '》'])));
                let next = (i + 1..reads.len()).find(|&n| parts[n] == Part::Body);
                let follows = next.is_some_and(|n| n <= i + 2 && starts_at_one(&reads[n]));
                parts[i] = if follows { Part::Annex(value) } else { Part::Aside };
                numbered &= !follows;
            }
        } else if let Some(c) = first {
            numbered |= c.style != NumberStyle::Bare;
        } else if s.len() <= 240 && names.contains(&fold::key(s.trim_matches(['《', '》']))) && s.chars().count() >= 5
        {
            parts[i] = Part::Annex(0);
            numbered = false;
        } else if (numbered || signed) && site::is_document_title(s) && soon_at_one(reads, parts, i) {
            parts[i] = Part::Title;
            numbered = false;
        }
        i += 1;
    }
}

/// `附件：《某某清单》` → its name.
fn annex_name(s: &str) -> Option<String> {
    let c = number::candidates(&s[..cut(s, 300)])
        .into_iter()
        .next()
        .filter(|c| c.first && c.style == NumberStyle::Annex)?;
    let rest = &s[c.end as usize..];
    strip_number(rest).or_else(|| (!rest.is_empty()).then(|| fold::key(rest.trim_matches(['《', '》']))))
}

fn strip_number(s: &str) -> Option<String> {
    let c = number::candidates(&s[..cut(s, 300)]).into_iter().next().filter(|c| c.first)?;
    let name = s[c.end as usize..].trim().trim_matches(['《', '》']);
    (!name.is_empty() && name.len() < 240).then(|| fold::key(name))
}

/// Whether a paragraph starts with the first number of a list.
fn starts_at_one(s: &str) -> bool {
    number::candidates(&s[..cut(s, 120)])
        .first()
        .is_some_and(|c| c.first && c.value == 1 && c.style != NumberStyle::Annex)
}

/// Whether numbers start anew within the next paragraphs.
fn soon_at_one(reads: &[Cow<str>], parts: &[Part], i: usize) -> bool {
    (i + 1..reads.len()).filter(|&n| parts[n] == Part::Body).take(6).any(|n| starts_at_one(&reads[n]))
}

/// A line that can be a heading: short, no sentence, no label.
fn is_heading(s: &str, most: usize) -> bool {
    let s = s.trim();
    let n = s.chars().filter(|c| !c.is_whitespace()).count();
    (2..=most).contains(&n)
        && !ends_sentence(s)
        && !s.contains(['。', '；', '|'])
        && !label::opens(s)
        && !site::is_date(s)
        && s.matches(['(', '（']).count() == s.matches([')', '）']).count()
        && s.chars().any(char::is_alphabetic)
}

/// Reads the paragraphs of a section and adds its nodes, below the node of its title if it has one.
#[allow(clippy::too_many_arguments)]
fn section(
    text: &Text,
    paragraphs: &[Paragraph],
    reads: &[Cow<str>],
    parts: &[Part],
    range: std::ops::Range<usize>,
    place: Place,
    nodes: &mut Vec<Node>,
    used: &mut [bool],
) {
    if range.is_empty() {
        return;
    }
    let title = matches!(parts[range.start], Part::Annex(_) | Part::Title).then_some(range.start);
    let body: Vec<usize> = range.clone().filter(|&i| parts[i] == Part::Body).collect();
    let openings = openings(paragraphs, reads, &body, title.is_some() || !place.first);
    let lines: Vec<Line> =
        body.iter().zip(openings).map(|(&i, opening)| Line { text: paragraphs[i].text.clone(), opening }).collect();
    let (mut found, mut made) = outline::nodes(text, &lines);
    if found.is_empty()
        && nodes.is_empty()
        && let Some((n, run)) = runon::nodes(text, &lines)
    {
        (found, made) = (run, n..n + 1);
    }
    for &i in &body[made] {
        used[i] = true;
    }
    let Some(title) = title else {
        nodes.append(&mut found);
        return;
    };
    used[title] = true;
    let (kind, number) = match parts[title] {
        Part::Annex(value) => {
            let plain = if value > 0 { format!("附件{value}") } else { "附件".to_string() };
            (NodeKind::Annex, Some(Number { span: paragraphs[title].span, plain, value, style: NumberStyle::Annex }))
        }
        _ => (NodeKind::Part, None),
    };
    let mut heading = paragraphs[title].text.clone();
    if let Some(c) = number::candidates(&reads[title][..cut(&reads[title], 200)])
        .first()
        .filter(|c| c.first && c.style == NumberStyle::Annex)
    {
        heading = heading.part(Span::new(c.end as usize, reads[title].len())).trim(text);
    }
    let named = heading.read(text);
    if named.starts_with('《') && named.find('》') == Some(named.len() - '》'.len_utf8()) {
        heading = heading.part(Span::new('《'.len_utf8(), named.len() - '》'.len_utf8()));
    }
    let span = found.iter().fold(paragraphs[title].span, |span, node| span.cover(node.span));
    nodes.push(Node { kind, number, lead: heading.clone(), heading, body: Vec::new(), children: found, span });
}

/// Which paragraphs open something without a number.
fn openings(paragraphs: &[Paragraph], reads: &[Cow<str>], body: &[usize], inner: bool) -> Vec<Opening> {
    let read = |n: usize| -> &str { &reads[body[n]] };
    let numbers: Vec<bool> = (0..body.len())
        .map(|n| {
            number::candidates(&read(n)[..cut(read(n), 120)])
                .first()
                .is_some_and(|c| c.first && c.style != NumberStyle::Annex)
        })
        .collect();
    let bullet = |n: usize| is_bullet(&paragraphs[body[n]], read(n)) && !numbers[n];
    let bullets = (0..body.len()).filter(|&n| bullet(n)).count();
    let free = |n: usize| !numbers[n] && paragraphs[body[n]].bullet.is_none() && (n == 0 || !number_alone(read(n - 1)));
    // A heading above numbered lines: more than one, or in bold.
    let group = |n: usize| {
        let next = n + 1 < body.len() && (numbers[n + 1] || bullets >= 2 && bullet(n + 1));
        let mark = paragraphs[body[n]].bullet.is_some() && numbers.get(n + 1) == Some(&true);
        next && (free(n) || mark && !numbers[n])
            && is_heading(read(n).trim_end_matches(['：', ':']), 20)
            && !site::is_document_title(read(n))
    };
    let groups = (0..body.len()).filter(|&n| group(n)).count();
    // Without any numbers: short headings, each above a paragraph, or paragraphs that open with a name.
    let unnumbered = numbers.iter().all(|x| !x) && bullets < 2;
    let above_text = |n: usize| {
        unnumbered
            && n + 1 < body.len()
            && is_heading(read(n), 26)
            && is_text(read(n + 1))
            && !(n == 0 && (site::is_document_title(read(n)) || read(n).contains('年')))
    };
    let over_texts = if unnumbered { (0..body.len()).filter(|&n| above_text(n)).count() } else { 0 };
    let named = |n: usize| unnumbered && over_texts < 3 && opens_with_name(read(n));
    let names = if unnumbered { (0..body.len()).filter(|&n| named(n)).count() } else { 0 };
    (0..body.len())
        .map(|n| {
            let labelled =
                !numbers[n] && is_heading(read(n), 40) && n + 1 < body.len() && label::opens(read(n + 1)) && free(n);
            if bullets >= 2 && bullet(n) && !(group(n) && groups >= 2) {
                Opening::Bullet
            } else if group(n) && (groups >= 2 || paragraphs[body[n]].emphatic && (inner || n > 2)) {
                Opening::Heading
            } else if labelled || over_texts >= 3 && above_text(n) || names >= 3 && named(n) {
                Opening::Title
            } else {
                Opening::Plain
            }
        })
        .collect()
}

/// A paragraph of at least a sentence.
fn is_text(s: &str) -> bool {
    s.chars().nth(18).is_some() && ends_sentence(s) && !label::opens(s)
}

/// `就业增收工程。全年…`, `教育方面：新建…`: a short name and what is done.
fn opens_with_name(s: &str) -> bool {
    let Some((at, c)) =
        s.char_indices().take(18).find(|(_, c)| matches!(c, '。' | '：' | ':' | '，' | ',' | '；' | '、'))
    else {
        return false;
    };
    let rest = &s[at + c.len_utf8()..];
    matches!(c, '。' | '：' | ':')
        && at >= 9
        && rest.chars().nth(12).is_some()
        && !label::opens(s)
        && !s.starts_with("各")
        && !rest.starts_with("//")
}

/// A list mark that is not one of navigation: enough text behind it.
fn is_bullet(p: &Paragraph, s: &str) -> bool {
    p.bullet.is_some() && s.chars().count() >= 6
}

/// `1` or `(一)` alone on a line.
fn number_alone(s: &str) -> bool {
    let s = s.trim();
    s.len() <= 24 && number::candidates(s).first().is_some_and(|c| c.first && c.end as usize >= s.len())
}

/// Where the first number below a node stands, or the node itself.
fn first_number(node: &Node) -> u32 {
    match (&node.number, node.children.first()) {
        (None, Some(child)) => first_number(child),
        _ if node.kind == NodeKind::Annex => node.children.first().map_or(node.span.start, first_number),
        _ => node.span.start,
    }
}

/// Writes the blocks of a region in order.
#[allow(clippy::too_many_arguments)]
fn emit(
    paragraphs: &[Paragraph],
    reads: &[Cow<str>],
    parts: &[Part],
    used: &[bool],
    pairs: Vec<(Excerpt, Excerpt)>,
    nodes: Vec<Node>,
    place: Place,
    out: &mut Vec<Block>,
) {
    let cover = |keep: &dyn Fn(usize) -> bool| {
        (0..paragraphs.len()).filter(|&i| keep(i)).map(|i| paragraphs[i].span).reduce(|a, b| a.cover(b))
    };
    if let Some(span) = cover(&|i| parts[i] == Part::Meta) {
        let evidence = vec![format!("labels with values: {}", pairs.len())];
        out.push(Block { kind: LayoutKind::Meta, span, confidence: 95, evidence, content: Content::Pairs(pairs) });
    }
    let first_node = nodes.first().map_or(u32::MAX, first_number);
    let text_block = |kind, keep: &dyn Fn(usize) -> bool, why: &str| {
        let spans: Vec<Span> = (0..paragraphs.len()).filter(|&i| keep(i)).map(|i| paragraphs[i].span).collect();
        let span = spans.iter().copied().reduce(|a, b| a.cover(b))?;
        Some(Block { kind, span, confidence: 90, evidence: vec![why.to_string()], content: Content::Text(spans) })
    };
    let plain = |i: usize| !used[i] && !matches!(parts[i], Part::Meta | Part::Site) && !reads[i].is_empty();
    let only_foot = place.table_above && nodes.is_empty();
    if !only_foot {
        out.extend(text_block(
            LayoutKind::Preamble,
            &|i| plain(i) && paragraphs[i].span.start < first_node,
            "text before the first number",
        ));
    }
    if let Some(span) = nodes.iter().map(|n| n.span).reduce(|a, b| a.cover(b)) {
        let labelled = (0..paragraphs.len()).filter(|&i| used[i] && label::opens(&reads[i])).count();
        let kind = if labelled >= 3 { LayoutKind::Labelled } else { LayoutKind::Outline };
        let outline = Outline { nodes };
        let (count, depth) = outline.extent();
        let mut evidence = vec![format!("headings and numbered paragraphs: {count}, levels: {depth}")];
        if labelled > 0 {
            evidence.push(format!("paragraphs that start with a label: {labelled}"));
        }
        out.push(Block { kind, span, confidence: 90, evidence, content: Content::Outline(outline) });
    }
    out.extend(text_block(
        LayoutKind::Footer,
        &|i| plain(i) && (only_foot || paragraphs[i].span.start >= first_node),
        "text behind the last number",
    ));
}

//! Figures of items and of the preamble: runs the figure engine over every passage and places what it finds in the source.

use super::{Counted, Item, Passage};
use crate::figure::metric::{self, Context, Lists};
use crate::figure::{Figure, HeaderUnit, Role, Room, Setting, cell, promise, scan, scan_simplified};
use crate::layout::matrix::is_region;
use crate::layout::{Block, Content, LayoutKind, Node};
use crate::lexicon::{Dimension, Field};
use crate::text::{Excerpt, Span, Text, fold, holds_any};
use std::borrow::Cow;

/// Fills the figures of every item. `report`: the notice reports on what was done.
pub fn items(items: &mut [Item], text: &Text, report: bool) {
    let (mut passages, mut lent) = (Vec::new(), Lent::default());
    // The cells of a matrix are figures already.
    for item in items.iter_mut().filter(|item| item.figures.is_empty()) {
        let title = item.title.read(text);
        let heading = item.category.last().map(|heading| heading.read(text));
        passages.clear();
        passages.extend(item.passages.iter().map(|p| p.text.read(text)));
        // Beside what was done, 主要内容 says what was planned.
        let reported = item.passages.iter().any(|p| p.field == Field::Progress);
        let mut figures = Vec::new();
        if !opens_a_passage(item, &title, &passages) {
            let context = Context { heading: heading.as_deref(), ..Context::default() };
            figures = excerpt(&item.title, text, &Setting::new(Field::Title, report), &context, &mut lent);
        }
        for (index, passage) in item.passages.iter().enumerate() {
            let label = passage.label.as_ref().map(|label| label.read(text));
            let context = Context {
                title: &title,
                heading: heading.as_deref(),
                others: others(&passages, index),
                label: label.as_deref(),
            };
            let planned = reported && passage.field == Field::Description;
            let mut setting = Setting::new(passage.field, report && !planned);
            setting.header_unit = unit_beside(passage, label.as_deref(), &passages[index], text);
            // Money under 截至8月底完成投资 was spent, whatever 总投资 beside it is to be.
            let spent = passage.field == Field::Funding && label.as_deref().is_some_and(tells_of_spending);
            if spent {
                setting.field = Field::Progress;
            }
            let goal = || goal_of_number(passage, label.as_deref()?, &passages[index], &figures, text);
            let goal = if setting.header_unit.is_none() { goal() } else { None };
            setting.header_unit = setting.header_unit.or(goal.as_ref().map(|goal| goal.unit));
            let mut found = excerpt(&passage.text, text, &setting, &context, &mut lent);
            if let (Some(goal), [figure]) = (goal, found.as_mut_slice()) {
                figure.metric = Some(goal.metric);
            }
            if let Some(counted) = &passage.counted {
                name_counted(&mut found, counted, text, &mut lent);
                // 东城区 above the share of one district
                if let Some(region) = label.as_deref().filter(|label| is_region(label)) {
                    found.iter_mut().for_each(|figure| figure.scopes = vec![region.trim().to_string()]);
                }
            }
            found.iter_mut().for_each(|f| f.field = passage.field);
            if figures.is_empty() {
                figures = found;
            } else {
                figures.extend(found);
            }
        }
        item.figures = figures;
    }
}

/// The notice's own region is the whole of what it counts, and no part: 临河市新增就业2万人 in a notice of 临河市.
pub fn without_whole(figures: &mut [Figure], region: Option<&str>) {
    let Some(region) = region else { return };
    for figure in figures.iter_mut().filter(|figure| figure.scopes.len() == 1) {
        let whole = fold::simplify(&figure.scopes[0]);
        if region.strip_suffix(whole.as_ref()).is_some_and(|above| above.is_empty() || whole.chars().count() > 2) {
            figure.scopes.clear();
        }
    }
}

/// The unit that stands in the header, or in another cell of the row, for a number that stands bare.
fn unit_beside(passage: &Passage, label: Option<&str>, read: &str, text: &Text) -> Option<HeaderUnit> {
    let label = label?;
    if passage.unit.is_some() {
        return passage.unit;
    }
    let of_row = || HeaderUnit::whole(&fold::key(&passage.counted.as_ref()?.unit.read(text)));
    HeaderUnit::of(label).or_else(of_row).or_else(|| HeaderUnit::of_rate(label, read))
}

/// What the bare number of a cell was reached of.
struct Goal {
    unit: HeaderUnit,
    metric: String,
}

/// The only target of a row, which says what the bare number under 完成数 counts: 新增就业6000人 | 3520.
fn goal_of_number(passage: &Passage, label: &str, read: &str, figures: &[Figure], text: &Text) -> Option<Goal> {
    let bare = matches!(cell::number(read), Some((_, None)));
    if passage.field != Field::Progress || !bare || holds_any(label, &["率", "比", "%", "％", "投资", "资金"]) {
        return None;
    }
    let mut targets = figures.iter().filter(|f| f.field == Field::Target && f.role == Some(Role::Target));
    let target = targets.next().filter(|_| targets.next().is_none())?;
    let counted = !matches!(
        target.dimension,
        None | Some(Dimension::Money | Dimension::Ratio | Dimension::Duration | Dimension::Concentration)
    );
    // The number under 1.2万人 may be one of 万 or of 人.
    let scaled = target.joined.is_some() || text.slice(target.span).contains(['万', '亿', '千', '萬', '億']);
    let unit = HeaderUnit::whole(target.unit.as_deref()?).filter(|_| counted && !scaled && target.per.is_empty())?;
    Some(Goal { unit, metric: target.metric.clone()? })
}

/// Names the amount of a cell as if it stood behind what it counts: 新增学位 | 3200 as 新增学位3200.
fn name_counted(figures: &mut [Figure], counted: &Counted, text: &Text, lent: &mut Lent) {
    let [figure] = figures else { return };
    let (what, words) = (counted.what.read(text), counted.what.recognised(text));
    let number = text.slice(figure.span);
    let place = std::mem::replace(&mut figure.span, Span::new(what.len(), what.len() + number.len()));
    let (read, words) = (format!("{what}{number}"), format!("{words}{number}"));
    metric::assign(&read, &words, figures, &Context { title: &what, ..Context::default() }, &mut lent.lists);
    figures[0].span = place;
}

/// Whether the title opens a passage, which then has its amounts.
fn opens_a_passage(item: &Item, title: &str, passages: &[Cow<str>]) -> bool {
    let start = item.title.span().start;
    item.passages.iter().any(|p| p.text.span().contains(start))
        || passages.iter().any(|passage| fold::starts_with(passage, title))
}

/// The passages of an item before and behind the one of this index, as many as are looked into.
fn others<'a>(passages: &'a [Cow<'a, str>], index: usize) -> [&'a [Cow<'a, str>]; 2] {
    let before = &passages[..index.min(OTHERS)];
    let behind = &passages[index + 1..];
    [before, &behind[..behind.len().min(OTHERS - before.len())]]
}

/// A header over amounts of money that were spent.
fn tells_of_spending(header: &str) -> bool {
    holds_any(header, &["完成", "到位", "实际", "已", "支出", "拨付"])
        && !holds_any(header, &["计划", "目标", "任务", "预计"])
}

/// Other passages of an item in which a bare verb may find its object: more would cost more than linear time.
const OTHERS: usize = 8;

/// The figures of the text before the items: paragraphs and sections that list none (总体情况), but neither labels nor navigation.
pub fn preamble(blocks: &[Block], items: &[Item], text: &Text, report: bool) -> (Vec<Passage>, Vec<Figure>) {
    let stop = items.iter().map(|item| item.span.start).min();
    let setting = Setting::new(Field::Preamble, report);
    let mut lent = Lent::default();
    // Where the passages of the items stand.
    let passages = items.iter().flat_map(|item| &item.passages);
    let mut places: Vec<u32> = passages.flat_map(|p| p.text.pieces().map(|piece| piece.start)).collect();
    places.sort_unstable();
    let mut paragraphs: Vec<Excerpt> = Vec::new();
    for block in blocks.iter().filter(|block| stop.is_none_or(|stop| block.span.start < stop)) {
        match &block.content {
            Content::Text(spans) if block.kind == LayoutKind::Preamble => {
                // Prose may open its items in the middle of a paragraph.
                let end = |span: &Span| span.end.min(stop.unwrap_or(u32::MAX)).max(span.start);
                paragraphs.extend(spans.iter().map(|s| Excerpt::from(text.trim(Span { end: end(s), ..*s }))));
            }
            Content::Outline(outline) => {
                // A plan before its table says what is done for the items.
                let of_item = |node: &Node| {
                    let next = places.partition_point(|&start| start < node.span.start);
                    places.get(next).is_some_and(|&start| start < node.span.end)
                };
                let lists_none = |node: &&Node| stop.is_some_and(|stop| node.span.end <= stop) && !of_item(node);
                outline.nodes.iter().filter(lists_none).for_each(|node| section(node, &mut paragraphs));
            }
            _ => {}
        }
    }
    let (mut passages, mut figures) = (Vec::new(), Vec::new());
    for paragraph in paragraphs {
        let mut found = excerpt(&paragraph, text, &setting, &Context::default(), &mut lent);
        if !found.is_empty() {
            figures.append(&mut found);
            passages.push(Passage::new(Field::Preamble, paragraph, None));
        }
    }
    (passages, figures)
}

/// The paragraphs of a section and of what stands below it, without headings.
fn section(node: &Node, out: &mut Vec<Excerpt>) {
    if node.lead.span() != node.heading.span() {
        out.push(node.lead.clone());
    }
    out.extend(node.body.iter().cloned());
    node.children.iter().for_each(|child| section(child, out));
}

/// What every passage is read with, emptied in between.
#[derive(Default)]
struct Lent {
    room: Room,
    lists: Lists,
}

fn excerpt(passage: &Excerpt, text: &Text, setting: &Setting, context: &Context, lent: &mut Lent) -> Vec<Figure> {
    let words = passage.recognised(text);
    let mut figures =
        if text.is_simplified() { scan_simplified(&words, setting, &mut lent.room) } else { scan(&words, setting) };
    if figures.is_empty() {
        return figures;
    }
    let read = passage.read(text);
    metric::assign(&read, &words, &mut figures, context, &mut lent.lists);
    promise::settle(&words, &mut figures);
    let whole = passage.single().is_some();
    for figure in &mut figures {
        let local = figure.span;
        figure.span = passage.locate(local);
        if !whole {
            let raw = read.get(local.range()).unwrap_or_default();
            figure.joined = (raw != text.slice(figure.span)).then(|| raw.into());
        }
    }
    figures
}

#[cfg(test)]
mod tests {
    use crate::{Options, parse};

    /// The figures as `item metric value unit/per`.
    fn figures(table: &str) -> Vec<String> {
        let notice = parse(table.as_bytes(), &Options::default());
        let all = notice.items.iter().flat_map(|item| item.figures.iter().map(move |figure| (item, figure)));
        all.map(|(item, figure)| {
            let crate::figure::Amount::Value(value) = figure.amount else { panic!("{figure:?}") };
            let unit = figure.unit.as_deref().unwrap_or("-");
            let per: String = figure.per.iter().map(|per| format!("/{per}")).collect();
            format!("{} {} {value} {unit}{per}", item.key, figure.metric.as_deref().unwrap_or("-"))
        })
        .collect()
    }

    #[test]
    fn a_cell_of_the_row_names_the_unit_of_its_numbers() {
        let table = "青河县2023年民生实事项目表\n序号\t项目名称\t指标名称\t计量单位\t目标任务数\t投资（万元）\t完成率\t责任单位\n\
             1\t优化就业服务\t新增城镇就业\t万人\t1.2\t300\t84.5\t县人社局\n\t\t提高低保标准\t元/人·月\t720\t\t100\t县民政局\n\
             2\t改善出行条件\t改造农村公路\t公里\t35.6\t1,260\t0.9\t县交通运输局\n3\t丰富文化生活\t送戏下乡\t项数\t20\t\t\t县文旅局\n";
        assert_eq!(
            figures(table),
            [
                "1 新增城镇就业 12000 人",
                "1 投资 3000000 元",
                "1 完成率 84.5 %",
                "1 低保标准 720 元/人/月",
                "1 完成率 100 %",
                "2 改造农村公路 35.6 公里",
                "2 投资 12600000 元",
            ]
        );
    }

    #[test]
    fn columns_of_districts_are_scopes() {
        let table = "表1 青河市2023年1-8月民生实事完成进度表\n序号\t指标名称\t计量单位\t全年目标任务\t1-8月累计完成\t占全年目标任务（%）\t南桥区\t北桥区\n\
             1\t城镇新增就业\t人\t42000\t33180\t79.0\t19500\t13680\n2\t改造农村危房\t户\t350\t350\t100.0\t220\t130\n";
        let notice = parse(table.as_bytes(), &Options::default());
        assert_eq!(notice.document.title.as_deref(), Some("青河市2023年1-8月民生实事完成进度表"));
        let scoped = notice.items[0].figures.iter().filter(|figure| !figure.scopes.is_empty());
        let scoped: Vec<_> = scoped.map(|figure| (figure.scopes.join(""), notice.text.slice(figure.span))).collect();
        assert_eq!(scoped, [("南桥区".to_string(), "19500"), ("北桥区".to_string(), "13680")]);
        let done: Vec<_> =
            notice.items.iter().flat_map(|item| &item.completion).map(|c| c.computed.to_string()).collect();
        assert_eq!(done, ["79", "100"]);
    }

    #[test]
    fn the_unit_may_stand_behind_the_number_and_beside_text() {
        let table = "青河县2023年民生实事项目表\n序号,项目名称,建设内容,数量,单位,责任单位\n\
             1,供水,新建水厂,3,座,县水利局\n2,养老,新建食堂2家、改造食堂5家,,,县民政局\n3,停车,见附表,待定,个,县住建局\n";
        assert_eq!(figures(table), ["1 新建水厂 3 座", "2 新建食堂 2 家", "2 改造食堂 5 家"]);
    }

    #[test]
    fn the_unit_next_to_a_number_is_no_office() {
        let table = "青河县2023年民生实事项目表\n序号\t项目名称\t单位\t数量\t完成时限\n1\t新建公厕\t座\t12\t10月底\n2\t改造道路\t公里\t8.5\t11月底\n";
        assert_eq!(figures(table), ["1 新建公厕 12 座", "2 改造道路 8.5 公里"]);
        assert!(parse(table.as_bytes(), &Options::default()).items.iter().all(|item| item.units.is_empty()));
    }

    #[test]
    fn a_unit_says_nothing_of_numbers_within_text() {
        let table = "青河县2023年民生实事项目表\n序号\t项目名称\t单位\t年度目标\t责任单位\n\
             1\t供水\t座\t改造水厂3座，2023版方案8月印发\t县水利局\n2\t公厕\t座\t12\t县住建局\n";
        assert_eq!(figures(table), ["1 改造水厂 3 座", "2 公厕 12 座"]);
    }
}

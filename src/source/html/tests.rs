//! Pages as sites write them, and what is read of them.

use crate::problem::ProblemKind;
use crate::source::{Decoded, Limits, decode};
use encoding_rs::{BIG5, GB18030};

fn read(page: &[u8]) -> Decoded {
    decode(page, None, &Limits::default())
}

/// The text of a page. Lines of a grid begin with `|`.
#[track_caller]
fn check(page: &str, expected: &str) {
    let read = read(page.as_bytes());
    assert_eq!(read.source.format, "html", "{page}");
    let mut text = read.text.as_str().to_string();
    for grid in read.grids.iter().rev() {
        let inner = text[grid.span.range()].replace('\n', "\n|");
        text.replace_range(grid.span.range(), &format!("|{inner}"));
    }
    assert_eq!(text.trim_end(), expected, "{page}");
}

/// As `check`, of a page of this body.
#[track_caller]
fn body(content: &str, expected: &str) {
    check(&format!("<!DOCTYPE html><html><body>{content}</body></html>"), expected);
}

#[test]
fn blocks_are_lines() {
    body("<p>一<p>二<br>三<div>四<b>五</b></div>六<hr>七", "一\n二\n三\n四五\n六\n七");
    body("<h1> 标\n 题 </h1>&nbsp;&nbsp;新 增\n床位　<span>12</span>\n张\nA\nB", "标题\n新 增床位　12张A B");
    body("<dl><dt>目标<dd>一<dd>二</dl><pre>1  2\n 3</pre>", "目标\n一\n二\n1  2\n3");
    body("<o:p>一</o:p><st1:place w:st=\"on\">二</st1:place><x>三</x>", "一二三");
    body("面积5m<sup>2</sup>，体积3米<sup>3</sup>，见<sup>2</sup>", "面积5m²，体积3米³，见2");
}

#[test]
fn what_is_not_shown_is_left_out() {
    body(
        "一<script>if (a<b) '<p>二</p>'</script><style>p{}</style><noscript>三</noscript><!-- 四 --><template>五</template>\
         <p style='color:red; DISPLAY : none'>六</p><p hidden>七</p><select><option>八</select><textarea>九</textarea>\
         <!--[if mso]><p>十</p><![endif]--><![if !mso]>末<![endif]><svg><text>图</text></svg>",
        "一末",
    );
}

#[test]
fn lists_carry_their_numbers() {
    body(
        "<ol><li>一处</li><li>二处<ol type=a><li>甲<li>乙</ol></li><li value=7>三处</ol>",
        "1. 一处\n2. 二处\na. 甲\nb. 乙\n7. 三处",
    );
    body("<ol start=3><li><p>新建</p></li></ol><ol><li>1、自编</li></ol>", "3. 新建\n1、自编");
    body(
        "<ol style='list-style-type:cjk-ideographic'><li>就业<li>教育</ol><ol style='list-style:none'><li>无号</ol>",
        "一、就业\n二、教育\n无号",
    );
    body("<ul><li>甲<li>乙</ul>", "甲\n乙");
}

#[test]
fn tables_are_grids_with_merged_cells() {
    body(
        "<table><caption>清单</caption><tr><td rowspan=2>序号<td colspan=2>责任单位<tr><th>牵头</th><th>配合</th></tr>\
         <tr><td><p>1</p><td>市民政局<br>各县区<td>&nbsp;</tr></table>完",
        "清单\n|序号\t责任单位\n|\t牵头\t配合\n|1\t市民政局\n|各县区\t\n完",
    );
    let decoded = read("<table><tr><td>a<td colspan=99>b<tr><td rowspan=0>c<td>d<td>e<tr><td>f</table>".as_bytes());
    let cells: Vec<_> = decoded.grids[0].cells.iter().map(|c| (c.row, c.column, c.rows, c.columns)).collect();
    assert_eq!(cells, [(0, 0, 1, 1), (0, 1, 1, 2), (1, 0, 2, 1), (1, 1, 1, 1), (1, 2, 1, 1), (2, 1, 1, 1)]);
}

#[test]
fn tables_for_layout_are_text() {
    let page = "民生实事项目。".repeat(60);
    body(
        &format!(
            "<table><tr><td>左栏</td><td><p>{page}</p><table><tr><td>序号<td>名称<tr><td>1<td>食堂</table></td></tr></table>"
        ),
        &format!("左栏\n{page}\n|序号\t名称\n|1\t食堂"),
    );
    body("<table><tr><td>一</td></tr><tr><td>二</td></tr></table>", "一\n二");
    let rows = "<tr><td>甲<td>新建食堂十二家<td>市民政局".repeat(3);
    body(
        &format!("<table><tr><td>名<td>容<td>位{rows}<tr><td>乙<td><table><tr><td>一<td>2</table><td>丙</table>"),
        "|名\t容\t位\n|甲\t新建食堂十二家\t市民政局\n|甲\t新建食堂十二家\t市民政局\n|甲\t新建食堂十二家\t市民政局\n|乙\t一 2\t丙",
    );
    body("<table>散<tr>落<td>1<td>2</table>", "散\n落\n|1\t2");
}

#[test]
fn the_site_is_left_out() {
    body(
        "<div class=top><a href=/>网站首页</a> | <a href=#>无障碍</a> | <a href=#>长者</a></div>\
         <ul><li><a href=1>政务公开</a></li><li><a href=2>政务服务</a></li><li><a href=3>互动交流</a></li></ul>\
         <div>当前位置：<a href=1>首页</a> &gt; <a href=2>公开</a> &gt; <a href=3>实事</a></div>\
         <h1>实事清单</h1><p>新建食堂12家，见<a href=x>附件</a>。</p><p>附件：<a href=1>1.甲表</a><a href=2>2.乙表</a><a href=3>3.丙表</a></p>\
         <ul><li><a href=1>1、新建公园3座</a><li><a href=2>2、改造厕所8座</a><li><a href=3>3、安装路灯90盏</a></ul>\
         <div class='footer-box'>主办：某办公室</div>",
        "实事清单\n新建食堂12家，见附件。\n附件：1.甲表2.乙表3.丙表\n1、新建公园3座\n2、改造厕所8座\n3、安装路灯90盏",
    );
}

#[test]
fn the_head_states_what_the_body_does_not_show() {
    check(
        "<html><head><title>甲市1-8月份实事进展-甲市人民政府门户网站</title><meta name=PubDate content='2022-09-14 10:00'>\
         <meta name=ContentSource content=市政府办></head><body><p>新建食堂。</p></body></html>",
        "甲市1-8月份实事进展\n发布日期：2022-09-14 10:00\n来源：市政府办\n新建食堂。",
    );
    check(
        "<html><head><title>甲市实事清单_甲市政府网</title><meta name=PubDate content=2022-09-04></head>\
         <body><h1>甲市<br>实事清单</h1>2022年9月4日</body></html>",
        "甲市\n实事清单\n2022年9月4日",
    );
}

#[test]
fn parts_of_pages_and_xhtml() {
    check("<table><tr><td>序号<td>名称<tr><td>1<td>食堂</table>", "|序号\t名称\n|1\t食堂");
    check("<tr><td>序号</td><td>名称</td></tr><tr><td>1</td><td>食堂</td></tr>", "|序号\t名称\n|1\t食堂");
    check("<p class=a>一</p>\n<p>二</p>", "一\n二");
    check(
        "\n<?xml version='1.0'?><html><body><table><tr><td/><td>名</td></tr><tr><td>1</td><td><![CDATA[a<b]]></td></tr></table><title/></body></html>",
        "|\t名\n|1\ta<b",
    );
    check("Notice: cache\n<!DOCTYPE html><p>一", "Notice: cache\n一");
}

#[test]
fn every_encoding_is_found() {
    let page = |charset: &str| format!("<html><head>{charset}</head><body><p>新增养老床位120张，镕</p></body></html>");
    let traditional =
        "<html><head></head><body><p>新增養老床位120張，責任單位：縣政府社會處、衛生局，已辦理完成。</p></body></html>";
    let utf16: Vec<u8> = page("").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, encoding, detection) in [
        (page("<meta charset=utf-8>").into_bytes(), "UTF-8", "utf-8"),
        (page("<meta charset=gb2312>").into_bytes(), "UTF-8", "utf-8"),
        (GB18030.encode(&page("<meta charset=gb2312>")).0.into_owned(), "gb18030", "declared"),
        (GB18030.encode(&page("<meta charset=utf-8>")).0.into_owned(), "gb18030", "detected"),
        (GB18030.encode(&page("<meta charset=iso-8859-1>")).0.into_owned(), "gb18030", "detected"),
        (GB18030.encode(&page("")).0.into_owned(), "gb18030", "detected"),
        (GB18030.encode(&page("<meta charset=big5>")).0.into_owned(), "gb18030", "detected"),
        (BIG5.encode(traditional).0.into_owned(), "Big5", "detected"),
        (BIG5.encode(&traditional.replace("<head>", "<head><meta charset=gbk>")).0.into_owned(), "Big5", "detected"),
        (BIG5.encode(&traditional.replace("<head>", "<head><meta charset=big5>")).0.into_owned(), "Big5", "declared"),
        (utf16, "UTF-16LE", "zero bytes"),
    ] {
        let decoded = read(&bytes);
        assert_eq!((decoded.source.encoding, decoded.source.detection), (encoding, detection));
        assert!(decoded.text.as_str().starts_with("新增"), "{}", decoded.text.as_str());
        assert_eq!(decoded.problems, []);
    }
}

#[test]
fn deep_and_wide_pages_are_bounded() {
    let over = |what, limit| Err(ProblemKind::OverLimit { what, limit });
    let read = |page: &str, limits: &Limits| {
        let decoded = decode(format!("<html>{page}").as_bytes(), None, limits);
        decoded.problems.first().map_or(Ok(decoded.text.as_str().to_string()), |problem| Err(problem.kind.clone()))
    };
    let limits = Limits::default();
    let deep = Limits { depth: 1 << 20, ..Limits::default() };
    for tag in ["div", "b", "p", "li", "ul", "ol", "table", "td", "dl", "a href=x", "blockquote", "sup"] {
        let page = format!("<{tag}>").repeat(100_000) + "一";
        assert_eq!(read(&page, &deep), Ok("一\n".into()), "{tag}");
        let _ = read(&page, &limits);
    }
    assert_eq!(read(&"<div>".repeat(100_000), &limits), over("levels of nested elements", 2000));
    let attributes: String = (0..200_000).map(|n| format!(" a{n}=b")).collect();
    assert_eq!(read(&format!("<p{attributes}>一"), &limits), Ok("一\n".into()));
    let spans = "<table>".to_string() + &"<tr><td colspan=1000 rowspan=60000>一<td>二".repeat(3000);
    assert_eq!(read(&spans, &limits), over("cells", 2_000_000));
    let stopped = Limits::default();
    stopped.stop.set();
    assert_eq!(read("一", &stopped), Err(ProblemKind::OutOfTime));
}

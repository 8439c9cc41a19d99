"""Writes the Word and spreadsheet files of fixtures/docx, fixtures/rtf and fixtures/sheet.

Word files are written tag by tag, so that each holds what real files hold and libraries do not write: numbers outside the text,
text boxes in two forms, tracked changes, notes. Workbooks are written by openpyxl and xlwt (pip install openpyxl xlwt).
The notices are invented. The same bytes come out at every run.

`office.ods`, `office.odt` and `lists.odt` are what LibreOffice 7.4 made of formats.xlsx, merged.docx and numbers.docx, packed anew without
thumbnails and settings, and so are merged.rtf and numbers.rtf; LibreOffice writes other bytes at every run, so they are kept as they are.

    python3 scripts/office_fixtures.py
"""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import xlwt
from openpyxl.styles import Alignment

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def packed(parts):
    """A ZIP archive with the same bytes every time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return out.getvalue()


def docx(name, body, **parts):
    """A Word file: its body, and parts such as numbering, styles, footnotes by the inside of their root element."""
    kinds = {"numbering": "numbering", "styles": "styles", "footnotes": "footnotes", "endnotes": "endnotes"}
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"'
        f' Target="{kind}.xml"/>'
        for n, kind in enumerate(parts, 1)
    )
    types = "".join(
        f'<Override PartName="/word/{kind}.xml"'
        f' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for kind in parts
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    package = "http://schemas.openxmlformats.org/package/2006"
    files = [
        (
            "[Content_Types].xml",
            f'{head}<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
            '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
            f"{types}</Types>",
        ),
        (
            "_rels/.rels",
            f'{head}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type='
            '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
            ' Target="word/document.xml"/></Relationships>',
        ),
        ("word/_rels/document.xml.rels", f'{head}<Relationships xmlns="{package}/relationships">{relations}</Relationships>'),
        ("word/document.xml", f"{head}<w:document {NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>"),
    ]
    for kind, inside in parts.items():
        files.append((f"word/{kind}.xml", f"{head}<w:{kinds[kind]} {NAMESPACES}>{inside}</w:{kinds[kind]}>"))
    (FIXTURES / "docx" / f"{name}.docx").write_bytes(packed(files))


def run(text, properties=""):
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def par(*runs, style=None, num=None, mark=""):
    """A paragraph; `num` is (list, level)."""
    inside = "".join(r if r.startswith("<") else run(r) for r in runs)
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    num = f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>' if num else ""
    mark = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{style}{num}{mark}</w:pPr>{inside}</w:p>"


def cell(*content, span=1, merge=None):
    """A cell of paragraphs (or tables, given as XML); `merge`: "restart" or "continue"."""
    span = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merge = {"restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>", None: ""}[merge]
    inside = "".join(c if c.startswith("<") else par(c) for c in content) or "<w:p/>"
    if inside.endswith("</w:tbl>"):
        inside += "<w:p/>"
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{inside}</w:tc>"


def row(*cells, before=0, after=0, head=False):
    before = f'<w:gridBefore w:val="{before}"/>' if before else ""
    after = f'<w:gridAfter w:val="{after}"/>' if after else ""
    head = "<w:tblHeader/>" if head else ""
    inside = "".join(c if c.startswith("<") else cell(c) for c in cells)
    return f"<w:tr><w:trPr>{before}{after}{head}</w:trPr>{inside}</w:tr>"


def table(columns, *rows):
    grid = '<w:gridCol w:w="1500"/>' * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def level(place, form, text, start=1, style="", suffix="tab"):
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{style}<w:suff w:val="{suffix}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def word_numbers():
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "chineseCountingThousand", "%1、", style="1")
        + level(1, "chineseCounting", "（%2）", suffix="nothing")
        + level(2, "decimal", "%3.", suffix="space")
        + level(3, "decimalEnclosedCircle", "%4", suffix="nothing")
        + "</w:abstractNum>"
        '<w:abstractNum w:abstractNumId="1">' + level(0, "decimal", "%1", suffix="nothing") + "</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = (
        par("枫桥县2024年民生实事实施方案")
        + par("为办好年度民生实事，制定本方案。")
        + par("完善养老服务", style="1")
        + par("建设社区食堂。新建社区食堂12个，每日供餐不少于3000人次。", num=(1, 1))
        + par("责任单位：县民政局")
        + par("改造敬老院。改造敬老院4所，新增护理床位260张。", num=(1, 1))
        + par("责任单位：县民政局、县住建局")
        + par("提升教育质量", style="1")
        + par("新建幼儿园。新建公办幼儿园3所，新增学位1080个，9月底前投入使用。", num=(1, 1))
        + par("责任单位：县教育局")
        + par("项目分解表")
        + table(
            4,
            row("序号", "项目名称", "目标任务", "责任单位", head=True),
            row(cell(par(num=(2, 0))), "社区食堂", "新建12个", "县民政局"),
            row(cell(par(num=(2, 0))), "敬老院改造", "改造4所", "县民政局"),
            row(cell(par(num=(3, 0))), "公办幼儿园", "新建3所", "县教育局"),
        )
    )
    docx("numbers", body, numbering=numbering, styles=styles)


def word_merged():
    inner = table(2, row("中心城区", "21公里"), row("各乡镇", "43公里"))
    body = par("青石区2023年为民办实事项目进展情况表") + table(
        6,
        row(cell("类别", merge="restart"), cell("序号", merge="restart"), cell("项目名称", merge="restart"), cell("工作进展", span=2), cell("责任单位", merge="restart")),
        row(cell(merge="continue"), cell(merge="continue"), cell(merge="continue"), "年度目标", "完成情况", cell(merge="continue")),
        row(cell("交通出行", merge="restart"), "1", "农村公路改造", cell("改造农村公路64公里", inner), "完成改造58公里，占年度目标的90.6%", cell("区交通局", merge="restart")),
        row(cell(merge="continue"), "2", "公交线路优化", "优化线路9条", "优化线路9条，新增公交车30辆", cell(merge="continue")),
        row(cell("卫生健康", span=6)),
        row("医疗", "3", "村卫生室建设", "新建村卫生室15所", "已开工12所，建成8所", cell("区卫健局", "区财政局")),
        row("4", "免费筛查", "筛查2万人次", "已筛查18640人次", before=1, after=1),
    ) + par("注：数据截至2023年10月底。")
    docx("merged", body)


def word_seen():
    """What a reader sees of a file with tracked changes, fields, notes, text boxes and hidden text."""
    box = lambda text: f"<w:txbxContent>{par(text)}</w:txbxContent>"
    both = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>' + box("（征求意见稿）") + "</wps:txbx></w:drawing>"
        "</mc:Choice><mc:Fallback><w:pict><v:textbox>" + box("（征求意见稿）") + "</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    mark = '<w:del w:id="9" w:author="a" w:date="2024-01-01T00:00:00Z"/>'
    deleted = lambda text: f'<w:del w:id="1" w:author="a"><w:r><w:delText>{text}</w:delText></w:r></w:del>'
    inserted = lambda text: f'<w:ins w:id="2" w:author="a">{run(text)}</w:ins>'
    field = lambda code, result: (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + f"<w:r><w:instrText> {code} </w:instrText></w:r>"
        + (f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}' if result else "")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    note = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    sdt = lambda properties, inside: f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    body = (
        par("临湖市2024年十件民生实事", both)
        + par("一、", "实施供水改造。改造老旧供水管网", deleted("60"), inserted("85"), "公里，受益居民", note, "1.2万户。")
        + par("牵头单位：", sdt("", run("市水务局")), sdt("<w:showingPlcHdr/>", run("单击此处输入文字")), run("内部意见：待定", "<w:vanish/>"))
        + par("二、扩大学位供给。新建小学", mark=mark)
        + par("2所，", field("EQ \\o\\ac(○,1)", ""), "城南小学，", field("EQ \\o\\ac(○,2)", ""), "滨河小学，新增学位", field("SUM(A1)", "2160"), "个。")
        + par("牵头单位：市教育局", '<w:r><w:br/><w:t>完成时限：2024年8月底</w:t></w:r>')
        + par("三、方便群众办事。设立", '<w:smartTag w:uri="a" w:element="b">' + run("24") + "</w:smartTag>", "小时自助服务区30个", '<w:r><w:noBreakHyphen/></w:r>', "40个",
              '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "。")
        + par("牵头单位：市行政审批局")
    )
    notes = (
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:id="2">' + par('<w:r><w:footnoteRef/></w:r>', " 指一户一表居民。") + "</w:footnote>"
    )
    docx("seen", body, footnotes=notes)


def workbook(name, book):
    """Saves without the time of day."""
    book.properties.created = book.properties.modified = datetime(2024, 1, 1)
    raw = io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as archive:
        parts = [(info.filename, archive.read(info)) for info in archive.infolist() if "theme" not in info.filename]
    parts = [(n, c.replace(b"T00:00:00Z", b"T00:00:00Z")) for n, c in parts]
    (FIXTURES / "sheet" / f"{name}.xlsx").write_bytes(packed(parts))


ROWS = [
    (1, "城乡就业", "城镇新增就业", "人", 26000, 0.785, date(2023, 12, 31), "市人社局"),
    (2, "城乡就业", "补贴性职业技能培训", "人次", 12500, 1.0, date(2023, 10, 31), "市人社局"),
    (3, "健康服务", "适龄妇女免费筛查", "人次", 31850.5, 0.9617, date(2023, 11, 30), "市卫健委\n市妇联"),
    (4, "健康服务", "新建社区卫生服务站", "个", 8, 1.076, date(2023, 9, 30), "市卫健委"),
]


def sheet_formats():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "进展"
    sheet["A1"] = "清河市2023年民生实事项目进展情况"
    sheet.merge_cells("A1:H1")
    sheet["A2"] = "填报单位：市政府督查室"
    sheet["G2"] = "2023年9月"
    sheet.merge_cells("G2:H2")
    for column, head in enumerate(["序号", "类别", "项目名称", "单位", "年度目标", "完成比例", "完成时限", "责任单位"], 1):
        sheet.cell(3, column, head)
    for at, values in enumerate(ROWS, 4):
        for column, value in enumerate(values, 1):
            sheet.cell(at, column, value)
        sheet.cell(at, 5).number_format = "#,##0"
        sheet.cell(at, 6).number_format = "0.0%"
        sheet.cell(at, 7).number_format = 'yyyy"年"m"月"'
        sheet.cell(at, 8).alignment = Alignment(wrap_text=True)
    sheet.merge_cells("B4:B5")
    sheet.merge_cells("B6:B7")
    sheet["A8"] = "注：完成比例按目标数计算。"
    sheet.merge_cells("A8:H8")
    workbook("formats", book)


def sheet_several():
    book = openpyxl.Workbook()
    plan = book.active
    plan.title = "项目清单"
    for line in [
        ["序号", "项目名称", "建设内容", "总投资（万元）", "牵头单位"],
        [1, "老旧小区改造", "改造老旧小区21个，惠及居民5300户", 0.1 + 0.2, "市住建局"],
        [2, "停车泊位建设", "新增公共停车泊位3000个", 4200, "市城管局"],
    ]:
        plan.append(line)
    done = book.create_sheet("完成情况")
    for line in [["序号", "项目名称", "完成情况"], [1, "老旧小区改造", "已完成18个"], [2, "停车泊位建设", "已新增2860个"]]:
        done.append(line)
    hidden = book.create_sheet("选项")
    hidden.append(["市住建局"])
    hidden.sheet_state = "hidden"
    book.create_sheet("Sheet4")
    workbook("several", book)


def sheet_old():
    """BIFF8, as Excel 97 to 2003 and WPS write it."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("进展")
    style = lambda code: xlwt.easyxf(num_format_str=code)
    sheet.write_merge(0, 0, 0, 7, "清河市2023年民生实事项目进展情况")
    for column, head in enumerate(["序号", "类别", "项目名称", "单位", "年度目标", "完成比例", "完成时限", "责任单位"]):
        sheet.write(1, column, head)
    styles = {4: style("#,##0"), 5: style("0.0%"), 6: style('yyyy"年"m"月"')}
    for at, values in enumerate(ROWS, 2):
        for column, value in enumerate(values):
            if column != 1:
                sheet.write(at, column, value, styles.get(column, xlwt.Style.default_style))
    sheet.write_merge(2, 3, 1, 1, "城乡就业")
    sheet.write_merge(4, 5, 1, 1, "健康服务")
    sheet.write_merge(6, 6, 0, 7, "注：完成比例按目标数计算。")
    book.save(str(FIXTURES / "sheet" / "old.xls"))


def rtf_word():
    """Rich text as Word writes it under a Chinese Windows: bytes of GBK, rows told before and behind their cells, lists written out."""
    hexed = lambda text: "".join(chr(b) if 32 <= b < 127 and chr(b) not in "\\{}" else f"\\'{b:02x}" for b in text.encode("gbk"))
    run = lambda text: r"{\rtlch\fcs1 \af0 \ltrch\fcs0 \lang1033\langfe2052\loch\af13\hich\af0\dbch\f13 " + hexed(text) + "}"
    paragraph = lambda text, number="": (
        (r"{\listtext\pard\plain\ltrpar \f13 " + hexed(number) + r"\tab}" if number else "")
        + r"\pard\plain \ltrpar\qj \li0\ri0\nowidctlpar\itap0 "
        + run(text)
        + "\r\n\\par "
    )

    def row(cells, merged=("",) * 5):
        """Cells by their right edges; `merged` tells of each how it goes on: clvmgf, clvmrg, clmgf, clmrg."""
        told = "".join(rf"{how}\clbrdrt\brdrs\brdrw10 \cltxlrtb\clftsWidth3\cellx{edge}" for how, edge in zip(merged, edges))
        shape = r"\trowd \irow0\irowband0\ltrrow\ts15\trgaph108\trleft-108\trbrdrt\brdrs\brdrw10 " + told
        inside = "".join(r"\pard\plain \ltrpar\intbl\yts15 " + r"\par ".join(run(line) for line in cell.split("\n")) + r"\cell " for cell in cells)
        return shape + "\r\n" + inside + r"\pard\plain \ltrpar\intbl {\rtlch\fcs1 " + shape + r"\row }"

    edges = (900, 2600, 5400, 8200, 9900)
    band = (r"\clmgf",) + (r"\clmrg",) * 4
    body = (
        paragraph("云溪县2023年民生实事任务分解表")
        + paragraph("请各责任单位对照任务，按月报送进展。")
        + row(["序号", "项目名称", "建设内容", "完成时限", "责任单位"])
        + row(["一、稳就业", "", "", "", ""], band)
        + row(["1", "城镇新增就业", "城镇新增就业3200人", "2023年12月底前", "县人社局"], ("", "", "", r"\clvmgf", ""))
        + row(["2", "技能培训", "培训1500人次，\n其中高技能人才120人", "", "县人社局\n县总工会"], ("", "", "", r"\clvmrg", ""))
        + row(["二、办好教育", "", "", "", ""], band)
        + row(["3", "公办幼儿园", "新建公办幼儿园2所，新增学位540个", "2023年8月底前", "县教育局"])
        + paragraph("责任单位须于每月5日前报送进展。", "1．")
        + paragraph("完成情况纳入年度考核。", "2．")
    )
    head = (
        r"{\rtf1\adeflang1025\ansi\ansicpg936\uc2\adeff0\deff0\stshfdbch13\deflang1033\deflangfe2052"
        r"{\fonttbl{\f0\fbidi \froman\fcharset0\fprq2{\*\panose 02020603050405020304}Times New Roman;}"
        r"{\f13\fbidi \fnil\fcharset134\fprq2 \'cb\'ce\'cc\'e5{\*\falt SimSun};}}"
        r"{\colortbl;\red0\green0\blue0;}{\stylesheet{\ql \f0\fs24 \snext0 Normal;}{\*\cs10 \additive Default;}}"
        r"{\info{\title " + hexed("任务分解表") + r"}{\author " + hexed("办公室") + r"}{\nofpages1}}"
        r"\paperw11906\paperh16838 {\header \pard " + run("内部资料") + r"\par }"
    )
    (FIXTURES / "rtf" / "word.rtf").write_bytes((head + body + "}").encode("ascii"))


if __name__ == "__main__":
    for make in (word_numbers, word_merged, word_seen, rtf_word, sheet_formats, sheet_several, sheet_old):
        make()

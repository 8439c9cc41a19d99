"""Writes the PDF files of fixtures/pdf.

They are written operator by operator, so that each holds what real files hold: fonts that are only named (GBK-EUC-H, UniGB-UCS2-H,
ETen-B5-H, glyph numbers of Adobe-GB1), tables that a page break cuts, turned pages, letters drawn twice, pages of pictures. The notices are
invented. The same bytes come out at every run. `locked.pdf` needs pikepdf (pip install pikepdf) and is new at every run.

The files of fixtures/doc were saved by LibreOffice from those of fixtures/docx and from a table with many cells a row (sub_rows).

    python3 scripts/pdf_fixtures.py
"""

import zlib
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "fixtures" / "pdf"
CLOSING = "，。；：、）》”！？%"


def width(text):
    return sum(0.5 if ord(c) < 128 else 1.0 for c in text)


def wrapped(text, room):
    """The lines of a paragraph, cut as Word cuts them: not before a closing mark, not within a number."""
    lines, line = [], ""
    words, word = [], ""
    for c in text:
        if ord(c) < 128 and c.isalnum() or c in "." and word:
            word += c
            continue
        if word:
            words.append(word)
            word = ""
        if c in CLOSING and words:
            words[-1] += c
        else:
            words.append(c)
    words += [word] if word else []
    for word in words:
        if line and width(line + word) > room:
            lines.append(line)
            line = ""
        line += word
    return lines + [line]


class Paper:
    """Pages of a file, and how its font is written."""

    def __init__(self, encoding="gbk", cmap="GBK-EUC-H", ordering="GB1", size=(595, 842), turn=0, glyph=None):
        self.encoding, self.cmap, self.ordering = encoding, cmap, ordering
        self.size, self.turn, self.glyph = size, turn, glyph
        self.pages = []
        self.page()

    def page(self):
        self.pages.append([])

    def put(self, operators):
        self.pages[-1].append(operators.encode() if isinstance(operators, str) else operators)

    def text(self, x, y, size, text, twice=False):
        codes = b"".join(self.glyph(c) for c in text) if self.glyph else text.encode(self.encoding)
        for step in (0, 0.3) if twice else (0,):
            self.put(b"BT /F1 %g Tf %g %g Td <%s> Tj ET" % (size, x + step, y, codes.hex().encode()))

    def middle(self, y, size, text, **how):
        self.text((self.size[0] - width(text) * size) / 2, y, size, text, **how)

    def line(self, x0, y0, x1, y1):
        self.put(f"{x0:g} {y0:g} m {x1:g} {y1:g} l S")

    def bar(self, x, y, w, h):
        """A line as Word writes it: a thin area."""
        self.put(f"{x:g} {y:g} {w:g} {h:g} re f")

    def write(self, name, picture=False, packed=True):
        objects = [b"<</Type/Catalog/Pages 2 0 R>>", None]
        font = len(objects) + 1
        unicode = f"/CIDSystemInfo<</Registry(Adobe)/Ordering({self.ordering})/Supplement 2>>"
        objects.append(f"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/{self.cmap}/DescendantFonts[{font + 1} 0 R]>>".encode())
        objects.append(f"<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun{unicode}/DW 1000/W[1 95 500 814 907 500]>>".encode())
        image = b""
        if picture:
            objects.append(b"<</Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8/Length 4>>\nstream\n\0\1\2\3\nendstream")
            image = b"/XObject<</I %d 0 R>>" % len(objects)
        kids = []
        for page in self.pages:
            content = b"\n".join(page)
            if self.turn == 90:
                # What is turned back when shown: a page that lies, on paper that stands.
                content = b"q 0 1 -1 0 %d 0 cm\n" % self.size[1] + content + b"\nQ"
            filter = b"/Filter/FlateDecode" if packed else b""
            content = zlib.compress(content) if packed else content
            objects.append(b"<</Length %d%s>>\nstream\n" % (len(content), filter) + content + b"\nendstream")
            w, h = self.size if self.turn == 0 else self.size[::-1]
            box = b"/MediaBox[0 0 %d %d]/Rotate %d" % (w, h, self.turn)
            resources = b"/Resources<</Font<</F1 %d 0 R>>%s>>" % (font, image)
            objects.append(b"<</Type/Page/Parent 2 0 R%s%s/Contents %d 0 R>>" % (box, resources, len(objects)))
            kids.append(b"%d 0 R" % len(objects))
        objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
        out, places = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n", []
        for number, content in enumerate(objects, 1):
            places.append(len(out))
            out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
        table = b"".join(b"%010d 00000 n \n" % place for place in places)
        count = len(objects) + 1
        out += b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, table, count, len(out))
        FOLDER.mkdir(parents=True, exist_ok=True)
        (FOLDER / name).write_bytes(out)


def rows(paper, edges, y, table, size=10.5, floor=80, header=None, ruled=True, again=None):
    """A table that breaks over pages, within a row as well. A cell of None belongs to the one above it."""
    step = size * 1.5

    def draw(cells, top, high, first, cut):
        for i, lines in enumerate(cells):
            for n, line in enumerate(lines or []):
                paper.text(edges[i] + 5, top - step * (n + 1) + size * 0.35, size, line)
            if ruled and (lines is not None or first):
                paper.bar(edges[i], top - 0.25, edges[i + 1] - edges[i], 0.5)
        if ruled:
            for edge in edges:
                paper.bar(edge - 0.25, top - high, 0.5, high)
        return top - high

    def close(at):
        if ruled:
            paper.bar(edges[0], at - 0.25, edges[-1] - edges[0], 0.5)

    def cut_up(row):
        return [
            None if cell is None else [l for part in cell.split("\n") for l in wrapped(part, (edges[i + 1] - edges[i] - 10) / size)]
            for i, cell in enumerate(row)
        ]

    first = True
    for row in table:
        cells = cut_up(row)
        while True:
            need = max(len(c or []) for c in cells) or 1
            room = int((y - floor) / step)
            now = min(need, room)
            if now > 0:
                y = draw([c if c is None else c[:now] for c in cells], y, now * step + 3, first, now < need)
                first = False
            if now == need:
                break
            close(y)
            paper.page()
            y = again(paper)
            first = True
            if header:
                y = draw(cut_up(header), y, step + 3, True, False)
            if now > 0:
                cells = [[] if c is None else c[now:] for c in cells]
    close(y)
    return y


def pages():
    """A notice of two pages: title of two lines drawn twice, wrapped paragraphs, a table whose last row is cut, heads and page numbers."""
    paper = Paper()

    def top(paper):
        paper.text(60, 810, 9, "云岭县人民政府公报 2023年第2期")
        paper.middle(40, 12, f"— {len(paper.pages)} —")
        return 780

    y = top(paper)
    paper.middle(y, 22, "云岭县人民政府办公室关于印发", twice=True)
    paper.middle(y - 34, 22, "2023年民生实事实施计划的通知", twice=True)
    y -= 80
    for paragraph in [
        "各乡镇人民政府，县政府各部门：",
        "　　《2023年民生实事实施计划》已经县政府第14次常务会议研究同意，现印发给你们，请认真组织实施。全县共安排民生实事5件，计划投资8600万元，其中县级财政安排3150万元。",
        "　　各责任单位要在4月10日前报送实施方案，每季度末报送进展情况。",
    ]:
        for line in wrapped(paragraph, 29):
            paper.text(60, y, 16, line)
            y -= 28
    paper.text(380, y, 16, "云岭县人民政府办公室")
    paper.text(412, y - 28, 16, "2023年3月20日")
    y -= 90
    paper.middle(y, 16, "云岭县2023年民生实事项目表")
    header = ["序号", "类别", "项目名称", "年度目标", "责任单位"]
    table = [
        header,
        ["1", "教育", "改善办学条件", "改造中小学食堂14所，更换课桌椅6200套，惠及学生1.1万人。", "县教育局\n县财政局"],
        ["2", None, "增加学位", "新建公办幼儿园2所，新增学位540个，9月1日前投入使用。", "县教育局"],
        ["3", "养老", "老年助餐", "建设乡镇敬老院集中配餐点9个，每餐补助不低于4元，年服务老年人15万人次以上，财政补助资金260万元，覆盖率达到60%。", "县民政局\n各乡镇人民政府"],
        ["4", "交通", "农村公路", "新改建农村公路46公里，改造危桥3座。", "县交通运输局"],
        ["5", "供水", "农村饮水", "铺设供水管网120公里，解决8300人饮水问题，水质达标率达到95%。", "县水务局"],
    ]
    rows(paper, [60, 95, 135, 215, 435, 535], y - 20, table, floor=110, header=header, again=top)
    # Not packed, so that damage done to it reaches what reads it.
    paper.write("pages.pdf", packed=False)


TABLE = [
    ["序号", "实事内容", "办理进度", "承办单位"],
    ["1", "新建农贸市场3个，改造农贸市场5个，面积1.2万平方米。", "已建成2个，完成投资860万元，占年度计划的71.7%。", "市商务局\n市城管局"],
    ["2", "免费婚检8600对。", "已完成9120对，完成率106%。", "市卫健委"],
    ["3", "更换老化水表1.5万只。", "全面完成。", "市水务集团"],
]
TRADITIONAL = [
    ["序號", "實事內容", "辦理進度", "承辦單位"],
    ["1", "新建公園3座，面積1.2萬平方公尺。", "已完成2座，經費860萬元。", "縣政府工務處"],
    ["2", "補助老人裝設假牙300人。", "已補助318人，達成率106%。", "縣政府社會處"],
    ["3", "汰換路燈1500盞。", "全數完成。", "縣政府工務處"],
]


def gb1(c):
    """The glyph number of Adobe-GB1."""
    if ord(c) < 128:
        return (1 if c == " " else 813 + ord(c) - 0x20).to_bytes(2, "big")
    high, low = c.encode("gb2312")
    if high >= 0xB0:
        number = 940 + (high - 0xB0) * 94 + low - 0xA1 - (5 if high >= 0xD8 else 0)
    else:
        number = {0xA1: 96, 0xA3: 262}[high] + low - 0xA1
    return number.to_bytes(2, "big")


def fonts():
    """One table in every way of writing a font; on a page that is turned, without lines, with level lines alone."""
    edges = [60, 95, 265, 435, 535]
    for name, how in [
        ("turned.pdf", {"size": (842, 595), "turn": 90}),
        ("ucs2.pdf", {"encoding": "utf-16-be", "cmap": "UniGB-UCS2-H"}),
        ("glyphs.pdf", {"cmap": "Identity-H", "glyph": gb1}),
        ("unknown.pdf", {"cmap": "Identity-H", "ordering": "Identity", "glyph": gb1}),
    ]:
        paper = Paper(**how)
        y = paper.size[1] - 80
        paper.middle(y, 18, "2019年民生实事办理进度表")
        rows(paper, edges, y - 30, TABLE)
        paper.write(name, packed=name != "ucs2.pdf")
    paper = Paper(encoding="big5", cmap="ETen-B5-H", ordering="CNS1")
    paper.middle(760, 18, "107年施政計畫辦理情形")
    rows(paper, edges, 730, TRADITIONAL)
    paper.write("big5.pdf")
    for name, level in [("bare.pdf", False), ("level.pdf", True)]:
        paper = Paper()
        paper.middle(760, 18, "2019年民生实事办理进度表")
        y = 730
        for row in TABLE:
            if level:
                paper.line(edges[0], y, edges[-1], y)
            y = rows(paper, edges, y, [row], ruled=False)
        if level:
            paper.line(edges[0], y, edges[-1], y)
        paper.text(60, y - 40, 10.5, "注：数据截至2019年10月31日。")
        paper.write(name)


def columns():
    """A gazette: two columns of running text below a title."""
    paper = Paper()
    paper.middle(780, 18, "江平市2021年民生实事完成情况")
    work = [("建设社区食堂", "家", "市民政局"), ("改造老旧小区", "个", "市住建局"), ("新建公园绿地", "处", "市城管局"), ("新增停车泊位", "个", "市公安局")]
    lines = []
    for n in range(12):
        what, unit, who = work[n % 4]
        text = f"　　{n + 1}.{what}。全年计划{n * 7 + 12}{unit}，已完成{n * 7 + 15}{unit}，完成率超过100%，投入资金{n * 130 + 260}万元，惠及群众{n * 0.6 + 1:.1f}万人。（责任单位：{who}）"
        lines += wrapped(text, 22)
    half = (len(lines) + 1) // 2
    for n, line in enumerate(lines):
        paper.text(60 if n < half else 312, 740 - 17 * (n % half), 10.5, line)
    paper.write("columns.pdf")


def pictures():
    paper = Paper()
    paper.put("q 595 0 0 842 0 0 cm /I Do Q")
    paper.page()
    paper.put("q 595 0 0 842 0 0 cm /I Do Q")
    paper.write("pictures.pdf", picture=True)
    paper.page()
    paper.text(60, 760, 16, "附件：2019年民生实事办理进度表")
    paper.write("some_pictures.pdf", picture=True)


def locked():
    import pikepdf

    for name, user in [("locked.pdf", "secret"), ("owner.pdf", "")]:
        with pikepdf.open(FOLDER / "ucs2.pdf") as file:
            file.save(FOLDER / name, encryption=pikepdf.Encryption(user=user, owner="owner", R=6 if user else 4))


if __name__ == "__main__":
    pages()
    fonts()
    columns()
    pictures()
    if not (FOLDER / "locked.pdf").exists():
        locked()

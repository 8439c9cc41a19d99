//! What an archive is written as.

use super::program::{run, shishi, shishi_reading};
use super::{archive, assert_same, batch, manifest, notice};
use std::fs;
use std::io::Write as _;
use zip::write::SimpleFileOptions;

const ALL: &str = "csv,xlsx,parquet,ndjson";

#[test]
fn the_number_of_threads_changes_nothing() {
    let folder = archive(30);
    for jobs in ["1", "2", "5"] {
        let ran = run(&mut batch(folder.path(), &["in", "-o", jobs, "--jobs", jobs, "--format", ALL]), b"");
        assert_eq!((ran.code, ran.text()), (0, ""), "{}", ran.err);
        assert!(ran.err.ends_with("shishi: 30 files: 30 read with 120 items\n"), "{}", ran.err);
        assert_same(&folder.path().join(jobs), &folder.path().join("1"));
    }
    let paths: Vec<_> = manifest(&folder.path().join("5")).iter().map(|line| line["path"].to_string()).collect();
    assert!(paths.is_sorted() && paths.len() == 30, "{paths:?}");
}

#[test]
fn notices_and_tables_are_what_parse_writes() {
    let folder = archive(4);
    run(&mut batch(folder.path(), &["in", "-o", "out"]), b"");
    let files = ["in/a/0000.txt", "in/a/0002.txt", "in/b/0001.txt", "in/b/0003.txt"];
    let parsed = |args: &[&str]| shishi(folder.path(), &[&["parse"], args, &files[..]].concat()).out;
    let written = |name: &str| fs::read(folder.path().join("out").join(name)).expect("a table");
    assert!(written("notices.ndjson") == parsed(&["--format", "ndjson"]));
    for table in ["items", "figures", "units", "milestones", "checks", "diagnostics"] {
        assert!(written(&format!("{table}.csv")) == parsed(&["--table", table]), "{table}");
    }
    let documents = String::from_utf8(written("documents.csv")).unwrap();
    let shorter: Vec<_> = documents.lines().map(|line| line.rsplit_once(',').unwrap().0).collect();
    assert_eq!(shorter, String::from_utf8(parsed(&["--table", "documents"])).unwrap().lines().collect::<Vec<_>>());
}

#[test]
fn lists_of_paths_and_zips_are_read_like_folders() {
    let folder = archive(6);
    let mut paths: Vec<String> =
        (0..6).map(|n| format!("in/{}/{n:04}.txt", if n % 2 == 0 { "a" } else { "b" })).collect();
    paths.sort();
    run(&mut batch(folder.path(), &["in", "-o", "walked"]), b"");
    let listed = run(&mut batch(folder.path(), &["-", "-o", "listed"]), paths.join("\n").as_bytes());
    assert_eq!(listed.code, 0, "{}", listed.err);
    let nul = run(&mut batch(folder.path(), &["-", "-0", "-o", "nul"]), (paths.join("\0") + "\0").as_bytes());
    assert_eq!(nul.code, 0, "{}", nul.err);
    assert_same(&folder.path().join("listed"), &folder.path().join("walked"));
    assert_same(&folder.path().join("nul"), &folder.path().join("walked"));
    // A ZIP as folders of Chinese Windows make it: one name in GBK, one twice, a folder, a member that is no notice.
    let gbk = b"\xB9\xAB\xB8\xE6.txt";
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (n, name) in ["n/2.txt", "n/1.txt", "12345678", "__MACOSX/x", "logo.png"].into_iter().enumerate() {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(if name == "logo.png" { b"\x89PNG\r\n\x1a\n" } else { &[] }).unwrap();
        zip.write_all(notice(n).as_bytes()).unwrap();
    }
    zip.add_directory("empty/", SimpleFileOptions::default()).unwrap();
    let mut zip = zip.finish().unwrap().into_inner();
    for start in (0..zip.len() - 8).filter(|&start| &zip[start..start + 8] == b"12345678").collect::<Vec<_>>() {
        zip[start..start + 8].copy_from_slice(gbk);
    }
    fs::write(folder.path().join("packed.zip"), zip).unwrap();
    let packed = run(&mut batch(folder.path(), &["packed.zip", "-o", "unpacked"]), b"");
    assert_eq!(packed.code, 1);
    let names: Vec<_> = manifest(&folder.path().join("unpacked"))
        .iter()
        .map(|line| format!("{} {}", line["path"].as_str().unwrap(), line["status"].as_str().unwrap()))
        .collect();
    assert_eq!(
        names,
        [
            "packed.zip/logo.png refused",
            "packed.zip/n/1.txt read",
            "packed.zip/n/2.txt read",
            "packed.zip/公告.txt read"
        ]
    );
    assert!(packed.err.contains("1 hidden"), "{}", packed.err);
    // The other commands read its members too.
    let parsed = shishi(folder.path(), &["parse", "packed.zip"]);
    assert_eq!(parsed.code, 2);
    let parsed: serde_json::Value = serde_json::from_slice(&parsed.out).expect("an array");
    assert_eq!(parsed.as_array().map(Vec::len), Some(3));
    assert_eq!(parsed[2]["source"]["path"], "packed.zip/公告.txt");
}

#[test]
fn the_same_notice_is_grouped_and_not_dropped() {
    let folder = archive(3);
    let mirror = notice(1).replace('\t', " | ").replace("\n1 |", "\n\n1 |");
    fs::write(folder.path().join("in/mirror.txt"), mirror).unwrap();
    let ran = run(&mut batch(folder.path(), &["in", "-o", "out"]), b"");
    assert!(ran.err.contains("4 read with 16 items, 1 of them duplicates"), "{}", ran.err);
    let found: Vec<_> = manifest(&folder.path().join("out"))
        .iter()
        .filter_map(|line| Some((line["path"].as_str()?.to_string(), line["duplicate_of"].as_str()?.to_string())))
        .collect();
    assert_eq!(found, [("in/mirror.txt".to_string(), "in/b/0001.txt".to_string())]);
    let documents = fs::read_to_string(folder.path().join("out/documents.csv")).unwrap();
    assert!(documents.lines().last().unwrap().ends_with(",in/b/0001.txt"), "{documents}");
}

#[test]
fn no_cell_is_run_as_a_formula() {
    let folder = archive(0);
    let text = "序号\t项目名称\t主要内容\t牵头单位\n1\t=HYPERLINK(\"http://x\")\t+新建食堂12个\t@县民政局\n2\t-2+3\t新建公园3座\t县住建局\n";
    fs::write(folder.path().join("in/=1+1.txt"), text).unwrap();
    for headers in ["en", "zh"] {
        let out = format!("out-{headers}");
        run(&mut batch(folder.path(), &["in/=1+1.txt", "-o", &out, "--format", ALL, "--headers", headers]), b"");
        for table in ["items", "figures", "units", "milestones", "checks", "diagnostics", "documents"] {
            let csv = fs::read(folder.path().join(&out).join(format!("{table}.csv"))).unwrap();
            for row in ::csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_slice()).records() {
                for cell in &row.unwrap() {
                    let number = cell.parse::<f64>().is_ok();
                    assert!(number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{table}: {cell}");
                }
            }
            let xlsx = fs::File::open(folder.path().join(&out).join(format!("{table}.xlsx"))).unwrap();
            let mut sheet = String::new();
            let mut xlsx = zip::ZipArchive::new(xlsx).unwrap();
            std::io::Read::read_to_string(&mut xlsx.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut sheet).unwrap();
            assert!(!sheet.contains("<f>") && !sheet.contains("<f "), "{table}");
        }
    }
    let items = fs::read_to_string(folder.path().join("out-en/items.ndjson")).unwrap();
    let first: serde_json::Value = serde_json::from_str(items.lines().next().unwrap()).unwrap();
    assert_eq!(first["title"], "=HYPERLINK(\"http://x\")", "programs get what was written");
    let chinese = fs::read_to_string(folder.path().join("out-zh/items.csv")).unwrap();
    assert!(chinese.starts_with("文件,项目编号,序号,"), "{chinese}");
}

#[test]
fn the_package_describes_every_file() {
    let folder = archive(2);
    run(&mut batch(folder.path(), &["in", "-o", "out", "--format", ALL, "--headers", "zh", "--excel"]), b"");
    let out = folder.path().join("out");
    let package: serde_json::Value = serde_json::from_slice(&fs::read(out.join("datapackage.json")).unwrap()).unwrap();
    let resources = package["resources"].as_array().unwrap();
    let mut described: Vec<_> =
        resources.iter().map(|resource| resource["path"].as_str().unwrap().to_string()).collect();
    described.push("datapackage.json".into());
    described.sort();
    assert_eq!(described, super::outputs(&out).into_keys().collect::<Vec<_>>());
    let names: std::collections::HashSet<_> = resources.iter().map(|resource| resource["name"].as_str()).collect();
    assert_eq!(names.len(), resources.len());
    for resource in resources.iter().filter(|resource| resource["format"] == "csv") {
        let csv = fs::read_to_string(out.join(resource["path"].as_str().unwrap())).unwrap();
        let header = csv.trim_start_matches('\u{FEFF}').lines().next().unwrap();
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let fields: Vec<_> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(header, fields.join(","));
    }
}

#[test]
fn a_line_in_a_line_out() {
    let folder = archive(0);
    let asked = [
        serde_json::json!({"id": "a", "text": notice(1)}).to_string(),
        "{\"id\": 2}".to_string(),
        "no JSON".to_string(),
        serde_json::json!({"id": 12345678901234567890u64, "text": " \n"}).to_string(),
        String::new(),
        serde_json::json!({"text": notice(2)}).to_string(),
    ];
    let ran = shishi_reading(folder.path(), &["parse", "--stream"], asked.join("\n").as_bytes());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let answers: Vec<serde_json::Value> =
        ran.text().lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(answers.len(), 5);
    assert_eq!((&answers[0]["id"], answers[0]["items"].as_array().map(Vec::len)), (&"a".into(), Some(4)));
    assert_eq!((&answers[1]["id"], &answers[1]["error"]["line"]), (&2.into(), &2.into()));
    assert_eq!((&answers[2]["id"], &answers[2]["error"]["code"]), (&serde_json::Value::Null, &"bad-line".into()));
    assert_eq!(
        (answers[3]["id"].to_string().as_str(), &answers[3]["error"]["code"]),
        ("12345678901234567890", &"empty".into())
    );
    assert_eq!((&answers[4]["id"], answers[4]["items"].as_array().map(Vec::len)), (&serde_json::Value::Null, Some(4)));
}

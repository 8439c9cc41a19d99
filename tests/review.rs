//! Pages as people make them: one notice, an archive, what was read before. What the pages do is tested in a browser (`tests/browser.rs`).

mod program;

use program::shishi;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Two invented notices in a folder.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("notices")).expect("a folder");
    for (name, county) in [("a.txt", "云岭县"), ("b.txt", "清溪县")] {
        let notice = format!(
            "2031年{county}民生实事进展情况\n序号\t项目名称\t年度目标\t进展情况\t完成时限\t牵头单位\n\
             1\t社区食堂</script>\t新建社区食堂12个\t已新建社区食堂9个\t2031年6月底前\t县民政局\n2\t公园\t新建公园3座\t\t\t县住建局\n"
        );
        fs::write(folder.path().join("notices").join(name), notice).expect("a notice");
    }
    folder
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The data that a page shows.
fn data(page: &str) -> serde_json::Value {
    let start = page.find("id=\"data\">").expect("data") + "id=\"data\">".len();
    let end = start + page[start..].find("</script>").expect("an end");
    serde_json::from_str(&page[start..end]).expect("JSON")
}

fn pages(site: &Path) -> Vec<PathBuf> {
    let mut pages: Vec<_> =
        fs::read_dir(site.join("notices")).expect("pages").map(|page| page.expect("a page").path()).collect();
    pages.sort();
    pages
}

#[test]
fn one_notice_is_one_page() {
    let folder = folder();
    let ran = shishi(folder.path(), &["review", "notices/a.txt", "--lang", "zh", "--as-of", "2031-07-01"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let page = ran.text();
    assert!(page.starts_with("<!doctype html>\n<html lang=\"zh-CN\">"));
    assert!(page.contains("default-src 'none'; script-src 'sha256-"));
    let data = data(page);
    assert_eq!(data["items"][0]["standing"], "late");
    assert_eq!(data["text"].as_str().map(|text| text.contains("社区食堂</script>")), Some(true));
    let ran = shishi(folder.path(), &["review", "notices/a.txt", "--as-of", "1. July"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("expected a day such as 2021-09-30, found 1. July"), "{}", ran.err);
}

#[test]
fn an_archive_gives_the_same_dashboard_however_it_is_named() {
    let folder = folder();
    let review = |args: &[&str]| {
        let ran = shishi(folder.path(), &[&["review", "--lang", "en", "--as-of", "2031-07-01"], args].concat());
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}");
    };
    review(&["notices", "-o", "one"]);
    review(&["notices/a.txt", "notices/b.txt", "-o", "two"]);
    assert_eq!(shishi(folder.path(), &["batch", "notices", "-q", "-o", "read"]).code, 0);
    review(&["read", "-o", "three"]);
    review(&["read/notices.ndjson", "-o", "four"]);
    let index = read(&folder.path().join("one/index.html"));
    for other in ["two", "three", "four"] {
        assert_eq!(read(&folder.path().join(other).join("index.html")), index, "{other}");
        assert_eq!(pages(&folder.path().join(other)).len(), 2, "{other}");
    }
    let data = data(&index);
    assert_eq!(data["items"]["title"].as_array().map(Vec::len), Some(4));
    for notice in data["notices"].as_array().expect("notices") {
        let page = read(&folder.path().join("one").join(notice["page"].as_str().expect("an address")));
        assert!(page.contains(notice["title"].as_str().expect("a title")));
    }
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let folder = folder();
    let notice = read(&folder.path().join("notices/a.txt"));
    for n in 0..12 {
        // Copies have no page, wherever among them the first one is done.
        let notice = if n % 3 == 0 { notice.clone() } else { notice.replace("12", &format!("{}", 12 + n)) };
        fs::write(folder.path().join(format!("notices/{n}.txt")), notice).expect("a notice");
    }
    fs::write(folder.path().join("notices/5.txt"), "").expect("a file");
    let review = |args: &[&str]| {
        let ran = shishi(folder.path(), &[&["review", "notices", "--as-of", "2031-07-01"], args].concat());
        assert_eq!((ran.code, ran.err.lines().count()), (2, 1), "{}", ran.err);
        ran.err
    };
    assert_eq!(review(&["-o", "one", "--jobs", "1"]), review(&["-o", "four", "--jobs", "4", "--quiet"]));
    let (one, four) = (folder.path().join("one"), folder.path().join("four"));
    assert_eq!(read(&one.join("index.html")), read(&four.join("index.html")));
    assert_eq!(pages(&one).len(), 9);
    for (one, four) in pages(&one).iter().zip(pages(&four)) {
        assert_eq!(one.file_name(), four.file_name());
        assert_eq!(read(one), read(&four));
    }
}

#[test]
fn notices_whose_files_are_gone_have_no_page_and_that_is_said() {
    let folder = folder();
    assert_eq!(shishi(folder.path(), &["batch", "notices", "-q", "-o", "read"]).code, 0);
    fs::remove_file(folder.path().join("notices/a.txt")).expect("removed");
    fs::write(folder.path().join("notices/b.txt"), "changed").expect("changed");
    let ran = shishi(folder.path(), &["review", "read", "-o", "site"]);
    assert_eq!(ran.code, 0);
    assert!(
        ran.err.contains("2 of 2 notices have no page, for their files are not there or have changed"),
        "{}",
        ran.err
    );
    assert!(data(&read(&folder.path().join("site/index.html")))["notices"][0]["page"].is_null());
}

#[test]
fn pages_of_earlier_notices_go_and_other_files_stay() {
    let folder = folder();
    assert_eq!(shishi(folder.path(), &["review", "notices", "-o", "site"]).code, 0);
    let before = pages(&folder.path().join("site"));
    fs::remove_file(folder.path().join("notices/a.txt")).expect("removed");
    assert_eq!(shishi(folder.path(), &["review", "notices", "-o", "site"]).code, 0);
    let after = pages(&folder.path().join("site"));
    assert_eq!(after.len(), 1);
    assert!(before.contains(&after[0]), "a page keeps its address");
    let ran = shishi(folder.path(), &["review", "notices", "-o", "notices"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("found other files: name another folder"), "{}", ran.err);
    assert!(folder.path().join("notices/b.txt").exists());
}

#[test]
fn what_cannot_be_read_is_named_here_and_on_the_dashboard() {
    let folder = folder();
    fs::write(folder.path().join("notices/empty.txt"), "").expect("a file");
    let ran = shishi(folder.path(), &["review", "notices", "-o", "site"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("notices/empty.txt: expected the text of a notice"), "{}", ran.err);
    let data = data(&read(&folder.path().join("site/index.html")));
    assert_eq!(data["unread"][0]["path"], "notices/empty.txt");
    assert_eq!(data["notices"].as_array().map(Vec::len), Some(2));
    fs::write(folder.path().join("bad.ndjson"), "{\"a\":1}\n").expect("a file");
    let ran = shishi(folder.path(), &["review", "bad.ndjson", "-o", "other"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("bad.ndjson, line 1: expected a notice as"), "{}", ran.err);
    assert_eq!(shishi(folder.path(), &["review", "notices"]).code, 2, "an archive needs a folder");
}

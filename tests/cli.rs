//! The commands as people use them: exit codes, messages, files, standard streams.

mod program;

use program::{run, shishi, shishi_reading};
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// An invented notice, one row an item.
const NOTICE: &str = "\
2031年云岭县民生实事项目表
序号\t项目名称\t主要内容\t牵头单位\t配合单位
1\t新建社区食堂\t新建社区食堂12个，6月底前完成选址，年底前全部开餐。\t县民政局\t县商务局、各乡镇人民政府
2\t改造老旧小区\t=改造老旧小区45个，惠及居民3.6万户，总投资1.25亿元。\t县住建局\t县财政局
";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("notice.txt"), NOTICE).expect("a file");
    folder
}

fn json(bytes: &[u8]) -> serde_json::Value {
    serde_json::from_slice(bytes).expect("JSON")
}

#[test]
fn a_notice_becomes_json() {
    let folder = folder();
    let ran = shishi(folder.path(), &["parse", "notice.txt"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let notice = json(&ran.out);
    assert_eq!(notice["schema_version"], "1");
    assert_eq!(notice["source"]["path"], "notice.txt");
    assert!(ran.text().starts_with("{\n") && ran.text().ends_with("}\n"));
    let compact = shishi(folder.path(), &["parse", "notice.txt", "--compact"]);
    assert_eq!(compact.text().lines().count(), 1);
    assert_eq!(json(&compact.out), notice);
}

#[test]
fn the_second_command_is_the_first_ones_parse() {
    let folder = folder();
    let ran = run(Command::new(env!("CARGO_BIN_EXE_parse")).arg("notice.txt").current_dir(folder.path()), b"");
    assert_eq!(ran.code, 0);
    assert_eq!(ran.out, shishi(folder.path(), &["parse", "notice.txt"]).out);
}

#[test]
fn standard_input_is_read_where_no_file_is_named() {
    let folder = folder();
    for args in [&["parse", "--compact"][..], &["parse", "-", "--compact"]] {
        let ran = shishi_reading(folder.path(), args, NOTICE.as_bytes());
        assert_eq!(ran.code, 0);
        assert_eq!(json(&ran.out)["source"]["path"], "-");
    }
}

#[test]
fn several_files_are_an_array_or_a_line_each_or_blocks_of_rows() {
    let folder = folder();
    fs::copy(folder.path().join("notice.txt"), folder.path().join("second.txt")).unwrap();
    let both = ["notice.txt", "second.txt"];
    let array = shishi(folder.path(), &[&["parse"], &both[..]].concat());
    let array = json(&array.out);
    assert_eq!([&array[0]["source"]["path"], &array[1]["source"]["path"]], both);
    let lines = shishi(folder.path(), &[&["parse", "--format", "ndjson"], &both[..]].concat());
    let lines: Vec<_> = lines.text().lines().map(|line| json(line.as_bytes())).collect();
    assert_eq!(serde_json::Value::from(lines), array);
    let one = shishi(folder.path(), &["parse", "--format", "ndjson", "notice.txt"]);
    assert_eq!(one.text().lines().count(), 1);
    let csv = shishi(folder.path(), &[&["parse", "--table", "documents"], &both[..]].concat());
    let docs: Vec<_> = csv.text().lines().map(|line| line.split(',').next().unwrap()).collect();
    assert_eq!(docs, ["doc", "notice.txt", "second.txt"]);
}

#[test]
fn a_bad_file_does_not_stop_the_others() {
    let folder = folder();
    fs::write(folder.path().join("picture.txt"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
    let ran = shishi(folder.path(), &["parse", "missing.txt", "notice.txt", "picture.txt", "-o", "all.json"]);
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!(ran.err, @r"
    shishi: missing.txt: expected a file, found none of this name: check the name and the folder
    shishi: picture.txt: expected text, found png: a picture holds no text; recognise its text (OCR) first, then read that
    ");
    let written = json(&fs::read(folder.path().join("all.json")).unwrap());
    assert_eq!(written.as_array().map(Vec::len), Some(1));
}

#[test]
fn what_cannot_be_read_is_one_clear_line_and_exit_2() {
    let folder = folder();
    let files: [(&str, &[u8]); 6] = [
        ("empty.txt", b""),
        ("blank.txt", " \n\u{3000}\r\n\t".as_bytes()),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("archive.txt", b"PK\x03\x04\x14\0\0\0\x08\0"),
        ("program.txt", b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0"),
        ("old.doc.txt", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0\0\0\0\0\0"),
    ];
    let mut messages = String::new();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    for name in files.map(|(name, _)| name).into_iter().chain([".", "missing.txt"]) {
        for command in ["parse", "text", "explain", "check"] {
            let ran = shishi(folder.path(), &[command, name]);
            assert_eq!((ran.code, ran.text()), (2, ""), "{command} {name}");
            assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
            if command == "parse" {
                messages.push_str(&ran.err);
            }
        }
    }
    insta::assert_snapshot!(messages, @r"
    shishi: empty.txt: expected the text of a notice, found nothing but blanks: check that it was saved or extracted whole
    shishi: blank.txt: expected the text of a notice, found nothing but blanks: check that it was saved or extracted whole
    shishi: picture.txt: expected text, found png: a picture holds no text; recognise its text (OCR) first, then read that
    shishi: archive.txt: expected text, found zip: unpack it first, then read the files it holds
    shishi: program.txt: expected text, found elf: only text can be read
    shishi: old.doc.txt: the doc file is damaged or not whole: Invalid CFB file (16 bytes is too small): get the file anew, or open and save it in its program
    shishi: .: expected a file, found a folder: name the files in it (FOLDER/*.txt), or read it whole with shishi batch
    shishi: missing.txt: expected a file, found none of this name: check the name and the folder
    ");
}

#[test]
fn standard_input_is_called_so_in_messages() {
    let folder = folder();
    let ran = shishi_reading(folder.path(), &["parse"], b"\n\n");
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!(ran.err, @"shishi: standard input: expected the text of a notice, found nothing but blanks: check that it was saved or extracted whole");
}

#[test]
fn options_that_do_not_go_together_are_refused() {
    let folder = folder();
    let mut messages = String::new();
    for args in [
        &["parse", "notice.txt", "--format", "json", "--table", "items"][..],
        &["parse", "notice.txt", "--format", "csv", "--compact"],
        &["parse", "notice.txt", "--format", "ndjson", "--excel"],
        &["parse", "notice.txt", "--table", "rows"],
        &["parse", "notice.txt", "--encoding", "utf-9"],
        &["parse", "notice.txt", "-o", "nowhere/out.json"],
        &["parse", "notice.txt", "-o", "."],
        &["parse", "notice.txt", "-o", "notice.txt"],
        &["man", "pares"],
    ] {
        let ran = shishi(folder.path(), args);
        assert_eq!((ran.code, ran.text()), (2, ""), "{args:?}");
        messages.push_str(ran.err.lines().next().unwrap());
        messages.push('\n');
    }
    insta::assert_snapshot!(messages, @r#"
    shishi: expected --format csv with --table or --excel, found another format: leave out --format
    shishi: expected JSON with --compact, found a table: leave out --compact
    shishi: expected --format csv with --table or --excel, found another format: leave out --format
    error: invalid value 'rows' for '--table <TABLE>'
    error: invalid value 'utf-9' for '--encoding <LABEL>': no encoding is called "utf-9": expected a label such as utf-8, gb18030, gbk, big5, utf-16le or utf-16be
    shishi: nowhere/out.json: cannot be written, its folder does not exist: make the folder first
    shishi: .: cannot be written, expected a file, found a folder: name a file in it
    shishi: notice.txt: would be written over, and it is a notice to read: name another file for -o
    shishi: expected a command, found "pares": `shishi help` lists the commands
    "#);
    assert_eq!(fs::read_to_string(folder.path().join("notice.txt")).unwrap(), NOTICE);
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let folder = folder();
    let out = folder.path().join("out.json");
    fs::write(&out, "old").unwrap();
    assert_eq!(shishi(folder.path(), &["parse", "missing.txt", "-o", "out.json"]).code, 2);
    assert_eq!(fs::read_to_string(&out).unwrap(), "old");
    let ran = shishi(folder.path(), &["parse", "notice.txt", "-o", "out.json"]);
    assert_eq!((ran.code, ran.text()), (0, ""));
    assert_eq!(fs::read(&out).unwrap(), shishi(folder.path(), &["parse", "notice.txt"]).out);
    let mut names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["notice.txt", "out.json"]);
}

#[cfg(unix)]
#[test]
fn a_written_file_has_the_permissions_of_any_other() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder();
    let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode() & 0o777;
    shishi(folder.path(), &["parse", "notice.txt", "-o", "out.json"]);
    assert_eq!(mode("out.json"), mode("notice.txt"));
    fs::set_permissions(folder.path().join("out.json"), fs::Permissions::from_mode(0o600)).unwrap();
    shishi(folder.path(), &["parse", "notice.txt", "-o", "out.json"]);
    assert_eq!(mode("out.json"), 0o600);
    assert_eq!(shishi(folder.path(), &["parse", "notice.txt", "-o", "/dev/null"]).code, 0);
}

#[test]
fn spreadsheets_get_a_mark_and_crlf_and_no_table_has_formulas() {
    let folder = folder();
    let ran = shishi(folder.path(), &["parse", "notice.txt", "--excel"]);
    assert_eq!(ran.code, 0);
    let text = ran.text().strip_prefix('\u{FEFF}').expect("a byte-order mark");
    assert!(text.ends_with("\r\n"));
    assert!(text.contains(",'=改造老旧小区"), "{text}");
    let plain = shishi(folder.path(), &["parse", "notice.txt", "--format", "csv"]);
    assert!(plain.text().starts_with("doc,key,seq,") && !plain.text().contains('\r'));
    assert!(plain.text().contains(",'=改造老旧小区"));
}

#[test]
fn strict_names_warnings_and_exits_1() {
    let folder = folder();
    fs::write(folder.path().join("letter.txt"), "各县区：\n现将有关事项通知如下，请认真落实。\n").unwrap();
    let lenient = shishi(folder.path(), &["parse", "letter.txt"]);
    assert_eq!((lenient.code, lenient.err.as_str()), (0, ""));
    assert_eq!(json(&lenient.out)["diagnostics"][0]["code"], "no-items");
    let strict = shishi(folder.path(), &["parse", "--strict", "letter.txt"]);
    assert_eq!((strict.code, &strict.out), (1, &lenient.out));
    insta::assert_snapshot!(strict.err, @"shishi: letter.txt: warning: no item was found: the page looks like a cover letter (通知), by the words 现将 [no-items]");
    assert_eq!(shishi(folder.path(), &["parse", "--strict", "notice.txt"]).code, 0);
}

#[test]
fn the_text_is_what_spans_count_in() {
    let folder = folder();
    fs::write(folder.path().join("crlf.txt"), format!("\u{FEFF}{}", NOTICE.replace('\n', "\r\n"))).unwrap();
    assert_eq!(shishi(folder.path(), &["text", "crlf.txt"]).text(), NOTICE);
    let text: Vec<char> = NOTICE.chars().collect();
    let notice = json(&shishi(folder.path(), &["parse", "crlf.txt"]).out);
    let units = notice["items"][0]["units"].as_array().unwrap();
    assert!(!units.is_empty());
    for unit in units {
        let place = |name: &str| unit["span"][name].as_u64().unwrap() as usize;
        assert_eq!(text[place("start")..place("end")].iter().collect::<String>(), unit["raw"].as_str().unwrap());
        assert_eq!(place("line"), 3);
    }
}

#[test]
fn encodings_can_be_named() {
    let folder = folder();
    // 黄山 in GB18030, too short to be recognised without being told.
    let bytes = [0xBB, 0xC6, 0xC9, 0xBD];
    let ran = shishi_reading(folder.path(), &["text", "--encoding", "GBK"], &bytes);
    assert_eq!(ran.text(), "黄山");
    let big5 = shishi_reading(folder.path(), &["text", "--encoding", "big5"], &[0xB6, 0xC0, 0xA4, 0x73]);
    assert_eq!(big5.text(), "黃山");
}

#[test]
fn figures_of_any_text_line_by_line() {
    let folder = folder();
    let ran = shishi_reading(folder.path(), &["figures"], "新建学校10所\n没有数字\n\n奖金1万元以上\r\n".as_bytes());
    assert_eq!(ran.code, 0);
    let lines: Vec<_> = ran.text().lines().map(|line| json(line.as_bytes())).collect();
    let counts: Vec<_> = lines.iter().map(|line| line["figures"].as_array().unwrap().len()).collect();
    assert_eq!(counts, [1, 0, 0, 1]);
    assert_eq!(lines[0]["figures"][0]["value"], 10);
    assert_eq!(lines[3]["figures"][0]["raw"], "1万元以上");
    assert_eq!(lines[3]["figures"][0]["value"].to_string(), "10000");
    let given = shishi(folder.path(), &["figures", "新建学校10所"]);
    assert_eq!(json(given.text().as_bytes()), lines[0]);
}

#[test]
fn who_gives_a_line_of_text_and_waits_gets_its_figures() {
    use std::io::{BufRead as _, BufReader, Write as _};
    use std::process::Stdio;
    let mut child = Command::new(env!("CARGO_BIN_EXE_shishi"))
        .arg("figures")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut ask, mut answers) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    for _ in 0..3 {
        ask.write_all("新建学校10所\n".as_bytes()).unwrap();
        let mut answer = String::new();
        answers.read_line(&mut answer).unwrap();
        assert!(answer.starts_with("{\"figures\":["), "{answer}");
    }
    drop(ask);
    assert!(child.wait().unwrap().success());
}

#[test]
fn colours_stay_out_of_pipes() {
    let folder = folder();
    for command in ["explain", "check"] {
        let ran = shishi(folder.path(), &[command, "notice.txt"]);
        assert!(ran.code < 2 && !ran.text().contains('\x1b'), "{}", ran.text());
    }
}

#[test]
fn a_closed_pipe_is_silent() {
    use std::io::Read as _;
    use std::process::Stdio;
    let folder = folder();
    let many = NOTICE.repeat(400);
    fs::write(folder.path().join("many.txt"), &many).unwrap();
    for args in [&["text", "many.txt"][..], &["parse", "many.txt"], &["parse", "many.txt", "--table", "units"]] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_shishi"))
            .args(args)
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdout.take().unwrap().read_exact(&mut [0; 4]).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]), "{args:?}");
    }
}

#[test]
fn completions_and_manual_pages() {
    let here = Path::new(".");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = shishi(here, &["completions", shell]);
        assert!(ran.code == 0 && ran.text().contains("shishi"), "{shell}");
    }
    assert!(shishi(here, &["man"]).text().contains(".TH shishi 1"));
    for command in ["parse", "check", "figures", "explain", "text", "schema", "completions", "man"] {
        assert!(shishi(here, &["man", command]).text().contains(".SH EXTRA"), "{command} has no examples");
    }
}

#[test]
fn a_notice_at_a_glance_fits_the_window() {
    let folder = folder();
    for columns in ["40", "70", "120"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shishi"));
        let command = command.args(["show", "notice.txt", "--lang", "zh", "--as-of", "2031-07-01"]);
        let ran = run(command.current_dir(folder.path()).env("COLUMNS", columns), b"");
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        let wide = |line: &str| line.chars().map(|c| if c >= '\u{2E80}' { 2 } else { 1 }).sum::<usize>();
        let columns: usize = columns.parse().unwrap();
        assert!(ran.text().lines().all(|line| wide(line) <= columns), "{columns}\n{}", ran.text());
        assert!(!ran.text().contains('\u{1b}'), "no colours where nobody looks");
        assert!(ran.text().contains("新建社") && ran.text().contains("? 不明 2"));
    }
}

#[test]
fn checks_are_narrowed_to_verdicts_and_kinds() {
    let folder = folder();
    let notice = NOTICE.replace("社区食堂12个，6月底前", "社区食堂12个（其中城区5个、乡镇8个），6月底前");
    fs::write(folder.path().join("notice.txt"), notice).unwrap();
    let all = shishi(folder.path(), &["check", "notice.txt"]);
    assert_eq!(all.code, 1, "{}", all.text());
    let fails = shishi(folder.path(), &["check", "notice.txt", "--verdict", "fails,open"]);
    assert_eq!((fails.code, fails.text().lines().count()), (1, 3), "{}", fails.text());
    assert_eq!(fails.text().lines().next(), all.text().lines().next(), "what is counted stays the same");
    assert!(fails.text().contains("13个"), "{}", fails.text());
    // What is not shown still decides the exit code.
    let holds = shishi(folder.path(), &["check", "notice.txt", "--verdict", "holds", "--format", "csv"]);
    assert_eq!(holds.code, 1);
    assert!(!holds.text().contains("fails"));
    let counts = shishi(folder.path(), &["check", "notice.txt", "--kind", "count", "--format", "json"]);
    assert_eq!(json(&counts.out)["checks"].as_array().unwrap().len(), 0);
    let wrong = shishi(folder.path(), &["check", "notice.txt", "--verdict", "wrong"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("fails"), "{}", wrong.err);
}

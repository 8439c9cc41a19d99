//! What `explain` says of notices in several layouts, whole, as a person reads it (`tests/snapshots/explain__*.snap`).
//!
//! `INSTA_UPDATE=always cargo test --test explain` takes new words over; look at each before it is committed.

mod program;

use program::shishi;
use std::path::Path;

#[track_caller]
fn explained(path: &str) -> String {
    let ran = shishi(Path::new(env!("CARGO_MANIFEST_DIR")), &["explain", path]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.text().to_string()
}

#[test]
fn a_row_goes_on_over_the_end_of_a_page() {
    insta::assert_snapshot!(explained("fixtures/line-cells/torn_row.txt"));
}

#[test]
fn rows_without_a_number_go_on_with_the_item_above() {
    insta::assert_snapshot!(explained("fixtures/tab-rows/sub_rows.txt"));
}

#[test]
fn a_table_that_a_matrix_covers_is_named() {
    insta::assert_snapshot!(explained("fixtures/matrix/sub_rows.txt"));
}

#[test]
fn a_layout_stands_before_another() {
    insta::assert_snapshot!(explained("fixtures/pipe-rows/group_column.txt"));
}

#[test]
fn cells_of_a_file_are_not_weighed() {
    insta::assert_snapshot!(explained("fixtures/docx/merged.docx"));
}

#[test]
fn columns_without_a_header_are_told_by_their_cells() {
    insta::assert_snapshot!(explained("fixtures/html/no_header.html"));
}

#[test]
fn levels_of_an_outline_become_categories_and_items() {
    insta::assert_snapshot!(explained("fixtures/outline/annex.txt"));
}

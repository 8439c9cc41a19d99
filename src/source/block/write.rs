//! Blocks onto the page. A table that only frames text or other tables is no table for a reader, and gives its contents.

use super::super::page::Page;
use super::{Block, Cell, Table};
use crate::problem::ProblemKind;

/// Writes what stands at the top of a story. A table waits, since one that follows at once belongs to it.
#[derive(Default)]
pub(in crate::source) struct Writer {
    waiting: Option<Table>,
}

impl Writer {
    pub(in crate::source) fn block(&mut self, page: &mut Page<'_>, block: Block) -> Result<(), ProblemKind> {
        match (block, &mut self.waiting) {
            (Block::Table(table), Some(above)) if above.columns() == table.columns() => {
                above.append(table);
                Ok(())
            }
            (Block::Table(table), _) => {
                self.finish(page)?;
                self.waiting = Some(table);
                Ok(())
            }
            (Block::Paragraph(text), _) => {
                self.finish(page)?;
                page.paragraph(&text)
            }
        }
    }

    /// A footnote or endnote, behind the text.
    pub(in crate::source) fn note(
        &mut self,
        page: &mut Page<'_>,
        n: usize,
        blocks: Vec<Block>,
    ) -> Result<(), ProblemKind> {
        let mut label = format!("注{n}：");
        for block in blocks {
            let block = match block {
                Block::Paragraph(text) if !text.trim().is_empty() => {
                    Block::Paragraph(std::mem::take(&mut label) + text.trim_start())
                }
                other => other,
            };
            self.block(page, block)?;
        }
        Ok(())
    }

    pub(in crate::source) fn finish(&mut self, page: &mut Page<'_>) -> Result<(), ProblemKind> {
        self.waiting.take().map_or(Ok(()), |waiting| table(page, waiting))
    }
}

fn table(page: &mut Page<'_>, table: Table) -> Result<(), ProblemKind> {
    if frames(&table) {
        let mut writer = Writer::default();
        for block in table.cells.into_iter().flat_map(|cell| cell.blocks) {
            writer.block(page, block)?;
        }
        return writer.finish(page);
    }
    page.begin_grid();
    let mut text = String::new();
    for cell in &table.cells {
        text.clear();
        flatten(&cell.blocks, &mut text);
        let rows = cell.rows.min(table.rows.saturating_sub(cell.row));
        page.cell((cell.row, cell.column), (rows, cell.columns), &text)?;
    }
    page.end_grid();
    Ok(())
}

/// One column, or all text in one cell: a frame around text, or around the real table.
fn frames(table: &Table) -> bool {
    let blank =
        |cell: &&Cell| cell.blocks.iter().all(|b| matches!(b, Block::Paragraph(text) if text.trim().is_empty()));
    let alone = |row: &[Cell]| row.iter().filter(|cell| !blank(cell)).count() <= 1;
    let holds_table = table.cells.iter().any(|cell| cell.blocks.iter().any(|b| matches!(b, Block::Table(_))));
    let single = table.cells.chunk_by(|a, b| a.row == b.row).all(|row| row.len() == 1);
    single || (holds_table && table.cells.chunk_by(|a, b| a.row == b.row).all(alone))
}

/// The text of a cell: a line a paragraph that is not blank, and a line a row of a table in it.
fn flatten(blocks: &[Block], out: &mut String) {
    let start = out.len();
    for block in blocks {
        match block {
            Block::Paragraph(text) if text.trim().is_empty() => {}
            Block::Paragraph(text) => {
                new_line(out, start);
                out.push_str(text);
            }
            Block::Table(table) => {
                for row in table.cells.chunk_by(|a, b| a.row == b.row) {
                    new_line(out, start);
                    for (n, cell) in row.iter().enumerate() {
                        if n > 0 {
                            out.push(' ');
                        }
                        flatten(&cell.blocks, out);
                    }
                }
            }
        }
    }
}

fn new_line(out: &mut String, start: usize) {
    if out.len() > start {
        out.push('\n');
    }
}

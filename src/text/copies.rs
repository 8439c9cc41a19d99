//! Texts that stand in a file several times over: extractors that lose their place write a page again.

/// Fewest lines with text that are a copy, and fewest bytes.
const LINES: usize = 3;
const BYTES: usize = 100;

/// Where the first copy of a text ends that consists of nothing but copies of it, line for line, and how many there are. The last one may
/// be cut off. Blanks at the ends of lines and blank lines do not count.
pub fn first(text: &str) -> Option<(usize, usize)> {
    // Mostly nothing says again what the first line says.
    let opening = text.trim_start().lines().next()?.trim_end();
    let behind = text.len() - text.trim_start().len() + opening.len();
    memchr::memmem::find(&text.as_bytes()[behind..], opening.as_bytes())?;
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let period = period(&lines);
    let copies = lines.len().checked_div(period)?;
    if copies < 2 || period < LINES {
        return None;
    }
    // The place of a line in the text, from its place in memory being within it.
    let end = lines[period].as_ptr() as usize - text.as_ptr() as usize;
    (text[..end].trim().len() >= BYTES).then_some((end, copies))
}

/// The least number of lines after which a text says all again (the failure function of Knuth, Morris and Pratt): all of them where it never does.
fn period(lines: &[&str]) -> usize {
    let mut borders = vec![0; lines.len()];
    let mut border = 0;
    for i in 1..lines.len() {
        while border > 0 && lines[i] != lines[border] {
            border = borders[border - 1];
        }
        border += usize::from(lines[i] == lines[border]);
        borders[i] = border;
    }
    lines.len() - border
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "某县2023年民生实事项目进展情况表\n序号 | 项目名称 | 进展情况 |\n1 | 新建小学 | 已开工3所 |\n2 | 改造道路 | 已完成12公里 |\n";

    #[test]
    fn a_page_that_is_written_twice_is_one() {
        assert_eq!(first(&PAGE.repeat(2)), Some((PAGE.len(), 2)));
        assert_eq!(first(&format!("{PAGE}\n  \n{}", PAGE.trim_end())), Some((PAGE.len() + 4, 2)));
        assert_eq!(first(&format!("{PAGE}{PAGE}{}", &PAGE[..PAGE.find("1 |").unwrap()])), Some((PAGE.len(), 2)));
    }

    #[test]
    fn what_is_no_copy_stays() {
        assert_eq!(first(PAGE), None);
        assert_eq!(first(&format!("{PAGE}{}", &PAGE[..PAGE.find("2 |").unwrap()])), None);
        assert_eq!(first(&format!("{PAGE}{PAGE}注：数据截至10月底。\n")), None);
        assert_eq!(first(&"是\n否\n待定\n".repeat(4)), None);
        assert_eq!(first(""), None);
    }
}

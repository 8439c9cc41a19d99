//! Fields: what Word computes. The code of a field (`PAGE \* MERGEFORMAT`) is no text, its result is.

/// The fields that are open, outermost first.
#[derive(Default)]
pub(super) struct Fields {
    open: Vec<Field>,
}

#[derive(Default)]
struct Field {
    code: String,
    /// Behind the separator.
    in_result: bool,
}

impl Fields {
    pub(super) fn begin(&mut self) {
        self.open.push(Field::default());
    }

    pub(super) fn separate(&mut self) {
        if let Some(field) = self.open.last_mut() {
            field.in_result = true;
        }
    }

    pub(super) fn code(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| !field.in_result) {
            field.code.push_str(text);
        }
    }

    /// Closes a field. Its text, where it has no result but its code draws one: a number in a circle.
    pub(super) fn end(&mut self) -> Option<String> {
        let field = self.open.pop()?;
        if field.in_result || self.in_code() { None } else { overlay(&field.code) }
    }

    /// Within the code of a field, where text is the result of a field inside it.
    pub(super) fn in_code(&self) -> bool {
        self.open.iter().any(|field| !field.in_result)
    }

    /// A code that has not ended with its paragraph never will: the file is broken, and the text behind it counts.
    pub(super) fn end_of_paragraph(&mut self) {
        self.open.retain(|field| field.in_result);
    }
}

/// `EQ \o\ac(○,1)`, the way in which Word draws ① (带圈字符): circle and number laid over each other.
fn overlay(code: &str) -> Option<String> {
    let code = code.trim();
    let code = code.strip_prefix("eq").or_else(|| code.strip_prefix("EQ"))?.trim_start();
    let within = code.strip_prefix("\\o")?.split_once('(')?.1.strip_suffix(')')?;
    let drawn = within.rsplit([',', ';']).next()?.trim();
    Some(match drawn.parse() {
        Ok(n @ 1..=50) => super::super::numeral::circled(n),
        _ => drawn.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stay_and_codes_go() {
        let mut fields = Fields::default();
        fields.begin();
        fields.code(" eq \\o\\ac(○,3)");
        assert!(fields.in_code());
        assert_eq!(fields.end().as_deref(), Some("③"));
        fields.begin();
        fields.code("REF a");
        fields.separate();
        assert!(!fields.in_code());
        assert_eq!(fields.end(), None);
        fields.begin();
        fields.end_of_paragraph();
        assert!(!fields.in_code());
    }
}

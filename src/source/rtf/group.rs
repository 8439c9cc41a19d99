//! What a group of an RTF file is: text that shows, a table of fonts, or something else that is no text.

use std::ops::ControlFlow;

/// What holds until the group ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    pub(super) kind: Kind,
    pub(super) font: Option<i32>,
    pub(super) hidden: bool,
    pub(super) deleted: bool,
    /// How many characters stand in for one that is given by its number.
    pub(super) stands_in: usize,
    /// Whether paragraphs stand in a table, and how deep in tables.
    pub(super) in_table: bool,
    pub(super) depth: i32,
    /// The group began with `\*`: programs that do not know what follows leave it out.
    pub(super) optional: bool,
    /// Nothing of the group was read yet.
    pub(super) fresh: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// The number in front of a paragraph, as it shows.
    Number,
    Fonts,
    /// A drawing, or text for old programs: shows nothing, but for the text box or the newer text in it.
    Shell,
    /// A text box in a drawing.
    Box,
    Note,
    /// What tells of the row of a table within a cell, which ends there.
    InnerRow,
    /// Shows nothing at all.
    Unseen,
}

impl Default for Group {
    fn default() -> Self {
        Self {
            kind: Kind::Text,
            font: None,
            hidden: false,
            deleted: false,
            stands_in: 1,
            in_table: false,
            depth: 1,
            optional: false,
            fresh: false,
        }
    }
}

impl Group {
    pub(super) fn inner(self) -> Self {
        let kind = match self.kind {
            // Groups within a text box or a note are text of it.
            Kind::Box | Kind::Note => Kind::Text,
            kind => kind,
        };
        Self { kind, optional: false, fresh: true, ..self }
    }

    pub(super) fn shows(&self) -> bool {
        matches!(self.kind, Kind::Text | Kind::Number | Kind::Box | Kind::Note) && !self.hidden && !self.deleted
    }

    /// The first word of a group may tell what the group is; then it means nothing else.
    pub(super) fn opens_with(&mut self, word: &str) -> ControlFlow<()> {
        if self.kind == Kind::Unseen {
            return ControlFlow::Break(());
        }
        let kind = match word {
            "fonttbl" => Kind::Fonts,
            "listtext" | "pntext" => Kind::Number,
            "shpinst" | "do" | "upr" => Kind::Shell,
            "shptxt" | "dptxbxtext" => Kind::Box,
            "footnote" => Kind::Note,
            "ud" => Kind::Text,
            "nesttableprops" => Kind::InnerRow,
            "colortbl" | "stylesheet" | "info" | "pict" | "header" | "headerl" | "headerr" | "headerf" | "footer"
            | "footerl" | "footerr" | "footerf" | "fldinst" | "nonshppict" | "nonesttables" | "sn" | "sv" | "sp"
            | "listtable" | "revtbl" | "tc" | "xe" | "rxe" | "txe" => Kind::Unseen,
            _ if self.optional => Kind::Unseen,
            _ => return ControlFlow::Continue(()),
        };
        self.kind = kind;
        ControlFlow::Break(())
    }

    /// Formats of characters as they are without any word.
    pub(super) fn plain(&mut self) {
        (self.hidden, self.deleted) = (false, false);
    }

    /// Formats of paragraphs as they are without any word.
    pub(super) fn paragraph(&mut self) {
        (self.in_table, self.depth) = (false, 1);
    }
}

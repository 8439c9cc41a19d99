//! The elements that matter for the lines and tables of a page, and what each does to them.

/// An element, as far as it matters. What is not listed (`<o:p>`, `<st1:place>`) is no element: its content stands where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(super) enum Tag {
    Text,
    /// Inline, of no meaning: span, font, b.
    Inline,
    A,
    Sup,
    Br,
    Hr,
    P,
    Heading,
    /// A block of no meaning but its ends.
    Block,
    Div,
    Pre,
    Ul,
    Ol,
    Li,
    Dl,
    Dt,
    Dd,
    Nav,
    Footer,
    Aside,
    Table,
    Caption,
    /// thead, tbody, tfoot.
    Section,
    Row,
    Cell,
    Option,
    /// Not shown, or no text of the page: noscript, template, select, button.
    Unseen,
}

/// How many tags there are.
pub(super) const TAGS: usize = Tag::Unseen as usize + 1;

/// What a name means to the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    Tag(Tag),
    /// Text up to the end tag that is not shown.
    Raw,
    Title,
    Meta,
    /// A frame that shows another page.
    Frame,
    Nothing,
}

/// Longest name that is known.
const LONGEST: usize = 10;

pub(super) fn name(name: &str) -> Name {
    let mut lower = [0; LONGEST];
    let Some(lower) = lower.get_mut(..name.len()) else { return Name::Nothing };
    lower.copy_from_slice(name.as_bytes());
    lower.make_ascii_lowercase();
    Name::Tag(match &*lower {
        b"span" | b"font" | b"b" | b"strong" | b"em" | b"i" | b"u" | b"s" | b"sub" | b"small" | b"big" | b"label"
        | b"ins" | b"mark" | b"code" | b"tt" | b"cite" | b"abbr" | b"bdo" | b"bdi" | b"kbd" | b"var" | b"nobr"
        | b"ruby" | b"time" => Tag::Inline,
        b"a" => Tag::A,
        b"sup" => Tag::Sup,
        b"br" => Tag::Br,
        b"hr" => Tag::Hr,
        b"p" => Tag::P,
        b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Tag::Heading,
        b"div" => Tag::Div,
        b"section" | b"article" | b"main" | b"header" | b"center" | b"blockquote" | b"form" | b"fieldset"
        | b"legend" | b"figure" | b"figcaption" | b"address" | b"details" | b"summary" | b"hgroup" | b"dialog"
        | b"marquee" => Tag::Block,
        b"pre" | b"listing" => Tag::Pre,
        b"ul" | b"menu" | b"dir" => Tag::Ul,
        b"ol" => Tag::Ol,
        b"li" => Tag::Li,
        b"dl" => Tag::Dl,
        b"dt" => Tag::Dt,
        b"dd" => Tag::Dd,
        b"nav" => Tag::Nav,
        b"footer" => Tag::Footer,
        b"aside" => Tag::Aside,
        b"table" => Tag::Table,
        b"caption" => Tag::Caption,
        b"thead" | b"tbody" | b"tfoot" => Tag::Section,
        b"tr" => Tag::Row,
        b"td" | b"th" => Tag::Cell,
        b"option" | b"optgroup" => Tag::Option,
        b"noscript" | b"template" | b"select" | b"button" | b"datalist" | b"svg" | b"math" | b"object" | b"video"
        | b"audio" | b"canvas" | b"map" | b"rp" | b"rt" => Tag::Unseen,
        b"script" | b"style" | b"textarea" | b"xmp" | b"iframe" | b"noembed" | b"xml" => return Name::Raw,
        b"title" => return Name::Title,
        b"meta" => return Name::Meta,
        b"frame" => return Name::Frame,
        _ => return Name::Nothing,
    })
}

impl Tag {
    /// Begins and ends lines.
    pub(super) fn is_block(self) -> bool {
        !matches!(self, Tag::Text | Tag::Inline | Tag::A | Tag::Sup | Tag::Option | Tag::Unseen)
    }

    /// Has no content and no end tag.
    pub(super) fn is_void(self) -> bool {
        matches!(self, Tag::Br | Tag::Hr)
    }

    /// Ends a paragraph that was left open.
    pub(super) fn ends_paragraph(self) -> bool {
        self.is_block() && !matches!(self, Tag::Br | Tag::Caption | Tag::Section | Tag::Row | Tag::Cell)
    }
}

//! Names of glyphs, as fonts list them (`/Differences`), to characters: the Latin ones that stand in Chinese notices, and names
//! that hold a code (`uni6C11`, `u20BB7`, `g6C11` is none).

/// The names of ASCII, in the order of their codes, from the blank on.
const ASCII: &str = "space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright asterisk plus \
    comma hyphen period slash zero one two three four five six seven eight nine colon semicolon less equal greater question at \
    A B C D E F G H I J K L M N O P Q R S T U V W X Y Z bracketleft backslash bracketright asciicircum underscore grave \
    a b c d e f g h i j k l m n o p q r s t u v w x y z braceleft bar braceright asciitilde";

/// Others that are met.
const OTHERS: [(&str, char); 44] = [
    ("quoteleft", '‘'),
    ("quoteright", '’'),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
    ("endash", '–'),
    ("emdash", '—'),
    ("bullet", '•'),
    ("ellipsis", '…'),
    ("perthousand", '‰'),
    ("degree", '°'),
    ("plusminus", '±'),
    ("multiply", '×'),
    ("divide", '÷'),
    ("minus", '−'),
    ("lessequal", '≤'),
    ("greaterequal", '≥'),
    ("approxequal", '≈'),
    ("mu", 'μ'),
    ("mu1", 'μ'),
    ("section", '§'),
    ("periodcentered", '·'),
    ("middot", '·'),
    ("nbspace", ' '),
    ("nonbreakingspace", ' '),
    ("sfthyphen", '-'),
    ("hyphenminus", '-'),
    ("yen", '¥'),
    ("sterling", '£'),
    ("copyright", '©'),
    ("registered", '®'),
    ("onesuperior", '¹'),
    ("twosuperior", '²'),
    ("threesuperior", '³'),
    ("onehalf", '½'),
    ("onequarter", '¼'),
    ("threequarters", '¾'),
    ("arrowright", '→'),
    ("square", '□'),
    ("filledbox", '■'),
    ("H22073", '□'),
    ("circle", '○'),
    ("triagrt", '►'),
    ("checkmark", '✓'),
    ("guilsinglright", '›'),
];

pub(super) fn character(name: &str) -> Option<char> {
    // `a.alt` is another shape of `a`.
    let name = name.split_once('.').map_or(name, |(base, _)| base);
    if let Some(nth) = ASCII.split_ascii_whitespace().position(|ascii| ascii == name) {
        return char::from_u32(0x20 + nth as u32);
    }
    if let Some((_, c)) = OTHERS.iter().find(|(other, _)| *other == name) {
        return Some(*c);
    }
    let digits = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'))?;
    let digits = if name.starts_with("uni") { digits.get(..4)? } else { digits };
    let value = u32::from_str_radix(digits, 16).ok()?;
    ((4..=6).contains(&digits.len())).then(|| char::from_u32(value)).flatten()
}

#[cfg(test)]
mod tests {
    use super::character;

    #[test]
    fn names() {
        let names = ["A", "seven", "asciitilde", "uni6C11", "u20BB7", "comma.alt", "emdash", "g12", "uni", "union"];
        let read: Vec<Option<char>> = names.iter().map(|n| character(n)).collect();
        let [a, b, c, d, e, f, g] = ['A', '7', '~', '民', '𠮷', ',', '—'].map(Some);
        assert_eq!(read, [a, b, c, d, e, f, g, None, None, None]);
    }
}

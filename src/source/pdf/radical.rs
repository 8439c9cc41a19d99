//! Radicals as the characters that they are the same glyph of: many programs write ⺠⽣ where the page shows 民生, since a font has one glyph
//! for both and the program took the wrong code. The same goes for the bar ― (U+2015) and the dash — (U+2014).

/// U+2F00 to U+2FD5, by Unicode's compatibility mapping.
const KANGXI: [&str; 4] = [
    "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴",
    "廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿",
    "目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵",
    "邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠",
];

/// U+2E80 to U+2EF3, by `EquivalentUnifiedIdeograph.txt`; those without an equivalent stand for themselves.
const SUPPLEMENT: [&str; 3] = [
    "⺀⺁⺂⺃乙亻⺆几刀刂卜㔾小小兀尣尢尣巳幺彑彐忄㣺扌攵⺚旡日月歺母民氵氺灬爫爫丬牛犭王疋目示礻⺮糹纟罓罒⺳⺴⺵",
    "羊羊⺸耂肀⺻月臼艹艹艹虎衤覀西见角⻇讠贝足车辶辶辶阝钅長镸长门⻕阝雨青韦页风飞食食飠饣⻡马骨鬼鱼鸟卤麦黄黾斉",
    "齐歯齿竜龙龜亀龟",
];

/// The character that is meant.
pub(super) fn whole(c: char) -> char {
    let nth = |rows: &[&str], first: u32| rows.iter().flat_map(|row| row.chars()).nth((c as u32 - first) as usize);
    match c as u32 {
        // The simplified form has the same glyph as the radical (戶); traditional texts write the character.
        0x2F3E => '户',
        0x2015 => '—',
        0x2F00..=0x2FD5 => nth(&KANGXI, 0x2F00).unwrap_or(c),
        0x2E80..=0x2EF3 => nth(&SUPPLEMENT, 0x2E80).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn radicals_are_characters() {
        let read: String = "⺠⽣实事⻋⻓⻔⿕⼀⻳".chars().map(whole).collect();
        assert_eq!(read, "民生实事车长门龠一龟");
    }
}

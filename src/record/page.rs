//! Why a page gives no items: what kind of page it looks like, and by which words.
//!
//! Covers, calls for ideas, votes, interpretations, rankings and reports of meetings speak of projects and list none. Words tell them;
//! those of the title count most.

use crate::text::{Text, fold};

/// A kind of page that lists no projects.
struct Kind {
    /// As it stands in a message.
    name: &'static str,
    /// Words of its title.
    title: &'static [&'static str],
    /// Words of its text.
    body: &'static [&'static str],
    /// Without units and labels, a numbered list in it is none of projects.
    no_list: bool,
}

const KINDS: &[Kind] = &[
    Kind {
        name: "a call for ideas (征集意见)",
        title: &["征集", "征求意见", "征求", "公开征询", "意见建议"],
        body: &["征集时间", "征集范围", "征集方式", "征集对象", "公开征集", "意见建议", "来信请寄", "征求意见"],
        no_list: true,
    },
    Kind {
        name: "a vote or a survey (投票)",
        title: &["投票", "票选", "问卷", "调查", "评选活动"],
        body: &["投票规则", "投票时间", "投票方式", "参与投票", "每人每天", "问卷", "抽奖"],
        no_list: true,
    },
    Kind {
        name: "an interpretation (解读)",
        title: &["解读", "问答", "图解", "一图读懂", "一图看懂", "答记者问"],
        body: &["起草背景", "起草过程", "出台背景", "制定背景", "主要内容", "解读机关", "解读人", "政策依据"],
        no_list: true,
    },
    Kind {
        name: "a ranking (排名)",
        title: &["排名", "排行", "名次", "得分", "考核结果", "评估结果", "考评结果"],
        body: &["得分排名", "排名如下", "排名情况", "综合得分", "名次", "排名"],
        no_list: true,
    },
    Kind {
        name: "a report of a meeting or visit (会议)",
        title: &["召开", "推进会", "座谈会", "调度会", "新闻发布会", "调研", "督导", "动员会", "听证会"],
        body: &["会议强调", "会议指出", "会议要求", "参加会议", "出席会议", "会议听取", "主持会议", "负责同志参加"],
        no_list: true,
    },
    Kind {
        name: "a list of attachments (附件)",
        title: &[],
        body: &["附件：", ".doc", ".xls", ".pdf", ".wps", ".zip", "详见附件", "见附件", "附件下载", "点击下载"],
        no_list: false,
    },
    Kind {
        name: "a page of pictures (图)",
        title: &[],
        body: &["见下图", "如下图", "下图所示", "见图", "图片如下", "见下表", "如下表", "长图"],
        no_list: false,
    },
    Kind {
        name: "a cover letter (通知)",
        title: &["通知", "函"],
        body: &["现印发给你们", "现将", "请认真组织实施", "请认真贯彻", "请遵照执行", "各有关单位", "抓好落实"],
        no_list: false,
    },
];

/// Points for a word of the title; a word of the text has one.
const TITLED: usize = 3;
/// Words that a message names.
const SHOWN: usize = 4;
/// How much of a text is looked at, in bytes: pages without projects are short, or say what they are at once.
const HEAD: usize = 20_000;

/// What a page without items looks like: the name of the kind, and the words that tell it.
pub fn kind(title: Option<&str>, text: &Text) -> Option<(&'static str, Vec<&'static str>)> {
    let title = title.map(fold::key).unwrap_or_default();
    let all = text.recognised();
    let head = &all[..all.floor_char_boundary(HEAD)];
    let scored = KINDS.iter().map(|kind| {
        let in_title = kind.title.iter().filter(|w| title.contains(**w));
        let in_body = kind.body.iter().filter(|w| head.contains(**w));
        let points = in_title.clone().count().min(1) * TITLED + in_body.clone().count();
        let mut words: Vec<&'static str> = in_title.chain(in_body).copied().collect();
        words.dedup();
        words.truncate(SHOWN);
        (points, kind.name, words)
    });
    // The first of those with the most points.
    let best = scored.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    (best.0 > 0).then_some((best.1, best.2))
}

/// Whether a title is that of a page whose numbered lists are none of projects: `…建议征集公告`, but not `…征集结果`, nor a draft that is
/// put out for comments.
pub fn lists_nothing(title: &str) -> bool {
    let results = ["结果", "候选", "入围", "清单", "一览表", "草案", "征求意见稿"].iter().any(|w| title.contains(w));
    let kind = KINDS.iter().filter(|kind| kind.no_list).find(|kind| kind.title.iter().any(|w| title.contains(w)));
    kind.is_some_and(|kind| !results || kind.name.starts_with("a ranking"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_what_a_page_is() {
        let looks = |title: &str, body: &str| kind(Some(title), &Text::new(format!("{title}\n{body}"))).map(|k| k.0);
        assert_eq!(looks("关于征集明年民生实事的公告", "请来信。"), Some("a call for ideas (征集意见)"));
        assert_eq!(looks("关于印发方案的通知", "现印发给你们。"), Some("a cover letter (通知)"));
        assert_eq!(looks("民生实事", "修路建桥。"), None);
        assert!(lists_nothing("民生实事网络投票活动"));
        assert!(!lists_nothing("民生实事项目征集结果公示"));
        assert!(!lists_nothing("关于对《2025年民生实事项目（草案）》公开征求意见的公告"));
    }
}

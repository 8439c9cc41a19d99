//! The public names of what a value can be: one word for each variant of the types inside.

use crate::figure;
use crate::lexicon;
use crate::problem;
use crate::record;
use schemars::JsonSchema;
use serde::Serialize;

/// An enum of the schema that mirrors one of the program, with the name of each variant.
macro_rules! named {
    ($(#[$about:meta])* $name:ident of $inner:path { $($(#[$note:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
        pub enum $name {
            $($(#[$note])* #[serde(rename = $word)] $variant,)*
        }

        impl From<$inner> for $name {
            fn from(inner: $inner) -> Self {
                use $inner as Inner;
                match inner {
                    $(Inner::$variant => Self::$variant,)*
                }
            }
        }

        impl $name {
            /// All of them, in the order of the schema.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name as it is written.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }
    };
}

named! {
    /// What a notice does.
    DocumentKind of record::DocumentKind {
        /// It says what will be done, with deadlines or stage targets.
        Plan = "plan",
        /// It reports what has been done.
        Progress = "progress",
        /// It commits to work with neither dates nor reports.
        List = "list",
    }
}

named! {
    /// Level of an administrative division.
    RegionLevel of record::RegionLevel {
        Province = "province",
        Prefecture = "prefecture",
        County = "county",
    }
}

named! {
    /// The field of an item that a text, a figure or a time stands in.
    Field of lexicon::Field {
        Description = "description",
        Target = "target",
        Progress = "progress",
        Schedule = "schedule",
        Funding = "funding",
        Responsibility = "responsibility",
        Remark = "remark",
        /// In the title alone.
        Title = "title",
        /// Outside the items.
        Preamble = "preamble",
    }
}

named! {
    /// What a unit does for an item.
    UnitRole of lexicon::UnitRole {
        /// 牵头
        Lead = "lead",
        /// 责任, 承办, 主办
        Responsible = "responsible",
        /// 协办, 配合
        Cooperating = "cooperating",
        /// 实施
        Implementing = "implementing",
        /// 督办, 督查
        Supervising = "supervising",
        /// 责任人, 牵头领导
        Person = "person",
    }
}

named! {
    /// What a time does for the work it governs.
    MilestoneKind of record::MilestoneKind {
        /// By when: 年底前
        Deadline = "deadline",
        /// When: 一季度
        Window = "window",
        /// As of when it is reported: 截至6月底
        AsOf = "as_of",
        /// From when on: 自7月1日起
        From = "from",
        /// How often: 每月
        Recurring = "recurring",
        /// Before or after something that happens: 采暖期到来前
        Event = "event",
    }
}

named! {
    /// Whether an amount is to be reached, was reached, or neither.
    Role of figure::Role {
        Target = "target",
        Progress = "progress",
        Context = "context",
    }
}

named! {
    /// How the stated number bounds the amount.
    Op of figure::Op {
        Eq = "eq",
        /// 以上, 不少于, 不低于, 至少
        Ge = "ge",
        /// 超过, 突破, 余, 多
        Gt = "gt",
        /// 以下, 以内, 不超过, 不高于
        Le = "le",
        /// 低于, 不足
        Lt = "lt",
        /// 约, 左右, 近
        Approx = "approx",
    }
}

named! {
    /// Which way an amount changes.
    Change of figure::Direction {
        Increase = "increase",
        Decrease = "decrease",
    }
}

named! {
    /// What a change is measured against.
    Basis of figure::Basis {
        /// 同比, 较上年
        Yoy = "yoy",
    }
}

named! {
    /// The kind of quantity that a measure word counts.
    Dimension of figure::Dimension {
        Count = "count",
        Money = "money",
        Area = "area",
        Length = "length",
        Volume = "volume",
        Mass = "mass",
        Duration = "duration",
        Ratio = "ratio",
        Concentration = "concentration",
        Energy = "energy",
        Power = "power",
    }
}

named! {
    /// What is recomputed.
    CheckKind of record::CheckKind {
        /// Parts add up to a stated total.
        Sum = "sum",
        /// A stated percentage is one amount divided by another.
        Rate = "rate",
        /// What was reached, against the target of the same item.
        Completion = "completion",
        /// Stated growth against a stated base.
        Growth = "growth",
        /// A stated number of things against those that are named.
        Count = "count",
        /// Numbers that run on without gap or repeat.
        Sequence = "sequence",
        /// Two passages that give amounts of the same thing.
        Disagree = "disagree",
        /// A unit that was filled down over blank cells.
        Inherit = "inherit",
    }
}

named! {
    /// What became of a check.
    Verdict of record::Verdict {
        /// It is so.
        Holds = "holds",
        /// It is so but for rounding.
        Rounds = "rounds",
        /// It is not so.
        Fails = "fails",
        /// The notice alone cannot tell.
        Open = "open",
    }
}

named! {
    /// How much a diagnostic matters.
    Severity of problem::Severity {
        /// Worth knowing, nothing is wrong.
        Info = "info",
        /// Something may be lost or misread.
        Warning = "warning",
        /// Nothing could be read.
        Error = "error",
    }
}

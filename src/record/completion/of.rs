//! Of which target an amount was reached, by what the words of both say: first the same name, then the same thing, then what stands behind
//! them, and last what the stated rate bears out.

use super::rate::{close, quotient};
use super::side::{OVER, Side};
use crate::figure::Decimal;
use crate::figure::metric::thing::Thing;
use crate::figure::promise::is_whole;
use crate::text::holds_any;

/// The one target that an amount was reached of.
pub(super) fn target_of(done: &Side, reached: &[Side], targets: &[Side], stated: Option<Decimal>) -> Option<usize> {
    let mut fits: Vec<usize> =
        (0..targets.len()).filter(|&t| targets[t].index != done.index && comparable(done, &targets[t])).collect();
    // 10所中小学完工4所: its own clause says of what.
    let own = fits
        .iter()
        .copied()
        .find(|&t| targets[t].index + 1 == done.index && is_whole(done.words(), targets[t].figure, done.figure));
    if own.is_some() {
        return own;
    }
    // 建成35个 of 布设40个，其中新建28个 is reached of the whole, or of nothing.
    let other_part = |t: usize| {
        let (part, whole) = (&targets[t], t.checked_sub(1).map(|before| &targets[before]));
        part.is_part()
            && !done.is_part()
            && part.thing().deed != done.thing().deed
            && whole.is_some_and(|whole| whole.index + 1 == part.index && whole.thing().noun == part.thing().noun)
    };
    fits.retain(|&t| !other_part(t));
    if fits.is_empty() {
        return None;
    }
    let same_stage = |t: &Side| t.thing().stage == done.thing().stage;
    let strong = |t: &Side| {
        same_stage(t)
            && (t.metric == done.metric
                || !done.thing().noun.is_empty()
                    && same_noun(t.thing(), done.thing())
                    && t.thing().agrees(done.thing()))
    };
    // 已建成23268户: nothing but the amount; only where one target is in question.
    let bare = |t: &Side| same_stage(t) && (done.thing().noun.is_empty() || t.thing().noun.is_empty());
    let weak = |t: &Side| {
        let (a, b) = (&t.thing().noun, &done.thing().noun);
        a.is_empty() || b.is_empty() || a.contains(b.as_str()) || b.contains(a.as_str())
    };
    let exact: Vec<usize> =
        fits.iter().copied().filter(|&t| targets[t].metric == done.metric && same_stage(&targets[t])).collect();
    if let Some(t) = only(&exact, targets) {
        return Some(t);
    }
    let strongly: Vec<usize> = fits.iter().copied().filter(|&t| strong(&targets[t])).collect();
    if let Some(t) = only(&strongly, targets) {
        return Some(t);
    }
    if strongly.is_empty()
        && let Some(t) = only(&fits, targets).filter(|&t| bare(&targets[t]))
    {
        return Some(t);
    }
    let noun = done.thing().noun.as_str();
    // 新增婴幼儿托位1200个, 新增托位960个: the same done for the head of the target's name, the one target that ends so.
    let ends = |t: &Side| t.thing().noun.ends_with(noun) && same_stage(t);
    let heads: Vec<usize> = fits.iter().copied().filter(|&t| noun.len() >= 6 && ends(&targets[t])).collect();
    let deed = &done.thing().deed;
    if strongly.is_empty()
        && !deed.is_empty()
        && let [t] = *heads.as_slice()
        && !targets[t].thing().deed.is_empty()
        && targets[t].thing().agrees(done.thing())
        && reached_once(done, reached)
    {
        return Some(t);
    }
    // 改造老旧小区65个, 65个小区全部完工: the predicate says that it is done, the noun is the target's own.
    let names = strongly.is_empty() && noun.len() >= 6;
    let over = names && holds_any(done.behind(), &OVER);
    let head: Vec<usize> = fits.iter().copied().filter(|&t| over && targets[t].thing().noun.ends_with(noun)).collect();
    if over
        && head.len() == fits.len()
        && let Some(t) = only(&head, targets).filter(|&t| same_stage(&targets[t]))
    {
        return Some(t);
    }
    // 为150户残疾人家庭实施无障碍改造, 150户无障碍改造全部完成: the target's own clause names what was done.
    let named: Vec<usize> = fits.iter().copied().filter(|&t| names && targets[t].behind().contains(noun)).collect();
    if let Some(t) = only(&named, targets).filter(|&t| same_stage(&targets[t])) {
        return Some(t);
    }
    // Otherwise the stated rate must bear the pair out.
    let stated = stated?;
    fits.retain(|&t| weak(&targets[t]) && quotient(done.value, targets[t].value).is_some_and(|c| close(c, stated)));
    only(&fits, targets)
}

/// 改造供热管网, 供热管网改造: the same noun, with or without what is done behind it.
fn same_noun(target: &Thing, done: &Thing) -> bool {
    target.noun == done.noun
        || !target.deed.is_empty() && done.noun.strip_suffix(target.deed.as_str()) == Some(target.noun.as_str())
}

/// Whether no other amount of its unit is reported with a name that ends alike.
fn reached_once(done: &Side, reached: &[Side]) -> bool {
    let noun = &done.thing().noun;
    !reached.iter().any(|other| {
        other.index != done.index && comparable(other, done) && other.thing().noun.ends_with(noun.as_str())
    })
}

pub(super) fn comparable(done: &Side, target: &Side) -> bool {
    done.figure.unit == target.figure.unit
        && done.figure.dimension == target.figure.dimension
        && done.figure.scopes == target.figure.scopes
}

/// The first of several that all state the same amount, or of which the others are parts of the first: 整治60条,其中上半年25条;
/// 建设25个,其中新建10个、改建15个.
pub(super) fn only(found: &[usize], targets: &[Side]) -> Option<usize> {
    let (&first, rest) = found.split_first()?;
    let whole = &targets[first];
    let (mut last, mut sum) = (whole.index, Decimal::ZERO);
    rest.iter()
        .all(|&t| {
            let part = &targets[t];
            sum = sum.saturating_add(part.value);
            let opens = last > whole.index || part.is_part();
            if opens && part.index == last + 1 && sum <= whole.value && part.figure.field == whole.figure.field {
                last = part.index;
                return true;
            }
            part.value == whole.value
        })
        .then_some(first)
}

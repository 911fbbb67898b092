//! What a mask asks of its column, and what it can't be.

use std::collections::HashSet;

use crate::catalog::FieldType;
use crate::mask_key::name_problem;
use crate::spec::format::Layout;
use crate::spec::mask::{Mask, MaskMethod, MaskRecipe, WhenInvalid, WithoutPlus};
use crate::spec::{Aggregate, ExportField, ExportSpec, FieldChoice, Problem};

/// Characters of a hash.
const HASH: u16 = 64;

/// Everything that is wrong with a column's mask. `output` is the type of its values,
/// `path` is the column's.
pub(super) fn check(
    spec: &ExportSpec,
    mask: &Mask,
    wanted: &ExportField,
    output: FieldType,
    path: &str,
    problems: &mut Vec<Problem>,
) {
    let method = mask.method;
    let mut wrong = |key: &str, message: String, hint: &str| {
        problems.push(Problem::new(format!("{path}.{key}"), message, hint));
    };
    let is_text =
        matches!(output, FieldType::String | FieldType::Select | FieldType::Url | FieldType::Image);
    let is_date = matches!(output, FieldType::Date | FieldType::Datetime);
    let fits = match method {
        MaskMethod::Hash | MaskMethod::KeyedHash => {
            !matches!(output, FieldType::List | FieldType::Object)
        }
        MaskMethod::Keep => is_text,
        MaskMethod::Truncate => is_date,
        MaskMethod::Band => output == FieldType::Numeric,
        MaskMethod::Remove => true,
    };
    if !fits {
        let message =
            format!("`{}` doesn't fit `{}`, which is {output}", method.name(), wanted.field);
        wrong("mask.method", message, "Choose another mask, or `remove`.");
    }
    for (key, is_set, belongs) in belonging(mask) {
        if is_set && !belongs {
            let message = format!("`{key}` has no meaning for this mask");
            wrong(&format!("mask.{key}"), message, "Remove it.");
        }
    }
    if method.is_hash() && mask.recipe() != MaskRecipe::Plain && !is_text {
        let message = format!("the recipe is for texts, and `{}` is {output}", wanted.field);
        wrong("mask.recipe", message, "Use `plain`.");
    }
    if method == MaskMethod::KeyedHash {
        match mask.key.as_deref().map(name_problem) {
            None => wrong("mask.key", "the keyed hash names no key".to_owned(), "Name a key."),
            Some(Some((message, hint))) => wrong("mask.key", message.to_owned(), hint),
            Some(None) => {}
        }
    }
    if mask.without_plus == Some(WithoutPlus::National) {
        let is_number = |text: &String| text.bytes().all(|byte| byte.is_ascii_digit());
        let is_code = |code: &String| {
            (1..=3).contains(&code.len()) && is_number(code) && !code.starts_with('0')
        };
        if !mask.country_code.as_ref().is_some_and(is_code) {
            let message = "national numbers need a country code of 1 to 3 digits".to_owned();
            wrong("mask.country_code", message, "Set it, such as 36 for Hungary.");
        }
        if !mask.trunk_prefix.as_ref().is_some_and(|prefix| prefix.len() <= 4 && is_number(prefix))
        {
            let message =
                "national numbers need the digits that they begin with at home".to_owned();
            wrong(
                "mask.trunk_prefix",
                message,
                "Set it to up to 4 digits, such as 06 in Hungary and 0 in Germany; to an empty text \
                 where there are none, as in Spain.",
            );
        }
    }
    match method {
        MaskMethod::Keep => {
            if mask.first.unwrap_or(0) == 0 && mask.last.unwrap_or(0) == 0 {
                let message = "no character is kept".to_owned();
                wrong("mask.first", message, "Set `first` or `last`, or use `remove`.");
            }
            let with = mask.with.unwrap_or('*');
            if with.is_control() || with == '\u{feff}' || !spec.format.encoding.has(with) {
                let message = format!("`{with}` can't stand for other characters in this file");
                wrong("mask.with", message, "Use another character, such as *.");
            }
        }
        MaskMethod::Truncate if mask.to.is_none() => {
            let message = "the mask doesn't say what stays of the date".to_owned();
            wrong("mask.to", message, "Set it to `month` or `year`.");
        }
        MaskMethod::Band if mask.width.unwrap_or(0) == 0 => {
            let message = "the bands have no width".to_owned();
            wrong("mask.width", message, "Set it to a whole number from 1 on.");
        }
        MaskMethod::Hash
        | MaskMethod::KeyedHash
        | MaskMethod::Truncate
        | MaskMethod::Band
        | MaskMethod::Remove => {}
    }
    let format = &wanted.format;
    if format.map.is_some() {
        let message = "masked values have no other words".to_owned();
        wrong("format.map", message, "Remove `map`, or the mask.");
    }
    if method == MaskMethod::Truncate && format.datetime.is_some() {
        let message = "the mask says how dates are written".to_owned();
        wrong("format.datetime", message, "Remove it.");
    }
    if method == MaskMethod::Band && (format.decimals.is_some() || format.decimal_sign.is_some()) {
        let message = "bands are whole numbers".to_owned();
        wrong("format", message, "Remove `decimals` and `decimal_sign`.");
    }
    let is_narrow = format.width.is_some_and(|width| width < HASH);
    if spec.format.layout == Layout::FixedWidth && method.is_hash() && is_narrow {
        let message = format!("a hash has {HASH} characters");
        wrong("format.width", message, "Make the column wider.");
    }
}

/// The keys of a mask besides its method: whether each is set, and whether it belongs
/// to the method.
fn belonging(mask: &Mask) -> [(&'static str, bool, bool); 12] {
    let method = mask.method;
    let is_hash = method.is_hash();
    let is_phone = is_hash && mask.recipe().is_phone();
    let is_national = is_phone && mask.without_plus == Some(WithoutPlus::National);
    let is_kept = method == MaskMethod::Keep;
    [
        ("recipe", mask.recipe.is_some(), is_hash),
        ("key", mask.key.is_some(), method == MaskMethod::KeyedHash),
        ("hash_empty", mask.hash_empty, is_hash),
        ("without_plus", mask.without_plus.is_some(), is_phone),
        ("country_code", mask.country_code.is_some(), is_national),
        ("trunk_prefix", mask.trunk_prefix.is_some(), is_national),
        ("when_invalid", mask.when_invalid != WhenInvalid::Stop, is_phone),
        ("first", mask.first.is_some(), is_kept),
        ("last", mask.last.is_some(), is_kept),
        ("with", mask.with.is_some(), is_kept),
        ("to", mask.to.is_some(), method == MaskMethod::Truncate),
        ("width", mask.width.is_some(), method == MaskMethod::Band),
    ]
}

/// What is allowed and tells something of masked values all the same.
pub(super) fn warnings(spec: &ExportSpec) -> Vec<Problem> {
    let mut warnings = Vec::new();
    let FieldChoice::Chosen(fields) = &spec.fields else { return warnings };
    let tells = |aggregate| {
        matches!(aggregate, None | Some(Aggregate::Group | Aggregate::Min | Aggregate::Max))
    };
    let shown: HashSet<&str> = fields
        .iter()
        .filter(|field| field.mask.is_none() && tells(field.aggregate))
        .map(|field| field.field.as_str())
        .collect();
    for (index, mask) in spec.masks() {
        let ExportField { field, aggregate, .. } = &fields[index];
        let path = format!("fields[{index}].mask");
        // An object shows its members, and each of them a part of it.
        let is_within = |inner: &str, outer: &str| {
            inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.'))
        };
        let is_shown = shown.iter().any(|&other| {
            other == field.as_str() || is_within(field, other) || is_within(other, field)
        });
        if is_shown {
            warnings.push(Problem::new(
                &path,
                format!("`{field}` is masked here, and another column has its true values"),
                "Mask or remove that column, too.",
            ));
        }
        if let Some(sort) = spec.sort.iter().position(|sort| sort.field == *field) {
            warnings.push(Problem::new(
                format!("sort[{sort}].field"),
                format!("rows are ordered by the true values of `{field}`, which is masked"),
                "The order tells something of them; sort by another field if it mustn't.",
            ));
        }
        let is_one_to_one = mask.method.is_hash() && mask.recipe() == MaskRecipe::Plain;
        if *aggregate == Some(Aggregate::Group) && !is_one_to_one {
            warnings.push(Problem::new(
                &path,
                format!(
                    "groups are made of the true values of `{field}`, so that rows may look alike"
                ),
                "Group by another field if each row is to stand for one masked value.",
            ));
        }
    }
    warnings
}

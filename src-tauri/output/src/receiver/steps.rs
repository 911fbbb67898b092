//! The steps by which people load a file, for receivers without a command. They are in English
//! and in the engine's catalogue, line by line, so whoever shows them can translate them.

use super::load::{LoadFile, LoadKind};

/// What a reader of plain CSV has to know.
pub(super) fn plain_csv(file: &LoadFile<'_>) -> String {
    let dialect = file.dialect;
    let quote = match dialect.enclosure {
        Some(byte) => {
            format!("Cells are enclosed by `{0}`, doubled inside as `{0}{0}`.", char::from(byte))
        }
        None => "No cell is enclosed.".to_owned(),
    };
    let missing = match &dialect.missing {
        Some(missing) => format!("A missing value is `{missing}`, not enclosed."),
        None => "A missing value is nothing; an empty text is an empty enclosure.".to_owned(),
    };
    let lines = [
        format!("`{}` is text in {}, with a line for each row.", file.name, encoding(file)),
        format!("The cells are separated by this delimiter: {}.", delimiter(file)),
        header(file).to_owned(),
        quote,
        missing,
    ];
    lines.map(|line| format!("{line}\n")).concat()
}

pub(super) fn excel(file: &LoadFile<'_>) -> String {
    numbered([
        format!("Open `{}` by a double click.", file.name),
        "Check that it is split into columns; if not, choose the delimiter of your Windows \
         regional settings in the profile."
            .to_owned(),
        "Ids and codes that look like numbers are numbers now. To keep them, import the file \
         (Data, From Text/CSV) or choose the layout XLSX."
            .to_owned(),
    ])
}

pub(super) fn excel_import(file: &LoadFile<'_>) -> String {
    numbered([
        format!("In Excel choose Data, From Text/CSV, and `{}`.", file.name),
        format!(
            "File origin: {}. Delimiter: {}. Data type detection: Do not detect data types.",
            encoding(file),
            delimiter(file)
        ),
        format!("Choose Load. All columns are texts. {}", header(file)),
    ])
}

pub(super) fn google_sheets(file: &LoadFile<'_>) -> String {
    numbered([
        format!("In Google Sheets choose File, Import, Upload, and `{}`.", file.name),
        format!(
            "Separator type: {}. Clear “Convert text to numbers, dates and formulas”.",
            delimiter(file)
        ),
        "Choose Import data.".to_owned(),
    ])
}

pub(super) fn marketing_cloud(file: &LoadFile<'_>) -> String {
    let header = if file.dialect.header {
        "Check “First row contains column headings”."
    } else {
        "Clear “First row contains column headings”."
    };
    numbered([
        format!("Put `{}` into the Import folder of the Enhanced FTP site.", file.name),
        "In Automation Studio make an Import File activity.".to_owned(),
        format!(
            "File type: CSV. Delimiter: {}. Encoding: {}. Check “Respect double quotes as a text \
             qualifier”.",
            delimiter(file),
            encoding(file)
        ),
        header.to_owned(),
        "Choose the data extension, and map by the column headings.".to_owned(),
    ])
}

pub(super) fn adobe(file: &LoadFile<'_>) -> String {
    let texts = file.columns.iter().filter(|column| column.kind == LoadKind::Text);
    let texts: Vec<String> = texts.map(|column| format!("`{}`", column.name)).collect();
    let mapping = if texts.is_empty() {
        "Map the columns to the schema.".to_owned()
    } else {
        format!("Map the columns to the schema; these are texts: {}.", texts.join(", "))
    };
    numbered([
        format!(
            "In Experience Platform choose Sources, Local file upload (or your cloud storage), \
             and `{}`.",
            file.name
        ),
        format!("Data format: delimited. Delimiter: {}.", delimiter(file)),
        mapping,
    ])
}

fn numbered<const COUNT: usize>(steps: [String; COUNT]) -> String {
    let mut number = 0;
    let lines = steps.map(|step| {
        number += 1;
        format!("{number}. {step}\n")
    });
    lines.concat()
}

fn header(file: &LoadFile<'_>) -> &'static str {
    if file.dialect.header { "The first line names the columns." } else { "There is no header." }
}

fn encoding(file: &LoadFile<'_>) -> String {
    file.dialect.encoding.name().to_uppercase()
}

fn delimiter(file: &LoadFile<'_>) -> String {
    match file.dialect.delimiter {
        ',' => "comma".to_owned(),
        ';' => "semicolon".to_owned(),
        '\t' => "tab".to_owned(),
        '|' => "pipe".to_owned(),
        other => format!("`{other}`"),
    }
}

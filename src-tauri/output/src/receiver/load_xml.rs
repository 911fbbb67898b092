//! The commands that load XML files, for receivers with a reader of their own.

use std::fmt::Write as _;

use super::load::{
    LoadFile, LoadKind, LoadLanguage, assigned, backticked, character_set, codec, definitions,
    escaped, mysql_type, name_list, python, typed_columns,
};
use crate::spec::format::{Compression, Encoding};
use crate::spec::profile::ReceiverId;
use crate::spec::xml::{XmlMissing, XmlStyle};

/// How a receiver loads an XML file, if it reads such.
pub(super) fn command(receiver: ReceiverId, file: &LoadFile<'_>) -> Option<(LoadLanguage, String)> {
    match receiver {
        ReceiverId::Mariadb | ReceiverId::Mysql => {
            load_xml(file).map(|text| (LoadLanguage::Sql, text))
        }
        ReceiverId::Pandas => Some((LoadLanguage::Python, pandas(file))),
        ReceiverId::Rfc4180
        | ReceiverId::Postgresql
        | ReceiverId::Sqlite
        | ReceiverId::Duckdb
        | ReceiverId::Clickhouse
        | ReceiverId::Spark
        | ReceiverId::Polars
        | ReceiverId::Pyarrow
        | ReceiverId::Excel
        | ReceiverId::ExcelImport
        | ReceiverId::Libreoffice
        | ReceiverId::GoogleSheets
        | ReceiverId::Snowflake
        | ReceiverId::Bigquery
        | ReceiverId::Redshift
        | ReceiverId::MarketingCloud
        | ReceiverId::AdobeAep => None,
    }
}

/// `LOAD XML` reads all styles, and neither packed files nor UTF-16, nor headers with
/// spaces or escapes.
fn load_xml(file: &LoadFile<'_>) -> Option<String> {
    let dialect = file.dialect;
    let is_cut = |character: char| character.is_whitespace() || "&<>\"'".contains(character);
    if dialect.compression != Compression::None
        || dialect.encoding == Encoding::Utf16le
        || file.columns.iter().any(|column| column.name.contains(is_cut))
    {
        return None;
    }
    let table = backticked(file.table);
    // A variable takes the value of the same name.
    let (names, set) = assigned(file, |column| format!("@{}", backticked(&column.name)));
    Some(format!(
        "-- In a client started with --local-infile=1, in the file's folder.\n\
         -- Empty texts become NULL, and references by number, such as &#13;, stay as they are.\n\
         SET sql_mode = 'STRICT_ALL_TABLES';\nCREATE TABLE {table} (\n{}\n);\n\
         LOAD XML LOCAL INFILE {} INTO TABLE {table}\nCHARACTER SET {}\n\
         ROWS IDENTIFIED BY {}\n({names}){set};\nSHOW WARNINGS;\n",
        definitions(file, backticked, mysql_type),
        escaped(file.name),
        character_set(dialect.encoding),
        escaped(&format!("<{}>", dialect.xml.row)),
    ))
}

/// By Python's own parser, because `read_xml` takes empty texts and words such as NA
/// for missing values.
fn pandas(file: &LoadFile<'_>) -> String {
    let dialect = file.dialect;
    let mut text = String::new();
    let has_numbers = file.columns.iter().any(|column| matches!(column.kind, LoadKind::Number(_)));
    if has_numbers {
        text.push_str("from decimal import Decimal\n");
    }
    let name = python(file.name);
    let (import, bytes) = match dialect.compression {
        Compression::None => ("", format!("Path({name}).read_bytes()")),
        Compression::Gzip => {
            ("import gzip\n", format!("gzip.decompress(Path({name}).read_bytes())"))
        }
        Compression::Zip => (
            "from zipfile import ZipFile\n",
            format!("ZipFile({name}).read(ZipFile({name}).namelist()[0])"),
        ),
    };
    let is_there = match dialect.xml.missing {
        XmlMissing::Absent => "",
        XmlMissing::Nil => {
            " if cell.get(\"{http://www.w3.org/2001/XMLSchema-instance}nil\") != \"true\""
        }
    };
    let row = match dialect.xml.style {
        XmlStyle::Elements => format!("{{cell.tag: cell.text or \"\" for cell in row{is_there}}}"),
        XmlStyle::Fields => {
            format!("{{cell.get(\"name\"): cell.text or \"\" for cell in row{is_there}}}")
        }
        XmlStyle::Attributes => "row.attrib".to_owned(),
    };
    let _ = write!(
        text,
        "from pathlib import Path\nfrom xml.etree import ElementTree\n{import}import pandas as pd\n\n\
         document = {bytes}.decode({})\n\
         rows = [{row} for row in ElementTree.fromstring(document)]\n\
         table = pd.DataFrame(rows, columns={}, dtype=\"string\")\n",
        python(codec(dialect.encoding)),
        name_list(file),
    );
    typed_columns(file, &mut text);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::receiver::{LoadColumn, LoadCommand};
    use crate::spec::format::{FileFormat, Layout};
    use crate::spec::xml::XmlFormat;

    fn loaded(receiver: ReceiverId, format: &FileFormat, header: &str) -> Option<String> {
        let columns = [
            LoadColumn { name: header.to_owned(), kind: LoadKind::Text },
            LoadColumn { name: "on".to_owned(), kind: LoadKind::Boolean },
        ];
        let dialect = format.resolve().unwrap();
        let file = LoadFile { name: "t.xml", table: "t", columns: &columns, dialect: &dialect };
        LoadCommand::new(receiver, &file).map(|command| command.text)
    }

    #[test]
    fn mariadb_and_pandas_read_xml() {
        let xml = XmlFormat {
            row: "member".to_owned(),
            style: XmlStyle::Fields,
            missing: XmlMissing::Nil,
            ..XmlFormat::default()
        };
        let format = FileFormat {
            layout: Layout::Xml,
            compression: Compression::None,
            xml,
            ..FileFormat::default()
        };
        let mariadb = loaded(ReceiverId::Mariadb, &format, "id").unwrap();
        assert!(mariadb.contains("LOAD XML LOCAL INFILE 't.xml' INTO TABLE `t`"), "{mariadb}");
        assert!(mariadb.contains("ROWS IDENTIFIED BY '<member>'\n(`id`, @`on`)"), "{mariadb}");
        let pandas = loaded(ReceiverId::Pandas, &format, "an id").unwrap();
        assert!(pandas.contains("{cell.get(\"name\"): cell.text or \"\" for cell in row if"));
        assert_eq!(loaded(ReceiverId::Mysql, &format, "an id"), None);
        let zipped = FileFormat { compression: Compression::Zip, ..format };
        assert!(loaded(ReceiverId::Pandas, &zipped, "id").unwrap().contains("namelist()[0]"));
        assert_eq!(loaded(ReceiverId::Mysql, &zipped, "id"), None);
        assert_eq!(loaded(ReceiverId::Duckdb, &zipped, "id"), None);
    }
}

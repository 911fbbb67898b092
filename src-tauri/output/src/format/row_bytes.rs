//! About how many bytes each row of a batch becomes, from its values alone:
//! where chunks end depends on nothing else.

use datafusion::arrow::array::{Array, AsArray, OffsetSizeTrait, RecordBatch};
use datafusion::arrow::datatypes::DataType;

/// Bytes of a row as text, estimated; texts count by their length.
pub fn row_bytes(batch: &RecordBatch) -> Vec<usize> {
    let mut bytes = vec![0; batch.num_rows()];
    for column in batch.columns() {
        add(column.as_ref(), &mut bytes);
    }
    bytes
}

/// Bytes of each value of an array as text, estimated; at least a sixth of what it
/// is as JSON.
pub fn value_bytes(array: &dyn Array) -> Vec<usize> {
    let mut bytes = vec![0; array.len()];
    add(array, &mut bytes);
    bytes
}

/// Adds the bytes of an array's values, and one between them.
fn add(array: &dyn Array, bytes: &mut [usize]) {
    match array.data_type() {
        DataType::Utf8 => add_offsets::<i32>(array.as_string::<i32>().value_offsets(), bytes),
        DataType::LargeUtf8 => add_offsets::<i64>(array.as_string::<i64>().value_offsets(), bytes),
        DataType::Utf8View => {
            for (bytes, view) in bytes.iter_mut().zip(array.as_string_view().views()) {
                // The length stands in the lowest 32 bits.
                *bytes += (*view & u128::from(u32::MAX)) as usize + 1;
            }
        }
        DataType::Dictionary(_, values) if values.is_string() => {
            let dictionary = array.as_any_dictionary();
            // Then no row has a value, and no key is one of the dictionary's.
            if dictionary.values().is_empty() {
                return;
            }
            let mut lengths = vec![0; dictionary.values().len()];
            add(dictionary.values().as_ref(), &mut lengths);
            for (row, key) in dictionary.normalized_keys().into_iter().enumerate() {
                let length =
                    if array.is_null(row) { 0 } else { lengths.get(key).copied().unwrap_or(0) };
                bytes[row] += length;
            }
        }
        DataType::List(_) => {
            let list = array.as_list::<i32>();
            add_entries(list.value_offsets(), list.values().as_ref(), bytes);
        }
        DataType::LargeList(_) => {
            let list = array.as_list::<i64>();
            add_entries(list.value_offsets(), list.values().as_ref(), bytes);
        }
        DataType::Struct(fields) => {
            let object = array.as_struct();
            for (field, column) in fields.iter().zip(object.columns()) {
                let key = field.name().len() + 3;
                for bytes in &mut *bytes {
                    *bytes += key;
                }
                add(column.as_ref(), bytes);
            }
        }
        DataType::Timestamp(..) => bytes.iter_mut().for_each(|bytes| *bytes += 26),
        DataType::Date32 | DataType::Date64 => bytes.iter_mut().for_each(|bytes| *bytes += 11),
        _ => bytes.iter_mut().for_each(|bytes| *bytes += 7),
    }
}

fn add_offsets<O: OffsetSizeTrait>(offsets: &[O], bytes: &mut [usize]) {
    for (bytes, ends) in bytes.iter_mut().zip(offsets.windows(2)) {
        *bytes += (ends[1] - ends[0]).as_usize() + 1;
    }
}

fn add_entries<O: OffsetSizeTrait>(offsets: &[O], entries: &dyn Array, bytes: &mut [usize]) {
    let mut lengths = vec![0; entries.len()];
    add(entries, &mut lengths);
    for (bytes, ends) in bytes.iter_mut().zip(offsets.windows(2)) {
        *bytes += 2 + lengths[ends[0].as_usize()..ends[1].as_usize()].iter().sum::<usize>();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use datafusion::arrow::array::{
        ArrayRef, DictionaryArray, Int64Array, ListArray, StringArray, StringViewArray,
    };
    use datafusion::arrow::datatypes::{Int32Type, UInt8Type};

    use super::*;

    #[test]
    fn texts_count_wherever_they_are() {
        let texts = ["a", "", "a text that is longer than twelve bytes"];
        let lengths = [2, 1, 40];
        let list = ListArray::from_iter_primitive::<Int32Type, _, _>([
            Some(vec![Some(1); 3]),
            Some(vec![]),
            None,
        ]);
        let columns: [(ArrayRef, [usize; 3]); 5] = [
            (Arc::new(StringArray::from_iter_values(texts)), lengths),
            (Arc::new(StringViewArray::from_iter_values(texts)), lengths),
            (Arc::new(texts.into_iter().collect::<DictionaryArray<UInt8Type>>()), lengths),
            (Arc::new(Int64Array::from(vec![1, 2, 3])), [7; 3]),
            (Arc::new(list), [23, 2, 2]),
        ];
        for (column, expected) in columns {
            let batch = RecordBatch::try_from_iter([("c", column)]).unwrap();
            assert_eq!(row_bytes(&batch), expected, "{:?}", batch.schema());
            let rest = batch.slice(1, 2);
            assert_eq!(row_bytes(&rest), expected[1..]);
        }
    }
}

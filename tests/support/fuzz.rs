//! How many random cases a test tries: few each time, many by hand.

use proptest::prelude::ProptestConfig;

/// So many cases, times the number in `EXPORT_DESK_FUZZ`.
pub(crate) fn cases(usual: u32) -> ProptestConfig {
    let times = std::env::var("EXPORT_DESK_FUZZ").ok();
    let times = times.map_or(1, |text| text.parse().expect("EXPORT_DESK_FUZZ is a whole number"));
    ProptestConfig::with_cases(usual * times)
}

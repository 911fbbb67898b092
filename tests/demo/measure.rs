//! Time and memory at a size given by the environment; run by hand.

use std::time::Instant;

use export_desk_core::demo::{DemoSize, write_demo};

/// `DEMO_CUSTOMERS=… DEMO_EVENTS=… DEMO_DIR=… cargo test -p export-desk-core --test demo -- --ignored measure --nocapture`
#[test]
#[ignore = "takes long at the sizes that it is meant for"]
fn measure() {
    let number = |name: &str, default| {
        std::env::var(name).map_or(default, |text| text.parse().expect("a whole number"))
    };
    let default = DemoSize::default();
    let size = DemoSize {
        customers: number("DEMO_CUSTOMERS", default.customers),
        events: number("DEMO_EVENTS", default.events),
        seed: number("DEMO_SEED", default.seed),
    };
    let temporary = tempfile::tempdir().unwrap();
    let dir = std::env::var("DEMO_DIR").map_or(temporary.path().to_owned(), Into::into);
    let start = Instant::now();
    let mut stage = "";
    let summary = write_demo(
        &dir,
        size,
        &mut |progress| {
            if stage != progress.model {
                stage = progress.model;
                eprintln!("{:?} {stage}", start.elapsed());
            }
        },
        &|| false,
    )
    .unwrap();
    eprintln!("{:?} {:#?}", start.elapsed(), summary.files);
}

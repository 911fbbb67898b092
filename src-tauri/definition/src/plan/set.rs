//! Sets: what they and their members may have, and the names of the members' files.
//!
//! A set's own plan reads nothing: it says what the set is called, how it is packed and
//! which companions it has. Its members have plans like any export's.

use chrono::{DateTime, Utc};

use super::ExportPlan;
use crate::catalog::{Catalog, DataModel};
use crate::spec::file_name::{FileName, FileNameValues, FileParts, is_same_name};
use crate::spec::file_set::CompanionOf;
use crate::spec::format::FileFormat;
use crate::spec::set::Packaging;
use crate::spec::template::Template;
use crate::spec::{ExportSpec, FieldChoice, Problem, SpecError, WhenEmpty};

/// Members of one set.
pub const MOST_MEMBERS: usize = 100;

/// A set that can be executed.
#[derive(Debug, Clone)]
pub struct SetPlan {
    /// What is true of the whole set; it has no columns.
    pub whole: ExportPlan,
    /// The members, in their order.
    pub members: Vec<ExportPlan>,
}

impl SetPlan {
    /// Checks a set and all of its members against the data models.
    pub fn compile(
        spec: &ExportSpec,
        catalog: &Catalog,
        started_at: DateTime<Utc>,
    ) -> Result<Self, SpecError> {
        let mut problems = Vec::new();
        let whole =
            whole_set(spec, started_at).map_err(|error| problems.extend(error.problems)).ok();
        let mut members = Vec::new();
        for (index, member) in spec.members.iter().enumerate() {
            match ExportPlan::of(member, catalog, started_at) {
                Ok(plan) => members.push(plan),
                Err(error) => problems.extend(of_member(index, error.problems)),
            }
        }
        if problems.is_empty() {
            let members: Vec<&ExportPlan> = members.iter().collect();
            problems.extend(name_problems(spec.packaging, &members));
        }
        match whole {
            Some(mut whole) if problems.is_empty() => {
                for (index, member) in members.iter().enumerate() {
                    whole.warnings.extend(of_member(index, member.warnings.clone()));
                }
                Ok(Self { whole, members })
            }
            Some(_) | None => Err(SpecError { problems }),
        }
    }
}

/// Problems of a member with their places in the set.
pub fn of_member(index: usize, problems: Vec<Problem>) -> impl Iterator<Item = Problem> {
    problems.into_iter().map(move |problem| {
        let path = match problem.path.as_str() {
            "" => format!("members[{index}]"),
            path => format!("members[{index}].{path}"),
        };
        Problem { path, ..problem }
    })
}

/// The plan of what is true of the whole set, its members being looked at without
/// their data models.
pub fn whole_set(spec: &ExportSpec, started_at: DateTime<Utc>) -> Result<ExportPlan, SpecError> {
    let mut problems = own_problems(spec);
    for (index, member) in spec.members.iter().enumerate() {
        problems.extend(of_member(index, member_problems(member, spec.packaging)));
        let is_same = |other: &ExportSpec| other.name.trim() == member.name.trim();
        if spec.members[..index].iter().any(is_same) {
            let message = format!("two members are called “{}”", member.name);
            let path = format!("members[{index}].name");
            problems.push(Problem::new(path, message, "Give each its own name."));
        }
    }
    let nothing = DataModel {
        id: String::new(),
        label: String::new(),
        description: String::new(),
        key: Vec::new(),
        fields: Vec::new(),
    };
    match ExportPlan::compile(spec, &nothing, started_at) {
        Ok(plan) if problems.is_empty() => Ok(plan),
        Ok(_) => Err(SpecError { problems }),
        Err(error) => {
            problems.extend(error.problems);
            Err(SpecError { problems })
        }
    }
}

/// What a set has that only an export with rows can have.
fn own_problems(spec: &ExportSpec) -> Vec<Problem> {
    let mut problems = Vec::new();
    let format = &spec.format;
    let allowed = FileFormat {
        pgp: format.pgp.clone(),
        zip_password: format.zip_password.clone(),
        newline: format.newline,
        ..FileFormat::default()
    };
    for (key, is_there) in [
        ("model", !spec.model.is_empty()),
        ("filters", !spec.filters.is_empty()),
        ("delta", spec.delta.is_some()),
        ("aggregation", spec.aggregation),
        ("fields", spec.fields != FieldChoice::All),
        ("constants", !spec.constants.is_empty()),
        ("sort", !spec.sort.is_empty()),
        ("format", *format != allowed),
        ("entry_name", spec.entry_name.is_some()),
        ("when_empty", spec.when_empty != WhenEmpty::File),
        ("split", spec.split.is_some()),
    ] {
        if is_there {
            let (message, hint) = if key == "format" {
                (
                    "of a set's own format only `pgp`, `zip_password` and `newline` mean anything",
                    "Write the rest into its members.",
                )
            } else {
                ("a set has no rows of its own", "Write it into its members, or remove it.")
            };
            problems.push(Problem::new(key, message, hint));
        }
    }
    if spec.members.len() > MOST_MEMBERS {
        let message = format!("the set has {} members", spec.members.len());
        let hint = format!("Use {MOST_MEMBERS} at most.");
        problems.push(Problem::new("members", message, hint));
    }
    if spec.packaging == Packaging::Files && format.is_encrypted() {
        let message = "files side by side are encrypted as their members' formats say";
        let hint = "Write `pgp` or `zip_password` into the members, or choose one archive.";
        problems.push(Problem::new("format", message, hint));
    }
    for (path, template) in names(spec) {
        let Ok(name) = FileName::parse_of_companion(template) else { continue };
        if name.holds("model") {
            let message = "{model} stands for a data model, and a set has several";
            problems.push(Problem::new(path.clone(), message, "Remove {model}."));
        }
        if path == "file_name" && spec.packaging == Packaging::Files && name.holds("sha256") {
            let message = "{sha256} is of one file, and the set has several";
            problems.push(Problem::new(path, message, "Remove {sha256}."));
        }
    }
    for (index, companion) in spec.companions.iter().enumerate() {
        let lines = companion.lines.iter().chain(&companion.last_lines);
        if companion.of == CompanionOf::All && lines.into_iter().any(|line| line.contains("{model"))
        {
            let message = "{model} is of one member, and these lines are about all";
            let hint = "Write it into `lines_of_files`.";
            problems.push(Problem::new(format!("companions[{index}]"), message, hint));
        }
    }
    problems.extend(hash_problems(spec));
    problems
}

/// Companions with a hash of rows that isn't known, or isn't to be seen.
fn hash_problems(spec: &ExportSpec) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (index, companion) in spec.companions.iter().enumerate() {
        let lines = [&companion.lines, &companion.lines_of_files, &companion.last_lines];
        let parsed = lines.into_iter().flatten().map(|line| Template::parse(line, true));
        if !parsed.flatten().any(|line| line.holds("hash")) {
            continue;
        }
        let path = format!("companions[{index}]");
        let in_archive = spec.packaging == Packaging::Archive;
        if in_archive && companion.of == CompanionOf::Each {
            let message = "{hash} is of the rows of one member, and the archive holds all";
            let hint = "Write it into `lines_of_files` of a companion for all.";
            problems.push(Problem::new(path.clone(), message, hint));
        }
        for member in &spec.members {
            let FileFormat { layout, .. } = member.format;
            if !layout.is_text() {
                let message = format!(
                    "{{hash}} is of rows of text, and “{}” is {}",
                    member.name,
                    layout.name()
                );
                problems.push(Problem::new(path.clone(), message, "Use {sha256}."));
            } else if member.format.is_encrypted() {
                let message = "{hash} is of the rows before they are encrypted: whoever guesses \
                               them would see that they are right";
                let hint = "Use {sha256}, which is of the encrypted file.";
                problems.push(Problem::new(path.clone(), message, hint));
            }
        }
    }
    problems
}

/// Templates of the names that a set gives.
fn names(spec: &ExportSpec) -> impl Iterator<Item = (String, &String)> {
    let companions = spec.companions.iter().enumerate();
    let companions =
        companions.map(|(index, companion)| (format!("companions[{index}].name"), &companion.name));
    [("file_name".to_owned(), &spec.file_name)].into_iter().chain(companions)
}

/// What a member has that only the set can have, or that members can't have yet.
fn member_problems(member: &ExportSpec, packaging: Packaging) -> Vec<Problem> {
    let of_set = "Remove it here, and write it into the set.";
    let format = &member.format;
    let in_archive = packaging == Packaging::Archive;
    let encrypted = "the archive is encrypted as a whole, not its members";
    let all = [
        (
            "members",
            member.is_set() || packaging_of(member),
            "a set can't be a member of a set",
            "List its members here.",
        ),
        ("schedule", member.schedule.is_some(), "a set runs as a whole", of_set),
        ("targets", !member.targets.is_empty(), "a set is delivered as a whole", of_set),
        ("email", member.email.is_some(), "people are told of the set as a whole", of_set),
        ("sequence", member.sequence.is_some(), "the set counts, and {seq} is its number", of_set),
        (
            "new_names_only",
            member.new_names_only,
            "the names of a set are looked at as a whole",
            of_set,
        ),
        (
            "companions",
            !member.companions.is_empty(),
            "companion files belong to the set as a whole",
            of_set,
        ),
        (
            "delta",
            member.delta.is_some(),
            "a member takes all of its rows: how far it has come isn't kept",
            "Remove it, or filter by a relative date.",
        ),
        (
            "split",
            member.split.is_some(),
            "the file of a member isn't divided into parts",
            "Remove it, or export this by itself.",
        ),
        (
            "when_empty",
            member.when_empty == WhenEmpty::NoFile,
            "a set has the files of all members",
            "Remove it, or choose `fail`.",
        ),
        (
            "format.pgp",
            in_archive && format.pgp.is_some(),
            encrypted,
            "Write it into the set's format, or choose files side by side.",
        ),
        (
            "format.zip_password",
            in_archive && format.zip_password.is_some(),
            encrypted,
            "Write it into the set's format, or choose files side by side.",
        ),
    ];
    let found = all.into_iter().filter(|(_, is_there, ..)| *is_there);
    found.map(|(path, _, message, hint)| Problem::new(path, message, hint)).collect()
}

fn packaging_of(member: &ExportSpec) -> bool {
    member.packaging != Packaging::default()
}

/// The template that a member's file is called by: in an archive that of its entry, if
/// it has one.
pub fn name_of_member(plan: &ExportPlan, packaging: Packaging) -> &FileName {
    match packaging {
        Packaging::Archive => plan.entry_name.as_ref().unwrap_or(&plan.file_name),
        Packaging::Files => &plan.file_name,
    }
}

/// The extension of a member's file.
pub fn extension_of_member(plan: &ExportPlan, packaging: Packaging) -> String {
    match packaging {
        Packaging::Archive => plan.spec.format.content_extension().to_owned(),
        Packaging::Files => plan.spec.format.published_extension(),
    }
}

/// Members whose files would have one name in every run. Names that are equal only now
/// and then, as by their numbers of rows, are noticed by the run.
pub fn name_problems(packaging: Packaging, members: &[&ExportPlan]) -> Vec<Problem> {
    let name = |plan: &ExportPlan| {
        let values = FileNameValues {
            name: &plan.spec.name,
            model: &plan.spec.model,
            started_at: plan.started_at,
            zone: plan.zone,
            run: 1,
            rows: 0,
            of: FileParts { kind: plan.kind().name(), ..FileParts::default() },
        };
        let stem = name_of_member(plan, packaging).render(&values);
        format!("{stem}.{}", extension_of_member(plan, packaging))
    };
    let names: Vec<String> = members.iter().copied().map(name).collect();
    let mut problems = Vec::new();
    for (index, plan) in members.iter().enumerate() {
        if packaging == Packaging::Archive && name_of_member(plan, packaging).holds("sha256") {
            let message = "the archive has no hash before the names in it are written";
            let path = format!("members[{index}].file_name");
            problems.push(Problem::new(path, message, "Remove {sha256}."));
        }
    }
    for (index, name) in names.iter().enumerate() {
        let Some(other) = names[..index].iter().position(|other| is_same_name(other, name)) else {
            continue;
        };
        let key = match (packaging, &members[index].entry_name) {
            (Packaging::Archive, Some(_)) => "entry_name",
            (Packaging::Archive | Packaging::Files, _) => "file_name",
        };
        let message = format!(
            "the files of “{}” and “{}” would both be called `{name}`",
            members[other].spec.name, members[index].spec.name
        );
        let hint = "Write {name} into it, or give it another name.";
        problems.push(Problem::new(format!("members[{index}].{key}"), message, hint));
    }
    problems
}

//! Plans as `EXPLAIN` writes them, one line a step, the last step first.

/// About how many bytes of rows a plan sorts before it gives the first; none where it
/// doesn't sort them.
pub(super) fn sorted_bytes(lines: &[String]) -> Option<u64> {
    let step = |line: &String| line.trim_start().trim_start_matches("->").trim_start().to_owned();
    let sort = lines.iter().map(step).find(|step| step.starts_with("Sort "))?;
    let number = |name: &str| -> Option<u64> {
        let digits = sort.split_once(name)?.1;
        digits.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
    };
    number("rows=")?.checked_mul(number("width=")?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(plan: &str) -> Option<u64> {
        sorted_bytes(&plan.lines().map(str::to_owned).collect::<Vec<_>>())
    }

    // Of PostgreSQL 15.
    #[test]
    fn a_plan_that_sorts() {
        let plan = "Sort  (cost=232519.84..235019.84 rows=1000000 width=188)\n  Sort Key: id COLLATE \"C\"\n  ->  Seq Scan on events  (cost=0.00..42346.00 rows=1000000 width=188)";
        assert_eq!(of(plan), Some(188_000_000));
        let plan = "Gather Merge  (cost=1.00..2.00 rows=7 width=9)\n  Workers Planned: 2\n  ->  Sort  (cost=1.00..2.00 rows=1000 width=20)\n        Sort Key: id";
        assert_eq!(of(plan), Some(20_000));
    }

    #[test]
    fn a_plan_that_doesnt() {
        let plan = "Index Scan using events_pkey on events  (cost=0.42..71.43 rows=1000 width=188)";
        assert_eq!(of(plan), None);
        assert_eq!(of(""), None);
    }
}

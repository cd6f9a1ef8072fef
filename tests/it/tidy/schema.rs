//! The rules of `schema.sql`: every table is strict, explained, and of one of three sorts.

/// Tables that hold the facts themselves.
const FACTS: [&str; 2] = ["journal", "payload"];
/// Tables of one file alone: secrets' hashes, delays, looks.
const LOCAL: &str = "local_";
/// A line of dashes above and below the title of a section.
const BANNER: &str = "----------";

/// One `CREATE TABLE` of the schema.
struct Table {
    line: usize,
    name: String,
    is_strict: bool,
    is_explained: bool,
}

/// What is wrong with the schema, given the text of everything that folds facts into it.
fn violations(schema: &str, fold: &str) -> Vec<String> {
    let words: Vec<&str> = fold.split(|c: char| c != '_' && !c.is_alphanumeric()).collect();
    let is_folded = |name: &str| words.windows(2).any(|pair| pair == ["INTO", name]);
    let mut found = Vec::new();
    for table in tables(schema) {
        let mut say = |sentence: &str| {
            found.push(format!("schema.sql:{}: {} {sentence}", table.line, table.name));
        };
        if !table.is_strict {
            say("is not STRICT");
        }
        if !table.is_explained {
            say("has no comment above and stands in no section");
        }
        let is_known = FACTS.contains(&table.name.as_str()) || table.name.starts_with(LOCAL);
        if is_known == is_folded(&table.name) {
            say("must be written by the fold, or else be local_*, journal or payload");
        }
    }
    found
}

/// Every table, in order.
fn tables(schema: &str) -> Vec<Table> {
    let lines: Vec<&str> = schema.lines().collect();
    let mut tables = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(name) = line.strip_prefix("CREATE TABLE ") else { continue };
        let (above, rest) = lines.split_at(at);
        let is_explained = above.last().is_some_and(|line| line.starts_with("--"))
            || above.iter().any(|line| line.starts_with(BANNER));
        tables.push(Table {
            line: at + 1,
            name: name.split(['(', ' ']).next().unwrap_or_default().to_owned(),
            is_strict: ending(rest).split([' ', ',', ';']).any(|word| word == "STRICT"),
            is_explained,
        });
    }
    tables
}

/// What stands between a statement's last bracket and its semicolon.
fn ending<'a>(lines: &[&'a str]) -> &'a str {
    let code = lines.iter().map(|line| line.split("--").next().unwrap_or_default().trim_end());
    let last = code.into_iter().find(|line| line.ends_with(';')).unwrap_or_default();
    last.rsplit(')').next().unwrap_or_default()
}

#[test]
fn every_table_is_strict_explained_and_of_a_known_sort() {
    let schema = std::fs::read_to_string(super::root().join("schema.sql")).unwrap();
    let mut fold = String::new();
    for file in super::files(&super::root().join("src/store/fold")).unwrap() {
        fold += &std::fs::read_to_string(&file).unwrap();
    }
    assert!(tables(&schema).len() > FACTS.len(), "the schema is read");
    let found = violations(&schema, &fold);
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn each_rule_of_the_schema_can_fail() {
    const FOLD: &str = "\"INSERT OR IGNORE INTO family (id)\" \"INSERT INTO local_b(c)\"";
    let sort = "must be written by the fold, or else be local_*, journal or payload";
    for (schema, expected) in [
        ("-- A.\nCREATE TABLE family (\n  id BLOB -- b; STRICT\n) STRICT, WITHOUT ROWID;", vec![]),
        ("-- A.\nCREATE TABLE journal (id BLOB) STRICT;", vec![]),
        ("-- A.\nCREATE TABLE local_a (id BLOB) STRICT;", vec![]),
        ("----------\n-- A\n----------\n\nCREATE TABLE payload (id BLOB) STRICT;", vec![]),
        ("-- STRICT\nCREATE TABLE family (\n  id BLOB -- STRICT;\n);", vec!["is not STRICT"]),
        ("-- A.\n\nCREATE TABLE family (id BLOB) STRICT;", {
            vec!["has no comment above and stands in no section"]
        }),
        ("-- A.\nCREATE TABLE famil (id BLOB) STRICT;", vec![sort]),
        ("-- A.\nCREATE TABLE local_b (id BLOB) STRICT;", vec![sort]),
    ] {
        let found = violations(schema, FOLD);
        let said: Vec<&str> = found.iter().filter_map(|line| line.splitn(3, ' ').nth(2)).collect();
        assert_eq!(said, expected, "{schema}");
    }
}

//! `verify` finds whatever was done to the file behind the journal's back, and nothing else.

use std::collections::HashMap;
use std::fmt::Write;

use guichet::desk::request::{IssueCodeRequest, PaidBy, Reply, Request, UnblockRequest};
use guichet::domain::ids::{EntryId, FamilyId};
use guichet::domain::people::{
    BlockCause, BookingState, DocumentState, HandOver, IdentityCheck, ToldBy,
};
use guichet::journal::chain::StoredEntry;
use guichet::journal::entry::hex;
use guichet::journal::fact::{
    AccountBlocked, BookingCancelled, BookingsChanged, DecisionTold, Erased, Fact, NoteStruck,
    NoteWritten, ReceiptNumber, ServiceClosed, WalletActivated,
};
use guichet::store::Replay;
use guichet::store::read::entries::decode;
use guichet::store::verify::{Report, Witnesses};
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};

use crate::facts::{asked, chained, contests, decided, document, done, given, id, one_of_each};
use crate::support::{
    Town, access, ask, cash, close, due, family, now, paid_by, raw, receipt, sign_in, sign_in_as,
};

/// A town where so much happened that no table is empty; nobody sits there any more.
fn busy() -> Town {
    let town = Town::new();
    let mut counter = town.sit_at_till("sle");
    let claire = family(&counter, "EVR04217");
    let screen = access(&mut counter, now(), claire);
    let unblock = UnblockRequest {
        family: claire,
        lifts: screen.account.blocks.iter().map(|block| block.id).collect(),
        identity: IdentityCheck::Passport,
        reason: String::new(),
    };
    assert!(matches!(ask(&mut counter, now(), Request::Unblock(unblock)), Reply::Unblocked(_)));
    let code = IssueCodeRequest {
        family: claire,
        lifts: Vec::new(),
        identity: IdentityCheck::Passport,
        replaces: None,
        reason: String::new(),
    };
    let Reply::CodeIssued(code) = ask(&mut counter, now(), Request::IssueCode(code)) else {
        panic!("no code")
    };
    let (credential, how) = (code.credential, HandOver::Printed);
    let handed = Request::HandOver { family: claire, credential, how };
    assert_eq!(ask(&mut counter, now(), handed), Reply::HandedOver);
    let invoices = due(&mut counter, claire);
    let neighbour = PaidBy::Other("DUPONT Jeanne".to_owned());
    receipt(&mut counter, now(), paid_by(neighbour, cash(claire, &invoices, 5000)));
    close(&mut counter, now());
    let paul = family(&counter, "EVR01180");
    append(&town, strangers(paul));
    append(&town, vec![erasing(&town, paul).into()]);
    drop(counter);
    town
}

/// Facts about things that this file never saw: they wait, or are remembered.
fn strangers(known: FamilyId) -> Vec<Fact> {
    let (block, cause, since) = (id(900), BlockCause::Unpaid, None);
    let stranger: FamilyId = id(901);
    let blocked = AccountBlocked { block, family: stranger, cause, since, undoes: None };
    let unseen = BookingCancelled {
        booking: id(902),
        saw: BookingState::Booked,
        child: id(903),
        activity: id(904),
        day: now().today(),
    };
    let given_back = BookingsChanged {
        family: known,
        added: vec![],
        cancelled: vec![unseen],
        undoes: None,
        closing: None,
    };
    let strike = ServiceClosed {
        activity: None,
        from: now().today(),
        to: now().today(),
        label: "grève".to_owned(),
    };
    let given = given(known, (id(905), id(903), id(904), now().today()));
    let day = (id(907), id(903), id(904), now().today());
    let decided = decided(known, day, BookingState::Refused).into();
    let told = DecisionTold { family: known, decision: id(908), how: ToldBy::Counter }.into();
    let written = NoteWritten { family: known, text: "le soir".to_owned(), flagged: true };
    let struck = NoteStruck { family: known, note: id(905) };
    let handed_in = document(id(906), known, Some(id(903)), DocumentState::Refused).into();
    let days = [blocked.into(), given_back.into(), given.into(), decided, told, strike.into()];
    let wallet = WalletActivated { family: known }.into();
    let days = days.into_iter().chain(contests(known));
    let asked = asked(id(910), Some(known), Some(id(911))).into();
    let done = done(id(912), known).into();
    days.chain([written.into(), struck.into(), handed_in, wallet, asked, done]).collect()
}

fn append(town: &Town, facts: Vec<Fact>) {
    let mut counter = town.door();
    let agent = counter.store.read().agent_by_code("sle").unwrap().unwrap().id;
    let mut gesture = counter.store.begin(now(), agent).unwrap();
    for fact in facts {
        gesture.append(&fact).unwrap();
    }
    gesture.commit().unwrap();
}

/// The fact that erases the identity of a family.
fn erasing(town: &Town, family: FamilyId) -> Erased {
    let imported =
        |fact: &Fact| matches!(fact, Fact::FamilyImported(fact) if fact.family == family);
    let entries = entries(town);
    let found =
        entries.iter().find(|entry| decode(entry).unwrap().is_some_and(|fact| imported(&fact)));
    Erased { entry: found.unwrap().header.id, family }
}

fn entries(town: &Town) -> Vec<StoredEntry> {
    let counter = town.door();
    let mut entries = Vec::new();
    let push = |entry| {
        entries.push(entry);
        Ok(())
    };
    counter.store.read().each_entry(push).unwrap();
    entries
}

/// Edits the file as somebody would who can open it but does not know the journal: triggers out,
/// edit, triggers back as they were.
fn tamper(town: &Town, edit: impl FnOnce(&Connection)) {
    let db = raw(&town.path);
    let triggers: Vec<(String, String)> = db
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(triggers.len(), 4);
    for (name, _) in &triggers {
        db.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    edit(&db);
    for (_, sql) in &triggers {
        db.execute_batch(sql).unwrap();
    }
}

fn plain(town: &Town) -> Report {
    town.verify(&Witnesses::default())
}

/// `verify` of a busy town after an edit.
fn after(edit: impl FnOnce(&Connection)) -> Report {
    let town = busy();
    tamper(&town, edit);
    plain(&town)
}

#[track_caller]
fn finds(report: &Report, words: &str) {
    let found = report.findings.iter().any(|finding| finding.contains(words));
    assert!(found, "« {words} » is not in {:#?}", report.findings);
}

/// A row of the journal somewhere in the middle, and the last one.
fn middle_and_last(db: &Connection) -> (u64, u64) {
    let last: u64 =
        db.query_row("SELECT max(position) FROM journal", [], |row| row.get(0)).unwrap();
    (last / 2, last)
}

#[test]
fn a_healthy_file_holds_and_says_what_could_not_be_checked() {
    let town = busy();
    let report = plain(&town);
    assert!(report.holds(), "{:#?}", report.findings);
    assert_eq!(report.entries, entries(&town).len() as u64);
    assert_eq!(report.tables, folded_tables(&raw(&town.path)).len());
    assert_eq!(report.unchecked.len(), 1);
    assert!(report.unchecked[0].contains("une fin coupée"), "{:?}", report.unchecked);
}

#[test]
fn an_edit_that_changes_nothing_is_no_finding() {
    assert!(after(|_| {}).holds());
}

#[test]
fn a_changed_byte_of_a_payload_is_found() {
    let report = after(|db| {
        let (middle, _) = middle_and_last(db);
        let mut bytes: Vec<u8> = db
            .query_row("SELECT bytes FROM payload WHERE position = ?1", [middle], |row| row.get(0))
            .unwrap();
        let digit = bytes.iter().rposition(u8::is_ascii_digit).unwrap();
        bytes[digit] = if bytes[digit] == b'9' { b'8' } else { bytes[digit] + 1 };
        db.execute("UPDATE payload SET bytes = ?2 WHERE position = ?1", params![middle, bytes])
            .unwrap();
    });
    finds(&report, "son contenu a été modifié");
}

#[test]
fn an_entry_deleted_in_the_middle_is_found() {
    let report = after(|db| {
        let (middle, _) = middle_and_last(db);
        for table in ["payload", "journal"] {
            db.execute(&format!("DELETE FROM {table} WHERE position = ?1"), [middle]).unwrap();
        }
    });
    finds(&report, "une écriture manque avant celle-ci");
    finds(&report, "son empreinte ne correspond pas");
}

#[test]
fn an_entry_deleted_in_the_middle_is_found_even_when_the_others_move_up() {
    let report = after(|db| {
        let (middle, last) = middle_and_last(db);
        for table in ["payload", "journal"] {
            db.execute(&format!("DELETE FROM {table} WHERE position = ?1"), [middle]).unwrap();
            for position in middle + 1..=last {
                let sql = format!("UPDATE {table} SET position = ?1 - 1 WHERE position = ?1");
                db.execute(&sql, [position]).unwrap();
            }
        }
        db.execute("UPDATE journal SET seq = position", []).unwrap();
    });
    finds(&report, "son empreinte ne correspond pas");
}

#[test]
fn two_swapped_entries_are_found() {
    let report = after(|db| {
        let (middle, _) = middle_and_last(db);
        for table in ["payload", "journal"] {
            for (from, to) in [(middle, 99_999), (middle + 1, middle), (99_999, middle + 1)] {
                let sql = format!("UPDATE {table} SET position = ?2 WHERE position = ?1");
                db.execute(&sql, [from, to]).unwrap();
            }
        }
    });
    finds(&report, "son numéro d’ordre ne suit pas le précédent");
    finds(&report, "son empreinte ne correspond pas");
}

#[test]
fn a_tail_cut_with_its_rows_kept_is_found() {
    let report = after(|db| {
        let (_, last) = middle_and_last(db);
        for table in ["payload", "journal"] {
            db.execute(&format!("DELETE FROM {table} WHERE position = ?1"), [last]).unwrap();
        }
    });
    finds(&report, "que le journal n’explique pas");
}

#[test]
fn a_replaced_secret_is_found() {
    let forged = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA";
    let report = after(|db| {
        let sql = "UPDATE local_credential SET phc = ?1 WHERE version =
                   (SELECT version FROM local_credential LIMIT 1)";
        assert_eq!(db.execute(sql, [forged]).unwrap(), 1);
    });
    finds(&report, "Un code secret a été remplacé hors du journal");
    let report = after(|db| {
        let sql = "INSERT INTO local_credential VALUES (randomblob(16), ?1)";
        db.execute(sql, [forged]).unwrap();
    });
    finds(&report, "annoncé par aucune écriture");
}

#[test]
fn a_trigger_taken_out_or_replaced_is_found() {
    let town = busy();
    raw(&town.path).execute_batch("DROP TRIGGER journal_never_updated").unwrap();
    finds(&plain(&town), "Schéma modifié hors de Guichet\u{a0}: trigger journal_never_updated");
    let tame = "CREATE TRIGGER journal_never_updated BEFORE UPDATE ON journal BEGIN SELECT 1; END";
    raw(&town.path).execute_batch(tame).unwrap();
    finds(&plain(&town), "trigger journal_never_updated");
}

/// Every folded table with its columns: name, type, place in the primary key (0: none).
type Columns = Vec<(String, String, u32)>;

fn folded_tables(db: &Connection) -> Vec<(String, Columns)> {
    let names: Vec<String> = db
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .filter(|name: &String| {
            !["journal", "payload"].contains(&name.as_str())
                && !name.starts_with("local_")
                && !name.starts_with("sqlite_")
        })
        .collect();
    names.into_iter().map(|name| (name.clone(), columns(db, &name))).collect()
}

fn columns(db: &Connection, table: &str) -> Columns {
    db.prepare(&format!("SELECT name, type, pk FROM pragma_table_info('{table}')"))
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

/// Another value of the same type.
fn other(column: &str, kind: &str) -> String {
    match kind {
        "INTEGER" => format!("coalesce({column}, 0) + 1000"),
        "TEXT" => format!("coalesce({column}, '') || 'x'"),
        _ => "randomblob(16)".to_owned(),
    }
}

/// A row out, a row in, and each column of a row changed.
fn edits(table: &str, columns: &Columns) -> Vec<String> {
    let one = format!("FROM {table} LIMIT 1");
    let keys: Vec<&str> =
        columns.iter().filter(|column| column.2 > 0).map(|column| column.0.as_str()).collect();
    let this = format!("({0}) = (SELECT {0} {one})", keys.join(", "));
    let copied: Vec<String> = columns
        .iter()
        .map(|(name, kind, key)| if *key > 0 { other(name, kind) } else { name.clone() })
        .collect();
    let mut edits = vec![
        format!("DELETE FROM {table} WHERE {this}"),
        format!("INSERT INTO {table} SELECT {} {one}", copied.join(", ")),
    ];
    for (name, kind, _) in columns {
        edits.push(format!("UPDATE {table} SET {name} = {} WHERE {this}", other(name, kind)));
    }
    edits
}

#[test]
fn an_edit_of_any_folded_table_is_found() {
    let town = busy();
    let whole = std::fs::read(&town.path).unwrap();
    let tables = folded_tables(&raw(&town.path));
    assert!(tables.len() >= 30);
    for (table, columns) in tables {
        for edit in edits(&table, &columns) {
            std::fs::write(&town.path, &whole).unwrap();
            let db = raw(&town.path);
            assert_eq!(db.execute(&edit, []).unwrap(), 1, "{edit}: an empty table proves nothing");
            drop(db);
            let found = plain(&town).findings;
            let words = format!("Table {table}\u{a0}:");
            assert!(found.iter().any(|finding| finding.starts_with(&words)), "{edit}: {found:?}");
        }
    }
}

/// The same for the journal itself: whatever is changed is a finding, and never an error.
#[test]
fn an_edit_of_any_column_of_the_journal_is_found() {
    let town = busy();
    let whole = std::fs::read(&town.path).unwrap();
    let (middle, _) = middle_and_last(&raw(&town.path));
    for table in ["journal", "payload"] {
        let columns = columns(&raw(&town.path), table);
        for (name, kind, _) in columns {
            let blob = (kind == "BLOB").then(|| "zeroblob(3)".to_owned());
            for value in [Some(other(&name, &kind)), blob].into_iter().flatten() {
                std::fs::write(&town.path, &whole).unwrap();
                let edit = format!("UPDATE {table} SET {name} = {value} WHERE position = {middle}");
                tamper(&town, |db| assert_eq!(db.execute(&edit, []).unwrap(), 1));
                assert!(!plain(&town).holds(), "{edit}");
            }
        }
    }
}

#[test]
fn a_clock_set_back_keeps_the_order() {
    let town = Town::new();
    let mut counter = town.sit_at_till("sle");
    let claire = family(&counter, "EVR04217");
    for (invoice, days) in due(&mut counter, claire).into_iter().zip([0, -1]) {
        receipt(&mut counter, now().later(days * 86_400_000), cash(claire, &[invoice], 5000));
    }
    let entries = entries(&town);
    assert!(entries.is_sorted_by(|a, b| a.header.hlc < b.header.hlc));
    town.holds();
}

/// What a clever forger leaves: the journal up to an entry, and the tables that follow from it.
fn cut(town: &Town, last: u64) -> Town {
    let forged = town.copy("coupee.db");
    let replay = Replay::new(HashMap::new()).unwrap();
    for entry in entries(town).iter().filter(|entry| entry.position <= last) {
        replay.take(entry).unwrap();
    }
    std::fs::remove_file(&forged.path).unwrap();
    replay.finish().unwrap().save(&forged.path).unwrap();
    let db = raw(&forged.path);
    db.execute("ATTACH ?1 AS whole", [town.path.to_str().unwrap()]).unwrap();
    db.execute_batch(
        "INSERT INTO local_souche SELECT * FROM whole.local_souche;
         INSERT INTO local_credential SELECT * FROM whole.local_credential
           WHERE version IN (SELECT version FROM credential);",
    )
    .unwrap();
    forged
}

/// A town with two payments, the number and the digits of their receipts.
fn two_payments() -> (Town, [(ReceiptNumber, String); 2]) {
    let town = Town::new();
    let mut counter = town.sit_at_till("sle");
    let claire = family(&counter, "EVR04217");
    let numbers = due(&mut counter, claire).into_iter().zip(1..).map(|(invoice, number)| {
        receipt(&mut counter, now(), cash(claire, &[invoice], 5000));
        let number = ReceiptNumber { series: "A2".to_owned(), year: 2026, number };
        let payment = counter.store.read().payment_by_receipt(&number).unwrap().unwrap();
        (number, hex(&payment.entry.2).chars().take(10).collect())
    });
    let numbers: Vec<_> = numbers.collect();
    drop(counter);
    (town, numbers.try_into().unwrap())
}

#[test]
fn a_tail_cut_with_its_rows_is_found_by_a_receipt() {
    let (town, [first, second]) = two_payments();
    let last = entries(&town).len() as u64;
    let forged = cut(&town, last - 1);
    let with = |receipt: &(ReceiptNumber, String)| Witnesses {
        receipt: Some(receipt.clone()),
        ..Witnesses::default()
    };
    assert!(town.verify(&with(&second)).holds());
    let report = forged.verify(&with(&second));
    finds(&report, "Quittance A2-2026-000002 inconnue");
    let report = forged.verify(&with(&first));
    assert!(report.holds(), "{:?}", report.findings);
    assert!(report.unchecked[0].contains("après la quittance A2-2026-000001"));
    finds(&town.verify(&with(&(second.0, first.1))), "l’empreinte n’est pas celle du journal");
}

#[test]
fn a_tail_cut_with_its_rows_is_found_by_the_side_file_and_not_without_a_witness() {
    let (town, _) = two_payments();
    let entries = entries(&town);
    let end = entries.last().unwrap();
    let side_file = Some((end.header.stamp.souche, end.header.seq, end.hash));
    let witnesses = Witnesses { side_file, ..Witnesses::default() };
    let report = town.verify(&witnesses);
    assert!(report.holds() && report.unchecked.is_empty(), "{report:?}");

    let forged = cut(&town, end.position - 1);
    finds(&forged.verify(&witnesses), "Fin du journal coupée");
    let blind = plain(&forged);
    assert!(blind.holds(), "{:?}", blind.findings);
    assert!(blind.unchecked[0].contains("ne se voit pas"));

    let mut counter = forged.sit("sle");
    let luc = family(&counter, "EVR00050");
    let invoices = due(&mut counter, luc);
    receipt(&mut counter, now(), cash(luc, &invoices[..1], 30_000));
    drop(counter);
    finds(&forged.verify(&witnesses), "n’est pas celle du fichier témoin");
}

#[test]
fn the_journal_refuses_to_be_changed() {
    let town = busy();
    let db = raw(&town.path);
    for sql in [
        "UPDATE journal SET at = at + 1 WHERE position = 2",
        "UPDATE journal SET hash = zeroblob(32) WHERE position = 2",
        "DELETE FROM journal WHERE position = 2",
        "DELETE FROM journal",
        "UPDATE payload SET bytes = x'00' WHERE position = 2",
        "UPDATE payload SET salt = zeroblob(16)",
    ] {
        let error = db.execute(sql, []).unwrap_err().to_string();
        assert!(error.contains("the journal is append-only"), "{sql}: {error}");
    }
    let error = db.execute("DELETE FROM payload WHERE position = 2", []).unwrap_err().to_string();
    assert!(error.contains("no erased fact names this entry"), "{error}");
}

#[test]
fn an_erased_family_has_no_name_left_and_all_else_stands() {
    let town = Town::new();
    let mut counter = town.sit_at_till("sle");
    let claire = family(&counter, "EVR04217");
    let invoices = due(&mut counter, claire);
    receipt(&mut counter, now(), cash(claire, &invoices, 5000));
    append(&town, vec![erasing(&town, claire).into()]);
    town.holds();

    let erased: EntryId = erasing(&town, claire).entry;
    let sql = "DELETE FROM payload WHERE position = (SELECT position FROM journal WHERE id = ?1)";
    let db = raw(&town.path);
    db.execute_batch("PRAGMA secure_delete = ON").unwrap();
    assert_eq!(db.execute(sql, [erased.0]).unwrap(), 1);
    drop(db);
    town.holds();
    assert!(counter.store.read().guardians(claire).unwrap().is_empty());
    assert!(counter.store.read().invoices_due(claire).unwrap().is_empty());
    assert_eq!(counter.store.read().payments(claire, 9).unwrap().len(), 1);
    for text in ["martineau", "EVR04217", "claire.m@exemple.fr", "morel"] {
        let Reply::Found(found) = ask(&mut counter, now(), Request::Find { text: text.into() })
        else {
            panic!("{text}")
        };
        assert!(found.rows.iter().all(|row| row.id != claire), "{text}");
    }
    drop(counter);
    let bytes = std::fs::read(&town.path).unwrap();
    for gone in ["claire.m@exemple.fr", "14 rue des Lilas", "06 12 34 56 78", "MOREL"] {
        let still = bytes.windows(gone.len()).any(|window| window == gone.as_bytes());
        assert!(!still, "« {gone} » is still in the file");
    }
}

#[test]
fn an_entry_of_another_family_is_not_erased_with_it() {
    let town = Town::new();
    let counter = town.door();
    let claire = family(&counter, "EVR04217");
    drop(counter);
    append(&town, vec![erasing(&town, claire).into()]);
    let db = raw(&town.path);
    let refused = db.execute("DELETE FROM payload", []).unwrap_err().to_string();
    assert!(refused.contains("no erased fact"), "{refused}");
}

#[test]
fn a_secret_that_was_replaced_leaves_no_row_behind() {
    let town = busy();
    let mut counter = town.door();
    assert!(matches!(sign_in_as(&mut counter, now(), "sle", "faux"), Reply::Refused(_)));
    sign_in(&mut counter, "mdi");
    let rows: u32 = raw(&town.path)
        .query_row("SELECT count(*) FROM local_credential", [], |row| row.get(0))
        .unwrap();
    assert_eq!(rows, 6, "five agents and one family");
}

/// Golden vectors of whole payloads and the chain they make. They never change: a file written
/// today is read in ten years. `UPDATE_GOLDEN=1` writes them, for a new kind of fact only.
#[test]
fn payloads_and_hashes_are_the_documented_ones() {
    let facts = one_of_each();
    let mut text = String::new();
    for (entry, fact) in chained(&facts).iter().zip(&facts) {
        let bytes = fact.encode().unwrap();
        assert_eq!(Fact::decode(fact.kind(), 1, &bytes).unwrap().as_ref(), Some(fact));
        let _ = writeln!(text, "kind {}", fact.kind());
        let _ = writeln!(text, "payload {}", String::from_utf8(bytes.clone()).unwrap());
        let _ = writeln!(text, "sha256 {}", hex(&Sha256::digest(&bytes)));
        let _ = writeln!(text, "entry {}\n", hex(&entry.hash));
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/golden/facts.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(path, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), text);
}

//! `pieces`: what families handed in of the documents that the commune asks for.

use chrono::NaiveDate;

use crate::domain::document::{Holder, RequiredDocument};
use crate::domain::people::DocumentState;
use crate::domain::text::fold;

use super::Against;
use super::field;
use super::known::Known;
use super::plan::{DocumentRow, Expiry, ImportPlan};
use super::report::{Report, Reported};
use super::sheet::{Row, Sheet};

/// Longest code or label of a document.
const LABEL_MAX_CHARS: usize = 160;

/// Reads `pieces`. One that came in twice on a day, refused and brought again, is two.
pub(super) fn read_documents(
    sheet: Sheet,
    against: Against<'_>,
    plan: &mut ImportPlan,
    known: &Known,
    report: &mut Report,
) -> Result<(), Reported> {
    sheet.each(report, |row, report| {
        let family = known.family(row, "famille", report);
        let piece = piece(row, against.pieces, report);
        let read = document(row, against.today, report);
        let (Ok(index), Ok(piece)) = (family, piece) else { return };
        let child = whose(row, (index, piece), known, report);
        let (Ok(child), Ok(document)) = (child, read) else { return };
        let document = DocumentRow { child, code: piece.code.clone(), ..document };
        let Some(family) = plan.families.get_mut(index) else { return };
        if family.file.documents.contains(&document) {
            row.remark("pièce déjà lue, ignorée", report);
        } else {
            family.file.documents.push(document);
        }
    })
}

/// The document that a line names, by its code in the commune's profile or by its label.
fn piece<'p>(
    row: &Row<'_>,
    pieces: &'p [RequiredDocument],
    report: &mut Report,
) -> Result<&'p RequiredDocument, Reported> {
    let named = row.text("piece", LABEL_MAX_CHARS, report)?;
    let folded = fold(&named);
    let likely = |one: &&RequiredDocument| fold(&one.code) == folded || fold(&one.label) == folded;
    let exact = pieces.iter().find(|one| one.code == named);
    exact.or_else(|| pieces.iter().find(likely)).ok_or_else(|| {
        let codes: Vec<&str> = pieces.iter().map(|one| one.code.as_str()).collect();
        let expected = match codes.as_slice() {
            [] => "rien, la commune ne demandant aucune pièce".to_owned(),
            codes => format!("une pièce que la commune demande ({})", codes.join(", ")),
        };
        row.wrong("piece", &expected, report)
    })
}

/// The child whose document it is; none for one of the household.
fn whose(
    row: &Row<'_>,
    (family, piece): (usize, &RequiredDocument),
    known: &Known,
    report: &mut Report,
) -> Result<Option<usize>, Reported> {
    match piece.holder {
        Holder::Child => known.child(family, row, report).map(Some),
        Holder::Family if row.cell("enfant").is_empty() => Ok(None),
        Holder::Family => {
            Err(row.wrong("enfant", "rien, cette pièce étant celle de la famille", report))
        }
    }
}

/// What a line says of a document, but for whose and which it is.
fn document(row: &Row<'_>, today: NaiveDate, report: &mut Report) -> Result<DocumentRow, Reported> {
    let received = row.required("recue_le", |cell| field::received(cell, today), report);
    let state = row.optional("etat", field::document_state, report);
    let expiry = row.optional("fin", field::expiry, report);
    let fault = row.optional("motif", field::document_fault, report);
    let (received, state, mut fault) =
        (received?, state?.unwrap_or(DocumentState::Received), fault?);
    let expiry = expiry?.unwrap_or(Expiry::ByRule);
    if matches!(expiry, Expiry::On(last) if last < received) {
        row.remark("fin avant recue_le, à vérifier", report);
    }
    if state != DocumentState::Refused && fault.take().is_some() {
        row.remark("motif d’une pièce qui n’est pas refusée, ignoré", report);
    }
    Ok(DocumentRow { child: None, code: String::new(), received, state, expiry, fault })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::document::Validity;
    use crate::domain::people::DocumentFault;
    use crate::domain::time::parse_day;
    use crate::import::{Folder, Headers, ImportErrors, read_as};

    const FAMILIES: &str = "identifiant;nom\nEVR1;MARTIN\nEVR2;PETIT\n";
    const CHILDREN: &str = "famille;prenom;naissance\nEVR1;Léo;01/01/2019\nEVR1;Zoé;01/01/2020\n";
    const HEADER: &str = "famille;enfant;piece;recue_le;etat;fin;motif";

    fn day(text: &str) -> NaiveDate {
        parse_day(text).unwrap()
    }

    fn asked(code: &str, label: &str, holder: Holder) -> RequiredDocument {
        RequiredDocument {
            code: code.to_owned(),
            label: label.to_owned(),
            holder,
            validity: Validity::SchoolYear,
            kinds: Vec::new(),
            validated: true,
            notice_days: 30,
        }
    }

    /// Reads lines of `pieces` on 20 November 2026, in a commune that asks for two documents.
    fn read(header: &str, lines: &str) -> Result<ImportPlan, ImportErrors> {
        let pieces = [
            asked("assurance", "Assurance scolaire", Holder::Child),
            asked("-domicile", "justificatif de domicile", Holder::Family),
        ];
        let pieces: &[RequiredDocument] = if header == "nothing asked" { &[] } else { &pieces };
        let header = if header == "nothing asked" { HEADER } else { header };
        let text = format!("{header}\n{lines}\n");
        let files = [("familles.csv", FAMILIES), ("enfants.csv", CHILDREN), ("pièces.csv", &text)];
        let bytes = |(name, text): (&str, &str)| (name.to_owned(), text.as_bytes().to_vec());
        let folder = Folder { files: files.map(bytes).to_vec() };
        read_as(&folder, &Headers::default(), Against { today: day("20/11/2026"), pieces })
    }

    fn rows(lines: &str) -> Vec<DocumentRow> {
        let plan = read(HEADER, lines).unwrap_or_else(|errors| panic!("{errors}"));
        assert_eq!(plan.remarks, [], "{lines}");
        plan.families.into_iter().next().unwrap().file.documents
    }

    fn row(child: Option<usize>, code: &str) -> DocumentRow {
        DocumentRow {
            child,
            code: code.to_owned(),
            received: day("02/09/2026"),
            state: DocumentState::Received,
            expiry: Expiry::ByRule,
            fault: None,
        }
    }

    #[test]
    fn a_document_is_named_by_code_or_label_and_most_of_it_need_not_be_said() {
        let insurance = row(Some(0), "assurance");
        for line in
            ["EVR1;Léo;assurance;02/09/2026", "evr1;LEO;ASSURANCE  scolaire;2026-09-02;Reçu"]
        {
            assert_eq!(rows(line), std::slice::from_ref(&insurance), "{line}");
        }
        let address = DocumentRow { expiry: Expiry::Never, ..row(None, "-domicile") };
        for line in [
            "EVR1;;'-domicile;02/09/2026;;sans fin;",
            "EVR1;;Justificatif de domicile;02/09/2026;à valider;Sans fin",
        ] {
            assert_eq!(rows(line), std::slice::from_ref(&address), "{line}");
        }
        let (refused, expiry) = (DocumentState::Refused, Expiry::On(day("31/08/2027")));
        let fault = Some(DocumentFault::Unsigned);
        let refused = DocumentRow { state: refused, expiry, fault, ..insurance.clone() };
        let brought_again = "EVR1;Léo;assurance;02/09/2026;refusée;31/08/2027;non signée\n\
                             EVR1;Léo;assurance;02/09/2026";
        assert_eq!(rows(brought_again), [refused, insurance], "refused, and brought again");
        let bare = read("famille;document;date", "EVR1;domicile;02/09/2026").unwrap();
        let documents = &bare.families[0].file.documents;
        assert_eq!(*documents, [row(None, "-domicile")], "the household's own need no child");
    }

    #[test]
    fn what_is_written_reads_back_and_no_spreadsheet_runs_it() {
        let lines = "EVR1;;domicile;02/09/2026;validée;sans fin\n\
                     EVR1;Zoé;assurance;20/11/2026;refusée;31/08/2027;mauvaise pièce\n\
                     EVR1;Léo;assurance;01/01/2000";
        let plan = read(HEADER, lines).unwrap();
        let written = crate::import::folder(&plan);
        let (_, bytes) = written.files.iter().find(|(name, _)| name == "pieces.csv").unwrap();
        let text = std::str::from_utf8(bytes).unwrap();
        assert!(text.contains("EVR1;;'-domicile;02/09/2026;validée;sans fin;\n"), "{text}");
        let (header, written) = text.trim_start_matches('\u{feff}').split_once('\n').unwrap();
        assert_eq!(header, HEADER);
        assert_eq!(rows(written), plan.families[0].file.documents);
    }

    #[test]
    fn what_no_document_can_be_is_an_error_of_its_line() {
        for (line, column, words) in [
            ("EVR9;Léo;assurance;02/09/2026", "famille", "un identifiant"),
            ("EVR1;Marie;assurance;02/09/2026", "enfant", "un enfant de cette famille"),
            ("EVR2;Léo;assurance;02/09/2026", "enfant", "un enfant de cette famille"),
            ("EVR1;;assurance;02/09/2026", "enfant", "un enfant de cette famille"),
            ("EVR1;Léo;domicile;02/09/2026", "enfant", "celle de la famille"),
            ("EVR1;Léo;vaccins;02/09/2026", "piece", "(assurance, -domicile)"),
            ("EVR1;Léo;;02/09/2026", "piece", "(assurance, -domicile)"),
            ("EVR1;Léo;=assurance();02/09/2026", "piece", "pas une formule"),
            ("EVR1;Léo;assurance;", "recue_le", "comme 02/09/2026"),
            ("EVR1;Léo;assurance;21/11/2026", "recue_le", "aujourd’hui"),
            ("EVR1;Léo;assurance;31/12/1999", "recue_le", "de 2000"),
            ("EVR1;Léo;assurance;31/06/2026", "recue_le", "comme 02/09/2026"),
            ("EVR1;Léo;assurance;02/09/2026;retirée", "etat", "reçue, validée ou refusée"),
            ("EVR1;Léo;assurance;02/09/2026;;jamais", "fin", "ou sans fin"),
            ("EVR1;Léo;assurance;02/09/2026;;01/01/2101", "fin", "ou sans fin"),
            ("EVR1;Léo;assurance;02/09/2026;refusée;;allergie", "motif", "non signée"),
        ] {
            let errors = read(HEADER, line).unwrap_err();
            let told: Vec<_> = errors.listed.iter().map(|e| (&*e.file, e.line, e.column)).collect();
            assert_eq!(told, [("pièces.csv", 2, column)], "{line}: {errors}");
            assert!(errors.to_string().contains(words), "{line}: {errors}");
        }
        let nothing = read("nothing asked", "EVR1;Léo;assurance;02/09/2026").unwrap_err();
        assert!(nothing.to_string().contains("ne demandant aucune pièce"), "{nothing}");
        let missing = read("famille;enfant;recue_le", "EVR1;Léo;02/09/2026").unwrap_err();
        assert!(missing.to_string().contains("«\u{a0}piece\u{a0}» manquante"), "{missing}");
    }

    #[test]
    fn what_is_odd_is_remarked_and_stops_nothing() {
        for (lines, line, text) in [
            (
                "EVR1;Léo;assurance;02/09/2026\nEVR1;leo;Assurance scolaire;2/9/2026;reçue",
                3,
                "pièce déjà lue, ignorée",
            ),
            (
                "EVR1;Léo;assurance;02/09/2026;validée;;illisible",
                2,
                "motif d’une pièce qui n’est pas refusée, ignoré",
            ),
            ("EVR1;Léo;assurance;02/09/2026;;01/09/2026", 2, "fin avant recue_le, à vérifier"),
        ] {
            let plan = read(HEADER, lines).unwrap();
            let told: Vec<_> = plan.remarks.iter().map(|one| (one.line, &*one.text)).collect();
            assert_eq!(told, [(line, text)], "{lines}");
            let [document] = plan.families[0].file.documents.as_slice() else { panic!("{lines}") };
            assert_eq!(document.fault, None);
        }
        let limits = "EVR1;Léo;assurance;20/11/2026;;20/11/2026\nEVR1;Zoé;assurance;01/01/2000;;\n";
        assert_eq!(rows(limits).len(), 2);
    }
}

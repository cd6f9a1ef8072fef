//! Commented models of the nine files, for an office that prepares its export.

use super::source::OfficeFile;

/// The name and text of each model: UTF-8 with a BOM, `;`, comments, a header and an example.
///
/// Together they are a folder that can be imported as it is.
pub fn templates() -> Vec<(String, String)> {
    let file_of = |file: OfficeFile| {
        let text = format!("\u{feff}{}", text_of(file).replace('\n', "\r\n"));
        (format!("{}.csv", file.stem()), text)
    };
    OfficeFile::ALL.into_iter().map(file_of).collect()
}

const fn text_of(file: OfficeFile) -> &'static str {
    match file {
        OfficeFile::Families => include_str!("../../assets/import/familles.csv"),
        OfficeFile::Guardians => include_str!("../../assets/import/responsables.csv"),
        OfficeFile::Children => include_str!("../../assets/import/enfants.csv"),
        OfficeFile::Activities => include_str!("../../assets/import/activites.csv"),
        OfficeFile::Enrolments => include_str!("../../assets/import/inscriptions.csv"),
        OfficeFile::Invoices => include_str!("../../assets/import/factures.csv"),
        OfficeFile::Bookings => include_str!("../../assets/import/reservations.csv"),
        OfficeFile::Accounts => include_str!("../../assets/import/comptes.csv"),
        OfficeFile::Documents => include_str!("../../assets/import/pieces.csv"),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::super::{Folder, columns, read};
    use super::*;

    #[test]
    fn the_models_import_as_they_are() {
        let files = templates().into_iter().map(|(name, text)| (name, text.into_bytes())).collect();
        let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let plan = read(&Folder { files }, today).unwrap();
        assert_eq!(plan.remarks, []);
        assert_eq!((plan.families.len(), plan.activities.len()), (1, 1));
        let family = &plan.families[0];
        assert_eq!(family.guardians.len(), 1);
        assert_eq!(family.children.len(), 1);
        assert_eq!(family.enrolments.len(), 1);
        assert_eq!(family.invoices.len(), 1);
        assert_eq!(family.bookings.len(), 1);
        assert!(family.account.is_some());
    }

    #[test]
    fn the_models_name_every_column_and_explain_it() {
        for (file, (name, text)) in OfficeFile::ALL.into_iter().zip(templates()) {
            let header =
                text.lines().find(|line| !line.trim_start_matches('\u{feff}').starts_with('#'));
            let names: Vec<&str> = header.unwrap().split(';').collect();
            let known: Vec<&str> = columns::of(file).iter().map(|column| column.name).collect();
            assert_eq!(names, known, "{name}");
            for column in known {
                assert!(text.contains(&format!("# {column} ")), "{name} explains {column}");
            }
        }
    }
}

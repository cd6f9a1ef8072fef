//! An office's folder in memory: names and bytes. Whoever owns the disk fills it.

use crate::domain::text::fold;

use super::headers::Headers;
use super::report::{FieldError, Report, Reported, shown};

/// The files of a folder, as they were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folder {
    /// Name without a path, and content: none of those that [`Folder::reads`] says no to.
    pub files: Vec<(String, Vec<u8>)>,
}

/// The nine files of an export. Only the families' must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfficeFile {
    /// `familles`: one line a household, with its account holder.
    Families,
    /// `responsables`: the other adults.
    Guardians,
    /// `enfants`.
    Children,
    /// `activites`.
    Activities,
    /// `inscriptions`: a child's right to an activity between two dates.
    Enrolments,
    /// `factures`.
    Invoices,
    /// `reservations`: one line a booked day.
    Bookings,
    /// `comptes`: where portal accounts stand.
    Accounts,
    /// `pieces`: what came in of the documents that the commune asks for.
    Documents,
}

impl OfficeFile {
    /// All of them, in the order in which they are read.
    pub const ALL: [Self; 9] = [
        Self::Families,
        Self::Guardians,
        Self::Children,
        Self::Activities,
        Self::Enrolments,
        Self::Invoices,
        Self::Bookings,
        Self::Accounts,
        Self::Documents,
    ];

    /// The file's name without its ending.
    pub const fn stem(self) -> &'static str {
        match self {
            Self::Families => "familles",
            Self::Guardians => "responsables",
            Self::Children => "enfants",
            Self::Activities => "activites",
            Self::Enrolments => "inscriptions",
            Self::Invoices => "factures",
            Self::Bookings => "reservations",
            Self::Accounts => "comptes",
            Self::Documents => "pieces",
        }
    }

    /// Which file has this name: `Activités.CSV` is the activities', `familles (1).csv` nobody's.
    pub fn of_name(name: &str) -> Option<Self> {
        let (stem, ending) = name.rsplit_once('.')?;
        let stem = fold(stem);
        let known = || Self::ALL.into_iter().find(|file| file.stem() == stem);
        if ending.eq_ignore_ascii_case("csv") { known() } else { None }
    }
}

/// Which file this is: the one that the office calls so, or else the one of that name.
fn known(headers: &Headers, name: &str) -> Option<OfficeFile> {
    let renamed =
        |file: &OfficeFile| headers.file(*file).is_some_and(|own| fold(own) == fold(name));
    let usual = || OfficeFile::of_name(name).filter(|file| headers.file(*file).is_none());
    OfficeFile::ALL.into_iter().find(renamed).or_else(usual)
}

impl Folder {
    /// Whether a file of this name is one of the nine, so that its content matters.
    pub fn reads(headers: &Headers, name: &str) -> bool {
        known(headers, name).is_some()
    }

    /// The name and bytes of one of the nine files, if it is there.
    ///
    /// # Errors
    /// Two that could be meant, or no families at all.
    pub(super) fn find(
        &self,
        headers: &Headers,
        file: OfficeFile,
        report: &mut Report,
    ) -> Result<Option<(&str, &[u8])>, Reported> {
        let mut found = self.files.iter().filter(|(name, _)| known(headers, name) == Some(file));
        let first = found.next();
        if let Some((other, _)) = found.next() {
            let sentence = format!("deux fichiers «\u{a0}{}\u{a0}» dans le dossier", file.stem());
            return Err(report.error(FieldError::of_line(other, 0, sentence)));
        }
        if first.is_none() && file == OfficeFile::Families {
            let sentence = "fichier manquant, le seul obligatoire";
            let name = headers.file(file).unwrap_or("familles.csv");
            return Err(report.error(FieldError::of_line(name, 0, sentence)));
        }
        Ok(first.map(|(name, bytes)| (name.as_str(), bytes.as_slice())))
    }

    /// Remarks on the files that are none of the nine.
    pub(super) fn remark_strangers(&self, headers: &Headers, report: &mut Report) {
        for (name, _) in &self.files {
            if known(headers, name).is_none() {
                report.remark(&shown(name), 0, "fichier inconnu, ignoré");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_stem() {
        for (name, file) in [
            ("familles.csv", Some(OfficeFile::Families)),
            ("Familles.CSV", Some(OfficeFile::Families)),
            ("Activités.csv", Some(OfficeFile::Activities)),
            ("RÉSERVATIONS.csv", Some(OfficeFile::Bookings)),
            ("familles (1).csv", None),
            ("familles.xlsx", None),
            ("familles", None),
            (".csv", None),
        ] {
            assert_eq!(OfficeFile::of_name(name), file, "{name}");
        }
    }

    #[test]
    fn strangers_are_remarked_and_twins_refused() {
        let names = ["familles.csv", "FAMILLES.CSV", "notes.txt"];
        let files = names.map(|name| (name.to_owned(), Vec::new())).to_vec();
        let folder = Folder { files };
        let mut report = Report::default();
        folder.remark_strangers(&Headers::default(), &mut report);
        assert!(report.finish().unwrap().iter().any(|remark| remark.file == "notes.txt"));

        let mut report = Report::default();
        assert_eq!(
            folder.find(&Headers::default(), OfficeFile::Families, &mut report),
            Err(Reported)
        );
        let errors = report.finish().unwrap_err();
        assert!(errors.listed[0].to_string().starts_with("FAMILLES.CSV"), "{errors}");
    }

    #[test]
    fn only_the_families_must_be_there() {
        let mut report = Report::default();
        for file in OfficeFile::ALL {
            let folder = Folder::default();
            let absent = folder.find(&Headers::default(), file, &mut report);
            assert_eq!(absent.is_err(), file == OfficeFile::Families);
        }
        assert_eq!(report.finish().unwrap_err().total, 1);
    }
}

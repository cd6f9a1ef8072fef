//! Documents at the counter: what comes in, what an agent says of it, and what waits until then.

use guichet::desk::import::ImportSummary;
use guichet::desk::refusal::Refusal;
use guichet::desk::request::{DocumentNote, NoteDocument, Reply, Request};
use guichet::desk::view::{DocumentLine, HandedIn};
use guichet::domain::document::RequiredDocument;
use guichet::domain::people::{DocumentFault, DocumentState};
use guichet::domain::time::Moment;
use guichet::import::{Against, Folder, Headers, read_as};
use guichet::profile::Profile;

use crate::booking::Desk;
use crate::support::{FOLDER, Town, ask, at, import_into, now, position, refused};

/// An insurance for each child that an agent looks at, for Wednesdays; a proof of address for the
/// household, for everything.
const PIECES: &str = "
[[pieces]]
code = \"assurance\"
libelle = \"assurance scolaire\"
pour = \"enfant\"
validite = \"année scolaire\"
genres = \"mercredi\"
validation = true
[[pieces]]
code = \"domicile\"
libelle = \"justificatif de domicile\"
pour = \"famille\"
validite = \"12 mois\"
validation = false
";

fn desk(town: &Town) -> Desk {
    let mut desk = Desk::new(town, "sle", "EVR04217");
    desk.counter.profile.file.pieces = pieces();
    desk
}

/// As a profile says them.
pub fn pieces() -> Vec<RequiredDocument> {
    let text = format!("{}{PIECES}", Profile::builtin_text("evreux").unwrap());
    Profile::parse(&text).unwrap().file.pieces
}

fn line(desk: &mut Desk, now: Moment, label: &str) -> DocumentLine {
    match ask(&mut desk.counter, now, Request::OpenFamily(desk.family)) {
        Reply::Family(view) => view.documents.into_iter().find(|one| one.label == label).unwrap(),
        reply => panic!("{reply:?}"),
    }
}

/// What can be asked of the line with that label.
fn note(
    desk: &mut Desk,
    label: &str,
    note: impl FnOnce(Option<HandedIn>) -> DocumentNote,
) -> Request {
    let piece = line(desk, now(), label).piece.unwrap();
    let note = note(piece.handed_in);
    let (family, child, code) = (desk.family, piece.child, piece.code);
    Request::NoteDocument(NoteDocument { family, child, code, note })
}

fn looked(
    state: DocumentState,
    fault: Option<DocumentFault>,
) -> impl Fn(Option<HandedIn>) -> DocumentNote {
    move |handed_in| {
        let HandedIn { document, saw, .. } = handed_in.unwrap();
        DocumentNote::Looked { document, state, fault, saw }
    }
}

#[track_caller]
fn said(desk: &mut Desk, now: Moment, request: Request) -> String {
    match ask(&mut desk.counter, now, request) {
        Reply::Filed(filed) => filed.sentence,
        reply => panic!("{reply:?}"),
    }
}

const INSURANCE: &str = "assurance scolaire de Léo";
const ADDRESS: &str = "justificatif de domicile";

#[test]
fn nothing_is_booked_until_the_document_is_received_and_validated() {
    let town = Town::new();
    let mut desk = desk(&town);
    let request = note(&mut desk, ADDRESS, |_| DocumentNote::Received);
    assert_eq!(
        said(&mut desk, now(), request),
        "Pièce reçue\u{a0}: justificatif de domicile, valable jusqu’au 19/11/2027."
    );
    let wednesday = "Léo CENTRE 2026-12-02";
    assert_eq!(
        desk.reason(now(), wednesday, true),
        "Réservation impossible, pièce manquante : assurance scolaire de Léo. D, puis P la \
         note reçue."
    );
    let canteen = desk.change("Léo CANTINE 2026-12-03", true);
    desk.book(now(), &[canteen]);
    let request = note(&mut desk, INSURANCE, |_| DocumentNote::Received);
    assert!(
        said(&mut desk, now(), request.clone()).ends_with("Elle comptera une fois validée (V).")
    );
    assert_eq!(line(&mut desk, now(), INSURANCE).status, "à valider (reçue 20/11/2026)");
    let reason = desk.reason(now(), wednesday, true);
    assert!(reason.contains("pièce à valider, reçue le 20/11/2026"), "{reason}");
    let again = refused(&mut desk.counter, now(), request);
    assert!(again.to_string().starts_with("Déjà reçue le 20/11/2026"), "{again}");
    let request = note(&mut desk, INSURANCE, looked(DocumentState::Validated, None));
    assert_eq!(
        said(&mut desk, now(), request.clone()),
        "Pièce validée\u{a0}: assurance scolaire de Léo, valable jusqu’au 31/08/2027."
    );
    let change = desk.change(wednesday, true);
    desk.book(now(), &[change]);
    let stale = refused(&mut desk.counter, now(), request);
    assert!(stale.to_string().contains("validée entre-temps par S. Leroy"), "{stale}");
    town.holds();
}

#[test]
fn a_document_is_looked_at_on_the_day_of_service_and_renewed_before() {
    let town = Town::new();
    let mut desk = desk(&town);
    // Twelve months from 10 December 2025: the last day is 9 December 2026.
    let before = at("2025-12-10T09:00:00");
    let request = note(&mut desk, ADDRESS, |_| DocumentNote::Received);
    said(&mut desk, before, request);
    let line_now = line(&mut desk, now(), ADDRESS);
    assert_eq!((line_now.status.as_str(), line_now.valid), ("expire le 09/12/2026", false));
    let last = desk.change("Léo CANTINE 2026-12-08", true);
    desk.book(now(), &[last]);
    let reason = desk.reason(now(), "Léo CANTINE 2026-12-10", true);
    assert!(reason.contains("pièce valable jusqu’au 09/12/2026 seulement"), "{reason}");
    let request = note(&mut desk, ADDRESS, |_| DocumentNote::Received);
    said(&mut desk, now(), request);
    let renewed = desk.change("Léo CANTINE 2026-12-10", true);
    desk.book(now(), &[renewed]);
    let request = note(&mut desk, ADDRESS, |_| DocumentNote::Received);
    let twice = refused(&mut desk.counter, now(), request);
    assert!(twice.to_string().starts_with("Déjà valable jusqu’au 19/11/2027"), "{twice}");
    town.holds();
}

#[test]
fn a_refused_document_says_why_and_one_noted_by_mistake_is_gone() {
    let town = Town::new();
    let mut desk = desk(&town);
    let request = note(&mut desk, INSURANCE, |_| DocumentNote::Received);
    said(&mut desk, now(), request);
    let unsigned = looked(DocumentState::Refused, Some(DocumentFault::Unsigned));
    let request = note(&mut desk, INSURANCE, unsigned);
    let refusal = said(&mut desk, now(), request);
    assert_eq!(refusal, "Pièce refusée (non signée)\u{a0}: assurance scolaire de Léo.");
    let reason = desk.reason(now(), "Léo CENTRE 2026-12-02", true);
    assert!(reason.contains("pièce refusée (non signée)"), "{reason}");
    let request = note(&mut desk, INSURANCE, looked(DocumentState::Withdrawn, None));
    said(&mut desk, now(), request);
    assert_eq!(line(&mut desk, now(), INSURANCE).status, "manquante");
    let Reply::Family(view) = ask(&mut desk.counter, now(), Request::OpenFamily(desk.family))
    else {
        panic!("no file");
    };
    let told: Vec<&str> = view.events.iter().take(3).map(|event| event.text.as_str()).collect();
    assert_eq!(
        told,
        [
            "pièce assurance de Léo retirée",
            "pièce assurance de Léo refusée (non signée)",
            "pièce assurance de Léo reçue, valable jusqu’au 31/08/2027",
        ]
    );
    town.holds();
}

#[test]
fn what_is_not_asked_for_is_not_noted() {
    let town = Town::new();
    let mut desk = desk(&town);
    let mut request = NoteDocument {
        family: desk.family,
        child: None,
        code: "assurance".to_owned(),
        note: DocumentNote::Received,
    };
    let unknown = Refusal::Unknown { what: "Cette pièce" };
    let of_nobody = refused(&mut desk.counter, now(), Request::NoteDocument(request.clone()));
    assert_eq!(of_nobody, unknown, "an insurance is a child’s");
    request.code = "passeport".to_owned();
    assert_eq!(refused(&mut desk.counter, now(), Request::NoteDocument(request)), unknown);
    let request = note(&mut desk, ADDRESS, |_| DocumentNote::Received);
    said(&mut desk, now(), request);
    let request = note(&mut desk, ADDRESS, looked(DocumentState::Validated, None));
    let needless = refused(&mut desk.counter, now(), request);
    assert!(needless.to_string().contains("rien à valider"), "{needless}");
}

/// What the office says came in, read in; with the summary.
#[track_caller]
fn of_office(desk: &mut Desk, lines: &[&str]) -> ImportSummary {
    let rows = format!("famille;enfant;piece;recue_le;etat;fin;motif\n{}\n", lines.join("\n"));
    let mut files = FOLDER.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).to_vec();
    files.push(("pieces.csv".to_owned(), rows.into_bytes()));
    let pieces = &desk.counter.profile.file.pieces;
    let against = Against { today: now().today(), pieces };
    let plan = read_as(&Folder { files }, &Headers::default(), against).unwrap();
    assert_eq!(plan.remarks, []);
    import_into(&mut desk.counter, &plan, false).unwrap()
}

/// What came in and what was kept, of an import that changed nothing else.
#[track_caller]
fn came_in(desk: &mut Desk, lines: &[&str]) -> (usize, usize) {
    let before = position(&desk.counter);
    let ImportSummary { documents, kept_documents, .. } = of_office(desk, lines);
    assert_eq!(position(&desk.counter), before + u64::from(documents > 0), "{lines:?}");
    (documents, kept_documents)
}

#[test]
fn a_document_follows_the_office_until_an_agent_decides() {
    let town = Town::new();
    let mut desk = Desk::new(&town, "adm", "EVR04217");
    desk.counter.profile.file.pieces = pieces();
    let received = "EVR04217;Léo;assurance;02/09/2026";
    for (rows, news, status) in [
        (&[received][..], 1, "à valider (reçue 02/09/2026)"),
        (
            &["EVR04217;Léo;assurance;02/09/2026;reçue;31/08/2027"],
            0,
            "à valider (reçue 02/09/2026)",
        ),
        (&["EVR04217;Léo;assurance;02/09/2026;refusée;;périmée"], 1, "refusée (périmée)"),
        (
            &["EVR04217;Léo;assurance;02/09/2026;validée;31/07/2027"],
            1,
            "valable jusqu’au 31/07/2027",
        ),
        (&["EVR04217;Léo;assurance;02/09/2026;validée"], 0, "valable jusqu’au 31/07/2027"),
        (&[received], 1, "à valider (reçue 02/09/2026)"),
        (&[], 0, "à valider (reçue 02/09/2026)"),
    ] {
        assert_eq!(came_in(&mut desk, rows), (news, 0), "{rows:?}");
        assert_eq!(came_in(&mut desk, rows), (0, 0), "{rows:?}: the same folder twice");
        assert_eq!(line(&mut desk, now(), INSURANCE).status, status, "{rows:?}");
    }
    let told = desk.counter.store.read().untold(None, u32::MAX).unwrap();
    assert_eq!(told, [], "the office tells its own decisions");

    let fault = Some(DocumentFault::Unsigned);
    let request = note(&mut desk, INSURANCE, looked(DocumentState::Refused, fault));
    said(&mut desk, now(), request);
    assert_eq!(came_in(&mut desk, &[received]), (0, 1));
    assert_eq!(line(&mut desk, now(), INSURANCE).status, "refusée (non signée)");
    let brought_again = "EVR04217;Léo;assurance;20/11/2026";
    assert_eq!(came_in(&mut desk, &[received, brought_again]), (1, 1), "another day, another one");
    assert_eq!(line(&mut desk, now(), INSURANCE).status, "à valider (reçue 20/11/2026)");
    let request = note(&mut desk, INSURANCE, looked(DocumentState::Withdrawn, None));
    said(&mut desk, now(), request);
    assert_eq!(came_in(&mut desk, &[received, brought_again]), (0, 2), "withdrawn stays withdrawn");
    town.holds();
}

#[test]
fn what_the_office_does_not_say_is_the_commune_s_rule() {
    let town = Town::new();
    let mut desk = Desk::new(&town, "adm", "EVR04217");
    desk.counter.profile.file.pieces = pieces();
    let rows = [
        "EVR04217;;domicile;20/11/2026;;sans fin",
        "EVR04217;Léo;assurance;31/05/2026;validée",
        "EVR04217;Léo;assurance;01/06/2026;validée",
        "EVR04217;Inès;assurance;02/09/2026;refusée;;illisible",
        "EVR04217;Inès;assurance;02/09/2026",
    ];
    assert_eq!(came_in(&mut desk, &rows), (5, 0));
    assert_eq!(came_in(&mut desk, &rows), (0, 0));
    assert_eq!(line(&mut desk, now(), ADDRESS).status, "valable sans fin");
    let records = desk.counter.store.read().documents(desk.family).unwrap();
    let until: Vec<_> =
        records.iter().map(|one| one.paper.until.map(|day| day.to_string())).collect();
    let until: Vec<_> = until.iter().map(Option::as_deref).collect();
    let (year, next) = (Some("2026-08-31"), Some("2027-08-31"));
    assert_eq!(until, [year, next, next, next, None]);
    let ines = "assurance scolaire d’Inès";
    assert_eq!(line(&mut desk, now(), ines).status, "à valider (reçue 02/09/2026)");
    town.holds();
}

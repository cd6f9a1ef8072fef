//! The sections of a profile that say what families find on their portal: the terms of use, what
//! is done about a forgotten password, and whether they may change anything there.

use super::reader::{Mistakes, Section};

/// What families find on their portal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PortalRules {
    /// The terms of use to be accepted; `None`: there are none.
    pub terms: Option<Terms>,
    /// What a family does that has forgotten its password.
    pub forgotten: Forgotten,
    /// « Vous pouvez uniquement consulter les factures et les payer en ligne »: every change is
    /// asked of the service, which says by which channel it came.
    pub read_only: bool,
}

/// « J'accepte les conditions générales d'utilisation »
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Which text: another one has to be accepted anew.
    pub version: String,
    /// Where they are read: `sur le portail, à la première connexion`.
    pub place: String,
}

/// What a family does that has forgotten its password.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// The portal's link that writes to the address on file; `None`: an agent gives a code.
    pub link: Option<String>,
    /// « après avoir été connecté au moins une fois »
    pub after_sign_in: bool,
    /// The only place that gives a code: `la restauration scolaire`; `None`: any counter.
    pub place: Option<String>,
}

pub(super) fn portal(root: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<PortalRules> {
    let terms = if root.has("conditions") { terms(root, mistakes).map(Some) } else { Some(None) };
    let forgotten =
        if root.has("oubli") { forgotten(root, mistakes) } else { Some(Forgotten::default()) };
    let read_only = if root.has("portail") {
        let section = root.section("portail", &["lecture_seule"], mistakes);
        section.and_then(|section| section.flag("lecture_seule", mistakes))
    } else {
        Some(false)
    };
    Some(PortalRules { terms: terms?, forgotten: forgotten?, read_only: read_only? })
}

fn terms(root: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<Terms> {
    let section = root.section("conditions", &["version", "ou"], mistakes)?;
    let version = section.text("version", mistakes);
    let place = section.text("ou", mistakes);
    Some(Terms { version: version?, place: place? })
}

fn forgotten(root: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<Forgotten> {
    let section = root.section("oubli", &["lien", "apres_connexion", "lieu"], mistakes)?;
    let mut optional = |key| {
        if section.has(key) { section.text(key, mistakes).map(Some) } else { Some(None) }
    };
    let (link, place) = (optional("lien"), optional("lieu"));
    let after_sign_in = section.optional_flag("apres_connexion", mistakes);
    if link == Some(None) && after_sign_in == Some(true) {
        section.refuse("apres_connexion", "rien, sauf avec lien", mistakes);
    }
    Some(Forgotten { link: link?, after_sign_in: after_sign_in?, place: place? })
}

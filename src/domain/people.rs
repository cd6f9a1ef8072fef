//! The counter's closed lists: roles, causes, checks, modes, kinds, states.
//!
//! Each has one stable code (in the journal, in SQL, in JSON) and one French label (on screen).

macro_rules! closed_list {
    ($(#[$doc:meta])* $name:ident {
        $($(#[$vdoc:meta])* $variant:ident = $code:literal, $label:literal;)+
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $code)] $variant,)+
        }

        impl $name {
            /// Every one of them, in the order they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable code that the journal and SQL hold.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The French words on the screen.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }

            /// The one that has this code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}
pub(super) use closed_list;

closed_list! {
    /// What an agent may do.
    Role {
        /// Counter agent: everything of the counter but a régisseur's acts.
        Agent = "agent", "agent";
        /// Régisseur: answers for the till.
        Regisseur = "regisseur", "régisseur";
        /// Administrator: agents, imports.
        Administrator = "administrateur", "administrateur";
        /// Control: reads everything, writes nothing.
        Control = "controle", "contrôle";
    }
}

impl Role {
    /// Whether this role may write at the counter (unblock, take payments, book).
    pub const fn may_write(self) -> bool {
        !matches!(self, Self::Control)
    }

    /// Whether this role may decide what needs a régisseur.
    pub const fn is_regisseur(self) -> bool {
        matches!(self, Self::Regisseur | Self::Administrator)
    }
}

closed_list! {
    /// Who says what a family's quotient is.
    QuotientSource {
        /// The family allowances office.
        Caf = "caf", "CAF";
        /// The farmers' one.
        Msa = "msa", "MSA";
        /// A certificate that the family brought.
        Certificate = "attestation", "attestation";
        /// The tax notice.
        TaxNotice = "avis_imposition", "avis d’imposition";
        /// Nobody: the family would not say.
        Refused = "refus", "refus";
    }
}

closed_list! {
    /// Why a portal account is closed.
    BlockCause {
        /// Too many wrong passwords.
        Passwords = "mots_de_passe", "mots de passe faux";
        /// Too many unpaid invoices.
        Unpaid = "impayes", "factures impayées";
    }
}

closed_list! {
    /// Where a portal account stands.
    AccountState {
        /// In use.
        Active = "actif", "actif";
        /// Closed by at least one block that nobody lifted.
        Blocked = "bloque", "BLOQUÉ";
        /// The family never signed in.
        New = "jamais", "jamais connecté";
    }
}

closed_list! {
    /// How the agent made sure who stands at the counter.
    IdentityCheck {
        /// French or foreign identity card.
        IdentityCard = "carte_identite", "carte d’identité";
        /// Passport.
        Passport = "passeport", "passeport";
        /// Residence permit.
        ResidencePermit = "titre_sejour", "titre de séjour";
        /// Driving licence.
        DrivingLicence = "permis", "permis";
        /// A child's birth date and the address, asked and answered.
        Question = "question", "question (date de naissance + adresse)";
        /// A mail received from the address on file: to unblock only.
        Mail = "courriel", "courriel reçu de l’adresse du dossier";
        /// Not verified, with a typed reason: to unblock only.
        None = "non_verifiee", "identité non vérifiée";
        /// Nobody was asked: the rule opens again what it had blocked, once that is paid or
        /// contested.
        Settled = "regle", "factures réglées ou contestées";
    }
}

closed_list! {
    /// How a provisional code reaches the family.
    HandOver {
        /// Printed on the counter's printer.
        Printed = "imprime", "imprimé";
        /// Shown on the screen for twenty seconds.
        Shown = "affiche", "affiché";
    }
}

closed_list! {
    /// How a family asks for a change, where an agent makes it.
    Channel {
        /// In front of the agent.
        Counter = "guichet", "guichet";
        /// « est à signaler directement par mail »
        Mail = "courriel", "courriel";
        /// By telephone.
        Phone = "telephone", "téléphone";
    }
}

closed_list! {
    /// With what a payment is made.
    TenderMode {
        /// Notes and coins.
        Cash = "especes", "espèces";
        /// A card, on the terminal beside the till.
        Card = "carte", "carte";
        /// A cheque to the order of the Trésor public.
        Cheque = "cheque", "chèque";
        /// What the family left at the counter before.
        Credit = "avoir", "avoir";
    }
}

closed_list! {
    /// The kinds of activity, as the portals sort them.
    ActivityKind {
        /// School canteen.
        Canteen = "cantine", "cantine";
        /// Before and after school.
        AfterSchool = "periscolaire", "périscolaire";
        /// Wednesdays of term.
        Wednesday = "mercredi", "mercredi";
        /// School holidays.
        Holidays = "vacances", "vacances";
        /// Sport, in term.
        Sport = "sport", "sport";
    }
}

closed_list! {
    /// The eight states of the portals' legend, and closed, and past the deadline.
    DayState {
        /// « Enfant inscrit, possibilité d'annuler au besoin »
        EnrolledCancellable = "enrolled_cancellable", "inscrit, annulable";
        /// « Enfant inscrit, annulation impossible »
        EnrolledLocked = "enrolled_locked", "inscrit, annulation impossible";
        /// « Vous pouvez réserver »
        Available = "available", "libre, à réserver";
        /// « Oups ! Hors délais, l'inscription sera majorée »
        LateSurcharge = "late_surcharge", "hors délai, majoré";
        /// « Inscription annulée, pas de majoration »
        Cancelled = "cancelled", "annulé sans frais";
        /// « Inscriptions complètes »
        Full = "full", "complet";
        /// « Inscription sur la liste d'attente de l'activité »
        Waiting = "waiting", "liste d’attente";
        /// « Inscriptions soumise à validation par un agent de la collectivité »
        ToValidate = "to_validate", "à valider par un agent";
        /// Not a day of this activity: week-end, public holiday, school holidays, not enrolled.
        Closed = "closed", "fermé";
        /// « Si les journées sont grisées …, c'est que les délais d'inscription sont dépassés. »
        PastDeadline = "past_deadline", "délai dépassé";
    }
}

closed_list! {
    /// Where one booked day stands.
    BookingState {
        /// The place is the child's.
        Booked = "reserve", "réservé";
        /// No place was left: it waits for one.
        Waiting = "attente", "en attente";
        /// An agent of the service must accept it.
        ToValidate = "a_valider", "à valider";
        /// Given back in time.
        Cancelled = "annule", "annulé";
        /// An agent of the service said no.
        Refused = "refuse", "refusé";
    }
}

impl BookingState {
    /// Whether the day is not free: neither given back nor refused.
    pub const fn stands(self) -> bool {
        !matches!(self, Self::Cancelled | Self::Refused)
    }
}

closed_list! {
    /// Why a day that was asked for is refused. A closed list, so that what is said to a family is
    /// the same at every counter, and that nothing is typed about a child's health.
    RefusedFor {
        /// Nobody can be added.
        Full = "complet", "plus de place";
        /// The child is too young or too old.
        Age = "age", "âge de l’activité";
        /// A document lacks.
        Document = "piece", "pièce manquante";
        /// It was asked too late to organise.
        Late = "delai", "demande trop tardive";
        /// The commune's conditions are not met.
        Conditions = "conditions", "conditions de l’activité non remplies";
    }
}

closed_list! {
    /// How a family was told of a decision.
    ToldBy {
        /// It stood at the counter.
        Counter = "guichet", "au guichet";
        /// On the phone.
        Phone = "telephone", "par téléphone";
        /// By e-mail.
        Mail = "courriel", "par courriel";
        /// On paper.
        Letter = "courrier", "par courrier";
        /// It read it at a kiosk.
        Kiosk = "borne", "à la borne";
    }
}

impl ToldBy {
    /// How an agent tells it: what a family reads at a kiosk, it reads by itself.
    pub const BY_AGENTS: &[Self] = &[Self::Counter, Self::Phone, Self::Mail, Self::Letter];
}

closed_list! {
    /// How a child comes to an activity. « Pour inscrire ponctuellement, cocher « Occasionnelle » »
    Rhythm {
        /// On days that are picked one by one.
        Occasional = "occasionnelle", "occasionnelle";
        /// On the same days of every week.
        Regular = "reguliere", "régulière";
    }
}

closed_list! {
    /// Where a document that was handed in stands.
    DocumentState {
        /// Handed in, nobody has looked at it yet.
        Received = "recue", "reçue";
        /// An agent has looked at it.
        Validated = "validee", "validée";
        /// An agent has looked at it, and it does not do.
        Refused = "refusee", "refusée";
        /// Noted by mistake.
        Withdrawn = "retiree", "retirée";
    }
}

closed_list! {
    /// Why a document does not do. A closed list, so that what a paper says of somebody's health
    /// is never typed.
    DocumentFault {
        /// It can't be read.
        Illegible = "illisible", "illisible";
        /// Pages or answers lack.
        Incomplete = "incomplete", "incomplète";
        /// It no longer holds.
        Outdated = "perimee", "périmée";
        /// It lacks a signature.
        Unsigned = "non_signee", "non signée";
        /// It is about somebody else.
        OtherPerson = "autre_personne", "autre personne";
        /// It is not what was asked for.
        OtherDocument = "autre_piece", "mauvaise pièce";
    }
}

closed_list! {
    /// What a family says is wrong with an invoice. A closed list: its own words stay on its
    /// letter.
    Contested {
        /// « Le montant de la facture n'est pas exact. »
        Amount = "montant", "montant inexact";
        /// « Il y a une erreur sur ma tranche tarifaire … »
        Bracket = "tranche", "erreur de tranche tarifaire";
        /// « … ou sur la fréquentation d'une activité. »
        Attendance = "frequentation", "erreur de fréquentation";
        /// « Mon enfant n'a pas bénéficié de toutes les séances prévues. »
        Missed = "seances", "séances non effectuées";
        /// « Une facture est impayée alors que j'en ai réglé le montant. »
        Paid = "reglee", "déjà réglée";
    }
}

closed_list! {
    /// Why a row was found, from the surest to the least sure.
    MatchedBy {
        /// Login id, invoice number, phone or e-mail, whole.
        Exact = "exact", "numéro";
        /// The account holder's surname begins so.
        Holder = "holder", "nom";
        /// Another adult, or a given name.
        Adult = "adult", "responsable";
        /// A child.
        Child = "child", "enfant";
        /// Another name that is said alike.
        Sound = "sound", "même prononciation";
        /// One typing error away.
        Typo = "typo", "orthographe voisine";
    }
}

//! What the kiosk says, in four languages, from one catalogue: `assets/kiosk/words.toml`.
//!
//! A phrase has a name here and one text a language there. What only the commune's rules say (why a
//! day can't be booked, a refusal) is French in every language, and is said to be.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};

use crate::domain::people::DayState;

/// The catalogue, as it is shipped.
const CATALOGUE: &str = include_str!("../../../assets/kiosk/words.toml");

/// A language of the kiosk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Français.
    #[default]
    French,
    /// English.
    English,
    /// Español.
    Spanish,
    /// Português.
    Portuguese,
}

impl Language {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::French, Self::English, Self::Spanish, Self::Portuguese];

    /// Its own name, in every language the same.
    pub const fn name(self) -> &'static str {
        match self {
            Self::French => "Français",
            Self::English => "English",
            Self::Spanish => "Español",
            Self::Portuguese => "Português",
        }
    }

    /// Its key in the catalogue.
    const fn key(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
            Self::Spanish => "es",
            Self::Portuguese => "pt",
        }
    }

    /// A phrase without places to fill.
    pub fn say(self, phrase: Phrase) -> &'static str {
        let texts = TEXTS.get(phrase.key()).or_else(|| TEXTS.get(Phrase::Nothing.key()));
        texts.and_then(|texts| texts.get(self.key())).map_or("", String::as_str)
    }

    /// A phrase with its places filled: `{name}` is written by name.
    pub fn fill(self, phrase: Phrase, places: &[(&str, &str)]) -> String {
        let mut rest = self.say(phrase);
        let mut filled = String::new();
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            filled.push_str(before);
            let value = places.iter().find(|(known, _)| *known == name);
            filled.push_str(value.map_or("", |(_, value)| value));
            rest = after;
        }
        filled.push_str(rest);
        filled
    }

    /// A number of things: nought is singular in French, plural elsewhere.
    pub fn count(self, number: usize, one: Phrase, many: Phrase) -> String {
        let single = number == 1 || (number == 0 && self == Self::French);
        let phrase = if single { one } else { many };
        self.fill(phrase, &[("count", &number.to_string())])
    }

    /// One of a list of words: `lundi mardi …`.
    fn word(self, list: Phrase, index: u32) -> &'static str {
        self.say(list).split(' ').nth(index as usize).unwrap_or_default()
    }

    /// `novembre 2026`.
    pub fn month(self, day: NaiveDate) -> String {
        format!("{} {}", self.word(Phrase::Months, day.month0()), day.year())
    }

    /// `lun`, for the head of a column.
    pub fn weekday(self, day: NaiveDate) -> &'static str {
        self.word(Phrase::ShortWeekdays, day.weekday().num_days_from_monday())
    }

    /// `vendredi 20 novembre`; with its year when that is another one than today's.
    pub fn date(self, day: NaiveDate, today: NaiveDate) -> String {
        let weekday = self.word(Phrase::Weekdays, day.weekday().num_days_from_monday());
        let month = self.word(Phrase::Months, day.month0());
        let first = if self == Self::French && day.day() == 1 { "er" } else { "" };
        let number = format!("{}{first}", day.day());
        let places = [("weekday", weekday), ("day", number.as_str()), ("month", month)];
        let date = self.fill(Phrase::Date, &places);
        if day.year() == today.year() { date } else { format!("{date} {}", day.year()) }
    }

    /// `3 mars 2019`: a birth date.
    pub fn day_of_year(self, day: NaiveDate) -> String {
        let first = if self == Self::French && day.day() == 1 { "er" } else { "" };
        let number = format!("{}{first}", day.day());
        let (month, year) = (self.word(Phrase::Months, day.month0()), day.year().to_string());
        let places = [("day", number.as_str()), ("month", month), ("year", year.as_str())];
        self.fill(Phrase::DayOfYear, &places)
    }

    /// The word of a state in a cell, and its line in the legend.
    pub fn state(self, state: DayState) -> (&'static str, &'static str) {
        use DayState as State;
        let (word, label) = match state {
            State::EnrolledCancellable => (Phrase::Enrolled, Phrase::EnrolledLabel),
            State::EnrolledLocked => (Phrase::Locked, Phrase::LockedLabel),
            State::Available => (Phrase::Free, Phrase::FreeLabel),
            State::LateSurcharge => (Phrase::Late, Phrase::LateLabel),
            State::Cancelled => (Phrase::Cancelled, Phrase::CancelledLabel),
            State::Full => (Phrase::Full, Phrase::FullLabel),
            State::Waiting => (Phrase::Waiting, Phrase::WaitingLabel),
            State::ToValidate => (Phrase::ToValidate, Phrase::ToValidateLabel),
            State::Closed => (Phrase::Closed, Phrase::ClosedLabel),
            State::PastDeadline => (Phrase::Past, Phrase::PastLabel),
        };
        (self.say(word), self.say(label))
    }
}

/// What each phrase is in each language.
static TEXTS: LazyLock<BTreeMap<String, BTreeMap<String, String>>> =
    LazyLock::new(|| toml::from_str(CATALOGUE).unwrap_or_default());

macro_rules! phrases {
    ($($name:ident $key:literal)+) => {
        /// A phrase, by what it is for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Phrase {$(
            #[doc = concat!("`[", $key, "]` of the catalogue.")]
            $name,
        )+}

        impl Phrase {
            /// All of them.
            #[cfg(test)]
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// Its table in the catalogue.
            const fn key(self) -> &'static str {
                match self {$(Self::$name => $key),+}
            }
        }
    };
}

phrases! {
    Nothing "nothing"
    Title "title"
    Demo "demo"
    InFrench "in_french"
    Weekdays "weekdays"
    ShortWeekdays "short_weekdays"
    Months "months"
    Date "date"
    OneDay "one_day"
    ManyDays "many_days"
    KeyChoose "key_choose"
    KeyContinue "key_continue"
    KeyBack "key_back"
    KeyLeave "key_leave"
    KeyLarger "key_larger"
    KeyContrast "key_contrast"
    KeyNotice "key_notice"
    KeyRead "key_read"
    KeyToggle "key_toggle"
    KeyCheck "key_check"
    KeyAsk "key_ask"
    More "more"
    MoreChoices "more_choices"
    Wait "wait"
    Busy "busy"
    Ends "ends"
    EndsForGood "ends_for_good"
    TooSmall "too_small"
    Over "over"
    Welcome "welcome"
    BookDays "book_days"
    SeeDays "see_days"
    ReadSheets "read_sheets"
    AskHelp "ask_help"
    Languages "languages"
    WhichLanguage "which_language"
    NothingPaid "nothing_paid"
    Entrance "entrance"
    EntranceText "entrance_text"
    DemoFamily "demo_family"
    IKnowThem "i_know_them"
    IForgot "i_forgot"
    TypeLogin "type_login"
    TypeCode "type_code"
    CodeHelp "code_help"
    Wrong "wrong"
    WrongAgain "wrong_again"
    TypeFirst "type_first"
    AskReception "ask_reception"
    ChoosePassword "choose_password"
    WhyFirst "why_first"
    WhyRenew "why_renew"
    WhyChange "why_change"
    RuleLength "rule_length"
    RuleLower "rule_lower"
    RuleUpper "rule_upper"
    RuleDigit "rule_digit"
    RuleSpecial "rule_special"
    RuleStranger "rule_stranger"
    NotYet "not_yet"
    SamePassword "same_password"
    TypeAgain "type_again"
    AgainHelp "again_help"
    NotTheSame "not_the_same"
    TypeOld "type_old"
    ChangePassword "change_password"
    PasswordChanged "password_changed"
    ChangedText "changed_text"
    Terms "terms"
    TermsText "terms_text"
    Accept "accept"
    RefuseTerms "refuse_terms"
    IsItRight "is_it_right"
    Born "born"
    QuotientIs "quotient_is"
    ItIsRight "it_is_right"
    ItIsWrong "it_is_wrong"
    WhatNow "what_now"
    Due "due"
    OneDocument "one_document"
    ManyDocuments "many_documents"
    AskChange "ask_change"
    ReadNotice "read_notice"
    WhichChild "which_child"
    NoChild "no_child"
    WhichActivity "which_activity"
    News "news"
    Legend "legend"
    Chosen "chosen"
    Today "today"
    Cursor "cursor"
    Added "added"
    Removed "removed"
    Holiday "holiday"
    Enrolled "enrolled"
    Locked "locked"
    Free "free"
    Late "late"
    Cancelled "cancelled"
    Full "full"
    Waiting "waiting"
    ToValidate "to_validate"
    Closed "closed"
    Past "past"
    EnrolledLabel "enrolled_label"
    LockedLabel "locked_label"
    FreeLabel "free_label"
    LateLabel "late_label"
    CancelledLabel "cancelled_label"
    FullLabel "full_label"
    WaitingLabel "waiting_label"
    ToValidateLabel "to_validate_label"
    ClosedLabel "closed_label"
    PastLabel "past_label"
    UntilEvening "until_evening"
    UntilHour "until_hour"
    ChosenDays "chosen_days"
    NoActivity "no_activity"
    NoDayChosen "no_day_chosen"
    DayStays "day_stays"
    ReadOnly "read_only"
    DropDays "drop_days"
    DropText "drop_text"
    KeepDays "keep_days"
    GiveDaysUp "give_days_up"
    WriteDays "write_days"
    NothingToWrite "nothing_to_write"
    YesWrite "yes_write"
    BackToDays "back_to_days"
    Refused "refused"
    WillWait "will_wait"
    WillBook "will_book"
    WillGiveBack "will_give_back"
    Total "total"
    BilledLater "billed_later"
    WalletClosed "wallet_closed"
    WalletAfter "wallet_after"
    WalletMissing "wallet_missing"
    Surcharge "surcharge"
    Rank "rank"
    AgentDecides "agent_decides"
    SituationChanged "situation_changed"
    Written "written"
    SeeCalendar "see_calendar"
    WhatToRead "what_to_read"
    Bookings "bookings"
    Invoices "invoices"
    Receipts "receipts"
    Tariffs "tariffs"
    Documents "documents"
    InvoiceNumber "invoice_number"
    ReceiptCancelled "receipt_cancelled"
    PriceUnknown "price_unknown"
    NothingHere "nothing_here"
    WhichSubject "which_subject"
    SubjectText "subject_text"
    Address "address"
    Phone "phone"
    Email "email"
    Household "household"
    Quotient "quotient"
    Other "other"
    TypeChange "type_change"
    ChangeHelp "change_help"
    ChangeAsked "change_asked"
    AskedText "asked_text"
    HelpComes "help_comes"
    HelpText "help_text"
    Notice "notice"
    NoticeWho "notice_who"
    NoticeWhoText "notice_who_text"
    NoticeWhat "notice_what"
    NoticeWhatText "notice_what_text"
    NoticeLong "notice_long"
    NoticeLongText "notice_long_text"
    NoticeRights "notice_rights"
    NoticeRightsText "notice_rights_text"
    Paused "paused"
    PausedText "paused_text"
    Broken "broken"
    BrokenText "broken_text"
    TypeAdmin "type_admin"
    TypeAdminSecret "type_admin_secret"
    DayOfYear "day_of_year"
    KeyMonth "key_month"
    DoneBook "done_book"
    DoneGiveBack "done_give_back"
    NotChanged "not_changed"
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::ui::glyphs::OURS;
    use crate::ui::samples::day;

    fn places(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
    }

    #[test]
    fn every_phrase_has_every_language_and_the_same_places() {
        let texts: BTreeMap<String, BTreeMap<String, String>> = toml::from_str(CATALOGUE).unwrap();
        let keys: BTreeSet<&str> = Phrase::ALL.iter().map(|phrase| phrase.key()).collect();
        assert_eq!(keys.len(), Phrase::ALL.len(), "two phrases share a table");
        let tables: BTreeSet<&str> = texts.keys().map(String::as_str).collect();
        assert_eq!(tables, keys, "the catalogue and the phrases");
        for (key, texts) in &texts {
            let languages: Vec<&str> = texts.keys().map(String::as_str).collect();
            assert_eq!(languages, ["en", "es", "fr", "pt"], "{key}");
            for text in texts.values() {
                assert_eq!(places(text), places(&texts["fr"]), "{key}: {text}");
                let empty = text.is_empty() && key != Phrase::Nothing.key();
                assert!(!empty && text.trim() == text, "{key}");
                let rare = text.chars().find(|c| !c.is_ascii() && !OURS.contains(*c));
                assert_eq!(rare, None, "{key}: {text}");
            }
        }
    }

    #[test]
    fn french_and_its_marks_are_held_together() {
        for phrase in Phrase::ALL {
            let text = Language::French.say(*phrase);
            for mark in [" :", " ;", " !", " ?", "« ", " »", "'"] {
                assert!(!text.contains(mark), "{text}");
            }
        }
    }

    #[test]
    fn every_list_of_words_is_whole() {
        for language in Language::ALL {
            for (list, length) in
                [(Phrase::Weekdays, 7), (Phrase::ShortWeekdays, 7), (Phrase::Months, 12)]
            {
                assert_eq!(language.say(list).split(' ').count(), length, "{language:?}");
            }
            for state in DayState::ALL {
                let (word, label) = language.state(*state);
                assert!(word.chars().count() <= 6, "{word}");
                assert!(label.chars().count() <= 18, "{label}");
            }
        }
    }

    #[test]
    fn days_are_written_out() {
        let today = day("20/11/2026");
        let date = |language: Language, text| language.date(day(text), today);
        assert_eq!(date(Language::French, "20/11/2026"), "vendredi 20 novembre");
        assert_eq!(date(Language::French, "01/12/2026"), "mardi 1er décembre");
        assert_eq!(date(Language::French, "04/01/2027"), "lundi 4 janvier 2027");
        assert_eq!(date(Language::English, "01/12/2026"), "Tuesday 1 December");
        assert_eq!(date(Language::Spanish, "20/11/2026"), "viernes 20 de noviembre");
        assert_eq!(date(Language::Portuguese, "20/11/2026"), "sexta-feira, 20 de novembro");
        assert_eq!(Language::French.month(today), "novembre 2026");
    }

    #[test]
    fn places_are_filled_once() {
        let filled = Language::French.fill(Phrase::Ends, &[("seconds", "{seconds}")]);
        assert!(filled.contains("{seconds}"), "what is filled in is not read again: {filled}");
        assert_eq!(Language::French.count(0, Phrase::OneDay, Phrase::ManyDays), "0\u{a0}jour");
        assert_eq!(Language::English.count(0, Phrase::OneDay, Phrase::ManyDays), "0\u{a0}days");
    }
}

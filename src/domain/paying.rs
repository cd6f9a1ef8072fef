//! When a family can pay, and where: online, at the counter; and when an invoice counts as unpaid.

use chrono::{Datelike, Months, NaiveDate};

use super::time::{numeric_day, short_day};

/// Where and when a commune takes money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaymentWindows {
    /// On the families' portal.
    pub online: Window,
    /// In cash or by card at the counter.
    pub counter: Window,
}

/// The days on which one can pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// Every day.
    Always,
    /// « Le paiement en ligne est accessible jusqu'au dernier jour du mois. »
    UntilEndOfMonth,
    /// « du 7 au 25 du mois précédent », « du 1 au 10 du mois en cours »: from a day of the month
    /// to another, both included, 1 to 28.
    Days {
        /// First day.
        from: u32,
        /// Last day.
        to: u32,
    },
}

impl Window {
    /// Whether one can pay on a day.
    pub fn is_open(self, day: NaiveDate) -> bool {
        match self {
            Self::Always | Self::UntilEndOfMonth => true,
            Self::Days { from, to } => (from..=to).contains(&day.day()),
        }
    }

    /// The last day of the window that is open on a day; `None` where it never ends.
    pub fn last_day(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Always => None,
            Self::UntilEndOfMonth => next_month(day)?.pred_opt(),
            Self::Days { to, .. } => day.with_day(to),
        }
    }

    /// The first day of the next window, from a day on which none is open.
    fn next_day(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Always | Self::UntilEndOfMonth => Some(day),
            Self::Days { from, .. } if day.day() < from => day.with_day(from),
            Self::Days { from, .. } => next_month(day)?.with_day(from),
        }
    }

    /// `jusqu’au 30/11`, `à partir du mar 01/12`; `None` where there is no bound.
    fn when(self, day: NaiveDate) -> Option<String> {
        if self.is_open(day) {
            let last = self.last_day(day)?;
            return Some(format!("jusqu’au {}", last.format("%d/%m")));
        }
        Some(format!("à partir du {}", short_day(self.next_day(day)?)))
    }

    /// `du 7 au 25 du mois`, `jusqu’au dernier jour du mois`, `tous les jours`.
    pub fn in_words(self) -> String {
        match self {
            Self::Always => "tous les jours".to_owned(),
            Self::UntilEndOfMonth => "jusqu’au dernier jour du mois".to_owned(),
            Self::Days { from, to } => format!("du {from} au {to} du mois"),
        }
    }
}

impl PaymentWindows {
    /// Where one can pay on a day, and until or from when: `en ligne jusqu’au 30/11`, `guichet
    /// jusqu’au 25/11, en ligne à partir du mar 01/12`; `None` where nothing has a bound.
    pub fn told(&self, day: NaiveDate) -> Option<String> {
        let counter = self.counter.when(day).map(|when| format!("guichet {when}"));
        let online = self.online.when(day).map(|when| format!("en ligne {when}"));
        match (counter, online) {
            (None, None) => None,
            (Some(only), None) | (None, Some(only)) => Some(only),
            (Some(counter), Some(online)) if self.counter.is_open(day) => {
                Some(format!("{counter}, {online}"))
            }
            (Some(counter), Some(online)) => Some(format!("{online}, {counter}")),
        }
    }

    /// What to say before money is taken on a day on which the counter takes none.
    pub fn out_of_hours(&self, day: NaiveDate) -> Option<String> {
        if self.counter.is_open(day) {
            return None;
        }
        let next = numeric_day(self.counter.next_day(day)?);
        let online = self.online.when(day).map(|when| format!(", en ligne {when}"));
        Some(format!(
            "Hors période\u{a0}: guichet {}, de nouveau le {next}{}.",
            self.counter.in_words(),
            online.unwrap_or_default()
        ))
    }

    /// The day from which on an invoice of that date counts as unpaid: the one after its last
    /// window online.
    ///
    /// « Votre facture sur internet ne peut être payée que du 1 au 10 du mois en cours. »
    pub fn unpaid_from(&self, issued: NaiveDate) -> Option<NaiveDate> {
        let next = next_month(issued)?;
        match self.online {
            Window::Days { to, .. } => next.with_day(to)?.succ_opt(),
            Window::Always | Window::UntilEndOfMonth => Some(next),
        }
    }
}

fn next_month(day: NaiveDate) -> Option<NaiveDate> {
    day.with_day(1)?.checked_add_months(Months::new(1))
}

/// At how many unpaid invoices an account is blocked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnpaidRule {
    /// How many, 1 to 99; 0 for never.
    pub count: u32,
    /// « au delà votre compte sera bloqué »: only above that number, not at it.
    pub beyond: bool,
    /// The commune's sentences, as its profile quotes them.
    pub source: String,
}

impl UnpaidRule {
    /// Whether the commune blocks for unpaid invoices at all.
    pub const fn applies(&self) -> bool {
        self.count > 0
    }

    /// Whether so many unpaid invoices block.
    pub const fn blocks(&self, unpaid: u32) -> bool {
        self.applies() && unpaid >= self.count + self.beyond as u32
    }

    /// `à 2 factures impayées`, `au-delà de 2 factures impayées`.
    pub fn in_words(&self) -> String {
        let many = if self.count < 2 { "facture impayée" } else { "factures impayées" };
        let from = if self.beyond { "au-delà de" } else { "à" };
        format!("{from} {}\u{a0}{many}", self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    const EVREUX: PaymentWindows =
        PaymentWindows { online: Window::UntilEndOfMonth, counter: Window::Always };
    const PETIT_BOURG: PaymentWindows = PaymentWindows {
        online: Window::Days { from: 1, to: 10 },
        counter: Window::Days { from: 7, to: 25 },
    };

    #[test]
    fn online_until_the_last_day_of_the_month() {
        for (on, last) in [
            ("2026-11-01", "30/11"),
            ("2026-11-30", "30/11"),
            ("2026-12-31", "31/12"),
            ("2027-02-10", "28/02"),
            ("2028-02-10", "29/02"),
        ] {
            let told = EVREUX.told(day(on)).unwrap();
            assert_eq!(told, format!("en ligne jusqu’au {last}"));
            assert_eq!(EVREUX.out_of_hours(day(on)), None);
        }
    }

    #[test]
    fn each_day_of_the_month_at_petit_bourg() {
        for (year, month, last) in [(2026, 11, 30), (2027, 2, 28), (2028, 2, 29), (2026, 12, 31)] {
            for number in 1..=last {
                let on = NaiveDate::from_ymd_opt(year, month, number).unwrap();
                assert_eq!(PETIT_BOURG.online.is_open(on), number <= 10, "{on}");
                assert_eq!(PETIT_BOURG.counter.is_open(on), (7..=25).contains(&number), "{on}");
                assert_eq!(PETIT_BOURG.out_of_hours(on).is_some(), !(7..=25).contains(&number));
            }
        }
        for (on, told) in [
            ("2026-11-06", "en ligne jusqu’au 10/11, guichet à partir du sam 07/11"),
            ("2026-11-07", "guichet jusqu’au 25/11, en ligne jusqu’au 10/11"),
            ("2026-11-11", "guichet jusqu’au 25/11, en ligne à partir du mar 01/12"),
            ("2026-11-25", "guichet jusqu’au 25/11, en ligne à partir du mar 01/12"),
            ("2026-11-26", "en ligne à partir du mar 01/12, guichet à partir du lun 07/12"),
            ("2026-12-31", "en ligne à partir du ven 01/01, guichet à partir du jeu 07/01"),
        ] {
            assert_eq!(PETIT_BOURG.told(day(on)).as_deref(), Some(told), "{on}");
        }
        assert_eq!(
            PETIT_BOURG.out_of_hours(day("2026-11-26")).unwrap(),
            "Hors période\u{a0}: guichet du 7 au 25 du mois, de nouveau le 07/12/2026, en ligne à \
             partir du mar 01/12."
        );
    }

    #[test]
    fn an_invoice_is_unpaid_once_its_windows_are_over() {
        for (windows, issued, from) in [
            (EVREUX, "2026-11-02", "2026-12-01"),
            (EVREUX, "2026-12-31", "2027-01-01"),
            // Issued in November for December: online until 10 December.
            (PETIT_BOURG, "2026-11-02", "2026-12-11"),
            (PETIT_BOURG, "2027-01-31", "2027-02-11"),
        ] {
            assert_eq!(windows.unpaid_from(day(issued)), Some(day(from)), "{issued}");
        }
    }

    #[test]
    fn at_the_number_or_above_it() {
        let never = UnpaidRule { count: 0, beyond: false, source: String::new() };
        assert!(!never.blocks(0) && !never.blocks(99));
        let rule = |beyond| UnpaidRule { count: 2, beyond, source: String::new() };
        let blocks = |beyond| [0, 1, 2, 3].map(|unpaid| rule(beyond).blocks(unpaid));
        assert_eq!(blocks(false), [false, false, true, true]);
        assert_eq!(blocks(true), [false, false, false, true]);
        assert_eq!(rule(false).in_words(), "à 2\u{a0}factures impayées");
        assert_eq!(rule(true).in_words(), "au-delà de 2\u{a0}factures impayées");
    }
}

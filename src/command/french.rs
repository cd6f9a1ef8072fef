//! The command line in French: its headings, its help and what it refuses.
//!
//! What can be asked stands in the other files; here are only the parser’s own words.

use std::fmt::Display;
use std::str::FromStr;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory, FromArgMatches};

const HELP: &str = "\
{about}

Utilisation\u{a0}: {usage}

{all-args}
";

/// Reads the arguments, or ends the program with the help or a French sentence.
pub(super) fn parse<T: CommandFactory + FromArgMatches>() -> T {
    let matches = root::<T>().try_get_matches();
    match matches.and_then(|matches| T::from_arg_matches(&matches)) {
        Ok(arguments) => arguments,
        Err(error) if error.use_stderr() && !asks_for_help(&error) => {
            eprintln!("{}", sentence(&error));
            std::process::exit(2)
        }
        Err(asked) => asked.exit(),
    }
}

/// The parser of a whole command line, its own words replaced.
fn root<T: CommandFactory>() -> Command {
    let asked = |name: &'static str, short, action, help| {
        Arg::new(name).long(name).short(short).action(action).help(help)
    };
    let help = asked("help", 'h', ArgAction::Help, "Affiche cette aide").global(true);
    let version = asked("version", 'V', ArgAction::Version, "Affiche la version");
    worded(T::command().disable_version_flag(true).arg(help).arg(version))
}

fn worded(command: Command) -> Command {
    command
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .help_template(HELP)
        .subcommand_help_heading("Commandes")
        .subcommand_value_name("COMMANDE")
        .mut_subcommands(worded)
}

/// Whether so little was typed that the help is the best answer.
fn asks_for_help(error: &Error) -> bool {
    error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
}

/// What is wrong with the arguments, and where to look.
fn sentence(error: &Error) -> String {
    let said = |kind| error.get(kind).map(words).unwrap_or_default();
    let argument = said(ContextKind::InvalidArg);
    let refused = match error.kind() {
        ErrorKind::UnknownArgument if argument.starts_with('-') => {
            format!("Option {argument} inconnue{}", perhaps(&said(ContextKind::SuggestedArg)))
        }
        ErrorKind::UnknownArgument => format!("«\u{a0}{argument}\u{a0}» est de trop"),
        ErrorKind::InvalidSubcommand => {
            let typed = said(ContextKind::InvalidSubcommand);
            let close = perhaps(&said(ContextKind::SuggestedSubcommand));
            format!("Commande «\u{a0}{typed}\u{a0}» inconnue{close}")
        }
        ErrorKind::MissingSubcommand => {
            format!("Il manque une commande parmi {}", said(ContextKind::ValidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => format!("Il manque {argument}"),
        ErrorKind::ArgumentConflict => match said(ContextKind::PriorArg) {
            prior if prior == argument => format!("{argument} est donné deux fois"),
            prior => format!("{argument} ne va pas avec {prior}"),
        },
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => value(error, &argument),
        ErrorKind::InvalidUtf8 => "Un argument n’est pas du texte UTF-8".to_owned(),
        _ => format!("Arguments refusés {argument}").trim_end().to_owned(),
    };
    let end = if refused.ends_with('?') { "" } else { "." };
    format!("{refused}{end} Aide\u{a0}: guichet --help")
}

/// A value that is missing or that nobody can read.
fn value(error: &Error, argument: &str) -> String {
    let typed = error.get(ContextKind::InvalidValue).map(words).unwrap_or_default();
    if typed.is_empty() {
        return format!("Il manque la valeur de {argument}");
    }
    let why = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    format!("{argument}, «\u{a0}{typed}\u{a0}»\u{a0}: {why}")
}

fn perhaps(close: &str) -> String {
    if close.is_empty() { String::new() } else { format!("\u{a0}; plutôt {close}\u{a0}?") }
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(all) => all.join(", "),
        other => other.to_string(),
    }
}

/// A whole number within bounds, for an argument's `value_parser`.
pub(super) fn whole<N>(
    least: N,
    most: N,
) -> impl Fn(&str) -> Result<N, String> + Clone + Send + Sync + 'static
where
    N: FromStr + PartialOrd + Display + Copy + Send + Sync + 'static,
{
    move |text| {
        let number = text.parse().ok().filter(|number| (least..=most).contains(number));
        number.ok_or_else(|| format!("attendu\u{a0}: un nombre entier de {least} à {most}"))
    }
}

/// A text with something in it, for an argument's `value_parser`.
pub(super) fn something(text: &str) -> Result<String, String> {
    let cleaned = crate::domain::text::clean(text);
    if cleaned.is_empty() { Err("attendu\u{a0}: un nom".to_owned()) } else { Ok(cleaned) }
}

#[cfg(test)]
mod tests {
    use super::super::Arguments;
    use super::*;

    fn refused(line: &str) -> String {
        sentence(&root::<Arguments>().try_get_matches_from(line.split(' ')).unwrap_err())
    }

    #[test]
    fn the_parser_can_be_built() {
        root::<Arguments>().debug_assert();
    }

    #[test]
    fn numbers_are_read_as_their_commands_want_them() {
        for line in ["guichet find x --limit 2", "guichet demo --families 2 --seed 3"] {
            let matches = root::<Arguments>().try_get_matches_from(line.split(' ')).unwrap();
            assert!(Arguments::from_arg_matches(&matches).is_ok(), "{line}");
        }
    }

    #[test]
    fn every_refusal_is_a_french_sentence() {
        for (line, expected) in [
            ("guichet --databse x", "Option --databse inconnue\u{a0}; plutôt --database\u{a0}?"),
            ("guichet fnd x", "Commande «\u{a0}fnd\u{a0}» inconnue\u{a0}; plutôt find\u{a0}?"),
            ("guichet agent --state x", "Il manque une commande parmi add, disable, reset."),
            ("guichet find", "Il manque <TEXTE>...."),
            ("guichet import x", "Il manque --as <ID>."),
            ("guichet import x --modele y", "[DOSSIER] ne va pas avec --modele <DOSSIER>."),
            (
                "guichet --now 2026-11-20T10:42 --now 2026-11-20T10:43",
                "--now <HEURE> est donné deux",
            ),
            ("guichet journal x", "«\u{a0}x\u{a0}» est de trop."),
            ("guichet find x --limit", "Il manque la valeur de --limit <N>."),
            (
                "guichet demo --families 0",
                "--families <N>, «\u{a0}0\u{a0}»\u{a0}: attendu\u{a0}: un nombre entier de 1 à",
            ),
            (
                "guichet --now demain",
                "--now <HEURE>, «\u{a0}demain\u{a0}»\u{a0}: attendu\u{a0}: une heure comme",
            ),
        ] {
            let sentence = refused(line);
            assert!(sentence.starts_with(expected), "{line} : {sentence}");
            assert!(sentence.ends_with("Aide\u{a0}: guichet --help"), "{sentence}");
        }
    }

    #[test]
    fn the_help_is_in_french_throughout() {
        fn check(mut command: Command) {
            let help = command.render_long_help().to_string();
            for english in ["Usage", "Commands", "Print", "help for", "default", "possible"] {
                assert!(!help.contains(english), "{english} : {help}");
            }
            assert!(help.contains("Utilisation\u{a0}: "), "{help}");
            command.get_subcommands().cloned().for_each(check);
        }
        let mut root = root::<Arguments>();
        root.build();
        check(root);
    }
}

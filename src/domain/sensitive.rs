//! Words that a free note must do without: health, diet and religion have closed lists elsewhere.
//!
//! The CNIL's guides for local authorities (« sans porc », « sans viande », « PAI ») keep beliefs
//! and diagnoses out of free text. A word found here is told to the agent, and never blocks.

use super::text::fold;

/// What says a belief or a diagnosis, folded; each stands for all the words that begin with it.
const WORDS: [&str; 26] = [
    "halal",
    "hallal",
    "casher",
    "kasher",
    "cacher",
    "ramadan",
    "musulman",
    "juif",
    "juive",
    "catholique",
    "religi",
    "diagnosti",
    "handicap",
    "autis",
    "trisomi",
    "epilep",
    "diabet",
    "allergi",
    "asthm",
    "depressi",
    "psych",
    "cancer",
    "sida",
    "seropositi",
    "alcooli",
    "maladie",
];

/// The first word of a text that says a belief or a diagnosis, as it was typed.
pub fn sensitive(text: &str) -> Option<&str> {
    text.split(|c: char| !c.is_alphanumeric()).find(|word| {
        let folded = fold(word);
        WORDS.iter().any(|begins| folded.starts_with(begins))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beliefs_and_diagnoses_are_found_however_they_are_spelled() {
        for (text, word) in [
            ("Mange HALAL le midi", "HALAL"),
            ("régime casher", "casher"),
            ("diagnostic en cours", "diagnostic"),
            ("enfant handicapé", "handicapé"),
            ("Épileptique.", "Épileptique"),
            ("trop d’allergies", "allergies"),
        ] {
            assert_eq!(sensitive(text), Some(word));
        }
        for text in ["", "préfère être appelée après 17 h", "sans porc", "PAI (voir dossier)"]
        {
            assert_eq!(sensitive(text), None, "{text}");
        }
    }
}

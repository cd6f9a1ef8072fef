//! What may have been meant by a text that finds nobody: further from it than a search may go.

use super::{Query, Vocabulary};

/// Texts that are suggested at most.
const MOST: usize = 4;

/// Texts that may have been meant, the likeliest first, at most four: every unknown word made a
/// known one, then each word alone, the longest first. Whether one finds somebody is not known
/// here.
pub fn suggestions(query: &Query, vocabulary: &Vocabulary) -> Vec<String> {
    let mut words: Vec<&str> = Vec::new();
    for word in &query.tokens {
        let is_known = vocabulary.begins(word);
        words.extend(if is_known { Some(word.as_str()) } else { vocabulary.meant(word) });
    }
    let mut texts = vec![words.join(" ")];
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    texts.extend(words.iter().map(|word| (*word).to_owned()));
    let typed = query.tokens.join(" ");
    let mut suggested: Vec<String> = Vec::new();
    for text in texts {
        if !text.is_empty() && text != typed && !suggested.contains(&text) {
            suggested.push(text);
        }
    }
    suggested.truncate(MOST);
    suggested
}

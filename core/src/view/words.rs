//! Words as they are compared: lower case, without punctuation, singular.

/// The words of a text, folded.
pub(super) fn words(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(folded)
        .collect()
}

/// A crude singular serves to find "fall" by "falls"; both sides are folded alike, so it need not be a word.
fn folded(word: &str) -> String {
    let mut word: String = word.chars().flat_map(char::to_lowercase).collect();
    if word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") {
        word.pop();
    }
    word
}

/// Whether `phrase` stands in `text`, word by word.
pub(super) fn contains(text: &[String], phrase: &[String]) -> bool {
    !phrase.is_empty() && text.windows(phrase.len()).any(|window| window == phrase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_found_word_by_word() {
        let page = words("Preventing falls: older people, at home");
        assert!(contains(&page, &words("older people")));
        assert!(contains(&page, &words("fall")));
        assert!(!contains(&page, &words("people older")));
        assert!(!contains(&page, &words("")));
    }
}

//! The payload of a link, in the location's hash.

use std::borrow::Cow;

/// The data that a link carries behind its route: the last part of `#/invitation/…`, `#/answers/…`,
/// `#/join/…`, `#/team/…` or `#/class/take/…`; none if there is nothing. Text that chat apps append is left off.
///
/// ```
/// use trust_velocity::route::payload;
/// assert_eq!(payload("#/answers/Abc-_1?from=singlemessage").as_deref(), Some("Abc-_1"));
/// assert_eq!(payload("#/class/take/Abc-_1&x").as_deref(), Some("Abc-_1"));
/// assert_eq!(payload("#%2Fanswers%2FAbc-_1").as_deref(), Some("Abc-_1"));
/// assert_eq!(payload("#/answers"), None);
/// ```
pub fn payload(hash: &str) -> Option<String> {
    /// More than any link has; its reader says that it is too long.
    const MOST_BYTES: usize = 400_000;
    if MOST_BYTES < hash.len() {
        return Some(hash.to_owned());
    }
    let hash = unescaped(hash);
    let path = hash.split(['?', '&']).next()?;
    let path = path.trim_start_matches(['#', '/']);
    let path = path.strip_prefix("class/").unwrap_or(path);
    let (_, payload) = path.split_once('/')?;
    (!payload.is_empty()).then(|| payload.to_owned())
}

/// The hash with its separators in the clear: mail programs and chat apps percent-encode it, and encode
/// again what is encoded.
pub(super) fn unescaped(hash: &str) -> Cow<'_, str> {
    const MOST_ROUNDS: usize = 4;
    let mut hash = Cow::Borrowed(hash);
    for _ in 0..MOST_ROUNDS {
        if !hash.as_bytes().contains(&b'%') {
            break;
        }
        let mut parts = hash.split('%');
        let mut plain = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let code = part.split_at_checked(2);
            let code =
                code.and_then(|(code, rest)| Some((u8::from_str_radix(code, 16).ok()?, rest)));
            match code.filter(|(byte, _)| byte.is_ascii()) {
                Some((byte, rest)) => plain.extend([char::from(byte).encode_utf8(&mut [0]), rest]),
                None => plain.extend(["%", part]),
            }
        }
        if plain == hash {
            break;
        }
        hash = Cow::Owned(plain);
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route::Route;

    #[test]
    fn a_hash_longer_than_any_link_is_not_split() {
        let long = format!("#%2Fanswers%2F{}", "A".repeat(400_000));
        assert_eq!(payload(&long).as_deref(), Some(long.as_str()));
        assert_eq!(Route::from_hash(&long), Route::Answers);
        let some = format!("#%2Fanswers%2F{}", "A".repeat(300_000));
        assert_eq!(payload(&some).map(|text| text.len()), Some(300_000));
    }

    #[test]
    fn an_encoded_hash_leads_to_its_page() {
        for hash in [
            "#/invitation/AQEx?from=singlemessage",
            "#%2Finvitation%2FAQEx",
            "#/invitation%2fAQEx%3Ffrom%3Dsinglemessage",
            "#%252Finvitation%252FAQEx",
            "#%25252Finvitation%25252FAQEx",
            "%23%2F%69nvitation%2FAQEx%26x",
        ] {
            assert_eq!(Route::from_hash(hash), Route::Invitation, "{hash}");
            assert_eq!(payload(hash).as_deref(), Some("AQEx"), "{hash}");
        }
        let hash = "#%2Fclass%2Ftake%2FAQYx%E3%80%82";
        assert_eq!(Route::from_hash(hash), Route::ImportExercise);
        assert_eq!(payload(hash).as_deref(), Some("AQYx%E3%80%82"));
        assert_eq!(Route::from_hash("#/%"), Route::NotFound);
    }
}

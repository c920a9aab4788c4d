//! The earlier texts of a command's keys, as lines.

/// The texts of a key before a command wrote its last one.
///
/// A command is kept as three lines for each key: the key, the fingerprints, and the first text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Earlier {
    /// Their fingerprints, the first one first; none for no text.
    pub(super) fingerprints: Vec<Option<u32>>,
    /// The first text, for a merge; not in the clear while a lock is on.
    pub(super) first: Option<String>,
    /// Whether the key was removed last; this is not kept.
    pub(super) is_removal: bool,
}

impl Earlier {
    /// The lines of a key, with its first text if that may be kept.
    pub(super) fn lines(&self, key: &str, may_keep: bool) -> String {
        let mut lines = format!("{key}\n");
        for fingerprint in &self.fingerprints {
            match fingerprint {
                Some(fingerprint) => lines += &fingerprint.to_string(),
                None => lines += "none",
            }
            lines.push(' ');
        }
        // No document has more than one line; without its first text, a key is not merged.
        let first = self.first.as_deref();
        let first = first.filter(|text| may_keep && !text.contains('\n'));
        lines + "\n" + first.unwrap_or_default() + "\n"
    }

    /// The keys of a command. A text that cannot be read was not written by this app.
    pub(super) fn read(command: &str) -> Vec<(String, Self)> {
        let mut lines = command.split('\n');
        let mut all = Vec::new();
        while let (Some(key), Some(fingerprints), Some(first)) =
            (lines.next(), lines.next(), lines.next())
        {
            let fingerprints = fingerprints.split_whitespace();
            let earlier = Self {
                fingerprints: fingerprints.map(|word| word.parse().ok()).collect(),
                first: (!first.is_empty()).then(|| first.to_owned()),
                is_removal: false,
            };
            all.push((key.to_owned(), earlier));
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_reads_as_it_was_kept() {
        let earlier = |fingerprints: &[Option<u32>], first: Option<&str>| Earlier {
            fingerprints: fingerprints.to_vec(),
            first: first.map(str::to_owned),
            is_removal: false,
        };
        let all = [
            ("a", earlier(&[None], None)),
            (
                "b",
                earlier(&[Some(0), None, Some(u32::MAX)], Some("{\"v\":3}")),
            ),
        ];
        let command: String = all.iter().map(|(key, it)| it.lines(key, true)).collect();
        assert_eq!(
            Earlier::read(&command),
            all.map(|(key, it)| (key.to_owned(), it))
        );
        assert_eq!(Earlier::read(""), []);
        let two_lines = earlier(&[None], Some("{\n}")).lines("a", true);
        assert_eq!(
            Earlier::read(&two_lines),
            [("a".to_owned(), earlier(&[None], None))]
        );
    }
}

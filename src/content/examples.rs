//! The example clients: the two companies of the course's cases, with invented numbers.
//!
//! They are stored documents like any client's, one per line, after a line with the date that they
//! were written for; their dates are moved so that they always look current.

use crate::{
    documents::{DecodeError, decode_client},
    domain::{CivilDate, Client},
};

/// Parses the example clients of the site's file, as of today.
///
/// # Errors
/// [`DecodeError`] if the file is damaged.
pub fn parse_examples(file: &str, today: CivilDate) -> Result<Vec<Client>, DecodeError> {
    let malformed = || DecodeError::Malformed("the examples' first line is no date".to_owned());
    let (written_for, clients) = file.split_once('\n').ok_or_else(malformed)?;
    let written_for: CivilDate = written_for
        .trim_matches('"')
        .parse()
        .map_err(|_| malformed())?;
    let days = today.days_since(written_for);
    let decode = |line| {
        let (_, client) = decode_client(line)?;
        let value = today.to_string();
        client.moved_by(days).ok_or(DecodeError::Invalid {
            field: "date",
            value,
        })
    };
    clients.lines().map(decode).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Assumptions, Instrument, Rater, Record,
        velocity::{Series, Verdict, trend},
    };

    const ZH: &str = include_str!("../../assets/content/examples.zh.jsonl");
    const EN: &str = include_str!("../../assets/content/examples.en.jsonl");

    fn today() -> CivilDate {
        "2027-03-01".parse().unwrap()
    }

    #[test]
    fn both_languages_tell_the_same_year() {
        let (zh, en) = (
            parse_examples(ZH, today()).unwrap(),
            parse_examples(EN, today()).unwrap(),
        );
        assert_eq!((zh.len(), en.len()), (2, 2));
        for (zh, en) in zh.iter().zip(&en) {
            assert!(zh.is_example() && en.is_example());
            assert_ne!(zh.profile.name, en.profile.name);
            let dates = |client: &Client| {
                client
                    .history()
                    .iter()
                    .map(|record| (record.id(), record.date()))
                    .collect::<Vec<_>>()
            };
            assert_eq!(dates(zh), dates(en));
            let newest = zh.history().first().map(Record::date).unwrap();
            assert!((0..=20).contains(&today().days_since(newest)), "{newest}");
        }
    }

    #[test]
    fn one_rises_and_the_other_holds() {
        let verdicts = parse_examples(EN, today())
            .unwrap()
            .into_iter()
            .map(|client| {
                let series = Series::of(&client, &Rater::Seller, Instrument::Sliders1, today());
                trend(&series, &Assumptions::default()).verdict
            });
        assert_eq!(
            verdicts.collect::<Vec<_>>(),
            [Verdict::Rising, Verdict::WithinError]
        );
    }

    #[test]
    fn a_damaged_file_is_an_error() {
        for damaged in [
            "",
            "\"2026-11-22\"",
            "\"2026-11-22\"\n{",
            &EN[..EN.len() / 2],
        ] {
            assert!(
                parse_examples(damaged, today()).is_err(),
                "{damaged:.40} was taken"
            );
        }
    }
}

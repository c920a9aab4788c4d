//! Ratings and refused rows go out to files that Excel reads.

use proptest::{collection::vec, prelude::*};
use trust_velocity::{
    domain::{
        Client, ClientId, Dimension, Name, Note, PerDimension, Rater, Record, RelationshipKind,
        Score, Stage,
    },
    exchange::{
        RatingColumn, RatingWords, Refused, RowError, Table, ratings_csv, read_contacts,
        refused_csv,
    },
};

use super::day;
use crate::records;

struct Words;

impl RatingWords for Words {
    fn heading(&self, column: RatingColumn) -> String {
        match column {
            RatingColumn::Client => "客户".into(),
            RatingColumn::Score(dimension) => dimension.id().into(),
            other => format!("{other:?}"),
        }
    }

    fn stage(&self, stage: Stage) -> String {
        stage.id().into()
    }

    fn rater(&self, rater: &Rater) -> String {
        match rater {
            Rater::Seller => "我".into(),
            Rater::Client(person) => person.as_str().into(),
            Rater::Peer => "同事".into(),
        }
    }

    fn kind(&self, kind: RelationshipKind) -> String {
        kind.id().into()
    }
}

/// A client with two ratings, the later one entered first.
fn rated(name: &str, note: &str) -> Client {
    let mut client = records::client(day("2026-01-10"));
    client.profile.name = Name::new(name).unwrap();
    client.profile.organisation = Name::new("华北, 电机").ok();
    client.profile.tags = vec![Name::new("重点").unwrap(), Name::new("@老客户").unwrap()];
    let scores = PerDimension([7.5, 6.0, 0.0, 10.0].map(|score| Score::new(score).ok()));
    let mut missing = scores;
    missing[Dimension::Benefit] = None;
    let later = records::rating(0xa, day("2026-03-01"), Rater::Seller, scores);
    let with_note = match later {
        Record::Rating(mut rating) => {
            rating.note = Note::new(note).unwrap();
            Record::Rating(rating)
        }
        other => other,
    };
    let person = Rater::Client(Name::new("+1").unwrap());
    for record in [
        with_note,
        records::rating(0xb, day("2026-02-01"), person, missing),
        records::stage(0xc, day("2026-02-15"), Stage::Deepening),
    ] {
        client.put(record).unwrap();
    }
    client
}

#[test]
fn excel_reads_what_goes_out() {
    let mut client = rated("=HYPERLINK(\"http://x\")", "<script>\u{202e}\n+1");
    client.kind = RelationshipKind::Supplier;
    client.set_recommended_by(Some(ClientId::new(9))).unwrap();
    let name_of = |id: ClientId| Name::new(&format!("=1+{}", id.number())).ok();
    let file = ratings_csv([&client], name_of, &Words);
    assert!(
        file.starts_with("\u{feff}客户,Organisation,Tags,Date,Stage,Rater,Instrument,expertise,")
    );
    let lines: Vec<_> = file.split("\r\n").collect();
    assert_eq!(
        lines[1..],
        [
            "\"'=HYPERLINK(\"\"http://x\"\")\",\"华北, 电机\",重点; @老客户,2026-02-01,,'+1,sliders-1,\
             7.5,6,0,,,,0000000000000001,000000000000000b,supplier,'=1+9"
                .replace("重点; @老客户", "\"重点; @老客户\""),
            "\"'=HYPERLINK(\"\"http://x\"\")\",\"华北, 电机\",\"重点; @老客户\",2026-03-01,deepening,我,\
             sliders-1,7.5,6,0,10,23.5,\"<script>\u{202e}\n+1\",0000000000000001,000000000000000a,supplier,'=1+9"
                .to_owned(),
            String::new(),
        ]
    );
}

proptest! {
    #[test]
    fn any_cell_comes_back(rows in vec(vec(cells(), 3), 1..4)) {
        let table = table_of(&rows);
        for (row, read) in rows.iter().zip(table.rows()) {
            for (at, cell) in row.iter().enumerate() {
                prop_assert_eq!(cell.trim(), read.cell(2 + at));
            }
        }
        prop_assert_eq!(rows.len(), table.rows().len());
        prop_assert!(table.rows().iter().all(|row| row.error.is_none()));
    }

    #[test]
    fn no_cell_goes_out_as_a_formula(name in cells(), note in cells()) {
        let Ok(name) = Name::new(&name) else { return Ok(()) };
        let client = rated(name.as_str(), &note);
        let file = ratings_csv([&client], |_| None, &Words);
        let table = read_contacts(&file).unwrap();
        let row = &table.rows()[1];
        prop_assert_eq!(row.cell(0), name.as_str());
        prop_assert_eq!(row.cell(12), note.trim());
        let mut plain = csv_core::Reader::new();
        let (mut cells, mut ends) = (vec![0; file.len()], [0; 64]);
        let mut rest = file.as_bytes();
        loop {
            let (result, read, _, ended) = plain.read_record(rest, &mut cells, &mut ends);
            rest = &rest[read..];
            let mut start = 0;
            for end in &ends[..ended] {
                let risky = [b'=', b'+', b'-', b'@', b'\t', b'\r'];
                prop_assert!(cells[start..*end].first().is_none_or(|first| !risky.contains(first)));
                start = *end;
            }
            if matches!(result, csv_core::ReadRecordResult::End) {
                break;
            }
        }
    }
}

/// The table of a file of refused rows: its first two columns are the line and the reason.
fn table_of(rows: &[Vec<String>]) -> Table {
    let header = read_contacts("first,second,third\nx").unwrap();
    let refused = rows.iter().map(|cells| Refused {
        line: 1,
        cells: cells.clone(),
        reason: RowError::NoName,
    });
    let refused: Vec<_> = refused.collect();
    let file = refused_csv(&header, &refused, ["line", "reason"], |_| "x".into());
    read_contacts(&file).unwrap()
}

fn cells() -> impl Strategy<Value = String> {
    "[,;\t\r\n\"'=+@x \u{202e}\u{0}陈-]{0,8}"
}

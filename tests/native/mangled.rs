//! Links and codes as mail programs, link checkers and chat apps change them: whatever is put
//! between, around or in place of their characters, the same message is found.

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use proptest::{collection::vec, prelude::*, sample::select};
use trust_velocity::{
    domain::{
        EntryId, Form, ItemsVersion, Language, Name,
        classroom::{Round, Submission},
        exercise::Attempt,
    },
    exchange::link::{
        Answered, Asked, Assignment, Invitation, LinkError, MOST_PASTED_BYTES, Response,
        SubmissionReader, find_exercise, find_submissions, write_exercise, write_submission,
    },
    route::{Route, payload},
};

use crate::{any, class};

const WHOLE: &str = include_str!("../fixtures/exchange/submission-whole.txt");
const WRAPPED: &str = include_str!("../fixtures/exchange/submission-wrapped.txt");
const SAFELINKS: &str = include_str!("../fixtures/exchange/submission-safelinks.txt");

/// The texts that may stand between two pieces of a message.
const BETWEEN: [&str; 16] = [
    "\n",
    "\r\n",
    "\r\n> ",
    "\n>> ",
    "\n> > ",
    "=\r\n",
    "=\n",
    "=\r\n> ",
    "\u{200b}",
    "\u{200d}\u{2060}",
    "\u{feff}",
    "\u{ad}",
    "\u{a0}",
    "\u{3000}\r\n\t",
    "\\",
    "\u{202a}\u{202c} | ",
];

/// A function that writes an address in another way.
type Encode = fn(&str) -> String;

const ENCODINGS: [Encode; 17] = [
    str::to_owned,
    percent,
    |url| percent(&percent(url)),
    |url| percent(&percent(&percent(url))),
    |url| percent(url).replace("%2F", "%2f").replace("%3A", "%3a"),
    |url| {
        format!(
            "https://nam02.safelinks.protection.outlook.com/?url={}&data=05%7C02%7Cann%40example.org%7C0&reserved=0",
            percent(url)
        )
    },
    |url| {
        format!(
            "https://nam02.safelinks.protection.outlook.com/?url={}&amp;data=05%7C02",
            percent(&percent(url))
        )
    },
    |url| {
        format!(
            "https://www.google.com/url?q={}&sa=D&source=docs",
            percent(url)
        )
    },
    |url| {
        format!(
            "https://weixin110.qq.com/cgi-bin/mmspamsupport-bin/newredirectconfirmcgi?main_type=2&url={}&source=2",
            percent(url)
        )
    },
    |url| format!("https://link.wechat.com/?target={}", percent(url)),
    url_defense_2,
    |url| {
        format!(
            "https://nam02.safelinks.protection.outlook.com/?url={}&reserved=0",
            percent(&url_defense_2(url))
        )
    },
    url_defense_3,
    |url| {
        url_defense_3(&format!(
            "https://nam02.safelinks.protection.outlook.com/?url={}&reserved=0",
            percent(url)
        ))
    },
    |url| {
        format!(
            "https://eu-west-1.protection.sophos.com?d=a.example&u={}&i=N&t=x",
            BASE64.encode(url)
        )
    },
    quoted_printable,
    |url| {
        quoted_printable(&format!(
            "https://linkprotect.example/url?a={}&c=E,1",
            percent(url)
        ))
    },
];

fn percent(url: &str) -> String {
    escaped(url, '%', |c| {
        c.is_ascii_alphanumeric() || "-_.~".contains(c)
    })
}

fn escaped(text: &str, mark: char, is_plain: impl Fn(char) -> bool) -> String {
    let mut encoded = String::new();
    for c in text.chars() {
        if is_plain(c) {
            encoded.push(c);
            continue;
        }
        for byte in c.to_string().bytes() {
            encoded.extend([mark.to_string(), format!("{byte:02X}")]);
        }
    }
    encoded
}

/// Proofpoint's first encoding: hyphens for percent signs, low lines for slashes.
fn url_defense_2(url: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '/' || c == '.';
    let encoded = escaped(url, '-', is_plain).replace('/', "_");
    format!(
        "https://urldefense.proofpoint.com/v2/url?u={encoded}&d=DwMFaQ&c=eu-KY_x&r=a_b-c&m=d&s=e&e="
    )
}

/// Proofpoint's later encoding: asterisks for special characters, which stand behind the address.
fn url_defense_3(url: &str) -> String {
    let is_special = |c: char| "#%*|".contains(c);
    let special: String = url.chars().filter(|c| is_special(*c)).collect();
    let encoded = url.replace(is_special, "*");
    let special = BASE64.encode(special).replace('=', "");
    format!("https://urldefense.com/v3/__{encoded}__;{special}!!JK5z_w!Kab-c$")
}

fn quoted_printable(url: &str) -> String {
    let encoded = escaped(url, '=', |c| c.is_ascii_graphic() && c != '=');
    lines(&encoded, 70, "=\r\n")
}

/// The text in pieces of a length.
fn lines(text: &str, length: usize, between: &str) -> String {
    let chars: Vec<_> = text.chars().collect();
    let lines: Vec<String> = chars
        .chunks(length)
        .map(|line| line.iter().collect())
        .collect();
    lines.join(between)
}

fn arounds() -> impl Strategy<Value = (&'static str, &'static str)> {
    select(
        &[
            ("", ""),
            ("请点这里：", "。谢谢！🙂"),
            ("（", "），"),
            ("《", "》"),
            ("<", ">\r\n\r\n-- \r\nInternationalisation Department"),
            ("[link](", ") and more words"),
            ("> Dear all,\r\n> ", "\r\n> Kind regards, Ann"),
            ("50% off, a=b: ", ", 100 %"),
        ][..],
    )
}

/// A link as it may arrive.
fn mangled() -> impl Strategy<Value = Mangling> {
    let ways = (
        0..ENCODINGS.len(),
        1..90_usize,
        select(&BETWEEN[..]),
        arounds(),
    );
    ways.prop_map(|(encoding, length, between, around)| Mangling {
        encoding,
        length,
        between,
        around,
    })
}

#[derive(Clone, Copy, Debug)]
struct Mangling {
    encoding: usize,
    length: usize,
    between: &'static str,
    around: (&'static str, &'static str),
}

impl Mangling {
    fn of(self, url: &str) -> String {
        let Self {
            encoding,
            length,
            between,
            around: (before, after),
        } = self;
        let url = ENCODINGS[encoding](url);
        // Only mail breaks what a link checker rewrote, and its own address stays whole.
        let broken = match encoding {
            0 => lines(&url, length, between),
            1..10 => lines(&url, 60 + length, ["\n", "\r\n> ", "\r\n>> "][length % 3]),
            _ => url,
        };
        format!("{before}{broken}{after}\n")
    }
}

fn link(route: Route, text: &str) -> String {
    format!("https://app.example.org/信任/{route}/{text}?from=singlemessage")
}

fn submissions_in(text: &str) -> Vec<Submission> {
    let found = find_submissions(text).submissions;
    found.iter().map(|it| it.claimed().clone()).collect()
}

#[test]
fn a_text_that_mail_broke_is_the_same_submission() {
    let whole = find_submissions(WHOLE);
    assert_eq!(whole.problems, []);
    let names = whole.submissions.iter();
    let names = names.map(|it| it.claimed().name.clone());
    assert_eq!(
        names.collect::<Vec<_>>(),
        [Some(Name::new("小周😀").unwrap())]
    );
    assert_eq!(find_submissions(WRAPPED), whole);
    assert_eq!(find_submissions(SAFELINKS), whole);
    let (_, text) = WHOLE.trim_end().split_once('：').unwrap();
    for at in 1..text.len() {
        let (first, second) = text.split_at(at);
        for between in BETWEEN {
            let broken = format!("小周😀的作答：{first}{between}{second}");
            assert_eq!(
                find_submissions(&broken).submissions,
                whole.submissions,
                "{broken}"
            );
        }
    }
}

#[test]
fn several_links_in_one_text_are_all_found() {
    let submission = |id| Submission {
        session: EntryId::new(1),
        id: EntryId::new(id),
        round: Round::First,
        edition: 1,
        name: Name::new("李雷").ok(),
        attempt: Attempt::new(Vec::new(), Vec::new()),
    };
    let sent: Vec<_> = (0..ENCODINGS.len() as u64 * 4).map(submission).collect();
    let text = sent.iter().enumerate().map(|(at, submission)| {
        let text = write_submission(submission).unwrap();
        let encode = ENCODINGS[at / 4];
        let broken = lines(
            &encode(&link(Route::Join, &text)),
            40 + at,
            BETWEEN[at % BETWEEN.len()],
        );
        format!("{broken}\n\n")
    });
    let text = text.collect::<String>();
    let found = find_submissions(&text);
    let ids = |submissions: &[Submission]| submissions.iter().map(|it| it.id).collect::<Vec<_>>();
    let submissions = submissions_in(&text);
    assert_eq!(ids(&submissions), ids(&sent), "{text}");
    assert_eq!(submissions, sent);
    assert_eq!(found.problems, []);
    let mut reader = SubmissionReader::new(&text).unwrap();
    let mut read = Vec::new();
    while !reader.is_done() {
        let part = reader.read(3).submissions;
        read.extend(part.iter().map(|it| it.claimed().clone()));
    }
    assert_eq!(read, sent);
    let (done, of) = reader.progress();
    assert_eq!(done, of);
}

#[test]
fn a_text_over_the_bound_is_refused_by_its_size() {
    let response = Response {
        request: EntryId::new(7),
        date: "2026-11-22".parse().unwrap(),
        answers: "65-7".parse().unwrap(),
    };
    let text = response.write().unwrap();
    let fits = "信".repeat((MOST_PASTED_BYTES - text.len()) / 3);
    assert_eq!(
        Answered::find(&format!("{fits}{text}")),
        Ok(Answered::Clear(response))
    );
    let long = "信".repeat(MOST_PASTED_BYTES / 3) + &text;
    assert_eq!(Answered::find(&long), Err(LinkError::TooLong));
    assert_eq!(Invitation::find(&long), Err(LinkError::TooLong));
    assert_eq!(Assignment::find(&long), Err(LinkError::TooLong));
    assert_eq!(find_exercise(&long), Err(LinkError::TooLong));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn an_answer_is_found_however_it_was_changed(
        (request, date, answers) in (any::<u64>(), any::dates(), any::answers()),
        mangling in mangled(),
    ) {
        let response = Response { request: EntryId::new(request), date, answers };
        let text = mangling.of(&link(Route::Answers, &response.write().unwrap()));
        prop_assert_eq!(Answered::find(&text), Ok(Answered::Clear(response)), "{}", text);
    }

    #[test]
    fn a_long_exercise_is_found_however_it_was_broken(
        exercise in class::exercises(),
        length in 20..90_usize,
        between in select(&BETWEEN[..]),
        (before, after) in arounds(),
    ) {
        let text = lines(&write_exercise(&exercise).unwrap(), length, between);
        prop_assert_eq!(find_exercise(&format!("{before}{text}{after}")), Ok(exercise));
    }

    #[test]
    fn a_submission_is_found_however_it_was_changed(
        sent in vec(class::submissions(), 1..4),
        mangling in mangled(),
    ) {
        let text = sent.iter();
        let text = text.map(|it| mangling.of(&link(Route::Join, &write_submission(it).unwrap())));
        let text = text.collect::<String>();
        prop_assert_eq!(submissions_in(&text), sent, "{}", text);
    }

    #[test]
    fn an_invitation_opens_from_an_encoded_hash(
        request in any::<u64>(),
        rounds in 0..4_usize,
        from in any::names(),
    ) {
        let invitation = Invitation {
            request: EntryId::new(request),
            from: Some(from),
            asked: Asked::Client,
            version: ItemsVersion::V2,
            form: Form::Short,
            language: Language::Zh,
            key: None,
        };
        let mut hash = format!("/invitation/{}", invitation.write().unwrap());
        for _ in 0..rounds {
            hash = percent(&hash);
        }
        let hash = format!("#{hash}");
        prop_assert_eq!(Route::from_hash(&hash), Route::Invitation);
        prop_assert_eq!(Invitation::find(&payload(&hash).unwrap()), Ok(invitation));
    }
}

#[test]
fn a_time_behind_percent_signs_is_no_code() {
    let whole = submissions_in(WHOLE);
    let (_, text) = WHOLE.trim_end().split_once('：').unwrap();
    assert_eq!(submissions_in(&format!("做完 100 %% 9:41\n{text}")), whole);
}

#[test]
fn a_message_comes_through_html() {
    let whole = submissions_in(WHOLE);
    let (_, text) = WHOLE.trim_end().split_once('：').unwrap();
    let each = |by: &str| lines(text, 1, by);
    let as_codes =
        |code: fn(u32) -> String| -> String { text.chars().map(|c| code(u32::from(c))).collect() };
    let of_marks = |mark: &dyn Fn(char) -> String| -> String {
        let chars = text.chars();
        chars
            .map(|c| {
                if c.is_alphanumeric() {
                    c.to_string()
                } else {
                    mark(c)
                }
            })
            .collect()
    };
    for pasted in [
        each("<wbr>"),
        each("<br/>\r\n"),
        each("<BR />"),
        each("&#8203;"),
        each("&shy;"),
        each("&amp;#x200b;"),
        each("=3Cwbr=3E"),
        each("</span><span style=3D\"font-size: 12px; color: red\">"),
        each("&lt;wbr&gt;"),
        lines(text, 40, "<o:p></o:p></p>\r\n<p class=MsoNormal>"),
        as_codes(|c| format!("&#{c};")),
        as_codes(|c| format!("&#x{c:x};")),
        as_codes(|c| format!("&amp;#X{c:04X};")),
        of_marks(&|c| format!("&#{};", u32::from(c))),
        format!("<p>Hello<br>{text}<br>Ann</p>"),
        format!("<b>{text}</b>"),
        format!("<{text}>"),
        format!("<a href=\"https://a.example/#/join/{text}\">Click<wbr>here</a>"),
        percent(&link(Route::Join, text)).replace('%', "<wbr>%<wbr>"),
        format!(
            "a < b, c > d & e; &#; &#x; &#99999999; &amp <{} x {text}",
            "y".repeat(300)
        ),
    ] {
        assert_eq!(submissions_in(&pasted), whole, "{pasted}");
    }
}

#[test]
fn marks_that_were_made_typographic_are_those_of_a_message() {
    let sent = (0..40_u64).map(|id| Submission {
        session: EntryId::new(1),
        id: EntryId::new(id),
        round: Round::First,
        edition: 1,
        name: Name::new("李雷").ok(),
        attempt: Attempt::new(Vec::new(), Vec::new()),
    });
    let full_width = |c: char| char::from_u32(u32::from(c) + 0xfee0).unwrap();
    let mut has_marks = [false; 2];
    for submission in sent {
        let text = write_submission(&submission).unwrap();
        has_marks[0] |= text.contains('-');
        has_marks[1] |= text.contains('_');
        let whole = [submission];
        for dash in [
            '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2212}', '\u{ff0d}',
        ] {
            let changed = text
                .replace('-', &dash.to_string())
                .replace('_', "\u{ff3f}");
            for pasted in [
                changed.clone(),
                lines(&changed, 20, "\r\n> "),
                format!("Ann{dash}{changed}{dash}Bob"),
                format!("Ann {dash} {changed} {dash} Bob"),
                lines(&text, 20, &format!(" {dash} ")),
                format!("ＯＫ{changed}ＯＫ"),
            ] {
                assert_eq!(submissions_in(&pasted), whole, "{pasted}");
            }
        }
        let wide: String = text.chars().map(full_width).collect();
        assert_eq!(submissions_in(&wide), whole);
        assert_eq!(submissions_in(&format!("答卷：{wide}。")), whole);
    }
    assert_eq!(has_marks, [true; 2]);
    // Two hyphens become a long dash.
    let mut dashes = 0;
    for id in 0..1_000_u64 {
        let submission = Submission {
            session: EntryId::new(1),
            id: EntryId::new(id.wrapping_mul(0x9e37_79b9_7f4a_7c15)),
            round: Round::First,
            edition: 1,
            name: Name::new("李雷").ok(),
            attempt: Attempt::new(Vec::new(), Vec::new()),
        };
        let text = write_submission(&submission).unwrap();
        let changed = text.replace("--", "—");
        if changed == text || changed.ends_with('—') {
            continue;
        }
        dashes += 1;
        let whole = [submission];
        for pasted in [
            changed.clone(),
            format!("答卷——{changed}——李雷"),
            format!("My answers — {changed} — Ann"),
        ] {
            assert_eq!(submissions_in(&pasted), whole, "{pasted}");
        }
    }
    assert!(0 < dashes);
}

//! Files, links and names of strangers: further cases of each kind, with the right value beside each.

use trust_velocity::{
    domain::{
        Client, EntryId, Name, NameError,
        classroom::{HandedIn, Round, Submission},
        exercise::Attempt,
    },
    exchange::{
        CardReader, DateReading, DayOrder, Mapping, Table, date_questions,
        link::{find_submissions, write_submission},
        plan_import, read_contacts,
    },
};

use crate::{
    encodings::decode_label,
    exchange::{self, TODAY, here, planned, read_file},
};

/// The import of a table, a row a line: `name | organisation | title | tags | note`, `?` before one who is
/// asked about, `!` before the line of a refused row.
fn imported(table: &Table) -> Vec<String> {
    let line = |client: &Client| {
        let line = exchange::profile_line(client);
        let line = line.strip_suffix(TODAY).unwrap_or(&line);
        let line = line.trim_end_matches([' ', '|', '-']);
        line.replace('\n', "⏎")
    };
    let plan = planned(table);
    let mut rows = Vec::new();
    rows.extend(plan.clients.iter().map(|(at, client)| (*at, line(client))));
    let namesakes = plan.namesakes.iter();
    rows.extend(namesakes.map(|row| (row.line, format!("?{}", line(&row.client)))));
    let refused = plan.refused.iter();
    rows.extend(refused.map(|row| (row.line, format!("!{}", row.line))));
    rows.sort_by_key(|(at, _)| *at);
    rows.into_iter().map(|(_, row)| row).collect()
}

/// All cases whose rows are others than the right ones.
fn wrong<'c, T: ?Sized + std::fmt::Debug + 'c>(
    cases: impl IntoIterator<Item = (&'c T, &'c [&'c str])>,
    read: impl Fn(&T) -> Vec<String>,
) -> Vec<(&'c T, Vec<String>)> {
    let cases = cases.into_iter();
    let read = cases.map(|(case, right)| (case, read(case), right));
    let wrong = read.filter(|(_, rows, right)| rows != right);
    wrong.map(|(case, rows, _)| (case, rows)).collect()
}

fn cards(bytes: &[u8]) -> Vec<String> {
    if !CardReader::reads(bytes) {
        return vec!["no card".to_owned()];
    }
    let mut reader = CardReader::new();
    reader.push(bytes).unwrap();
    imported(&reader.finish(&decode_label).unwrap())
}

#[test]
fn cards_within_cards() {
    let cases: &[(&str, &[&str])] = &[
        (
            "BEGIN:VCARD\nFN:Bob\nBEGIN:VCARD\nFN:Cara\nEND:VCARD\nORG:North\nEND:VCARD\n",
            &["Bob | North", "Cara"],
        ),
        (
            "BEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nBEGIN:VCARD\nFN:C\nEND:VCARD\nEND:VCARD\n\
             BEGIN:VCARD\nFN:D\nEND:VCARD\nEND:VCARD\nBEGIN:VCARD\nFN:E\nEND:VCARD\n",
            &["A", "B", "C", "D", "E"],
        ),
        // The outer one has no end: nothing tells what belongs to it.
        (
            "BEGIN:VCARD\nFN:Bob\nBEGIN:VCARD\nFN:Cara\nEND:VCARD\nBEGIN:VCARD\nFN:Dan\nEND:VCARD\n",
            &["!1", "Cara", "Dan"],
        ),
        // Behind a card without an end, one without a beginning is somebody else.
        (
            "BEGIN:VCARD\nFN:Bob\nBEGIN:VCARD\nFN:Cara\nEND:VCARD\nFN:Dan\nORG:North\nEND:VCARD\n",
            &["!1", "Cara", "!6"],
        ),
        // An agent's card stands for nobody, what is within it does.
        (
            "BEGIN:VCARD\nFN:Bob\nAGENT:\nBEGIN:VCARD\nFN:Agent\nBEGIN:VCARD\nFN:Cara\nEND:VCARD\n\
             END:VCARD\nTITLE:Buyer\nEND:VCARD\n",
            &["Bob | - | Buyer", "Cara"],
        ),
        (
            "BEGIN:VCARD\nFN:Bob\nNOTE:x\n  BEGIN:VCARD\n FN:y\nEND:VCARD\n",
            &["Bob | - | - |  | x BEGIN:VCARDFN:y"],
        ),
    ];
    let cases = cases.iter().map(|(case, right)| (*case, *right));
    assert_eq!(wrong(cases, |case| cards(case.as_bytes())), []);
}

#[test]
fn cards_within_cards_take_no_longer_the_deeper_they_are() {
    let deep = "BEGIN:VCARD\nFN:x\n".repeat(9_000) + &"END:VCARD\n".repeat(9_000);
    assert_eq!(cards(deep.as_bytes()).len(), 9_000);
}

#[test]
fn cards_as_they_were_pasted() {
    let cases: &[(&str, &[&str])] = &[
        (
            "  BEGIN:VCARD\n  FN:Ann\n  NOTE:a\n   b\n  END:VCARD\n",
            &["Ann | - | - |  | ab"],
        ),
        (
            "Hello,\n  BEGIN:VCARD\n  FN:Ann\n  END:VCARD\nBye\n",
            &["Ann"],
        ),
        (
            "Ann wrote:\n> BEGIN:VCARD\n> FN:周建国\n>\n> NOTE;QUOTED-PRINTABLE:=E5=91=\n> =A8\n> END:VCARD\n\
             BEGIN:VCARD\nFN:Bob\nEND:VCARD\n",
            &["周建国 | - | - |  | 周", "Bob"],
        ),
        ("\u{200b}BEGIN:VCARD\nFN:Ann\nEND:VCARD", &["Ann"]),
        ("BEGIN: VCARD\nFN: Ann\nEND: VCARD\n", &["Ann"]),
        ("begin:vcard \nfn :Ann\nEnd:VCard\t\n", &["Ann"]),
        (
            "\tBEGIN:VCARD\n\tFN:Ann\n\tEND:VCARD\n\tBEGIN:VCARD\n\tFN:Bob\n\tEND:VCARD\n",
            &["Ann", "Bob"],
        ),
        (
            "BEGIN:VCARD VERSION:3.0 N:周;建国;;; FN:周建国 ORG:华北电机 TEL;TYPE=CELL:139 \
             NOTE:call at 10:30 or so END:VCARD BEGIN:VCARD FN:Ann Lee END:VCARD",
            &["周建国 | 华北电机 | - |  | call at 10:30 or so", "Ann Lee"],
        ),
        (
            "BEGIN:VCARD\\nVERSION:3.0\\nFN:Ann\\nORG:North\\; East\\nEND:VCARD\\n",
            &["Ann | North; East"],
        ),
        (
            "BEGIN:VCARD\\r\\nFN:Ann\\r\\nTITLE:Buyer\\r\\nEND:VCARD",
            &["Ann | - | Buyer"],
        ),
        (
            "BEGIN:VCARD\u{2028}FN:周\u{2028}NOTE:x y\u{2028}END:VCARD",
            &["周 | - | - |  | x y"],
        ),
    ];
    let cases = cases.iter().map(|(case, right)| (*case, *right));
    assert_eq!(wrong(cases, |case| cards(case.as_bytes())), []);
    for prose in [
        "BEGIN:VCARD is how a card begins",
        "name\n\"BEGIN:VCARD\nFN:x\"\n",
    ] {
        assert!(!CardReader::reads(prose.as_bytes()), "{prose}");
    }
}

#[test]
fn cards_of_further_programs() {
    let cases: &[(&[u8], &[&str])] = &[
        // RFC 2426, the parts of a name as lists.
        (
            b"BEGIN:VCARD\nVERSION:3.0\nN:Stevenson;John;Philip,Paul;Dr.;Jr.,M.D.,A.C.P.\nEND:VCARD\n",
            &["John Philip Paul Stevenson Jr. M.D. A.C.P."],
        ),
        (b"BEGIN:VCARD\nVERSION:2.1\nN:Lee, Ann\nEND:VCARD\n", &["Lee, Ann"]),
        (b"BEGIN:VCARD\nN:O\\, Neill;Ann\nEND:VCARD\n", &["Ann O, Neill"]),
        // Nokia and Sony Ericsson.
        (
            b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;ENCODING=8BIT;CHARSET=UTF-8:\xE5\x91\xA8;\xE5\xBB\xBA\r\n\
              TITLE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E7=BB=8F=E7=90=86\r\nX-CLASS:private\r\nEND:VCARD\r\n",
            &["周建 | - | 经理"],
        ),
        // Outlook in Chinese.
        (
            b"BEGIN:VCARD\nVERSION:2.1\nN;LANGUAGE=zh-cn;CHARSET=gb2312:\xD6\xDC;\xBD\xA8\xB9\xFA\n\
              FN;CHARSET=gb2312:\xD6\xDC\xBD\xA8\xB9\xFA\nORG;CHARSET=gb2312:\xD6\xDC;\xD6\xDC\n\
              X-MS-OL-DEFAULT-POSTAL-ADDRESS:0\nX-MS-CARDPICTURE;TYPE=JPEG;ENCODING=BASE64:\n /9j/4AAQ\n\nREV:x\nEND:VCARD\n",
            &["周建国 | 周 周"],
        ),
        // iCloud: groups, labels, a company.
        (
            "BEGIN:VCARD\nVERSION:3.0\nPRODID:-//Apple Inc.//iOS 17//EN\nN:周;建国;;;\nFN:周建国\n\
             ORG:华北电机;采购部;\nitem1.TITLE:采购经理\nitem2.X-ABLabel:_$!<Anniversary>!$_\n\
             NOTE:a\\nb\\, c\\; d\\\\e\nCATEGORIES:客户,重点\\,一\nEND:VCARD\n"
                .as_bytes(),
            &["周建国 | 华北电机 采购部 | 采购经理 | 客户+重点+一 | a⏎b, c; d\\e"],
        ),
        // WeCom and DingTalk: the name alone, in version 4.
        (
            "BEGIN:VCARD\nVERSION:4.0\nFN;LANGUAGE=zh:周建国\nN:周建国;;;;\nORG;TYPE=work:华北\\;电机\n\
             TITLE:总经理\nEMAIL;PREF=1:a@b\nEND:VCARD\n"
                .as_bytes(),
            &["周建国 | 华北;电机 | 总经理"],
        ),
        // Base64 of a text over lines with tabs, then an empty line.
        (
            b"BEGIN:VCARD\nFN;ENCODING=b;CHARSET=UTF-8:5ZGo\n\t5bu6\n\t5Zu9\n\nORG:North\nEND:VCARD\n",
            &["周建国 | North"],
        ),
        // A card of a web page: everything on one long folded line with CR alone.
        (
            b"BEGIN:VCARD\rFN:Ann \r Lee\rORG:North\r  Motors\rEND:VCARD\r",
            &["Ann Lee | North Motors"],
        ),
        (b"BEGIN:VCARD\r\nFN:Ann\nORG:North\rTITLE:Buyer\r\r\nEND:VCARD\n", &["Ann | North | Buyer"]),
        (
            b"BEGIN:VCARD\nFN;QUOTED-PRINTABLE;CHARSET=shift_jis:=8E=52=93=63\nORG;CHARSET=Big5;ENCODING=QUOTED-PRINTABLE:=A4=A4=\n=B5=D8\nEND:VCARD\n",
            &["山田 | 中華"],
        ),
    ];
    let cases = cases.iter().map(|(case, right)| (*case, *right));
    assert_eq!(wrong(cases, cards), []);
}

fn rows(text: &str) -> Vec<String> {
    imported(&read_contacts(text).unwrap())
}

#[test]
fn what_separates_the_cells() {
    let cases: &[(&str, &[&str])] = &[
        (
            "姓名|公司\n周建国|华北电机\n林小燕|某某物业\n",
            &["周建国 | 华北电机", "林小燕 | 某某物业"],
        ),
        (
            "| 姓名 | 公司 |\n| --- | :-: |\n| 周建国 | 华北电机 |\n| 林小燕 |  |\n",
            &["周建国 | 华北电机", "林小燕"],
        ),
        (
            "+------+------+\n| name | firm |\n+------+------+\n| Ann  | Nord |\n+------+------+\n",
            &["Ann | Nord"],
        ),
        ("姓名，公司\n周建国，华北电机\n", &["周建国 | 华北电机"]),
        ("姓名；公司\n周建国；华北，电机\n", &["周建国 | 华北，电机"]),
        ("周建国，华北\n林小燕\n", &["周建国，华北", "林小燕"]),
        (
            "姓名\n周|建国\n林小燕\n王总\n",
            &["周|建国", "林小燕", "王总"],
        ),
        (
            "Name, Company\n\"Lee, Ann\", \"Nord, Ltd\"\n",
            &["Lee, Ann | Nord, Ltd"],
        ),
        (
            "Name;Note\nAnn;\"a\n\nb\"\nBob;\"say \"\"hi\"\"\"\n",
            &["Ann | - | - |  | a⏎⏎b", "Bob | - | - |  | say \"hi\""],
        ),
        (
            "\"Name\"\t\"Company\"\t\n\"Ann\"\t\"Nord\"\t\n",
            &["Ann | Nord"],
        ),
        ("sep=|\nName|Company\nAnn|Nord\n", &["Ann | Nord"]),
    ];
    let cases = cases.iter().map(|(case, right)| (*case, *right));
    assert_eq!(wrong(cases, rows), []);
}

#[test]
fn a_quotation_mark_that_is_not_closed_costs_one_row() {
    let cases: &[(&str, &[&str])] = &[
        (
            "姓名,公司\n\"周建国,华北\n林小燕,物业\n王总,银行\n",
            &["!2", "林小燕 | 物业", "王总 | 银行"],
        ),
        (
            "姓名,公司,备注\n周建国,华北,\"好客户\n林小燕,物业,\n王总,\"东\"方,x\n",
            &["!2", "林小燕 | 物业", "王总 | 东方 | - |  | x"],
        ),
        ("姓名\n\"周建国\n林小燕\n", &["!2", "林小燕"]),
        // As long as the next line is no row, the file may have been cut there.
        ("姓名,公司,备注\n周建国,华北,\"好\n客户", &["!2"]),
        (
            "姓名,公司\n19\" 显示器厂,华北\n林小燕,物业\n",
            &["19\" 显示器厂 | 华北", "林小燕 | 物业"],
        ),
        (
            "姓名,备注\n周建国,\"a\n林小燕,b\"\n",
            &["周建国 | - | - |  | a⏎林小燕,b"],
        ),
    ];
    let cases = cases.iter().map(|(case, right)| (*case, *right));
    assert_eq!(wrong(cases, rows), []);
    for piece in ["\"", "\"x\n", ",\"", "\"\"", "\"x,\"x\n", "a\"\n\""] {
        let text = "n,o\n".to_owned() + &piece.repeat(200_000 / piece.len());
        let _ = read_contacts(&text);
    }
}

#[test]
fn a_person_of_a_company_is_no_account() {
    let cases: &[(&str, &[&str])] = &[
        // Salesforce in Chinese and English, HubSpot, Outlook.
        (
            "称谓,名字,姓氏,职务,客户名\n先生,建国,周,经理,华北电机\n",
            &["周建国 | 华北电机 | 经理"],
        ),
        (
            "First Name,Last Name,Title,Account Name\nAnn,Lee,Buyer,Nord\nBob,Ray,,Nord\n",
            &["Ann Lee | Nord | Buyer", "Bob Ray | Nord"],
        ),
        (
            "Record ID,First Name,Last Name,Email,Contact owner,Associated Company,Lead Status\n\
             1,Ann,Lee,a@b,Sales Person,Nord,New\n",
            &["Ann Lee | Nord"],
        ),
        (
            "First Name,Last Name,Customer\nAnn,Lee,Nord\nBob,Ray,Nord\n",
            &["Ann Lee | Nord", "Bob Ray | Nord"],
        ),
        ("姓,名,客户\n周,建国,华北电机\n", &["周建国 | 华北电机"]),
        (
            "姓氏,名字,客户名称\n周,建国,华北电机\n",
            &["周建国 | 华北电机"],
        ),
        ("姓名,客户\n周建国,华北电机\n", &["周建国 | 华北电机"]),
        (
            "客户,对接人\n华北电机,周建国\n华北电机,林小燕\n",
            &["周建国 | 华北电机", "林小燕 | 华北电机"],
        ),
        ("客户,城市\n周建国,北京\n", &["周建国"]),
        (
            "First Name,Last Name,Customer Name,Company\nAnn,Lee,Ann Lee,Nord\n",
            &["Ann Lee | Nord"],
        ),
        // Name parts.
        ("前缀,姓,中间名,名,后缀\n,欧阳,,娜娜,\n", &["欧阳娜娜"]),
        (
            "Prefix,First,Middle,Last,Suffix\nDr.,Ann,B.,Lee,PhD\n",
            &["Ann B. Lee PhD"],
        ),
        (
            "Name Prefix,Given Name,Additional Name,Family Name,Organization 1 - Name\n,Ann,Beth,Lee,Nord\n",
            &["Ann Beth Lee | Nord"],
        ),
        (
            "名,姓,單位,職稱,附註\n建國,周,華北,經理,\n",
            &["周建國 | 華北 | 經理"],
        ),
        // LinkedIn, with its notes above.
        (
            "Notes:\n\"When exporting, \"\"some\"\" emails are missing\"\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
             Ann,Lee,https://x,,Nord,Buyer,05 Mar 2026\n",
            &["!1", "!2", "Ann Lee | Nord | Buyer |  |  | 2026-03-05"],
        ),
        // WeCom, DingTalk, Feishu.
        (
            "姓名,帐号,别名,职务,部门,性别,手机,座机,企业邮箱\n周建国,zhou,,经理,采购,男,139,,\n",
            &["周建国 | - | 经理"],
        ),
        (
            "员工UserID,姓名,部门,职位,手机号,备注\nm1,周建国,采购,经理,139,好\n",
            &["周建国 | - | 经理 |  | 好"],
        ),
        (
            "客户姓名,客户备注,所属企业,标签,添加时间,添加人\n周建国,老客户,华北,\"重点,一\",2026-03-05 10:00:00,李四\n",
            &["周建国 | 华北 | - | 重点+一 | 老客户 | 2026-03-05"],
        ),
        // Doubled names of columns, and cells that trail.
        ("姓名,备注,备注,\n周建国,a,b,\n", &["周建国 | - | - |  | a"]),
        ("姓名,公司,,,\n周建国,华北,,,\n", &["周建国 | 华北"]),
    ];
    let cases = cases.iter().map(|(case, right)| (*case, *right));
    assert_eq!(wrong(cases, rows), []);
}

#[test]
fn tables_in_further_encodings() {
    let text = "姓名,公司,备注\r\n周建国,华北电机,好客户\r\n林小燕,某某物业,\r\n";
    let right = ["周建国 | 华北电机 | - |  | 好客户", "林小燕 | 某某物业"];
    let utf16 = |mark: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        let text = format!("{mark}{}", text.replace(',', "\t"));
        text.encode_utf16().flat_map(bytes).collect()
    };
    for bytes in [
        format!("\u{feff}{text}").into_bytes(),
        format!("\u{feff}\u{feff}sep=,\r\n{text}").into_bytes(),
        utf16("\u{feff}", u16::to_le_bytes),
        utf16("", u16::to_le_bytes),
        utf16("\u{feff}", u16::to_be_bytes),
        utf16("", u16::to_be_bytes),
        encoding_rs::GB18030.encode(text).0.into_owned(),
    ] {
        assert_eq!(imported(&read_file(&bytes)), right, "{bytes:?}");
    }
    // One byte of another encoding costs its row.
    let mut bytes = text.as_bytes().to_vec();
    bytes.extend(b"\xFF\xE9x,y,z\r\n");
    assert_eq!(imported(&read_file(&bytes))[2], "!4");
}

#[test]
fn dates_of_further_programs_in_a_column() {
    let header = "姓名,首次联系\n";
    let first_contact = |text: &str| -> Vec<String> {
        let table = read_contacts(&format!("{header}周建国,\"{text}\"\n")).unwrap();
        let plan = planned(&table);
        let dates = plan.clients.iter();
        let dates = dates.map(|(_, client)| client.first_contact().to_string());
        let reasons = exchange::reasons(&plan).into_iter();
        dates
            .chain(reasons.map(|(_, reason)| format!("{reason:?}")))
            .collect()
    };
    let cases: &[(&str, &[&str])] = &[
        ("２０２６年０３月０５日　星期四", &["2026-03-05"]),
        ("二〇二六年三月五日", &["2026-03-05"]),
        ("二零二六年十二月", &["NotADate(\"二零二六年十二月\")"]),
        ("5.3.2026", &["AmbiguousDate(\"5.3.2026\")"]),
        ("2026-03-05 下午3:20", &["2026-03-05"]),
        ("2026-03-05T23:30:00-05:00", &["2026-03-06"]),
        ("Thu, 05 Mar 2026 23:30:00 -0500", &["2026-03-06"]),
        ("2026-W10-4", &["2026-03-05"]),
        ("46086", &["SerialDate(\"46086\")"]),
        ("2027-01-01", &["AfterToday(CivilDate(2027-01-01))"]),
        ("26/03/05", &["AmbiguousDate(\"26/03/05\")"]),
        ("昨天", &["NotADate(\"昨天\")"]),
        ("0000-00-00", &["NotADate(\"0000-00-00\")"]),
    ];
    let cases = cases.iter().map(|(case, right)| (*case, *right));
    let wrong = wrong(cases, first_contact);
    let wrong: Vec<_> = wrong
        .iter()
        .map(|(case, rows)| format!("{case}: {rows:?}"))
        .collect();
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn the_order_of_a_short_year_is_asked() {
    let table = read_contacts("姓名,首次联系\n周建国,26-03-05\n林小燕,25-12-24\n").unwrap();
    let mut mapping = Mapping::guess(&table);
    let questions = date_questions(&table, &mapping);
    assert_eq!(questions.order.as_deref(), Some("26-03-05"));
    assert!(questions.may_be_year);
    for (order, dates) in [
        (DayOrder::YearFirst, ["2026-03-05", "2025-12-24"]),
        (DayOrder::DayFirst, ["2005-03-26", "2024-12-25"]),
    ] {
        mapping.dates = DateReading {
            order: Some(order),
            epoch: None,
        };
        let mut ids = 1..;
        let plan = plan_import(&table, &mapping, [], here(), || ids.next().unwrap()).unwrap();
        let read = plan
            .clients
            .iter()
            .map(|(_, client)| client.first_contact().to_string());
        assert_eq!(read.collect::<Vec<_>>(), dates, "{order:?}");
    }
}

#[test]
fn further_programs_that_rewrite_links() {
    let sent: Vec<_> = (0..6_u64)
        .map(|id| Submission {
            session: EntryId::new(1),
            id: EntryId::new(id),
            round: Round::First,
            edition: 1,
            name: Name::new("李雷").ok(),
            attempt: Attempt::new(Vec::new(), Vec::new()),
        })
        .collect();
    let percent = |url: &str| {
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_.~".contains(c);
        let encoded = url.chars().map(|c| match c {
            c if plain(c) => c.to_string(),
            c => format!("%{:02X}", u32::from(c)),
        });
        encoded.collect::<String>()
    };
    for submission in sent {
        let text = write_submission(&submission).unwrap();
        let link = format!("https://a.example/app/#/join/{text}");
        let coded = percent(&link);
        for pasted in [
            format!("https://secure-web.cisco.com/1Abc-d_e/{coded}"),
            format!("https://linkprotect.cudasvc.com/url?a={coded}&c=E,1,Ab_c-d&typo=1"),
            format!("https://protect2.fireeye.com/v1/url?k=ab-cd&q=1&e=1-2&u={coded}"),
            format!(
                "https://mail.qq.com/cgi-bin/readtemplate?t=safety&check=false&gourl={coded}&subtemplate=gray"
            ),
            format!("https://wx.mail.qq.com/xmspamcheck/xmsafejump?url={coded}"),
            format!("https://c.pc.qq.com/middlem.html?pfurl={coded}&pfuin=1&pfuid=QQ_1"),
            format!("https://security.feishu.cn/link/safety?target={coded}&scene=ccm"),
            format!("dingtalk://dingtalkclient/page/link?url={coded}&pc_slide=true"),
            format!("https://link.zhihu.com/?target={}", percent(&coded)),
            format!("https://l.facebook.com/l.php?u={coded}&h=AT0a-b_c"),
            format!(
                "https://imsva91-ctp.trendmicro.com/wis/clicktime/v1/query?url={coded}&umid=AB-CD&auth=1f-2"
            ),
            format!("<{link}|{link}>"),
            format!("<a href=\"{link}\">答卷</a>"),
            format!("<a href=3D\"{}\">答卷</a>", link.replace('=', "=3D")),
            format!("小周：我的作答在这里{link}，请查收。"),
            format!("「李雷: {link}」\n- - - - - - - - - - - - - - -\n收到"),
            format!("[2026/3/5 10:30] 李雷: {link}\u{200e}"),
            format!("| {link} |\r\n"),
            format!("\u{202a}{link}\u{202c}"),
            link.replace("#/", "#%2F"),
            link.replace('#', "%2523"),
            format!("{}=\r\n{}", &link[..60], &link[60..]),
            format!(
                "> > {}\r\n> > {}\r\n> > \r\n> > 谢谢",
                &link[..70],
                &link[70..]
            ),
            format!("{}\u{200b}\u{200b}{}", &link[..40], &link[40..]),
            format!("{}<wbr/>{}", &link[..50], &link[50..]),
            link.replace('&', "&amp;amp;"),
        ] {
            let found = find_submissions(&pasted);
            let is_sent = |found: &HandedIn| *found.claimed() == submission;
            let is_all = found.submissions.iter().all(is_sent) && found.problems.is_empty();
            assert!(
                is_all && !found.submissions.is_empty(),
                "{pasted}: {found:?}"
            );
        }
    }
}

#[test]
fn further_names_that_show_nothing() {
    for unseen in [
        "\0",
        "\u{200b}\u{200c}\u{200d}",
        "\u{202e}\u{202c}",
        "\u{2066}\u{2069}",
        "\u{301}\u{302}",
        "\u{3164}",
        "\u{ffa0}\u{115f}",
        "\u{2800}\u{2800}",
        "\u{e0041}\u{e007f}",
        "\u{fe0f}",
        "\u{e0100}",
        "\u{180e}",
        "\u{61c}",
        "\u{34f}",
        "\u{2061}\u{2064}",
        "\u{fff9}\u{fffb}",
        "\u{feff}",
        "\u{1d173}",
        "\u{2028}\u{a0}\u{200b}",
        "\u{ad}",
        "\u{206a}",
        "\u{110bd}",
        "\u{16fe4}",
    ] {
        let codes = unseen.escape_unicode();
        assert!(
            matches!(Name::new(unseen), Err(NameError::Unseen | NameError::Empty)),
            "{codes}"
        );
        let csv = format!("姓名,公司\n{unseen},\n{unseen},North\n");
        assert_eq!(rows(&csv), ["!2", "North"], "{codes}");
        let card = format!("BEGIN:VCARD\nFN:{unseen}\nTITLE:x\nEND:VCARD\n");
        assert_eq!(cards(card.as_bytes()), ["!1"], "{codes}");
    }
    for seen in [
        "陈\u{200b}工",
        "e\u{301}",
        "🙂",
        "👩\u{200d}💼",
        "\u{2066}Ann\u{2069}",
        "·",
        "ㅤ王",
    ] {
        assert!(Name::new(seen).is_ok(), "{}", seen.escape_unicode());
    }
}

#[test]
fn further_places_of_the_header() {
    let cases: &[(&str, &[&str])] = &[
        (
            "2026年客户表,,\n制表：李四,,\n,,\n姓名,公司,电话\n周建国,华北,139\n",
            &["!1", "!2", "周建国 | 华北"],
        ),
        (
            "\n\n姓名,公司\n周建国,华北\n姓名,公司\n林小燕,物业\n",
            &["周建国 | 华北", "!5", "林小燕 | 物业"],
        ),
        ("周建国,华北电机\n林小燕,某某物业\n", &["no name"]),
        ("周建国\n林小燕\n王总\n", &["周建国", "林小燕", "王总"]),
        ("姓名\n周建国\n\n\n林小燕\n", &["周建国", "林小燕"]),
        (
            "序号,姓名,公司\n1,周建国,华北\n2,林小燕,\n合计,,\n",
            &["周建国 | 华北", "林小燕", "!4"],
        ),
        (
            "*姓名（必填）,*公司（选填）,标签\r\n周建国,华北,\"a、b;c\"\r\n",
            &["周建国 | 华北 | - | a+b+c"],
        ),
        ("NAME,COMPANY\nAnn,Nord\n", &["Ann | Nord"]),
        (
            "Full_Name,Company_Name,Job_Title\nAnn,Nord,Buyer\n",
            &["Ann | Nord | Buyer"],
        ),
        (
            "fullName,companyName,jobTitle\nAnn,Nord,Buyer\n",
            &["Ann | Nord | Buyer"],
        ),
        ("contact.name,contact.company\nAnn,Nord\n", &["Ann | Nord"]),
        (
            "\u{feff}\"姓名\",\"公司\"\n\"周建国\",\"华北\"",
            &["周建国 | 华北"],
        ),
        (
            "姓名,公司,备注\n周建国\n林小燕,物业,好,多,余\n王总,银行\n",
            &["周建国", "!3", "王总 | 银行"],
        ),
    ];
    let read = |text: &str| {
        let table = read_contacts(text).unwrap();
        match exchange::plan_as_guessed(&table, []) {
            Ok(_) => imported(&table),
            Err(_) => vec!["no name".to_owned()],
        }
    };
    let cases = cases.iter().map(|(case, right)| (*case, *right));
    assert_eq!(wrong(cases, read), []);
}

#[test]
fn further_damage_to_cards() {
    let cases: &[(&[u8], &[&str])] = &[
        // A charset that is wrong: the text is certain to be UTF-8, or is marked.
        (b"BEGIN:VCARD\nFN;CHARSET=GBK;QUOTED-PRINTABLE:=D6=DC=\n=BD=A8\nNOTE;QUOTED-PRINTABLE;CHARSET=UTF-8:=E5=91=A8=0D=0A=E5=BB=BA\nEND:VCARD\n", &["周建 | - | - |  | 周\r⏎建"]),
        // A soft break in the middle of a code, and at the end of the value.
        (b"BEGIN:VCARD\nFN;QUOTED-PRINTABLE:=E5=9=\n1=A8=\n\nORG:North\nEND:VCARD\n", &["周 | North"]),
        // White space at the ends of lines, an empty line in the card, a line of noise before it.
        (b"noise: x\n\nBEGIN:VCARD \nFN:Ann  \n\nORG:North \n;\nEND:VCARD \n", &["Ann | North"]),
        // No END at the end of the file, and an END without a BEGIN.
        (b"END:VCARD\nBEGIN:VCARD\nFN:Ann\nEND:VCARD\nBEGIN:VCARD\nFN:Bob\n", &["Ann", "!5"]),
        // Properties of one name: the first that is whole counts, notes and tags are joined.
        (b"BEGIN:VCARD\nFN:\nFN:Ann\nFN:Bob\nNOTE:a\nNOTE:b\nCATEGORIES:x\nCATEGORIES:x,y\nEND:VCARD\n", &["Ann | - | - | x+y | a⏎b"]),
        // A name that begins like a property, within a folded line.
        (b"BEGIN:VCARD\nFN:Ann\nNOTE:see\n ORG:North\nEND:VCARD\n", &["Ann | - | - |  | seeORG:North"]),
        (b"BEGIN:VCARD\nFN:Ann\\\\\\, Lee\\nJr\\\\x\nEND:VCARD\n", &["Ann\\, Lee⏎Jr\\x"]),
        (b"BEGIN:VCARD\nX-A;FN=x:y\nFN;X-P=\"a:b;c\":Ann\nEND:VCARD\n", &["Ann"]),
        (b"BEGIN:VCARD\nFN;CHARSET=UTF-16LE;ENCODING=B:aFQ=\nEND:VCARD\n", &["周"]),
        (b"\xEF\xBB\xBF\xEF\xBB\xBFBEGIN:VCARD\nFN:\xE5\x91\xA8\nEND:VCARD\x1a", &["周"]),
    ];
    let cases = cases.iter().map(|(case, right)| (*case, *right));
    let wrong = wrong(cases, cards);
    let wrong: Vec<_> = wrong
        .iter()
        .map(|(case, rows)| (String::from_utf8_lossy(case), rows))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

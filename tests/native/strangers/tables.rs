//! Tables: separators, quotation marks, encodings, headers and dates.

use trust_velocity::exchange::{
    DateReading, DayOrder, Mapping, date_questions, plan_import, read_contacts,
};

use super::{imported, wrong};
use crate::exchange::{self, here, planned, read_file};

pub(super) fn rows(text: &str) -> Vec<String> {
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

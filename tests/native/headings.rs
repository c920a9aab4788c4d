//! Column names as programs and people write them, and names that stand in parts.

use trust_velocity::exchange::{Field, Mapping, RowError, Table, read_contacts};

use crate::exchange::{planned, profile_lines, reasons};

fn table(text: &str) -> Table {
    read_contacts(text).unwrap()
}

/// The new clients' names and organisations, with `|` between them. No row may be refused.
fn who(text: &str) -> Vec<String> {
    let plan = planned(&table(text));
    assert_eq!(reasons(&plan), [], "{text}");
    let first_two = |line: &String| line.split(" | ").take(2).collect::<Vec<_>>().join("|");
    profile_lines(&plan).iter().map(first_two).collect()
}

fn field(heading: &str) -> Option<Field> {
    Mapping::guess(&table(&format!(
        "{heading},客户ID,首次联系\nx,1,2026-03-01\n"
    )))
    .field(0)
}

#[test]
fn thunderbird_in_each_language_keeps_the_display_name_and_the_note() {
    for (header, name) in [
        (
            "名字,姓氏,显示姓名,昵称,主要电子邮件,职务,部门,公司,注释",
            "周建国",
        ),
        (
            "名,姓,顯示名稱,暱稱,主要電子郵件,職稱,部門,公司,註解",
            "周建國",
        ),
        (
            "名,姓,表示名,ニックネーム,メールアドレス,役職,部門,組織,メモ",
            "佐藤健",
        ),
        (
            "First Name,Last Name,Display Name,Nickname,Primary Email,Job Title,Department,\
             Organization,Notes",
            "Ann Lee",
        ),
        (
            "Prénom,Nom de famille,Nom à afficher,Surnom,Première adresse électronique,Profession,\
             Service,Société,Notes",
            "Renée Noël",
        ),
        (
            "Vorname,Nachname,Anzeigename,Spitzname,Primäre E-Mail-Adresse,Arbeitstitel,Abteilung,\
             Organisation,Notizen",
            "Jörg Maier",
        ),
        (
            "Nombre,Apellidos,Nombre mostrado,Apodo,Dirección de correo electrónico principal,\
             Puesto,Departamento,Organización,Notas",
            "Ana Ruiz",
        ),
    ] {
        let text = format!("{header}\n,,{name},,a@b,经理,采购,华北电机,老客户\n");
        assert_eq!(
            profile_lines(&planned(&table(&text))),
            [format!("{name} | 华北电机 | 经理 |  | 老客户 | 2026-06-01")],
            "{header}"
        );
        // The parts serve a row without the name that is shown.
        let text = format!("{header}\n建国,周,,,a@b,经理,采购,华北电机,\n");
        assert_eq!(who(&text), ["周建国|华北电机"], "{header}");
    }
}

#[test]
fn a_part_beside_the_name_is_not_lost() {
    for (text, names) in [
        (
            "Name,Surname,Company\nAnna,Smith,Acme\nAnna,Jones,Acme\n",
            &["Anna Smith|Acme", "Anna Jones|Acme"][..],
        ),
        (
            "Name,Last Name\nAnna Maria,Smith\n",
            &["Anna Maria Smith|-"],
        ),
        (
            "First Name,Name,Company\nAnna,Smith,Acme\n",
            &["Anna Smith|Acme"],
        ),
        ("Given name,Name\nAnna,An\n", &["Anna An|-"]),
        (
            "Name,Middle Name,Surname\nAnna,B.,Smith\n",
            &["Anna B. Smith|-"],
        ),
        (
            "Nome,Cognome,Azienda\nAnna,Rossi,Nord\n",
            &["Anna Rossi|Nord"],
        ),
        ("姓名,姓\n建国,周\n", &["周建国|-"]),
        // The name has the part already.
        ("姓名,姓\n周建国,周\n", &["周建国|-"]),
        (
            "Name,Surname\nAnna SMITH,Smith\n\"Smith, Anna\",Smith\n",
            &["Anna SMITH|-", "Smith, Anna|-"],
        ),
        (
            "Name,Surname\nAnna van der Berg,van der Berg\n",
            &["Anna van der Berg|-"],
        ),
        // With all parts beside it, the full name is let be, whatever form it has.
        (
            "Display Name,First Name,Last Name\nBob Smith,Robert,Smith\n",
            &["Bob Smith|-"],
        ),
        ("Name,Surname\n,Smith\nAnna,\n", &["Smith|-", "Anna|-"]),
    ] {
        assert_eq!(who(text), names, "{text}");
    }
}

#[test]
fn a_name_that_shows_nothing_does_not_hide_the_parts() {
    for unseen in ["\u{200b}", "\u{ad}", "\u{2060}\u{feff}", "\u{202e}"] {
        let text = format!(
            "Display Name,First Name,Last Name,Organization\n{unseen},Ann,Lee,North Motors\n\
             {unseen},{unseen},Ray,North Motors\n"
        );
        assert_eq!(who(&text), ["Ann Lee|North Motors", "Ray|North Motors"]);
    }
}

#[test]
fn a_suffix_tells_two_people_apart() {
    for (text, names) in [
        (
            "First Name,Last Name,Name Suffix,Organization Name\nJohn,Smith,Sr.,Acme\n\
             John,Smith,Jr.,Acme\nJohn,Smith,,Acme\n",
            &[
                "John Smith Sr.|Acme",
                "John Smith Jr.|Acme",
                "John Smith|Acme",
            ][..],
        ),
        (
            "Name,Given Name,Family Name,Name Suffix\nJohn Smith Jr.,John,Smith,Jr.\n\
             John Smith,John,Smith,III\n",
            &["John Smith Jr.|-", "John Smith III|-"],
        ),
        (
            "姓,名,后缀\n周,建国,先生\n周,建国,Jr.\n",
            &["周建国先生|-", "周建国 Jr.|-"],
        ),
        // A suffix alone is no name.
        ("First Name,Suffix,Company\n,Jr.,Acme\n", &["Acme|-"]),
    ] {
        assert_eq!(who(text), names, "{text}");
    }
}

#[test]
fn headings_with_brackets_numbers_and_two_names() {
    for heading in [
        "【必填】姓名",
        "（必填）姓名",
        "(required) Name",
        "[Required] Name",
        "姓名（必填",
        "【姓名】",
        "1.姓名",
        "1、姓名",
        "(1) 姓名",
        "①姓名",
        "A. 姓名",
        "b）姓名",
        "Ｎａｍｅ",
        "＊姓名：",
        "姓名/Name",
        "Name / 姓名",
        "Name/Full name",
        "对接人",
        "经办人",
        "Contact Person",
        "Customer Full Name",
    ] {
        assert_eq!(field(heading), Some(Field::Name), "{heading}");
    }
    for heading in [
        "【选填】公司",
        "公司/单位",
        "企业/单位",
        "Company / Organization",
        "Account/Company",
        "Organización",
        "2) Company",
    ] {
        assert_eq!(field(heading), Some(Field::Organisation), "{heading}");
    }
    assert_eq!(field("Puesto"), Some(Field::Title));
    assert_eq!(field("Categorías"), Some(Field::Tags));
    // Two things in one column are neither.
    for heading in [
        "姓名/电话",
        "公司/姓名",
        "Name / Phone",
        "（）",
        "1",
        "",
        "A",
    ] {
        assert_eq!(field(heading), None, "{heading}");
    }
    assert_eq!(who("First,Last,Company\nAnn,Lee,Nord\n"), ["Ann Lee|Nord"]);
    // A chat's name for somebody serves if there is no better name.
    assert_eq!(who("微信昵称,公司\n小王,Nord\n"), ["小王|Nord"]);
    assert_eq!(who("微信昵称,备注名,公司\n小王,王总,Nord\n"), ["王总|Nord"]);
    assert_eq!(who("微信昵称,姓名,公司\n小王,王伟,Nord\n"), ["王伟|Nord"]);
}

#[test]
fn a_title_above_a_single_named_column() {
    for (text, line, names) in [
        (
            "客户名单\n姓名\n周建国\n林小燕\n",
            2,
            &["周建国|-", "林小燕|-"][..],
        ),
        ("2026年客户名单,\n姓名,喜好\n周建国,茶\n", 2, &["周建国|-"]),
        (
            "Clients 2026,,\n\nas of March,,\nName,Likes\nAnn,tea\nBob,\n",
            4,
            &["Ann|-", "Bob|-"],
        ),
    ] {
        let table = table(text);
        assert_eq!(table.header_line(), Some(line), "{text}");
        let plan = planned(&table);
        let lines = profile_lines(&plan);
        let found = lines
            .iter()
            .map(|it| it.split(" | ").take(2).collect::<Vec<_>>().join("|"));
        assert_eq!(found.collect::<Vec<_>>(), names, "{text}");
        assert!(
            reasons(&plan)
                .iter()
                .all(|(_, it)| *it == RowError::AboveHeader)
        );
    }
    // Values that could be headings, among others that are none.
    for text in [
        "周建国\n林小燕\n陈工\n王总\n姓名\n李四\n",
        "周建国,华北\n姓名,喜好\n李四,茶\n",
        "周建国,\n姓名,茶,红,绿\n李四,茶\n",
        "周建国\n客户\n李四\n",
    ] {
        assert_eq!(table(text).header_line(), None, "{text}");
    }
}

#[test]
fn usual_values_above_numbers_are_no_header() {
    for value in ["无", "-", "n/a", "未知", "保密", "None", "—", "暂无", "?"] {
        let table = table(&format!("张三,{value}\n李四,13900000000\n"));
        assert_eq!(table.header_line(), None, "{value}");
        assert_eq!(table.rows().len(), 2);
    }
    assert_eq!(table("jméno,telefon\nJan,139\n").header_line(), Some(1));
}

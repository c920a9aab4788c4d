//! Clients come in from files and texts, and ratings go out as a table.

use thirtyfour::Key;
use trust_velocity::domain::Language;

use crate::browser::Engine;
use crate::pages::App;
use crate::stage::Stage;

const MORNING: &str = "2026-04-20T09:00:00";

/// As Excel in China writes it: 客户姓名, 单位, 分组, 首次联系, 手机.
const TABLE: &str = "客户姓名,单位,分组,首次联系,手机\r\n\
    陈工,华北电机,重点,2026/3/1,139\r\n\
    王总,\"北京, 某某公司\",,,138\r\n\
    李经理,某某物业,,下周,137\r\n";

/// The list with the two clients of that table that can be imported.
const BOTH: [&str; 2] = ["华北电机 · 陈工", "北京, 某某公司 · 王总"];

pub fn imports_a_table_of_excel(engine: Engine) {
    let app = App::open(engine, Language::Zh, Stage::new().at(MORNING));
    let (table, _, unmappable) = encoding_rs::GBK.encode(TABLE);
    assert!(!unmappable && std::str::from_utf8(&table).is_err());
    let text = app.text;

    app.goes_to_import();
    app.chooses_file("客户.csv", &table);
    app.previews(&[text.can_be_added(2), text.cannot_be_imported(1)]);
    app.focuses("#preview-title");
    assert_eq!(
        app.columns(),
        ["name", "organisation", "tags", "first_contact", ""]
    );
    app.reads("#new-clients", "陈工 华北电机 重点 2026年3月1日");
    app.reads("#refused", "第 4 行");
    app.reads("#refused", "不是日期，请写成 2026-03-01 这样");
    app.reads("#refused", "李经理 · 某某物业 · 下周 · 137");
    assert_eq!(app.texts("#refused li").len(), 1);

    // The preview follows the mapping, and no two columns have one field.
    app.set("#column-3", "");
    app.previews(&[text.can_be_added(3)]);
    app.set("#column-1", "name");
    assert_eq!(app.columns(), ["", "name", "tags", "", ""]);
    app.reads("#new-clients", "某某物业");
    app.set("#column-1", "");
    app.shows("#import-count", text.no_name_column());
    app.sees_no("#add-clients");
    app.set("#column-0", "name");
    app.set("#column-1", "organisation");
    app.set("#column-3", "first_contact");
    app.previews(&[text.can_be_added(2), text.cannot_be_imported(1)]);

    // The rows that are left out can be mended and imported.
    app.catches_files();
    app.click("#refused-rows-save");
    let rows = app.saved_file();
    assert_eq!(rows.name, "trust-velocity-rows.csv");
    let (header, row) = rows.text.split_once("\r\n").expect("two rows");
    assert_eq!(header, "\u{feff}行,原因,客户姓名,单位,分组,首次联系,手机");
    assert!(row.ends_with(",李经理,某某物业,,下周,137\r\n"), "{row}");

    app.adds_clients(2);
    app.lists(&BOTH);
    app.undoes();
    app.sees(".welcome");
    app.goes_to_import();
    app.chooses_file("客户.csv", &table);
    app.adds_clients(2);
    app.lists(&BOTH);

    app.goes_to_import();
    app.chooses_file("客户.csv", &table);
    app.previews(&[
        text.are_here_already(2),
        text.cannot_be_imported(1),
        text.nothing_can_be_added().to_owned(),
    ]);
    app.sees_no("#add-clients");
    app.chooses_file(
        "rows.csv",
        rows.text.replace("下周", "2026-04-02").as_bytes(),
    );
    app.adds_clients(1);
    app.goes_to_import();
    app.chooses_file("客户.csv", &table);
    app.previews(&[
        text.are_here_already(2),
        text.cannot_be_imported(1),
        text.nothing_can_be_added().to_owned(),
    ]);
    app.reload();
    app.goes_to_clients();
    app.lists(&[BOTH[0], "某某物业 · 李经理", BOTH[1]]);
    app.has_no_problems();
}

/// As a phone exports it: mostly pictures, more of them than are read at once.
pub fn imports_an_address_book_with_pictures(engine: Engine) {
    /// With so many lines, a picture has three megabytes.
    const LINE: &str =
        " QUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJD\r\n";
    const LINES: u32 = 40_000;
    let app = App::open(engine, Language::En, Stage::new().at(MORNING));
    let text = app.text;
    app.goes_to_import();
    let head = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:";
    let photo = "\r\nPHOTO;ENCODING=b;TYPE=JPEG:QUJD\r\n";
    let end = "ORG:North Motors\r\nEND:VCARD\r\n";
    app.chooses_file_of(
        "contacts.vcf",
        &[
            (head, 1),
            ("Ann Lee", 1),
            (photo, 1),
            (LINE, LINES),
            (end, 1),
            (head, 1),
            ("周建国", 1),
            (photo, 1),
            (LINE, LINES),
            (end, 1),
        ],
    );
    app.previews(&[text.can_be_added(2)]);
    app.focuses("#preview-title");
    app.reads("#new-clients", "Ann Lee North Motors");
    app.reads("#new-clients", "周建国 North Motors");
    app.reads("#left-out", &text.details_left_out(&text.photos()));
    app.adds_clients(2);
    app.until("both are there", || {
        app.texts(".client-row__name").len() == 2
    });
    app.has_no_problems();
}

pub fn imports_pasted_contacts(engine: Engine) {
    let app = App::open(engine, Language::En, Stage::new().at(MORNING));
    let card = |name: &str| {
        format!(
            "BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nORG:Acme\\; Sons;Sales\nTEL:+1 555\nEND:VCARD\n"
        )
    };
    app.goes_to_import();
    app.pastes(
        &[
            card("Ann Smith"),
            "BEGIN:VCARD\nFN:\nTEL:+1 555\nEND:VCARD\n".to_owned(),
            "BEGIN:VCARD\nFN:Bob".to_owned(),
        ]
        .concat(),
    );
    app.previews(&[app.text.can_be_added(1), app.text.cannot_be_imported(2)]);
    app.reads("#new-clients", "Ann Smith Acme; Sons Sales");
    app.reads("main", app.text.imported_of_cards());
    let phones = app.text.phone_numbers();
    app.reads("#left-out", &app.text.details_left_out(&phones));
    assert_eq!(app.count(".columns"), 0, "cards need no mapping");
    assert_eq!(
        app.texts(".refused__reason"),
        [app.text.row_without_name(), app.text.row_cut_short()]
    );
    app.adds_clients(1);
    app.lists(&["Acme; Sons Sales · Ann Smith"]);

    // All clients exist already: the reason replaces the button.
    app.goes_to_import();
    app.pastes(&card("Ann Smith"));
    app.previews(&[
        app.text.are_here_already(1),
        app.text.all_here_already().to_owned(),
    ]);
    app.sees_no("#add-clients");
    app.click("#already summary");
    app.press_button("Acme; Sons Sales · Ann Smith");
    app.shows(".client h1", "Acme; Sons Sales · Ann Smith");

    // Two people of one name are one unless the person says otherwise.
    app.goes_to_import();
    app.pastes(&"BEGIN:VCARD\nFN:Bo Li\nEND:VCARD\n".repeat(2));
    app.previews(&[app.text.can_be_added(1), app.text.have_a_known_name(1)]);
    app.reads("#namesakes", app.text.add_as_another());
    app.click("#another-4");
    app.adds_clients(2);
    app.has_no_problems();
}

pub fn asks_what_a_table_leaves_open(engine: Engine) {
    let app = App::open(engine, Language::En, Stage::new().at(MORNING));
    let text = app.text;
    app.goes_to_import();

    // The encoding is judged and shown, and another can be chosen.
    app.chooses_file(
        "kunden.csv",
        b"Name;Company\r\nJ\xfcrgen M\xfcller;B\xe4cker KG\r\n",
    );
    app.previews(&[text.can_be_added(1)]);
    app.reads("#new-clients", "Jürgen Müller Bäcker KG");
    assert_eq!(app.value("#encoding"), "windows-1252");
    app.reads("#encoding-hint", "Jürgen Müller");
    app.sees_no("#encoding-doubt");
    app.set("#encoding", "gb18030");
    app.reads("#new-clients", "J黵gen");
    app.focuses("#encoding");
    app.set("#encoding", "windows-1252");
    app.reads("#new-clients", "Jürgen Müller Bäcker KG");

    // A bare name of three characters could be of two encodings.
    let (name, _, _) = encoding_rs::GB18030.encode("name\n谌龙\n");
    app.chooses_file("one.csv", &name);
    app.shows("#encoding-doubt", text.encoding_uncertain());

    // No header, one that is chosen, and none again.
    app.pastes("周建国\n林小燕\n");
    app.previews(&[text.can_be_added(2)]);
    app.sees_no("#encoding");
    assert_eq!(app.value("#header-line"), "");
    app.set("#header-line", "2");
    app.shows("#import-count", text.no_name_column());
    app.set("#header-line", "");
    app.previews(&[text.can_be_added(2)]);
    app.pastes("客户名单,\n姓名,公司\n周建国,华北电机\n");
    app.previews(&[text.can_be_added(1), text.cannot_be_imported(1)]);
    assert_eq!(app.value("#header-line"), "2");
    app.reads("#refused", text.row_above_header());
    app.sees_no("#refused-rows-save");

    // The meaning of the dates is asked once.
    app.pastes("name,first contact\nAnn,03/04/2026\nBob,46086\n");
    app.previews(&[
        text.cannot_be_imported(2),
        text.choose_date_reading().to_owned(),
    ]);
    app.set("#date-order", "0");
    app.previews(&[text.can_be_added(1), text.cannot_be_imported(1)]);
    app.reads("#new-clients", "Apr 3, 2026");
    app.set("#date-epoch", "0");
    app.previews(&[text.can_be_added(2)]);
    app.reads("#new-clients", "Mar 5, 2026");
    // A year of two digits may be the first number.
    app.pastes("name,first contact\nAnn,26-03-05\n");
    app.reads("#refused", "26-03-05");
    app.set("#date-order", "2");
    app.previews(&[text.can_be_added(1)]);
    app.reads("#new-clients", "Mar 5, 2026");

    // Both Unicode forms of a name are one client, which a search finds by either.
    app.pastes("name\nJörg Maier\nJo\u{308}rg Maier\n");
    app.previews(&[text.can_be_added(1), text.have_a_known_name(1)]);
    app.adds_clients(1);
    app.set("#search", "Jo\u{308}rg");
    app.lists(&["Jörg Maier"]);
    app.has_no_problems();
}

pub fn says_why_a_file_gives_no_clients(engine: Engine) {
    let app = App::open(engine, Language::En, Stage::new().at(MORNING));
    let text = app.text;
    app.goes_to_import();
    app.chooses_file("clients.xlsx", b"PK\x03\x04\x14\0\x06\0");
    app.cannot_import(text.workbook_damaged());
    app.chooses_file("photo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff");
    app.cannot_import(text.file_is_no_text());
    app.chooses_file("empty.csv", b"\xef\xbb\xbf \n");
    app.cannot_import(text.table_empty());
    app.chooses_file("header.csv", b"name,company\n");
    app.cannot_import(text.table_without_rows());
    app.chooses_file("wide.csv", ",".repeat(300).as_bytes());
    app.cannot_import(&text.table_too_many_columns(&256));

    // A table of something else leaves the choice to the person, and the next file is read.
    app.chooses_file("parts.csv", b"part,weight\nscrew,1\n");
    app.shows("#import-count", text.no_name_column());
    app.sees_no("#add-clients");
    app.chooses_file("clients.csv", b"name\nAda\n");
    app.previews(&[text.can_be_added(1)]);
    app.sees_no("#import-failure");
    app.goes_to_clients();
    app.sees(".welcome");
    app.has_no_problems();
}

pub fn keeps_hostile_names_harmless(engine: Engine) {
    const NAMES: [&str; 4] = [
        "<img src=x onerror=alert(1)>",
        "=cmd|' /C calc'!A0",
        "\u{202e}drowssap",
        "@SUM(1+1)",
    ];
    let app = App::open(engine, Language::En, Stage::new().at(MORNING));
    app.goes_to_import();
    app.reads("#ratings-count", app.text.no_ratings_to_export());
    assert!(!app.has("#ratings-save"));
    app.pastes(&format!("name\n{}\n", NAMES.join("\n")));
    app.previews(&[app.text.can_be_added(NAMES.len())]);
    assert_eq!(app.contents("#new-clients tbody th"), NAMES);
    app.adds_clients(NAMES.len());
    app.until("all are listed as they are", || {
        let mut listed = app.contents(".client-row__name");
        listed.sort();
        let mut names = NAMES.map(str::to_owned);
        names.sort();
        listed == names
    });
    assert!(!app.has("img[src=x]"));
    for row in 1..=NAMES.len() {
        app.goes_to_clients();
        app.opens_row(row);
        app.rates("2026-04-20", ["3", "4", "2", "1.5"]);
        // The name is above the picture of a chart, and not in the picture.
        app.click("#progress-picture");
        app.until("the picture is there", || {
            app.script("return document.querySelector('.chart__picture')?.naturalWidth > 0") == true
        });
        assert!(!app.has("img[src=x]"));
        app.press(Key::Escape + "");
        app.has_no_dialog();
    }
    app.goes_to_import();
    app.shows("#ratings-count", &app.text.ratings_to_export(NAMES.len()));
    app.catches_files();
    app.click("#ratings-save");
    let file = app.saved_file();
    assert_eq!(file.name, "trust-velocity-ratings-2026-04-20.csv");
    let table = file
        .text
        .strip_prefix('\u{feff}')
        .expect("a mark for Excel");
    let mut names: Vec<_> = table
        .lines()
        .skip(1)
        .filter_map(|line| line.split(",,,2026-04-20,").next())
        .collect();
    names.sort_unstable();
    assert_eq!(
        names,
        ["'=cmd|' /C calc'!A0", "'@SUM(1+1)", NAMES[0], NAMES[2]]
    );

    // If the browser cannot copy, the text is shown to be copied by hand.
    app.script("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
    app.click("#ratings-copy");
    app.tells(app.text.copy_by_hand());
    assert_eq!(app.value("#ratings-text"), table.replace("\r\n", "\n"));
    app.has_no_problems();
}

pub fn previews_ten_thousand_clients(engine: Engine) {
    let app = App::open(engine, Language::En, Stage::new().at(MORNING));
    let rows: Vec<_> = (1..=10_000)
        .map(|number| format!("Client {number},Firm {}\n", number % 97))
        .collect();
    app.goes_to_import();
    app.script(
        "const line = document.getElementById('import-reading');
         window.said = [];
         new MutationObserver(() => window.said.push(line.innerText))
           .observe(line, { childList: true, characterData: true, subtree: true })",
    );
    app.pastes(&format!("name,company\n{}", rows.concat()));
    app.previews(&[app.text.can_be_added(rows.len())]);
    let said = app.script("return window.said.join()");
    assert_eq!(said, format!("{},", app.text.loading()));
    app.reads("main", &app.text.more_clients(rows.len() - 5));
    app.focuses("#preview-title");
    app.has_no_problems();
}

//! Workbooks, and tables of ratings: what comes in from Excel without a detour.

use trust_velocity::domain::Language;

use crate::browser::Engine;
use crate::pages::App;
use crate::stage::Stage;

const MORNING: &str = "2026-04-20T09:00:00";

/// A title, column names below it, dates, and an organisation merged over two rows.
const BOOK: &[u8] = include_bytes!("../../fixtures/exchange/book.xls");

/// Two sheets, dates in date cells, and texts in the cells.
const BOOK_OF_TODAY: &[u8] = include_bytes!("../../fixtures/exchange/book.xlsx");

pub fn imports_a_workbook(engine: Engine) {
    let app = App::open(engine, Language::Zh, Stage::new().at(MORNING));
    let text = app.text;
    app.goes_to_import();
    app.chooses_file("客户.xls", BOOK);
    app.previews(&[text.can_be_added(2), text.cannot_be_imported(1)]);
    app.focuses("#preview-title");
    assert_eq!(app.value("#header-line"), "2");
    app.reads("#new-clients", "陈工 华北电机 2026年3月5日");
    app.reads("#new-clients", "王总 华北电机 2026年2月14日");
    app.reads("#refused", text.row_above_header());
    app.sees_no("#sheet");
    app.sees_no("#date-epoch");
    app.adds_clients(2);
    app.lists(&["华北电机 · 王总", "华北电机 · 陈工"]);

    // A file that only looks like a workbook is refused by its true kind, or read as that.
    app.goes_to_import();
    app.chooses_file("客户.xls", &BOOK[..BOOK.len() / 2]);
    app.cannot_import(text.workbook_damaged());
    app.chooses_file(
        "客户.xls",
        b"<html><table><tr><td>1</td></tr></table></html>",
    );
    app.cannot_import(text.table_is_markup());
    app.chooses_file("客户.xls", "姓名\t单位\n李经理\t某某物业\n".as_bytes());
    app.previews(&[text.can_be_added(1)]);
    app.has_no_problems();
}

/// Two sheets with rows, as Excel writes them today.
pub fn imports_a_workbook_of_today(engine: Engine) {
    let app = App::open(engine, Language::Zh, Stage::new().at(MORNING));
    let text = app.text;
    app.goes_to_import();
    app.chooses_file("客户.xlsx", BOOK_OF_TODAY);
    app.previews(&[text.can_be_added(2)]);
    app.reads("#new-clients", "陈工 华北电机 2026年3月5日");
    app.reads("#new-clients", "王总 某某物业 2026年2月14日");
    app.set("#sheet", "1");
    app.previews(&[text.can_be_added(1)]);
    app.reads("#new-clients", "李经理 北方仪表 2025年3月5日");
    app.focuses("#sheet");
    app.set("#sheet", "0");
    app.previews(&[text.can_be_added(2)]);
    app.adds_clients(2);
    app.until("both are there", || {
        app.texts(".client-row__name").len() == 2
    });

    app.goes_to_import();
    app.chooses_file("客户.xlsx", &BOOK_OF_TODAY[..BOOK_OF_TODAY.len() / 2]);
    app.cannot_import(text.workbook_damaged());
    app.has_no_problems();
}

pub fn imports_ratings_from_a_table(engine: Engine) {
    const ROWS: &str = "陈工,华北电机,2026-03-01,6,6,5,5,,初次接触,,\n\
        陈工,华北电机,2026-04-01,7,7.5,6,5,谈过价格,深化关系,,2026-04-10\n\
        王总,,2026-03-05,11,7,7,7,,,,\n";
    let app = App::open(engine, Language::Zh, Stage::new().at(MORNING));
    let text = app.text;
    app.goes_to_import();
    app.catches_files();
    app.click("#template-save");
    let template = app.saved_file();
    assert_eq!(template.name, "trust-velocity-template.csv");
    assert_eq!(template.text.trim_end().lines().count(), 1);
    app.chooses_file("template.csv", template.text.as_bytes());
    app.cannot_import(text.table_without_rows());

    let filled = format!("{}{ROWS}", template.text);
    app.chooses_file("ratings.csv", filled.as_bytes());
    let counts = [
        text.history_new_clients(1),
        text.history_adds(&text.history_counts([2, 1, 1])),
        text.cannot_be_imported(1),
    ];
    app.previews(&counts);
    app.reads("#history-clients", "华北电机 · 陈工");
    // The rows as they were written; engines differ in the marks that set them apart.
    app.reads("#refused", "11");
    app.click("#add-history");
    app.tells(&text.history_added(1));
    app.arrives_at("#/clients");
    app.lists(&["华北电机 · 陈工"]);

    // One undo takes it all back, and it can come in again.
    app.undoes();
    app.sees(".welcome");
    app.goes_to_import();
    app.chooses_file("ratings.csv", filled.as_bytes());
    app.previews(&counts);
    app.click("#add-history");
    app.tells(&text.history_added(1));

    // The same table, and what is exported, are known row by row.
    app.goes_to_import();
    app.chooses_file("ratings.csv", filled.as_bytes());
    app.previews(&[
        text.history_rows_known(2),
        text.cannot_be_imported(1),
        text.history_nothing().to_owned(),
    ]);
    app.sees_no("#add-history");
    app.catches_files();
    app.click("#ratings-save");
    let exported = app.saved_file();
    app.chooses_file("exported.csv", exported.text.as_bytes());
    app.previews(&[
        text.history_rows_known(2),
        text.history_all_known().to_owned(),
    ]);

    // A rating more for the client who is here.
    app.pastes("客户,单位,日期,专业信任\n陈工,华北电机,2026-04-15,8\n陈工,华北电机,2026-02-01,8\n");
    app.previews(&[
        text.history_changed_clients(1),
        text.history_adds(&text.history_counts([1, 0, 0])),
        text.cannot_be_imported(1),
    ]);
    app.click("#add-history");
    app.tells(&text.history_added(1));
    app.goes_to_import();
    app.shows("#ratings-count", &text.ratings_to_export(3));
    app.has_no_problems();
}

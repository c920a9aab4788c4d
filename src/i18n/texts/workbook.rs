//! Workbooks of Excel and WPS.

use crate::{
    exchange::{FailedCells, MAX_UNPACKED, MAX_WORKBOOK, Sheet, WorkbookError},
    i18n::Text,
};

texts! {
    workbook_not_fetched: "读取 Excel 文件的程序没有取到。请看一下网络，再选一次；也可以另存为“CSV UTF-8”。", "What reads Excel files could not be fetched. Check the connection and choose the file again, or save it as “CSV UTF-8”.";
    workbook_too_large(most): "这个 Excel 文件太大：最多 {most} MB。请删去图片，或把要导入的表另存为 CSV 再选择。", "This Excel file is too large: the maximum is {most} MB. Remove its pictures, or save the sheet to import as CSV and choose that file.";
    workbook_too_large_unpacked(most): "这个 Excel 文件解压后太大，没有打开：最多 {most} MB。请把要导入的那张表另存为 CSV 再选择。", "This Excel file is too large once unpacked, so it was not opened: the maximum is {most} MB. Save the sheet to import as CSV and choose that file.";
    workbook_encrypted: "这个 Excel 文件有密码，这里打不开。请在 Excel 或 WPS 里去掉密码，另存以后再选择。", "This Excel file has a password, so it cannot be opened here. Take the password off in Excel or WPS, save it, and choose it again.";
    workbook_missing: "这不是 Excel 文件，而是别的打包文件，如 Word 文档、Numbers 表格或压缩包。请选 .xlsx、.xls 或 .csv 文件；压缩包请先解压。", "This is not an Excel file but another packed one, such as a Word document, a Numbers sheet or an archive. Choose an .xlsx, .xls or .csv file; unpack an archive first.";
    workbook_binary: "这是 .xlsb 文件，这里读不了。请在 Excel 或 WPS 里另存为 .xlsx 再选择。", "This is an .xlsb file, which is not read here. Save it as .xlsx in Excel or WPS and choose that file.";
    workbook_damaged: "这个 Excel 文件读不了：它可能损坏了，或没有下载完。请在 Excel 或 WPS 里打开，另存为 .xlsx 或“CSV UTF-8”再选择。", "This Excel file cannot be read: it may be damaged, or not fully downloaded. Open it in Excel or WPS, save it as .xlsx or “CSV UTF-8”, and choose that file.";
    workbook_empty: "这个 Excel 文件的每张表都是空的。请换一个文件。", "All sheets of this Excel file are empty. Choose another file.";
    table_is_markup: "这是一个网页（或 XML），只是用了 Excel 的扩展名，有些系统导出的就是这样。请在 Excel 或 WPS 里打开，另存为 .xlsx 再选择，或复制单元格后粘贴。", "This is a web page (or XML) under the name of an Excel file, as some programs export it. Open it in Excel or WPS, save it as .xlsx and choose that file, or copy the cells and paste them.";
    sheet_damaged: "这张表读不了，可能损坏了。请选另一张，或在 Excel 或 WPS 里另存一次再选择。", "This sheet cannot be read: it may be damaged. Choose another one, or save the file once more in Excel or WPS.";
    sheet_label: "导入哪张表", "The sheet to import";
    sheet_hint: "一次导入一张表；要导入另一张，请再选一次文件。", "One sheet is imported at a time; choose the file again for another.";
    sheet_hidden(name): "{name}（隐藏）", "{name} (hidden)";
    failed_cells(n, places): "公式出错的格当作空格，共 {n} 格：{places}。", "Cells whose formula has an error count as empty, {n} in all: {places}.";
}

impl Text {
    /// Why a file is no workbook that can be imported.
    pub fn workbook_error(self, error: WorkbookError) -> String {
        match error {
            WorkbookError::TooLarge(_) => self.workbook_too_large(&(MAX_WORKBOOK / 1_000_000)),
            WorkbookError::TooLargeUnpacked => {
                self.workbook_too_large_unpacked(&(MAX_UNPACKED / 1_000_000))
            }
            WorkbookError::Encrypted => self.workbook_encrypted().to_owned(),
            WorkbookError::NotAWorkbook => self.workbook_missing().to_owned(),
            WorkbookError::Binary => self.workbook_binary().to_owned(),
            WorkbookError::Damaged => self.workbook_damaged().to_owned(),
            WorkbookError::Empty => self.workbook_empty().to_owned(),
        }
    }

    /// The name of a sheet, as it is chosen.
    pub fn sheet_name(self, sheet: &Sheet) -> String {
        if sheet.is_hidden {
            self.sheet_hidden(&sheet.name)
        } else {
            sheet.name.clone()
        }
    }

    /// Names the cells that count as empty; none if there are none.
    pub fn cells_failed(self, failed: &FailedCells) -> Option<String> {
        let places = failed.first.join(self.list_comma());
        let more = if failed.first.len() < failed.count {
            "…"
        } else {
            ""
        };
        (0 < failed.count).then(|| self.failed_cells(&failed.count, &format!("{places}{more}")))
    }
}

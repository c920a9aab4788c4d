//! Clients that come in from contacts or a table, and ratings that go out as one.

use crate::{
    domain::{Profile, Rater, RelationshipKind, Stage},
    exchange::{
        CardDetail, Encoding, Field, RatingColumn, RatingWords, RowError, Table, TableError,
    },
    i18n::Text,
};

texts! {
    import_formats: "Excel 或 WPS 的表格（.xlsx、.xls、.csv），或手机通讯录导出的 vCard 文件（.vcf）。文件只在这个浏览器里读取，不会上传。", "A table of Excel or WPS (.xlsx, .xls, .csv), or a vCard file (.vcf) exported from a phone's contacts. It is read in this browser and sent nowhere.";
    choose_table: "选择文件", "Choose a file";
    or_drop_it: "或把文件拖到这里", "or drop it here";
    paste_instead: "没有文件？粘贴文字", "No file? Paste the text";
    pasted_label: "表格或联系人的文字", "Text of the table or the contacts";
    pasted_hint: "可以粘贴 CSV、vCard，也可以从 Excel 或 WPS 复制单元格（最好连同列名）后粘贴。", "CSV, vCard, or cells copied from Excel or WPS, best with the column names.";
    read_it: "读取", "Read it";
    file_refused(reason): "浏览器读不了这个文件（{reason}）。请先把它下载到这台设备上再选择，或粘贴它的文字。", "The browser cannot read this file ({reason}). Download it to this device first and choose it again, or paste its text.";
    file_is_no_text: "这个文件不是文字，或者文字的编码认不出来。请选 .xlsx、.csv 或 .vcf 文件；如果它本来就是，请另存为“CSV UTF-8”再选择。", "This file is not text, or its encoding is not known here. Choose an .xlsx, .csv or .vcf file; if it is one, save it as “CSV UTF-8” and choose it again.";
    encoding_label: "文字编码", "Encoding of the text";
    encoding_sample(names): "读出来是：{names}。有乱码就换一个。", "It reads: {names}. If that is garbled, choose another.";
    encoding_uncertain: "编码没有把握：请核对下面的姓名，不对就换一种编码。", "The encoding is not certain: check the names below, and choose another if they are wrong.";
    encoding_gb18030: "GB18030、GBK（简体中文）", "GB18030, GBK (simplified Chinese)";
    encoding_big5: "Big5（繁体中文）", "Big5 (traditional Chinese)";
    encoding_shift_jis: "Shift JIS（日文）", "Shift JIS (Japanese)";
    encoding_windows_1252: "Windows-1252（西欧文字）", "Windows-1252 (Western European)";
    header_label: "列名在哪一行", "Where the column names are";
    header_hint: "列名上方的行不会成为客户，会列在下面。", "Rows above the column names do not become clients; they are listed below.";
    header_on_line(line, cells): "第 {line} 行：{cells}", "Line {line}: {cells}";
    no_header: "没有列名，每行都是客户", "There are none: each row is a client";
    date_order_label(example): "像“{example}”这样的日期，前面的是", "In dates like “{example}”, the first number is";
    choose_one: "请选择", "Please choose";
    day_first: "日", "the day";
    month_first: "月", "the month";
    year_first: "年", "the year";
    serial_label(example): "像“{example}”这样的数字，是哪天", "The day that numbers like “{example}” mean";
    serial_of_1904(date): "{date}（旧版 Mac 表格）", "{date} (old Mac sheets)";
    table_empty: "里面什么也没有。请换一个文件，或重新复制。", "There is nothing in it. Choose another file, or copy the text again.";
    table_without_rows: "只有列名，没有可以导入的内容。列名下面要每行写一位客户。", "There are only column names. Each line below them is a client.";
    table_too_large(most): "太大了：最多 {most} MB。请分成几个文件，一个一个导入。", "It is too large: the maximum is {most} MB. Split it into several files and import one after another.";
    table_too_many_rows(most): "行数太多：一次最多 {most} 行。请分成几个文件，一个一个导入。", "It has too many rows: the maximum is {most} at once. Split it into several files and import one after another.";
    table_too_many_columns(most): "列数太多：最多 {most} 列。请删去用不到的列；如果列数本来不多，可能少了一个引号。", "It has too many columns: the maximum is {most}. Delete those you do not need; if there are not so many, a quotation mark may be missing.";
    cards_too_many(most): "名片太多：一次最多 {most} 张。请分几次导出，一个一个导入。", "There are too many contacts: the maximum is {most} at once. Export them in several files and import one after another.";
    cards_too_large(most): "名片里的文字太多：不算照片，最多 {most} MB。请分几次导出，一个一个导入。", "The contacts have too much text: the maximum is {most} MB, pictures not counted. Export them in several files and import one after another.";
    reading_percent(percent): "正在读取… {percent}%", "Reading… {percent}%";
    preview: "预览", "Preview";
    columns_title: "每一列是什么", "What each column holds";
    columns_hint: "这是按列名猜的，不对就改。没有姓名的行用“姓”“名”“中间名”拼成，都没有就用单位作名称。", "Guessed from the column names; change what is wrong. A row without the full name gets it from its parts, or from its organisation if there are none.";
    sample: "例如", "For example";
    nth_column(n): "第 {n} 列", "Column {n}";
    not_imported: "不导入", "Not imported";
    family_name: "姓", "Family name";
    given_name: "名", "Given name";
    middle_name: "中间名", "Middle name";
    name_suffix: "姓名后缀", "Name suffix";
    imported_of_cards: "从名片里读取姓名、单位、职位、分组（作为标签）和备注。没有姓名、只有单位的名片，用单位的名称作为客户。", "Name, organisation, position, groups (as tags) and note are taken from the cards. A card with an organisation and no name becomes a client under the organisation's name.";
    details_left_out(details): "文件里还有{details}，这些不会导入：这里的记录不保存它们。", "The file also has {details}. They are not imported: records here do not hold them.";
    phone_numbers: "电话", "phone numbers";
    email_addresses: "邮箱", "email addresses";
    postal_addresses: "地址", "postal addresses";
    birthdays: "生日", "birthdays";
    photos: "照片", "photos";
    damaged_cards: "有字读不出来的名片", "Cards with unreadable characters";
    damaged_cards_hint: "这些人照样可以添加。读不出来的字用“�”代替；整项都读不出来的，那一项没有导入。", "These people can be added all the same. “�” stands for what could not be read; a field of which nothing could be read is left out.";
    can_be_added(n plural): "可以添加 {n} 位客户。", "{n} client can be added.", "{n} clients can be added.";
    are_here_already(n plural): "{n} 位已经在列表里，会跳过。", "{n} is in your list already and is left out.", "{n} are in your list already and are left out.";
    have_a_known_name(n plural): "{n} 行与前面的人同名，请看一下是不是同一个人。", "{n} row has the name of an earlier one: please see whether it is the same person.", "{n} rows have the name of an earlier one: please see whether they are the same people.";
    cannot_be_imported(n plural): "{n} 行不能导入。", "{n} row cannot be imported.", "{n} rows cannot be imported.";
    no_name_column: "还没有姓名。请在上面指定哪一列是“姓名”，或哪两列是“姓”和“名”；如果都不是，请换一个文件。", "There is no name yet. Say above which column holds the name, or the family and given name; if none does, choose another file.";
    all_here_already: "这些客户都已经在列表里，没有要添加的。", "All these clients are in your list already, so there is nothing to add.";
    nothing_can_be_added: "没有可以添加的客户。请改一改上面各列的对应，或改好文件后重新选择。", "There is no client to add. Change what the columns hold, or correct the file and choose it again.";
    choose_date_reading: "这些行只差日期的读法。请先在上面选择，然后就可以添加。", "These rows lack only the way to read their dates. Choose it above, and they can be added.";
    add_clients(n plural): "添加 {n} 位客户", "Add {n} client", "Add {n} clients";
    adding: "正在添加…", "Adding…";
    clients_added(n plural): "已添加 {n} 位客户", "{n} client added", "{n} clients added";
    new_clients: "要添加的客户", "Clients to be added";
    first_contact: "首次接触", "First contact";
    dated_today(n plural): "{n} 位的首次接触日期是今天：文件里没有写日期的，都先记成今天，添加以后请在客户资料里改。", "The first contact of {n} client is today: a client without that date in the file gets today's. Change it in the client's details.", "The first contact of {n} clients is today: those without that date in the file get today's. Change it in each client's details.";
    more_clients(n plural): "还有 {n} 位", "and {n} more", "and {n} more";
    here_already: "已经在列表里的", "In your list already";
    namesakes: "同名的人", "People of the same name";
    namesakes_hint: "这些行姓名相同，都没有单位，看不出是不是同一个人，所以默认不添加。如果是另一个人，请勾选。", "These rows have the same name and no organisation, so nothing tells whether they are one person. They are left out unless you tick them.";
    same_name_as(line): "与第 {line} 行同名", "same name as on line {line}";
    add_as_another: "作为另一个人添加", "Add as another person";
    refused_rows: "不能导入的行", "Rows that cannot be imported";
    refused_rows_hint: "其余的照样可以添加。把这些行存成文件，改好以后再导入那个文件。", "The others can be added all the same. Save these rows as a file, correct it, and import that file.";
    refused_rows_hint_alone: "可以把这些行存成文件，改好以后再导入那个文件。", "You can save these rows as a file, correct it, and import that file.";
    nth_line(n): "第 {n} 行", "Line {n}";
    more_rows(n plural): "还有 {n} 行，都在文件里。", "and {n} more, which the file holds too.", "and {n} more, which the file holds too.";
    save_rows: "把这些行存成文件", "Save these rows as a file";
    as_text: "文字", "The text";
    file_not_saved(reason): "浏览器没有存下文件（{reason}）。请用“复制为文字”。", "The browser did not save the file ({reason}). Use “Copy as text”.";
    line_column: "行", "Line";
    reason_column: "原因", "Reason";
    row_cut_short: "不完整：引号没有成对，或名片没有写完。", "It is cut short: a quotation mark or the end of the card is missing.";
    row_too_many_cells(cells, columns): "这一行有 {cells} 格，列名只有 {columns} 个，可能少了一个引号。", "It has {cells} cells and the header only {columns}: a quotation mark may be missing.";
    row_undecodable: "有些文字（名片则是姓名）解不出来，可能被截断过，或编码不对。", "Some of its text, or the name on a card, cannot be decoded: it may have been cut, or the encoding is another.";
    row_too_long_to_read(field): "“{field}”太长，读不下来。", "“{field}” is too long to be read at all.";
    row_without_name: "没有姓名。", "It has no name.";
    row_too_many_tags(most): "标签超过 {most} 个。", "It has more than {most} tags.";
    row_too_long(field, chars, most): "“{field}”有 {chars} 个字，最多 {most} 个。", "“{field}” has {chars} characters; the maximum is {most}.";
    row_not_a_date(text): "“{text}”不是日期，请写成 2026-03-01 这样。", "“{text}” is not a date: write it like 2026-03-01.";
    row_ambiguous_date(text): "“{text}”分不清年、月、日，请在上面选择，或写成 2026-03-01 这样。", "“{text}” does not tell which number is the day, the month or the year: choose above, or write it like 2026-03-01.";
    row_not_a_kind(text, kinds): "“{text}”不是关系类型。可以写：{kinds}。", "“{text}” is not a kind of relationship. It can be: {kinds}.";
    row_serial_date(text): "“{text}”可能是日期的序号，请在上面选择，或写成 2026-03-01 这样。", "“{text}” may be the number of a date: choose above, or write it like 2026-03-01.";
    row_above_header: "在列名上方，不是客户。", "It is above the column names and is not a client.";
    row_repeats_header: "又是一行列名，不是客户。", "It repeats the column names and is not a client.";
    row_after_today(date): "首次接触 {date} 晚于今天。", "The first contact {date} is after today.";
    row_same_as(line): "和第 {line} 行是同一位客户：姓名和单位都相同。", "It is the same client as on line {line}: same name, same organisation.";
    export_ratings: "导出评分表格", "Export ratings as a table";
    export_hint: "每次评分一行：客户、单位、标签、日期、阶段、评分人、四项分数、总分、备注、关系类型和推荐人，可用 Excel 或 WPS 打开。不含示例客户。它不是备份：联系、信任受损和设置都不在里面。", "One row per rating: client, organisation, tags, date, stage, whose rating, the four scores, total, note, kind of relationship and who recommended the client; Excel and WPS open it. Example clients are left out. It is not a backup: contacts, trust damage and settings are not in it.";
    ratings_to_export(n plural): "共 {n} 次评分。", "{n} rating.", "{n} ratings.";
    no_ratings_to_export: "还没有评分，所以没有可以导出的。", "There is no rating yet, so there is nothing to export.";
    instrument_column: "评分方式", "Rated by";
    stage_column: "阶段", "Stage";
    client_id_column: "客户编号", "Client number";
    entry_id_column: "评分编号", "Rating number";
}

impl Text {
    /// The name of a field.
    pub const fn field(self, field: Field) -> &'static str {
        match field {
            Field::Name => self.name_label(),
            Field::FamilyName => self.family_name(),
            Field::GivenName => self.given_name(),
            Field::MiddleName => self.middle_name(),
            Field::NameSuffix => self.name_suffix(),
            Field::Organisation => self.organisation_label(),
            Field::Title => self.title_label(),
            Field::Tags => self.tags_label(),
            Field::Kind => self.kind_label(),
            Field::Note => self.note_label(),
            Field::FirstContact => self.first_contact(),
            Field::RatingDate => self.rating_date(),
            Field::Score(dimension) => self.dimension(dimension),
            Field::Rater => self.rater_label(),
            Field::Instrument => self.instrument_column(),
            Field::RatingNote => self.rating_note(),
            Field::Stage => self.stage_column(),
            Field::StageSince => self.stage_since(),
            Field::LastContact => self.last_contact_column(),
            Field::ClientId => self.client_id_column(),
        }
    }

    /// The name of an encoding.
    pub const fn encoding(self, encoding: Encoding) -> &'static str {
        match encoding {
            Encoding::Utf8 => "UTF-8",
            Encoding::Gb18030 => self.encoding_gb18030(),
            Encoding::Big5 => self.encoding_big5(),
            Encoding::ShiftJis => self.encoding_shift_jis(),
            Encoding::Windows1252 => self.encoding_windows_1252(),
            Encoding::Utf16Le => "UTF-16 LE",
            Encoding::Utf16Be => "UTF-16 BE",
        }
    }

    /// The name of a kind of detail.
    pub const fn card_detail(self, detail: CardDetail) -> &'static str {
        match detail {
            CardDetail::Phone => self.phone_numbers(),
            CardDetail::Email => self.email_addresses(),
            CardDetail::Address => self.postal_addresses(),
            CardDetail::Birthday => self.birthdays(),
            CardDetail::Photo => self.photos(),
        }
    }

    /// Why a text is no table of clients.
    pub fn table_error(self, error: &TableError) -> String {
        match error {
            TableError::Empty => self.table_empty().to_owned(),
            TableError::NoRows => self.table_without_rows().to_owned(),
            TableError::TooLarge(_) => self.table_too_large(&(Table::MAX_BYTES / 1_000_000)),
            TableError::TooManyRows => self.table_too_many_rows(&Table::MAX_ROWS),
            TableError::TooManyCards => self.cards_too_many(&Table::MAX_ROWS),
            TableError::CardsTooLarge => self.cards_too_large(&(Table::MAX_BYTES / 1_000_000)),
            TableError::TooManyColumns => self.table_too_many_columns(&Table::MAX_COLUMNS),
            TableError::Markup => self.table_is_markup().to_owned(),
            TableError::Damaged => self.sheet_damaged().to_owned(),
        }
    }

    /// The reason why a row is refused.
    pub fn row_error(self, error: &RowError) -> String {
        match error {
            RowError::CutShort => self.row_cut_short().to_owned(),
            RowError::TooManyCells { cells, columns } => self.row_too_many_cells(cells, columns),
            RowError::Undecodable => self.row_undecodable().to_owned(),
            RowError::TooLongToRead { field } => self.row_too_long_to_read(&self.field(*field)),
            RowError::NoName => self.row_without_name().to_owned(),
            RowError::NotAKind(text) => {
                let kinds = RelationshipKind::ALL.map(|kind| self.relationship_kind(kind));
                self.row_not_a_kind(&quotable(text), &kinds.join(self.list_comma()))
            }
            RowError::TooManyTags => self.row_too_many_tags(&Profile::MAX_TAGS),
            RowError::TooLong { field, chars, most } => {
                self.row_too_long(&self.field(*field), chars, most)
            }
            RowError::NotADate(text) => self.row_not_a_date(&quotable(text)),
            RowError::AmbiguousDate(text) => self.row_ambiguous_date(&quotable(text)),
            RowError::SerialDate(text) => self.row_serial_date(&quotable(text)),
            RowError::AboveHeader => self.row_above_header().to_owned(),
            RowError::RepeatsHeader => self.row_repeats_header().to_owned(),
            RowError::AfterToday(date) => self.row_after_today(date),
            RowError::SameAs { line } => self.row_same_as(line),
            RowError::NoRatingDate => self.row_without_rating_date().to_owned(),
            RowError::NoScores => self.row_without_scores().to_owned(),
            RowError::NotAScore { dimension, text } => {
                self.row_not_a_score(&self.dimension(*dimension), &quotable(text))
            }
            RowError::TooPrecise { dimension, text } => {
                self.row_too_precise(&self.dimension(*dimension), &quotable(text))
            }
            RowError::NotARater(text) => self.row_not_a_rater(&quotable(text)),
            RowError::OfItems => self.row_of_items().to_owned(),
            RowError::NotAStage(text) => {
                let stages = Stage::ALL.map(|stage| self.stage_name(stage));
                self.row_not_a_stage(&quotable(text), &stages.join(self.list_comma()))
            }
            RowError::StageWithoutDate => self.row_stage_without_date().to_owned(),
            RowError::OtherStage { date } => self.row_other_stage(date),
            RowError::BeforeFirstContact {
                date,
                first_contact,
            } => self.row_before_first_contact(date, first_contact),
            RowError::NotYet(date) => self.row_not_yet(date),
            RowError::SeveralClients => self.row_several_clients().to_owned(),
        }
    }
}

impl RatingWords for Text {
    fn heading(&self, column: RatingColumn) -> String {
        let words = match column {
            RatingColumn::Client => self.client(),
            RatingColumn::Organisation => self.organisation_label(),
            RatingColumn::Tags => self.tags_label(),
            RatingColumn::Date => self.date_column(),
            RatingColumn::Stage => self.stage_column(),
            RatingColumn::Rater => self.rater_label(),
            RatingColumn::Instrument => self.instrument_column(),
            RatingColumn::Score(dimension) => self.dimension(dimension),
            RatingColumn::Total => self.total_column(),
            RatingColumn::Note => self.note_label(),
            RatingColumn::ClientId => self.client_id_column(),
            RatingColumn::EntryId => self.entry_id_column(),
            RatingColumn::Kind => self.kind_label(),
            RatingColumn::RecommendedBy => self.recommended_by(),
        };
        words.to_owned()
    }

    fn kind(&self, kind: RelationshipKind) -> String {
        self.relationship_kind(kind).to_owned()
    }

    fn stage(&self, stage: Stage) -> String {
        self.stage_name(stage).to_owned()
    }

    fn rater(&self, rater: &Rater) -> String {
        self.rater_name(rater)
    }
}

/// The beginning of a foreign text, set apart so that it turns no words around it.
fn quotable(text: &str) -> String {
    const MOST: usize = 40;
    let mut start: String = text.chars().take(MOST).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    format!("\u{2068}{start}\u{2069}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Language;

    #[test]
    fn foreign_words_turn_no_sentence() {
        let error = RowError::NotADate("\u{202e}1-2".to_owned());
        assert_eq!(
            Text(Language::En).row_error(&error),
            "“\u{2068}\u{202e}1-2\u{2069}” is not a date: write it like 2026-03-01."
        );
        let long = quotable(&"陈".repeat(41));
        assert_eq!(long.chars().filter(|char| *char == '陈').count(), 40);
        assert!(long.ends_with("…\u{2069}"));
    }
}

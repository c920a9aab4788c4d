//! Selecting several clients in the list, and what is done with them.

use crate::{
    domain::{EditError, Profile, Stage},
    exchange::{ClientColumn, ClientWords},
    i18n::Text,
    storage::NotChanged,
};

texts! {
    select_several: "多选", "Select several";
    end_selecting: "结束多选", "End selecting";
    selection: "选中的客户", "Selected clients";
    clients_selected(n plural): "已选 {n} 位客户", "{n} client selected", "{n} clients selected";
    selected_unlisted(n plural): "，其中 {n} 位没有列出", ", {n} of them not listed", ", {n} of them not listed";
    select_all_listed(n plural): "全选列出的 {n} 位", "Select the {n} listed", "Select all {n} listed";
    select_somebody: "请先选客户：在客户前面打勾。", "Select clients first: tick the boxes at their rows.";
    add_tags: "加上标签", "Add tags";
    remove_tags: "去掉标签", "Remove tags";
    no_tag_typed: "请写至少一个标签。", "Please write at least one tag.";
    put_into_bin: "移到回收站", "Move to the bin";
    export_clients: "导出表格", "Export a table";
    export_clients_hint:
        "每位客户一行：姓名、单位、职位、标签、首次接触、阶段、最近和下次联系、最近的四项分数和总分，可用 Excel 或 WPS 打开。它不是备份：历史记录不在里面。",
        "One row per client: name, organisation, position, tags, first contact, stage, last and next contact, the latest four scores and the total; Excel and WPS open it. It is not a backup: the history is not in it.";
    changing_clients: "正在更改…", "Changing…";
    clients_left_to_change(n plural): "正在更改，还剩 {n} 位…", "Changing, {n} left…", "Changing, {n} left…";
    clients_changed(n plural): "{n} 位已更改", "{n} client changed", "{n} clients changed";
    clients_unchanged(n plural): "{n} 位本来就是这样", "{n} was so already", "{n} were so already";
    some_not_changed(done, failed): "{done}，{failed} 位没有更改：", "{done}, {failed} not changed:";
    client_not_changed(client, why): "{client}没有更改：{why}", "{client} was not changed: {why}";
    and_more_clients(n plural): "还有 {n} 位。", "And {n} more.", "And {n} more.";
    clients_tagged(n plural): "已给 {n} 位客户加上标签", "{n} client tagged", "{n} clients tagged";
    clients_untagged(n plural): "已从 {n} 位客户去掉标签", "Tags removed from {n} client", "Tags removed from {n} clients";
    clients_moved(n plural): "已更改 {n} 位客户的阶段", "Stage of {n} client changed", "Stage of {n} clients changed";
    clients_snoozed_until(n, date): "已延后到{date}：{n} 位客户", "Snoozed until {date}: {n}";
    clients_binned(n plural): "已移到回收站：{n} 位客户", "{n} client moved to the bin", "{n} clients moved to the bin";
    last_rated_column: "最近评分", "Last rated";
}

impl Text {
    /// Why one of many clients was not changed, with what to do next.
    pub fn not_changed(self, error: &NotChanged<EditError>) -> String {
        match error {
            NotChanged::Gone | NotChanged::Refused(EditError::Binned) => self.gone().to_owned(),
            NotChanged::Refused(EditError::Tags(count)) => {
                self.tags_error(count, &Profile::MAX_TAGS)
            }
            NotChanged::Refused(EditError::Date(error)) => self.date_error(error),
            NotChanged::Save(error) => self.save_error(error),
        }
    }
}

impl ClientWords for Text {
    fn client_heading(&self, column: ClientColumn) -> String {
        let words = match column {
            ClientColumn::Name => self.name_label(),
            ClientColumn::Organisation => self.organisation_label(),
            ClientColumn::Title => self.title_label(),
            ClientColumn::Tags => self.tags_label(),
            ClientColumn::FirstContact => self.first_contact_label(),
            ClientColumn::Stage => self.stage(),
            ClientColumn::StageSince => self.stage_since(),
            ClientColumn::LastContact => self.last_contact_column(),
            ClientColumn::NextContact => self.next_contact(),
            ClientColumn::Score(dimension) => self.dimension(dimension),
            ClientColumn::Total => self.total_column(),
            ClientColumn::LastRating => self.last_rated_column(),
            ClientColumn::ClientId => self.client_id_column(),
        };
        words.to_owned()
    }

    fn stage_of_client(&self, stage: Stage) -> String {
        self.stage_name(stage).to_owned()
    }
}

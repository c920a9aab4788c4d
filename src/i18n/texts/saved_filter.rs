//! Saved filters of the list of clients.

use crate::{
    domain::{FilterName, FilterNameError},
    i18n::Text,
};

texts! {
    saved_filters: "保存的筛选", "Saved filters";
    filter_save: "保存现在的筛选", "Save the current filter";
    filter_name: "筛选的名称", "Name of the filter";
    filter_search(words): "搜索“{words}”", "Search “{words}”";
    filter_nothing_chosen: "现在列出全部客户，没有可以保存的。先搜索、筛选或者换一种排序，再回到这里保存。", "All clients are listed now, so there is nothing to save. Search, filter or sort the list first, then save it here.";
    no_saved_filters: "还没有保存的筛选。", "No filter is saved yet.";
    filters_too_many(most): "最多保存 {most} 个筛选。要保存新的，请先删除一个。", "The maximum is {most} saved filters. Delete one to save another.";
    filter_name_taken: "已有同名的筛选，请换一个名称。", "There is a filter of this name already. Choose another name.";
    filter_name_empty: "请写一个名称。", "Write a name.";
    filter_part_unused(what): "现在没有客户符合“{what}”，这一项没有用上，其余已经用上。", "No client has “{what}” any more: that part was left out, and the rest is applied.";
    rename: "改名", "Rename";
    rename_which(name): "给“{name}”改名", "Rename “{name}”";
    delete_which(name): "删除“{name}”", "Delete “{name}”";
}

impl Text {
    /// Why a text is not the name of a filter.
    pub fn filter_name_error(self, error: FilterNameError) -> String {
        match error {
            FilterNameError::Empty => self.filter_name_empty().to_owned(),
            FilterNameError::TooLong(count) => self.too_long(&count, &FilterName::MAX_CHARS),
        }
    }
}

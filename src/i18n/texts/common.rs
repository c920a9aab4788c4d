//! The frame, the navigation and words used everywhere.

texts! {
    self_assessment: "自评", "Self";
    app_name: "信任速度", "Trust Velocity";
    skip_to_content: "跳到正文", "Skip to content";
    places: "主导航", "Main navigation";
    clients: "客户", "Clients";
    client: "客户", "Client";
    more: "更多", "More";
    close: "关闭", "Close";
    cancel: "取消", "Cancel";
    save: "保存", "Save";
    undo: "撤销", "Undo";
    undone: "已撤销", "Undone";
    nothing_to_undo: "没有可以撤销的更改", "There is nothing to undo";
    redo: "重做", "Redo";
    redone: "已重做", "Redone";
    nothing_to_redo: "没有可以重做的更改", "There is nothing to redo";
    setting_changed: "设置已更改", "Setting changed";
    saved: "已保存", "Saved";
    saved_what(what): "已保存：{what}", "Saved: {what}";
    saved_not_on_disk(what): "{what}（浏览器过一会儿才写进磁盘）", "{what} (the browser writes it to the disk a little later)";
    brought_back(count plural): "浏览器丢了 {count} 份记录，已从副本找回", "The browser had lost {count} record; it is back from its copy", "The browser had lost {count} records; they are back from their copies";
    binned_what(what): "已移到回收站：{what}", "Moved to the bin: {what}";
    deleted_what(what): "已删除：{what}", "Deleted: {what}";
    copy: "复制", "Copy";
    copied: "已复制", "Copied";
    copy_by_hand:
        "浏览器不允许自动复制：请在上面的文本框里全选，再手动复制。",
        "The browser does not allow copying by itself: select all in the text box above and copy it by hand.";
    loading: "正在读取…", "Loading…";
    clients_left_to_read(count plural): "正在读取客户记录，还剩 {count} 位…", "Reading clients, {count} left…", "Reading clients, {count} left…";
    recomputing: "重算中", "Updating";
    list_comma: "、", ", ";
    semicolon: "；", "; ";
    show_more(rest plural): "再显示（还有 {rest} 条）", "Show more ({rest} left)", "Show more ({rest} left)";
    how_computed: "（查看怎么算出来的）", " (how it was computed)";
    read_more_in_learn: "在“学习”中了解更多", "More about it in Learn";
    entry_in_glossary: "在词语表里的意思", "What it is, in the glossary";
    in_glossary: "词语表：", "In the glossary:";
    read_more_in_help: "在“数字的含义”中细看", "Read more in “What the figures mean”";
    unit: "时间单位", "Unit of time";
    example: "示例", "Example";
    examples: "示例客户", "Example clients";
    load_examples: "载入两个示例客户", "Load two example clients";
    remove_examples: "移除示例客户", "Remove the example clients";
    examples_loaded: "已载入两个示例客户，数字都是虚构的", "Two example clients loaded; their numbers are invented";
    examples_removed: "已移除示例客户", "Example clients removed";
    examples_hint:
        "公式介绍文章里的两个案例：一家软件公司的客户，和一家制造企业的大客户。文章没有给出数字，这里的日期和分数都是虚构的。",
        "The two cases of the article on the formula: a software seller's client, and a manufacturer's key account. The article gives no numbers; the dates and scores here are invented.";
    about: "关于这个版本", "About this version";
    version(number): "信任速度 {number}", "Trust Velocity {number}";
    what_changed: "更新内容（英文）", "What changed";
    licences: "所用软件的许可（英文）", "Licences of the software in it";
    privacy_hint:
        "记录只保存在这个浏览器里，不会自动发送给任何人。",
        "Records stay in this browser; nothing is sent to anyone by itself.";
    memory_only: "记录没有被保存。", "Your records are not being saved.";
    memory_only_reason(reason):
        "浏览器不让本页使用存储（{reason}），现在只记在内存里，关闭页面就会丢失。请关闭无痕模式，或在浏览器设置里允许本站保存数据，然后重新打开。",
        "The browser does not let this page use its storage ({reason}); they are kept in memory and will be lost when the page is closed. Leave private mode, or allow this site to store data in the browser's settings, then open the page again.";
    unreadable_records(count plural):
        "有 {count} 份已存的记录读不出来，已原样保留。",
        "{count} stored record cannot be read; it is kept as it is.",
        "{count} stored records cannot be read; they are kept as they are.";
    see_unreadable: "查看原因并复制", "See why, and copy them out";
    removed_records(count plural):
        "有 {count} 份记录被删掉了，但不是这个版本删的；副本还在。",
        "{count} record was removed, but not by this version of the app; its copy is still here.",
        "{count} records were removed, but not by this version of the app; their copies are still here.";
    see_removed: "查看，再决定是否放回", "See them, and decide whether to put them back";
    not_found: "没有找到这一页", "Page not found";
    not_found_why:
        "链接可能不完整，或者这位客户、这条记录已被删除。",
        "The link may be incomplete, or the client or entry has been deleted.";
    to_clients: "回到客户列表", "Back to the clients";
    not_fetched(reason):
        "没有读到这份内容（{reason}）。请检查网络后重试。",
        "This content could not be fetched ({reason}). Please check the connection and try again.";
    page_not_fetched: "这一页没有读到。请检查网络后重试；记录都还在。", "This page could not be fetched. Please check the connection and try again; your records are safe.";
    retry: "重试", "Try again";
}

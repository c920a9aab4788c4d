//! Accounts: the people of one organisation, their roles and levels, moving and joining.

use crate::{domain::BuyingRole, i18n::Text};

texts! {
    by_account: "按单位", "By account";
    account: "单位", "Account";
    accounts_hint:
        "单位名称相同的人在一起，不分大小写、全角半角和空格。",
        "People whose organisation has the same name stand together; case, width and spaces make no difference.";
    accounts_empty: "还没有客户填了单位。填了以后，同一单位的人会显示在一起。", "No client has an organisation yet. Once some do, the people of each are shown together.";
    people_column: "人数", "People";
    account_people(n plural): "{n} 人", "{n} person", "{n} people";
    account_levels: "各项水平", "Levels";
    account_people_title: "单位里的人", "People";
    people_of_account: "同一单位的人", "People of the account";
    account_person: "人", "Person";
    level_dimension: "信任", "Trust";
    level_mean: "平均", "Mean";
    level_spread: "范围（最低–最高）", "Spread (lowest–highest)";
    lowest_person: "谁最低", "Whose is lowest";
    people_rated: "有分数的人", "People with a score";
    and_others(n plural): "等 {n} 人", "and {n} more", "and {n} more";
    weakest_link: "最薄弱的一环", "Weakest link";
    weakest_score(dimension, score, date): "{dimension} {score} 分，{date}评", "{dimension} {score}, rated {date}";
    weakest_hint: "平均分看不出它：一个人不信任，就可能做不成。", "A mean hides it: one person without trust may be enough to stop a decision.";
    as_weak(names, points): "分数与它相差不到 {points} 分的还有{names}：这样的差可能只是评分误差。", "Within {points} points of it: {names}. Such a difference may be rating error alone.";
    levels_hint: "取每人最近一次滑块评分；各人的日期可能不同。", "The latest score of each person with sliders; the dates may differ.";
    nobody_rated: "这里还没有人有分数，所以没有平均、范围和最薄弱的一环。", "Nobody here has a score yet, so there is no mean, no spread and no weakest link.";
    not_rated_yet(names): "还没有分数：{names}", "No score yet: {names}";
    ended_not_counted(names): "关系已结束，不计在内：{names}", "The relationship has ended, so not counted: {names}";
    buying_role: "采购中的角色", "Role in the buying decision";
    buying_role_hint: "一个人有几个角色时，选最重要的一个。", "If somebody has several roles, choose the one that matters most.";
    role_of(who): "{who}的角色", "Role of {who}";
    role_unknown: "还不知道", "Not known";
    role_set(who, role): "{who}的角色：{role}", "Role of {who}: {role}";
    nobody_decides: "还不知道谁做决定。", "Nobody who decides is known.";
    nobody_influences: "还不知道谁影响决定。", "Nobody who influences the decision is known.";
    nobody_uses: "还不知道谁使用。", "Nobody who uses it is known.";
    nobody_buys: "还不知道谁采购。", "Nobody who buys is known.";
    no_account(who): "{who}没有填单位，所以不和别人在一起。", "{who} has no organisation, and so stands in no account.";
    choose_account: "选一个单位", "Choose an account";
    move_person: "换单位", "Move";
    move_person_of(who): "换单位：{who}", "Move {who} to another account";
    move_person_hint: "从下面选一个已有的单位，或写一个新的；空着表示没有单位。", "Choose one of the accounts below, or write a new one; empty means no account.";
    accounts_here: "已有的单位", "Accounts here";
    joins_people(name, n): "“{name}”里已有 {n} 人，以后在一起。", "“{name}” has {n} already; they will stand together.";
    opens_account(name): "“{name}”是一个新的单位。", "“{name}” is a new account.";
    leaves_accounts: "以后没有单位。", "No account any more.";
    person_moved(who, name): "{who}换到了“{name}”", "{who} moved to “{name}”";
    person_moved_out(who): "{who}不再有单位", "{who} has no account any more";
    join_accounts: "与另一个单位合并", "Join with another account";
    join_choose_hint: "选那个单位里的任何一位，或一位没有单位的客户。", "Choose anybody of that account, or a client without an organisation.";
    join_name: "合并后的单位名称", "Name of the joint account";
    join_needs_name: "请写合并后的单位名称。", "Please write the name of the joint account.";
    join_tells(n plural, all): "{n} 人的单位会改成这个名称，合并后共 {all}；可以一次撤销。", "The organisation of {n} person changes to this name; the joint account has {all}. One undo takes it back.", "The organisation of {n} people changes to this name; the joint account has {all}. One undo takes it back.";
    join_save: "合并", "Join";
    people_joined(n plural, name): "已合并到“{name}”：改了 {n} 人的单位", "Joined into “{name}”: organisation of {n} person changed", "Joined into “{name}”: organisation of {n} people changed";
    similar_accounts: "名称相近的单位", "Accounts with a similar name";
    similar_hint: "只差“有限公司”这样的后缀，可能是同一家，也可能是两家。", "They differ by a legal form such as “Ltd” alone: they may be one organisation, or two.";
    join_with(name): "与“{name}”合并", "Join with “{name}”";
    imported_accounts: "会在一起的人", "People of one account";
    imported_accounts_hint:
        "单位名称相同的人自动在一起，不分大小写、全角半角和空格。要分开，添加后给其中的人换单位。",
        "People whose organisation has the same name stand in one account by themselves; case, width and spaces make no difference. To keep them apart, move some to another account once they are added.";
    imported_account(n plural, name, here): "{n} 人会在“{name}”，其中 {here} 人已在这里。", "{n} person will stand in “{name}”, {here} of them here already.", "{n} people will stand in “{name}”, {here} of them here already.";
    more_accounts(n plural): "还有 {n} 个单位。", "And {n} more account.", "And {n} more accounts.";
    respellings: "写法相近的单位", "Similar spellings";
    respellings_hint: "这些单位只差大小写、全角半角、空格或“有限公司”这样的后缀。是同一家就勾选，照另一种写法添加；不勾选就照文件的写法。", "These organisations differ by case, width, spaces or a legal form such as “Ltd” alone. Tick those that are one organisation to add them in the other spelling; the others keep the file's.";
    respell(from, to): "把“{from}”写成“{to}”", "Write “{from}” as “{to}”";
}

impl Text {
    /// The name of a role in the buying decision.
    pub const fn buying_role_name(self, role: BuyingRole) -> &'static str {
        match role {
            BuyingRole::DecisionMaker => self.pick("决策者", "Decision maker"),
            BuyingRole::Influencer => self.pick("影响者", "Influencer"),
            BuyingRole::User => self.pick("使用者", "User"),
            BuyingRole::Buyer => self.pick("采购者", "Buyer"),
        }
    }

    /// A role, or that none is known.
    pub fn role_or_unknown(self, role: Option<BuyingRole>) -> &'static str {
        role.map_or(self.role_unknown(), |role| self.buying_role_name(role))
    }

    /// That nobody in an account is known to have a role.
    pub const fn nobody_in_role(self, role: BuyingRole) -> &'static str {
        match role {
            BuyingRole::DecisionMaker => self.nobody_decides(),
            BuyingRole::Influencer => self.nobody_influences(),
            BuyingRole::User => self.nobody_uses(),
            BuyingRole::Buyer => self.nobody_buys(),
        }
    }
}

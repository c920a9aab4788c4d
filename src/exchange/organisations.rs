//! The accounts that an import adds people to, and the spellings of organisations that may be one.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use crate::domain::{AccountKey, Name};

/// An account that several people will stand in after an import, at least one of them new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedAccount {
    /// A spelling of the organisation: one that is here already, if there is one.
    pub name: Name,
    /// How many people are added.
    pub new: usize,
    /// How many are here already.
    pub here: usize,
}

/// The accounts of several people among those added and those here, those with most people first; each is
/// given by its organisation. `composed` gives a text in Unicode NFC.
///
/// ```
/// # use trust_velocity::{domain::Name, exchange::imported_accounts};
/// let names = ["Acme", "ACME", "Zeta"].map(|name| Name::new(name).expect("a name"));
/// let [acme, upper, zeta] = &names;
/// let found = imported_accounts([upper, zeta], [acme], str::to_owned);
/// assert_eq!(found.len(), 1);
/// assert_eq!((&found[0].name, found[0].new, found[0].here), (acme, 1, 1));
/// ```
pub fn imported_accounts<'a>(
    new: impl IntoIterator<Item = &'a Name>,
    here: impl IntoIterator<Item = &'a Name>,
    composed: fn(&str) -> String,
) -> Vec<ImportedAccount> {
    let mut accounts: BTreeMap<AccountKey, ImportedAccount> = BTreeMap::new();
    let here = here.into_iter().map(|name| (name, false));
    let people = here.chain(new.into_iter().map(|name| (name, true)));
    for (name, is_new) in people {
        let account = accounts.entry(AccountKey::of(name, composed));
        let account = account.or_insert_with(|| ImportedAccount {
            name: name.clone(),
            new: 0,
            here: 0,
        });
        if is_new {
            account.new += 1;
        } else {
            account.here += 1;
        }
    }
    let is_shared = |account: &ImportedAccount| 0 < account.new && 1 < account.new + account.here;
    let mut accounts: Vec<_> = accounts.into_values().filter(is_shared).collect();
    accounts.sort_by_key(|account| Reverse(account.new + account.here));
    accounts
}

/// For each spelling of an organisation in a file that differs from another one by width, case, spaces or
/// legal form alone: the spelling that could be taken instead. That is the most frequent one here, or of the
/// file if there is none here; of equally frequent ones the first by its characters.
///
/// ```
/// # use trust_velocity::{domain::Name, exchange::respellings};
/// let names = ["华东精工有限公司", "华东精工", "Zeta Ltd"].map(|name| Name::new(name).expect("a name"));
/// let [long, short, other] = &names;
/// let found = respellings([long, other], [short], str::to_owned);
/// assert_eq!(found.into_iter().collect::<Vec<_>>(), [(long.clone(), short.clone())]);
/// ```
pub fn respellings<'a>(
    new: impl IntoIterator<Item = &'a Name>,
    here: impl IntoIterator<Item = &'a Name>,
    composed: fn(&str) -> String,
) -> BTreeMap<Name, Name> {
    let stem = |name: &Name| AccountKey::of(name, composed).stem().to_owned();
    let mut by_stem: BTreeMap<String, BTreeSet<&Name>> = BTreeMap::new();
    let mut counts: BTreeMap<&Name, (usize, usize)> = BTreeMap::new();
    for name in new {
        by_stem.entry(stem(name)).or_default().insert(name);
        counts.entry(name).or_default().1 += 1;
    }
    let mut stored: BTreeMap<String, BTreeSet<&Name>> = BTreeMap::new();
    for name in here {
        stored.entry(stem(name)).or_default().insert(name);
        counts.entry(name).or_default().0 += 1;
    }
    let mut found = BTreeMap::new();
    for (stem, spellings) in by_stem {
        let all = stored.get(&stem).into_iter().flatten().chain(&spellings);
        let usual = all.max_by_key(|name| (counts.get(*name), Reverse(*name)));
        let others = spellings.iter().filter(|name| Some(*name) != usual);
        for other in others {
            found.extend(usual.map(|usual| (Name::clone(other), Name::clone(usual))));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names<const N: usize>(names: [&str; N]) -> [Name; N] {
        names.map(|name| Name::new(name).unwrap())
    }

    fn told(new: &[Name], here: &[Name]) -> Vec<(String, String)> {
        let found = respellings(new, here, str::to_owned);
        let text = |name: Name| name.as_str().to_owned();
        found
            .into_iter()
            .map(|(from, to)| (text(from), text(to)))
            .collect()
    }

    #[test]
    fn a_spelling_here_stands_before_a_more_frequent_one_of_the_file() {
        let new = names(["ACME Ltd.", "ACME Ltd.", "acme"]);
        let to = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        let expected = [to("ACME Ltd.", "Acme"), to("acme", "Acme")];
        assert_eq!(told(&new, &names(["Acme"])), expected);
        assert_eq!(told(&new, &[]), [to("acme", "ACME Ltd.")]);
        assert_eq!(told(&names(["Acme"]), &names(["Acme", "Acme Ltd"])), []);
    }

    #[test]
    fn accounts_of_one_person_are_not_told() {
        let new = names(["华东精工", "华东精工", "宏达"]);
        let found = imported_accounts(&new, &names(["宏达", "远东", "远东"]), str::to_owned);
        let told: Vec<_> = found
            .iter()
            .map(|it| (it.name.as_str(), it.new, it.here))
            .collect();
        assert_eq!(told, [("华东精工", 2, 0), ("宏达", 1, 1)]);
    }
}

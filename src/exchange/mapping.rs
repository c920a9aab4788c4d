//! The mapping from the columns of a table to the fields of a client.
//!
//! Invariant: no two columns map to the same field.

use super::Table;

/// A field of a client that a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The full name.
    Name,
    /// The family name, if no column has the full name.
    FamilyName,
    /// The given name, if no column has the full name.
    GivenName,
    /// The organisation.
    Organisation,
    /// The position.
    Title,
    /// Tags, with commas, semicolons, `、` or `:::` between them.
    Tags,
    /// A note.
    Note,
    /// The date of the first contact.
    FirstContact,
}

impl Field {
    /// All fields, in the order shown.
    pub const ALL: [Self; 8] = [
        Self::Name,
        Self::FamilyName,
        Self::GivenName,
        Self::Organisation,
        Self::Title,
        Self::Tags,
        Self::Note,
        Self::FirstContact,
    ];

    /// The stable name used in the page, and in the table made of contact cards.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::FamilyName => "family_name",
            Self::GivenName => "given_name",
            Self::Organisation => "organisation",
            Self::Title => "title",
            Self::Tags => "tags",
            Self::Note => "note",
            Self::FirstContact => "first_contact",
        }
    }

    /// The field of a stable name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.id() == id)
    }

    /// Names of columns that hold it, the surest first: in lower case, letters and digits only.
    const fn headings(self) -> &'static [&'static str] {
        match self {
            Self::Name => &[
                "姓名",
                "联系人姓名",
                "客户姓名",
                "联系人",
                "全名",
                "名字",
                "客户",
                "客户名",
                "客户名称",
                "名称",
                "name",
                "fullname",
                "displayname",
                "contactname",
                "contact",
                "clientname",
                "client",
                "customername",
                "customer",
            ],
            Self::FamilyName => &["姓", "姓氏", "lastname", "familyname", "surname"],
            Self::GivenName => &["名", "firstname", "givenname"],
            Self::Organisation => &[
                "公司",
                "公司名称",
                "单位",
                "单位名称",
                "工作单位",
                "组织",
                "组织名称",
                "机构",
                "企业",
                "企业名称",
                "客户名称",
                "客户公司",
                "company",
                "companyname",
                "organisation",
                "organization",
                "organisationname",
                "organizationname",
                "organization1name",
                "employer",
                "account",
                "accountname",
            ],
            Self::Title => &[
                "职位",
                "职务",
                "职称",
                "岗位",
                "头衔",
                "jobtitle",
                "organizationtitle",
                "organization1title",
                "position",
                "role",
                "title",
            ],
            Self::Tags => &[
                "标签",
                "分组",
                "群组",
                "类别",
                "分类",
                "tags",
                "tag",
                "labels",
                "label",
                "groups",
                "group",
                "groupmembership",
                "categories",
                "category",
            ],
            Self::Note => &[
                "备注",
                "备注信息",
                "附注",
                "说明",
                "描述",
                "notes",
                "note",
                "remarks",
                "remark",
                "comments",
                "comment",
                "description",
                "memo",
            ],
            Self::FirstContact => &[
                "首次接触",
                "首次接触日期",
                "首次接触时间",
                "首次联系",
                "首次联系日期",
                "首次联系时间",
                "首次拜访",
                "首次拜访日期",
                "认识日期",
                "建立时间",
                "建立日期",
                "创建时间",
                "创建日期",
                "添加时间",
                "添加日期",
                "firstcontact",
                "firstcontactdate",
                "firstcontacted",
                "firstmet",
                "created",
                "createdat",
                "createddate",
                "creationdate",
                "dateadded",
                "日期",
                "date",
            ],
        }
    }
}

/// The field that each column of a table holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping(Vec<Option<Field>>);

impl Mapping {
    /// Guesses the mapping from the header of a table, in Chinese or English. Parts of a name count
    /// only if no column holds the full name.
    ///
    /// ```
    /// use trust_velocity::exchange::{Field, Mapping, read_contacts};
    /// let table = read_contacts("联系人（必填）,手机,公司\n陈工,139,华北电机")?;
    /// let mapping = Mapping::guess(&table);
    /// assert_eq!(mapping.field(0), Some(Field::Name));
    /// assert_eq!(mapping.field(1), None);
    /// assert_eq!(mapping.column(Field::Organisation), Some(2));
    /// # Ok::<(), trust_velocity::exchange::TableError>(())
    /// ```
    pub fn guess(table: &Table) -> Self {
        let headings: Vec<_> = table.header().iter().map(|name| plain(name)).collect();
        let mut mapping = Self(vec![None; headings.len()]);
        for field in Field::ALL {
            let part = matches!(field, Field::FamilyName | Field::GivenName);
            if part && mapping.column(Field::Name).is_some() {
                continue;
            }
            let free = |heading: &&str| {
                let mut columns = headings.iter().zip(&mapping.0);
                columns.position(|(name, held)| held.is_none() && name == heading)
            };
            if let Some(column) = field.headings().iter().find_map(free) {
                mapping.set(column, Some(field));
            }
        }
        mapping
    }

    /// The field of a column.
    pub fn field(&self, column: usize) -> Option<Field> {
        self.0.get(column).copied().flatten()
    }

    /// The column of a field.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.0.iter().position(|held| *held == Some(field))
    }

    /// Maps a column to a field, and unmaps the column that held it before.
    pub fn set(&mut self, column: usize, field: Option<Field>) {
        if let Some(before) = field.and_then(|field| self.column(field)) {
            self.0[before] = None;
        }
        if let Some(held) = self.0.get_mut(column) {
            *held = field;
        }
    }
}

/// Strips a heading of additions: brackets with their content, spaces, marks.
fn plain(heading: &str) -> String {
    let outside = heading.split(['(', '（', '[', '【']).next().unwrap_or("");
    let letters = outside.chars().filter(|char| char.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::read_contacts;

    fn guess(header: &str) -> Vec<Option<Field>> {
        let table = read_contacts(&format!("{header}\nx")).unwrap();
        Mapping::guess(&table).0
    }

    #[test]
    fn tables_as_people_have_them() {
        use Field::{FamilyName, FirstContact, GivenName, Name, Note, Organisation, Tags, Title};
        assert_eq!(
            guess("姓名,单位,职务,标签,备注,首次联系"),
            [Name, Organisation, Title, Tags, Note, FirstContact].map(Some)
        );
        assert_eq!(
            guess("Full Name,Company,Job Title,Groups,Remarks,First contact"),
            [Name, Organisation, Title, Tags, Note, FirstContact].map(Some)
        );
        // A CRM's client is the company if there is a column for a person.
        assert_eq!(guess("客户名称,联系人*"), [Some(Organisation), Some(Name)]);
        assert_eq!(guess("客户名称,城市"), [Some(Name), None]);
        // Outlook's title is a form of address.
        assert_eq!(
            guess("Title,First Name,Last Name,Job Title"),
            [None, Some(GivenName), Some(FamilyName), Some(Title)]
        );
        assert_eq!(guess("姓,名,姓名"), [None, None, Some(Name)]);
    }

    #[test]
    fn a_field_moves_from_column_to_column() {
        let table = read_contacts("name,other\nx").unwrap();
        let mut mapping = Mapping::guess(&table);
        mapping.set(1, Some(Field::Name));
        assert_eq!(
            (mapping.field(0), mapping.field(1)),
            (None, Some(Field::Name))
        );
        mapping.set(1, None);
        mapping.set(7, Some(Field::Name));
        assert_eq!(mapping.column(Field::Name), None);
        assert_eq!(mapping.field(7), None);
    }

    #[test]
    fn names_lead_back() {
        for field in Field::ALL {
            assert_eq!(Field::from_id(field.id()), Some(field));
            for heading in field.headings() {
                assert_eq!(plain(heading), *heading, "it could never be met");
            }
        }
    }
}

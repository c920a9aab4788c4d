//! The mapping from the columns of a table to the fields of a client and of its history.
//!
//! Invariant: no two columns map to the same field.

use super::{DateReading, Table};
use crate::domain::Dimension;

/// A field of a client, or of its history, that a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The full name.
    Name,
    /// The family name, for rows without the full name.
    FamilyName,
    /// The given name, for rows without the full name.
    GivenName,
    /// The middle names, for rows without the full name.
    MiddleName,
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
    /// The day that a rating is of.
    RatingDate,
    /// A score of a rating.
    Score(Dimension),
    /// Who gave a rating.
    Rater,
    /// The instrument of a rating.
    Instrument,
    /// The note of a rating.
    RatingNote,
    /// The stage of the relation.
    Stage,
    /// The first day in that stage.
    StageSince,
    /// The day of the last contact.
    LastContact,
    /// The client's identifier here.
    ClientId,
}

impl Field {
    /// All fields, in the order shown.
    pub const ALL: [Self; 21] = [
        Self::Name,
        Self::FamilyName,
        Self::GivenName,
        Self::MiddleName,
        Self::Organisation,
        Self::Title,
        Self::Tags,
        Self::Note,
        Self::FirstContact,
        Self::RatingDate,
        Self::Score(Dimension::Expertise),
        Self::Score(Dimension::Conduct),
        Self::Score(Dimension::Relationship),
        Self::Score(Dimension::Benefit),
        Self::Rater,
        Self::Instrument,
        Self::RatingNote,
        Self::Stage,
        Self::StageSince,
        Self::LastContact,
        Self::ClientId,
    ];

    /// Those that hold dates.
    pub(super) const DATES: [Self; 4] = [
        Self::FirstContact,
        Self::RatingDate,
        Self::StageSince,
        Self::LastContact,
    ];

    /// Whether it is of a client's history: a table with such a column is one of histories.
    pub const fn is_of_history(self) -> bool {
        matches!(
            self,
            Self::RatingDate | Self::Score(_) | Self::Stage | Self::StageSince | Self::LastContact
        )
    }

    /// The stable name used in the page, and in the table made of contact cards.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::FamilyName => "family_name",
            Self::GivenName => "given_name",
            Self::MiddleName => "middle_name",
            Self::Organisation => "organisation",
            Self::Title => "title",
            Self::Tags => "tags",
            Self::Note => "note",
            Self::FirstContact => "first_contact",
            Self::RatingDate => "rating_date",
            Self::Score(dimension) => dimension.id(),
            Self::Rater => "rater",
            Self::Instrument => "instrument",
            Self::RatingNote => "rating_note",
            Self::Stage => "stage",
            Self::StageSince => "stage_since",
            Self::LastContact => "last_contact",
            Self::ClientId => "client_id",
        }
    }

    /// The field of a stable name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.id() == id)
    }

    /// Names of columns that hold it, the surest first, with spaces between them: in lower case,
    /// letters and digits only.
    fn headings(self) -> impl Iterator<Item = &'static str> {
        let headings = match self {
            Self::Name => {
                "姓名 联系人姓名 客户姓名 联系人名称 客户联系人 联系人 全名 名字 显示名称 客户 客户名 客户名称 \
                名称 聯絡人 客戶姓名 客戶 客戶名稱 名稱 氏名 お名前 名前 name fullname \
                displayname contactname contact clientname client customername customer \
                nom nombre nombrecompleto anzeigename"
            }
            Self::FamilyName => {
                "姓 姓氏 lastname familyname surname nachname familienname nomdefamille \
                apellidos apellido"
            }
            Self::GivenName => "名 firstname givenname forename vorname prénom prenom",
            Self::MiddleName => {
                "中间名 中間名 middlename middlenames additionalname weiterevornamen \
                deuxièmeprénom segundonombre"
            }
            Self::Organisation => {
                "公司 公司名称 单位 单位名称 工作单位 组织 组织名称 机构 企业 企业名称 \
                客户名称 客户公司 公司全称 单位全称 企业全称 所属公司 所属企业 \
                所在公司 所在单位 所在企业 公司名稱 單位 企業 客戶名稱 会社 \
                会社名 勤務先 company companyname organisation organization \
                organisationname organizationname organization1name employer account \
                accountname firma unternehmen société entreprise empresa compañía"
            }
            Self::Title => {
                "职位 职务 职称 岗位 头衔 職稱 職位 職務 役職 jobtitle organizationtitle \
                organization1title position role title funktion fonction cargo"
            }
            Self::Tags => {
                "标签 分组 群组 类别 分类 标签组 企业标签 標籤 群組 類別 分類 tags tag \
                labels label groups group groupmembership categories category kategorien"
            }
            Self::Note => {
                "备注 备注信息 附注 便笺 说明 描述 備註 附註 備考 メモ notes note remarks \
                remark comments comment description memo notizen bemerkungen remarques \
                notas"
            }
            Self::FirstContact => {
                "首次接触 首次接触日期 首次接触时间 首次联系 首次联系日期 首次联系时间 \
                首次拜访 首次拜访日期 认识日期 建立时间 建立日期 创建时间 创建日期 \
                添加时间 添加日期 firstcontact firstcontactdate firstcontacted firstmet \
                created createdat createddate createdate creationdate dateadded connectedon 加好友时间 \
                建档时间 建档日期 日期 date"
            }
            Self::RatingDate => "评分日期 评分时间 評分日期 ratingdate dateofrating ratedon",
            Self::Score(Dimension::Expertise) => "专业信任 專業信任 expertisetrust",
            Self::Score(Dimension::Conduct) => "职业信任 職業信任 conducttrust",
            Self::Score(Dimension::Relationship) => "关系信任 關係信任 relationshiptrust",
            Self::Score(Dimension::Benefit) => "利益信任 benefittrust",
            Self::Rater => "谁的评分 评分人 誰的評分 評分人 whoserating rater",
            Self::Instrument => "量表 instrument",
            Self::RatingNote => "评分备注 评分说明 評分備註 ratingnote",
            Self::Stage => "关系阶段 關係階段 信任阶段 relationshipstage truststage",
            Self::StageSince => {
                "阶段起始日期 阶段开始日期 阶段开始 進入階段日期 进入阶段日期 stagesince"
            }
            Self::LastContact => {
                "最近联系 最近联系日期 最近联系时间 最近接触 最近接触日期 最后联系 最后联系日期 \
                最后联系时间 上次联系 上次联系日期 上次联系时间 最近聯絡 最近聯絡日期 \
                lastcontact lastcontactdate lastcontacted"
            }
            Self::ClientId => "",
        };
        headings.split(' ').filter(|heading| !heading.is_empty())
    }
}

/// Headings that mean something else in a table of ratings: the date is that of a rating, and so on.
const IN_RATINGS: [(Field, &str); 4] = [
    (Field::RatingDate, "日期 date"),
    (Field::RatingNote, "备注 備註 note notes"),
    (Field::Stage, "阶段 階段 stage"),
    (Field::ClientId, "客户编号 clientnumber"),
];

/// Headings, plain, of columns that tables of people have and that no field holds.
const OTHER_HEADINGS: &str = "\
    行 原因 line reason 手机 手机号 手机号码 电话 电话号码 联系电话 邮箱 电子邮件 电子邮箱 微信 微信号 地址 \
    城市 地区 部门 性别 生日 序号 称谓 昵称 來源 来源 行业 等级 電話 手機 部門 部署 郵件 \
    住所 phone phonenumber mobile mobilephone email emailaddress primaryemail address \
    city department nickname birthday website";

/// Names of columns that are usual as values too.
const WEAK_HEADINGS: &str = "客户 客戶 联系人 聯絡人 client customer contact account role title 行";

/// How surely a cell names a column of a table of people: 0 if it does not, 1 if it could be a
/// value as well, else 2.
pub(super) fn sureness_of_heading(cell: &str) -> usize {
    sureness_of(&plain(cell))
}

fn sureness_of(plain: &str) -> usize {
    let is_in = |headings: &str| headings.split(' ').any(|heading| heading == plain);
    let mut of_fields = Field::ALL.into_iter().flat_map(Field::headings);
    if is_in(WEAK_HEADINGS) {
        1
    } else if of_fields.any(|heading| heading == plain) || is_in(OTHER_HEADINGS) {
        2
    } else {
        0
    }
}

/// The field that each column of a table holds, and how its dates are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    fields: Vec<Option<Field>>,
    /// How the dates are read; at first nothing is assumed.
    pub dates: DateReading,
}

impl Mapping {
    /// Guesses the mapping from the header of a table, in Chinese or English and some of other
    /// languages. A single column without a name holds the full name.
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
        let mut mapping = Self {
            fields: vec![None; headings.len()],
            dates: DateReading::default(),
        };
        if headings.len() == 1 && table.header_line().is_none() {
            mapping.set(0, Some(Field::Name));
        }
        for field in Field::ALL {
            let free = |heading: &str| {
                let mut columns = headings.iter().zip(&mapping.fields);
                columns.position(|(name, held)| held.is_none() && name == heading)
            };
            if let Some(column) = field.headings().find_map(free) {
                mapping.set(column, Some(field));
            }
        }
        mapping.split_name(&headings);
        mapping.find_ratings(&headings);
        mapping
    }

    /// In a table with scores, headings that are usual elsewhere speak of the rating.
    fn find_ratings(&mut self, headings: &[String]) {
        let has_scores = self.fields.iter().flatten();
        if !has_scores
            .into_iter()
            .any(|field| matches!(field, Field::Score(_)))
        {
            return;
        }
        for (field, names) in IN_RATINGS {
            let is_name = |heading: &String| names.split(' ').any(|name| name == heading);
            if let (None, Some(column)) = (self.column(field), headings.iter().position(is_name)) {
                self.set(column, Some(field));
            }
        }
    }

    /// Whether the table tells of the history of clients.
    pub fn is_of_history(&self) -> bool {
        self.fields
            .iter()
            .flatten()
            .any(|field| field.is_of_history())
    }

    /// Where one part of the name has a column of its own, a heading that could mean the full name
    /// means the other part: `Name` beside `Vorname`, `名字` beside `姓氏`.
    fn split_name(&mut self, headings: &[String]) {
        let Some(column) = self.column(Field::Name) else {
            return;
        };
        let heading = |column: usize| headings.get(column).map_or("", String::as_str);
        let family = self.column(Field::FamilyName);
        let given = self.column(Field::GivenName);
        let part = match (heading(column), family, given.map(heading)) {
            ("名字" | "nombre", Some(_), None) => Field::GivenName,
            ("name" | "nom", None, Some("vorname" | "prénom" | "prenom")) => Field::FamilyName,
            _ => return,
        };
        self.set(column, Some(part));
    }

    /// The field of a column.
    pub fn field(&self, column: usize) -> Option<Field> {
        self.fields.get(column).copied().flatten()
    }

    /// The column of a field.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.fields.iter().position(|held| *held == Some(field))
    }

    /// Maps a column to a field, and unmaps the column that held it before.
    pub fn set(&mut self, column: usize, field: Option<Field>) {
        if let Some(before) = field.and_then(|field| self.column(field)) {
            self.fields[before] = None;
        }
        if let Some(held) = self.fields.get_mut(column) {
            *held = field;
        }
    }
}

/// Strips a heading of additions: brackets with their content, spaces, marks, and the same in
/// another script, as in 姓名/Name.
fn plain(heading: &str) -> String {
    let outside = heading.split(['(', '（', '[', '【']).next().unwrap_or("");
    let letters = outside.chars().filter(|char| char.is_alphanumeric());
    let letters: String = letters.flat_map(char::to_lowercase).collect();
    let is_latin = letters.starts_with(|c: char| c.is_ascii());
    let other_script = letters.find(|c: char| c.is_ascii() != is_latin);
    match other_script.and_then(|at| letters.split_at_checked(at)) {
        Some((first, second)) if 0 < sureness_of(first) && 0 < sureness_of(second) => {
            first.to_owned()
        }
        _ => letters,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::read_contacts;

    fn guess(header: &str) -> Vec<Option<Field>> {
        let table = read_contacts(&format!("{header}\nx")).unwrap();
        Mapping::guess(&table).fields
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
        assert_eq!(
            guess("Vorname;Name;Firma"),
            [GivenName, FamilyName, Organisation].map(Some)
        );
        assert_eq!(
            guess("*姓名/Name,公司 Company,客户ID"),
            [Some(Name), Some(Organisation), None]
        );
        assert_eq!(guess("姓氏,名字"), [FamilyName, GivenName].map(Some));
        assert_eq!(guess("Nombre,Empresa"), [Name, Organisation].map(Some));
        // The parts serve the rows whose full name is empty.
        assert_eq!(guess("姓,名,姓名"), [FamilyName, GivenName, Name].map(Some));
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
                assert_eq!(plain(heading), heading, "it could never be met");
            }
        }
    }
}

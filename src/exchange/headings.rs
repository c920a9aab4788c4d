//! The usual names of columns, in Chinese, English and some other languages.

use super::Field;
use crate::domain::{Dimension, RelationshipKind, narrow};

/// Names of columns that hold a field, the surest first, with spaces between them: in lower case,
/// letters and digits only.
pub(super) fn headings(field: Field) -> impl Iterator<Item = &'static str> {
    let headings = match field {
        Field::Name => {
            "姓名 联系人姓名 客户姓名 联系人名称 客户联系人 联系人 全名 显示姓名 显示名称 显示名 名字 \
            聯絡人 客戶姓名 顯示姓名 顯示名稱 顯示名 氏名 お名前 表示名 名前 name fullname displayname \
            contactname contactperson contact nomàafficher nom nombremostrado nombreparamostrar \
            nombrecompleto nombre nomecompleto nome anzeigename 对接人 经办人 联系人全名 主要联系人 \
            首要联系人 采购联系人 联络人 连络人 聯絡人姓名 聯絡人名稱 联系人名字 对接人姓名 经办人姓名 \
            真实姓名 中文姓名 中文名 人员姓名 员工姓名 成员姓名 会员姓名 用户姓名 称呼 personname person \
            contactfullname fullcontactname maincontact primarycontact keycontact leadname buyername \
            names lastfirst lastnamefirstname 担当者 担当者名 ansprechpartner kontaktname kontakt \
            contacto contatto nomcomplet nometprénom nombreyapellidos nombreyapellido 英文名 英文姓名 \
            客户 客户名 客户名称 名称 客戶 客戶名稱 名稱 clientname client customerfullname \
            customername customer 備註名 备注名 客户昵称 微信昵称"
        }
        Field::FamilyName => {
            "姓 姓氏 lastname familyname surname last nachname familienname nomdefamille \
            apellidos apellido cognome sobrenome lname secondname 姓氏中文 姓中文"
        }
        Field::GivenName => {
            "名 firstname givenname forename first vorname prénom prenom fname 名中文 givennames firstnames forenames"
        }
        Field::MiddleName => {
            "中间名 中間名 middlename middlenames middle middleinitial additionalname additionalnames weiterevornamen \
            deuxièmeprénom segundonombre"
        }
        Field::NameSuffix => "namesuffix suffix 后缀 姓名后缀 後綴 姓名後綴",
        Field::Organisation => {
            "公司 公司名称 单位 单位名称 工作单位 组织 组织名称 机构 企业 企业名称 \
            客户名称 客户公司 公司全称 单位全称 企业全称 所属公司 所属企业 \
            所在公司 所在单位 所在企业 公司名稱 單位 企業 客戶名稱 会社 \
            会社名 勤務先 組織 company companyname organisation organization \
            organisationname organizationname organization1name employer account \
            accountname firma unternehmen société entreprise empresa compañía \
            organización organizacion azienda 客户单位 单位全名 公司简称 公司全名 企业全名 企业简称 单位简称 \
            供职单位 就职公司 任职公司 任职单位 现任公司 所属单位 所属机构 所属组织 组织机构 厂家 厂商 商户 \
            商户名称 门店 门店名称 店铺 店铺名称 客户名 客户 客戶 客戶名 雇主 所屬公司 \
            associatedcompany primaryassociatedcompany primarycompany associatedcompanies \
            currentcompany currentemployer businessname business firm orgname org corporation \
            accountcompany workplace customercompany clientcompany contactcompany customer client \
            customername clientname"
        }
        Field::Title => {
            "职位 职务 职称 岗位 头衔 職稱 職位 職務 役職 jobtitle organizationtitle \
            organization1title position role title funktion arbeitstitel fonction \
            profession cargo puesto 职务名称 职位名称 岗位名称 职衔 designation occupation jobrole \
            jobposition currentposition positiontitle"
        }
        Field::Tags => {
            "标签 分组 群组 类别 分类 标签组 企业标签 標籤 群組 類別 分類 tags tag \
            labels label groups group groupmembership categories category kategorien \
            categorías categorias 客户标签 客户分组 所属分组 联系人分组 标签名称 群组名称 客户类别 contactgroup \
            contactgroups keywords"
        }
        Field::Kind => "关系类型 关系类别 關係類型 relationshipkind kindofrelationship",
        Field::Note => {
            "备注 备注信息 附注 注释 便笺 说明 描述 備註 附註 註解 註釋 備考 メモ notes note remarks \
            remark comments comment description memo notizen bemerkungen remarques \
            notas 客户备注 备注说明 补充说明 备忘 備忘 備忘錄 备忘录 留言 情况说明 其他说明 additionalnotes \
            annotation annotations bemerkung anmerkungen anmerkung notiz remarque"
        }
        Field::FirstContact => {
            "首次接触 首次接触日期 首次接触时间 首次联系 首次联系日期 首次联系时间 \
            首次拜访 首次拜访日期 认识日期 建立时间 建立日期 创建时间 创建日期 \
            添加时间 添加日期 firstcontact firstcontactdate firstcontacted firstmet \
            created createdat createddate createdate creationdate dateadded connectedon 加好友时间 \
            建档时间 建档日期 首次沟通 首次沟通时间 首次见面 首次见面日期 首次见面时间 初次接触 初次联系 \
            初次见面 初次拜访 创建于 录入时间 录入日期 登记时间 登记日期 客户创建时间 相识日期 \
            認識日期 首次聯絡 首次聯繫 datecreated createdon createdtime firstmeeting meton 日期 date"
        }
        Field::RatingDate => "评分日期 评分时间 評分日期 ratingdate dateofrating ratedon",
        Field::Score(Dimension::Expertise) => "专业信任 專業信任 expertisetrust",
        Field::Score(Dimension::Conduct) => "职业信任 職業信任 conducttrust",
        Field::Score(Dimension::Relationship) => "关系信任 關係信任 relationshiptrust",
        Field::Score(Dimension::Benefit) => "利益信任 benefittrust",
        Field::Rater => "谁的评分 评分人 誰的評分 評分人 whoserating rater",
        Field::Instrument => "量表 评分方式 instrument ratedby",
        Field::RatingNote => "评分备注 评分说明 評分備註 ratingnote",
        Field::Stage => "关系阶段 關係階段 信任阶段 relationshipstage truststage",
        Field::StageSince => {
            "阶段起始日期 阶段开始日期 阶段开始 進入階段日期 进入阶段日期 stagesince"
        }
        Field::LastContact => {
            "最近联系 最近联系日期 最近联系时间 最近接触 最近接触日期 最后联系 最后联系日期 \
            最后联系时间 上次联系 上次联系日期 上次联系时间 最近聯絡 最近聯絡日期 \
            最近跟进 最近跟进时间 最近跟进日期 最后跟进 最后跟进时间 最后跟进日期 上次跟进时间 \
            最近沟通时间 最近一次联系 最近拜访 最近拜访日期 最近拜访时间 \
            lastcontact lastcontactdate lastcontacted"
        }
        Field::ClientId => "",
    };
    headings.split(' ').filter(|heading| !heading.is_empty())
}

/// The kind of relationship that a cell names, in Chinese, English or by its stable name.
pub(super) fn kind_named(cell: &str) -> Option<RelationshipKind> {
    let cell = plain(cell);
    RelationshipKind::ALL.into_iter().find(|kind| {
        let names = match kind {
            RelationshipKind::Client => "客户 客戶 client customer",
            RelationshipKind::TeamMember => "团队成员 團隊成員 同事 teammember colleague",
            RelationshipKind::ProjectPartner => {
                "项目伙伴 專案夥伴 项目合作方 projectpartner partner"
            }
            RelationshipKind::Supplier => "供应商 供應商 supplier vendor",
        };
        names.split(' ').any(|name| name == cell)
    })
}

/// Headings that mean something else in a table of ratings: the date is that of a rating, and so on.
pub(super) const IN_RATINGS: [(Field, &str); 4] = [
    (Field::RatingDate, "日期 date"),
    (Field::RatingNote, "备注 備註 note notes"),
    (Field::Stage, "阶段 階段 stage"),
    (Field::ClientId, "客户编号 clientnumber"),
];

/// Headings, plain, of columns that tables of people have and that no field holds.
const OTHER_HEADINGS: &str = "\
    行 原因 line reason 手机 手机号 手机号码 电话 电话号码 联系电话 邮箱 电子邮件 电子邮箱 微信 微信号 地址 \
    城市 地区 部门 性别 生日 序号 称谓 昵称 來源 来源 行业 等级 主要电子邮件 主要電子郵件 暱稱 電話 手機 部門 部署 郵件 \
    住所 mail 传真 网址 座机 固话 职务级别 工号 员工号 qq 省份 国家 区域 邮编 邮政编码 fax \
    telephone tel cell cellphone homephone workphone businessphone website url country state zip \
    zipcode postalcode salutation prefix nameprefix contactowner recordid leadstatus \
    lifecyclestage gender 负责人 跟进人 添加人 phone phonenumber mobile mobilephone email emailaddress primaryemail address \
    city department nickname birthday website";

/// Names of columns that are usual as values too.
const WEAK_HEADINGS: &str = "客户 客戶 联系人 聯絡人 client customer contact account role title \
    first last 行 商户 厂家 厂商 门店 店铺 雇主 business person middle tel cell 中文名 英文名";

/// How surely a cell names a column of a table of people: 0 if it does not, 1 if it could be a
/// value as well, else 2.
pub(super) fn sureness_of_heading(cell: &str) -> usize {
    sureness_of(&plain(cell))
}

fn sureness_of(plain: &str) -> usize {
    let is_in = |headings: &str| headings.split(' ').any(|heading| heading == plain);
    let mut of_fields = Field::ALL.into_iter().flat_map(headings);
    if is_in(WEAK_HEADINGS) {
        1
    } else if of_fields.any(|heading| heading == plain) || is_in(OTHER_HEADINGS) {
        2
    } else {
        0
    }
}

/// Strips a heading of additions: brackets with their content, a number before it, spaces, marks,
/// and the same once more, as in 姓名/Name and 公司/单位.
pub(super) fn plain(heading: &str) -> String {
    let heading: String = heading.chars().map(narrow).collect();
    let (outside, inside) = split_brackets(&heading);
    let has_letter = outside.contains(char::is_alphanumeric);
    let heading = without_number(if has_letter { &outside } else { &inside });
    let letters = letters_of(heading);
    let mut sides = heading.splitn(3, ['/', '|', '\n']).map(letters_of);
    if let (Some(first), Some(second), None) = (sides.next(), sides.next(), sides.next())
        && is_one_field(&first, &second)
    {
        return first;
    }
    let is_latin = letters.starts_with(|c: char| c.is_ascii());
    let other_script = letters.find(|c: char| c.is_ascii() != is_latin);
    match other_script.and_then(|at| letters.split_at_checked(at)) {
        Some((first, second)) if 0 < sureness_of(first) && 0 < sureness_of(second) => {
            first.to_owned()
        }
        _ => letters,
    }
}

fn letters_of(text: &str) -> String {
    let letters = text.chars().filter(|char| char.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The text outside brackets, and the text within; one that is not closed lasts to the end.
fn split_brackets(text: &str) -> (String, String) {
    let (mut outside, mut inside) = (String::new(), String::new());
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' if 0 < depth => depth -= 1,
            _ if depth == 0 => outside.push(c),
            _ => inside.push(c),
        }
    }
    (outside, inside)
}

/// The heading without its number in a list: `1.`, `①`, `A.`.
fn without_number(heading: &str) -> &str {
    let heading = heading.trim_start();
    let behind = heading.trim_start_matches(char::is_numeric);
    let letter = || {
        let behind = heading.strip_prefix(|c: char| c.is_ascii_alphabetic())?;
        behind.strip_prefix(['.', '、', ')', ':'])
    };
    let behind = if behind.len() < heading.len() {
        behind
    } else {
        letter().unwrap_or(heading)
    };
    if behind.contains(char::is_alphabetic) {
        behind
    } else {
        heading
    }
}

/// Whether two plain names are ones of the same field.
fn is_one_field(first: &str, second: &str) -> bool {
    let names = |field, name: &str| headings(field).any(|heading| heading == name);
    let mut fields = Field::ALL.into_iter();
    fields.any(|field| names(field, first) && names(field, second))
}

//! The names that programs give to charsets, and the labels by which a decoder knows them.

pub(super) const UTF_8: &str = "utf-8";
pub(super) const ISO_2022_JP: &str = "iso-2022-jp";

/// Names of charsets that say nothing.
const UNSAID: &str = "ascii usascii ansi ansix341968 ansix341986 iso646us us none default";

/// Labels, each with the names that programs give it: letters and digits only, in lower case.
const LABELS: [(&str, &str); 31] = [
    (
        UTF_8,
        "utf8 unicode11utf8 unicode20utf8 utf8mb4 utf8n xunicode20utf8",
    ),
    (
        "gbk",
        "gbk gb2312 gb231280 csgb2312 xgbk euccn xeuccn cp936 ms936 windows936 win936",
    ),
    ("gb18030", "gb18030 gb180302000 gb180302005 gb180302022"),
    (
        "big5",
        "big5 big5hkscs big5eten cnbig5 csbig5 xbig5 cp950 ms950 windows950 win950",
    ),
    (
        "shift_jis",
        "shiftjis xshiftjis sjis xsjis csshiftjis mskanji windows31j cp932 ms932 windows932 win932 cp943",
    ),
    ("euc-jp", "eucjp xeucjp cseucpkdfmtjapanese"),
    (
        ISO_2022_JP,
        "iso2022jp csiso2022jp iso2022jp1 iso2022jp2 iso2022jp3 jis",
    ),
    (
        "euc-kr",
        "euckr cseuckr ksc5601 kscks5601 ksc56011987 ksc56011989 cp949 ms949 windows949 win949 uhc",
    ),
    (
        "windows-1252",
        "windows1252 win1252 cp1252 ms1252 xcp1252 iso88591 iso885911987 isoir100 latin1 l1 cp819 ibm819",
    ),
    ("windows-1250", "windows1250 win1250 cp1250 ms1250 xcp1250"),
    ("windows-1251", "windows1251 win1251 cp1251 ms1251 xcp1251"),
    ("windows-1253", "windows1253 win1253 cp1253 ms1253 xcp1253"),
    (
        "windows-1254",
        "windows1254 win1254 cp1254 ms1254 xcp1254 iso88599 iso885991989 latin5 l5",
    ),
    ("windows-1255", "windows1255 win1255 cp1255 ms1255 xcp1255"),
    ("windows-1256", "windows1256 win1256 cp1256 ms1256 xcp1256"),
    ("windows-1257", "windows1257 win1257 cp1257 ms1257 xcp1257"),
    ("windows-1258", "windows1258 win1258 cp1258 ms1258 xcp1258"),
    (
        "windows-874",
        "windows874 win874 cp874 ms874 tis620 iso885911",
    ),
    ("iso-8859-2", "iso88592 iso885921987 latin2 l2"),
    ("iso-8859-3", "iso88593 iso885931988 latin3 l3"),
    ("iso-8859-4", "iso88594 iso885941988 latin4 l4"),
    ("iso-8859-5", "iso88595 iso885951988 cyrillic"),
    ("iso-8859-6", "iso88596 iso885961987 arabic"),
    ("iso-8859-7", "iso88597 iso885971987 greek"),
    ("iso-8859-8", "iso88598 iso885981988 hebrew"),
    ("iso-8859-10", "iso885910 latin6 l6"),
    ("iso-8859-13", "iso885913 latin7"),
    ("iso-8859-14", "iso885914 latin8"),
    ("iso-8859-15", "iso885915 latin9 l9"),
    ("koi8-r", "koi8r koi8 cskoi8r"),
    ("macintosh", "macintosh macroman xmacroman mac"),
];

/// The label of a charset, whatever spelling its name has.
pub(super) fn known_label(charset: &str) -> Option<&'static str> {
    let name = letters(charset);
    let is_known = |names: &str| names.split(' ').any(|known| known == name);
    let label = LABELS.iter().find(|(_, names)| is_known(names));
    label.map(|(label, _)| *label)
}

fn letters(charset: &str) -> String {
    let letters = charset.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|letter| letter.to_ascii_lowercase()).collect()
}

/// Whether a name of a charset says nothing.
pub(super) fn says_nothing(charset: &str) -> bool {
    let name = letters(charset);
    name.is_empty() || UNSAID.split(' ').any(|unsaid| unsaid == name)
}

/// Whether text in a charset can look like other text in ASCII.
pub(super) fn is_of_code(charset: &str) -> bool {
    let name = letters(charset);
    let codes = ["utf7", "unicode11utf7", "unicode20utf7", "hz", "iso2022"];
    codes.iter().any(|code| name.starts_with(code))
}

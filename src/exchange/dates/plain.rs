//! The plain form of a date's text, whatever digits and marks it is written with.

use crate::domain::narrow;

/// Full-width characters as ASCII, Chinese numerals as digits, all in lower case.
pub(super) fn plain(text: &str) -> String {
    let usual = |c: char| match narrow(c) {
        '\u{a0}' | '\u{202f}' => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '。' => '.',
        '號' => '号',
        '週' => '周',
        '禮' => '礼',
        '時' => '时',
        '년' => '年',
        '월' => '月',
        '일' => '日',
        '〇' | '零' | '○' => '0',
        other => other.to_ascii_lowercase(),
    };
    let is_unseen = |c: char| c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}');
    let text: String = text.trim().chars().map(usual).collect();
    let text: String = text.chars().filter(|c| !is_unseen(*c)).collect();
    if text.contains('年') && text.contains('月') {
        with_digits(&text)
    } else {
        text
    }
}

/// Chinese numerals before `年`, `月`, `日` and `号` as digits: 二〇二六年十二月二十五日.
fn with_digits(text: &str) -> String {
    const NUMERALS: &str = "一二三四五六七八九";
    let text = text.replace('廿', "二十").replace('卅', "三十");
    let mut written = String::with_capacity(text.len());
    let mut pending = String::new();
    let value = |c: char| NUMERALS.chars().position(|numeral| numeral == c);
    for c in text.chars().map(usual_numeral) {
        if c == '十' || value(c).is_some() || (c == '0' && !pending.is_empty()) {
            pending.push(c);
            continue;
        }
        let is_unit = matches!(c, '年' | '月' | '日' | '号');
        let number = std::mem::take(&mut pending);
        let digit = |part: &str| -> String {
            part.chars()
                .map(|c| value(c).map_or("0".to_owned(), |at| (at + 1).to_string()))
                .collect()
        };
        match number.split_once('十') {
            _ if !is_unit => written.push_str(&number),
            None => written.push_str(&digit(&number)),
            Some((tens, ones)) => {
                written.push_str(if tens.is_empty() { "1" } else { "" });
                written.push_str(&digit(tens));
                written.push_str(if ones.is_empty() { "0" } else { "" });
                written.push_str(&digit(ones));
            }
        }
        written.push(c);
    }
    written.push_str(&pending);
    written
}

/// The usual form of a numeral that cannot be changed into another by a stroke.
const fn usual_numeral(c: char) -> char {
    match c {
        '壹' => '一',
        '贰' | '貳' => '二',
        '叁' | '參' | '叄' => '三',
        '肆' => '四',
        '伍' => '五',
        '陆' | '陸' => '六',
        '柒' => '七',
        '捌' => '八',
        '玖' => '九',
        '拾' => '十',
        _ => c,
    }
}

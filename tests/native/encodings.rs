//! How often the encoding of a table of people is judged rightly, measured on lists made here.

use std::fmt::Write as _;

use trust_velocity::exchange::{Encoding, EncodingGuess};

/// Decodes as a browser's `TextDecoder` does.
pub fn decode(bytes: &[u8], encoding: Encoding) -> Option<String> {
    decode_label(bytes, encoding.label())
}

/// The same by the label of an encoding.
pub fn decode_label(bytes: &[u8], label: &str) -> Option<String> {
    let encoding = encoding_rs::Encoding::for_label_no_replacement(label.as_bytes())?;
    Some(encoding.decode_with_bom_removal(bytes).0.into_owned())
}

fn encode(text: &str, encoding: Encoding) -> Vec<u8> {
    let units = text.encode_utf16();
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Utf16Le => units.flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => units.flat_map(u16::to_be_bytes).collect(),
        other => {
            let encoder = encoding_rs::Encoding::for_label(other.label().as_bytes()).unwrap();
            let (bytes, _, is_lossy) = encoder.encode(text);
            assert!(!is_lossy, "{text} cannot be written as {}", other.label());
            bytes.into_owned()
        }
    }
}

fn guess(bytes: &[u8]) -> EncodingGuess {
    Encoding::guess(bytes, decode).expect("it is text")
}

/// The words and names that lists of one language are made of.
struct Language {
    headers: [&'static str; 3],
    families: &'static str,
    given: &'static str,
    /// Between the given and the family name, which stands behind it; else before it without a
    /// space.
    is_western: bool,
    places: &'static str,
    firms: &'static str,
}

const SIMPLIFIED: Language = Language {
    headers: ["姓名,公司", "Name,Company", "客户姓名,单位"],
    families: "王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧 \
        程 曹 袁 邓 许 傅 沈 曾 彭 吕 苏 卢 蒋 贾 丁 魏 薛 叶 阎 余 潘 杜 戴 夏 钟 汪 田 任 姜 范 方 石 姚 谭 \
        廖 邹 熊 金 陆 郝 孔 白 崔 康 毛 邱 秦 江 史 顾 侯 邵 孟 龙 万 段 漕 钱 汤 尹 黎 易 常 武 乔 贺 赖 \
        龚 文 欧阳 司马 诸葛 上官 翟 靳 祁 覃 佟 阮 柴 窦 芮 蒲",
    given: "伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 霞 平 刚 桂英 志强 建国 小燕 秀兰 玉梅 文博 \
        子轩 梓涵 雨桐 思远 浩宇 欣怡 佳琪 晓东 海燕 国栋 振华 立新 永强 春梅 雪松 晨曦 嘉懿 煜城 懿轩 \
        烨伟 苑博 伟泽 熠彤 鸿煊 博涛 烨霖 烨华 煜祺 智宸 正豪 昊然 明杰 诚睿 彦博 弘文 黛青 冰彤 嫣然 \
        钰涵 霏羽 妙菡 沛珊 怀玉 晔 翀 喆 赟 璟 琨 骏 焕 锴",
    is_western: false,
    places: "北京 上海 广州 深圳 杭州 苏州 华北 东莞 无锡 常熟 宁波 温州 佛山 洛阳 株洲 邯郸 淄博",
    firms: "电机 科技有限公司 某某物业 中建集团 机械制造厂 贸易公司 水泵 阀门 汽车配件 建材 律师事务所 医院 \
        食品股份 钢铁 软件 银行 保险 仪器仪表 纺织 陶瓷",
};

const TRADITIONAL: Language = Language {
    headers: ["姓名,公司", "Name,Company", "客戶姓名,單位"],
    families: "陳 林 黃 張 李 王 吳 劉 蔡 楊 許 鄭 謝 洪 郭 邱 曾 廖 賴 徐 周 葉 蘇 莊 呂 江 何 蕭 羅 高 潘 簡 \
        朱 鍾 游 彭 詹 胡 施 沈 余 趙 盧 梁 顏 柯 翁 魏 孫 戴 范 方 宋 鄧 杜 傅 侯 曹 薛 丁 馬 董 卓 藍 歐陽 \
        司徒 馮 區 霍 關 鄺 麥 龔 溫 湯 塗 連 紀 童 嚴 阮 尤",
    given: "志明 春嬌 俊傑 雅婷 家豪 怡君 淑芬 美玲 建宏 冠宇 宗翰 佳穎 詩涵 承恩 宥廷 品妍 詠晴 思妤 子涵 \
        柏翰 彥廷 鈺婷 慧君 靜宜 欣儀 惠雯 國榮 德華 學友 富城 潤發 鎮宇 嘉玲 曼玉 祖賢 青霞 艷芳 國強 \
        麗珠 鳳嬌 秀蘭 玉珍 文雄 武雄 正雄 榮貴 耀東 錦濤 婉如 薇 龍 鴻 嵐 靖 翊 瑋 筱涵 馨慧",
    is_western: false,
    places: "臺北 高雄 新竹 臺中 桃園 香港 九龍 基隆 嘉義 彰化 屏東 宜蘭 花蓮 澎湖",
    firms: "電子 精密工業 積體電路 貿易行 建設公司 食品廠 銀行 證券 航運 科技股份有限公司 機械 紡織 塑膠 \
        醫院 大學 汽車 鋼鐵 營造 資訊 印刷",
};

const JAPANESE: Language = Language {
    headers: ["氏名,会社", "Name,Company", "お名前,会社名"],
    families: "佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 斎藤 清水 \
        山崎 森 池田 橋本 阿部 石川 山下 中島 石井 小川 前田 岡田 長谷川 藤田 後藤 近藤 村上 遠藤 青木 坂本 \
        斉藤 福田 太田 西村 藤井 金子 岡本 藤原 三浦 中野 原田 松田 竹内 小野 中山 和田 森田 石田 上田 \
        内田 柴田 酒井 宮崎 横山 高木 安藤 宮本 大野 小島 谷口 今井 工藤 増田 丸山 杉山 村田 大塚 新井 平野 \
        榎本 鷲尾 蛭田 苫米地",
    given: "太郎 花子 健 翔太 美咲 さくら ひろし 直樹 陽菜 結衣 拓也 大輔 愛 真由美 健一 恵子 由美子 久美子 裕子 \
        誠 浩 茂 進 勝 葵 蓮 湊 悠真 陽翔 凛 紬 芽依 ケンジ ユウコ あゆみ 智子 雅彦 隆 薫 渉 聡 瞳",
    is_western: false,
    places: "東京 大阪 横浜 名古屋 札幌 福岡 神戸 京都 仙台 広島 浜松 新潟 静岡",
    firms: "商事株式会社 電機 トヨタ販売 製作所 ソフトウェア 工業 食品 銀行 運輸 サービス 建設 システム 印刷 不動産 \
        テクノロジー 薬品 物産 ホールディングス",
};

const WESTERN: Language = Language {
    headers: ["Name,Company", "Nom,Société", "Name,Firma"],
    families: "Müller Schröder Weiß Jäger König Bäcker Köhler Krüger Schäfer Böhm Günther Voß Großmann Öztürk \
        Lefèvre Bérenger Françoise Gonçalves Noël Hervé Besançon Chrétien García Martínez López Sánchez \
        Pérez Gómez Muñoz Núñez Ibáñez Peña Jiménez Álvarez Ørsted Sjöström Åkerman Schmidt Dupont Fernández \
        Lindström Brûlé Béliveau Système Conceição Araújo Simões Ünal Çelik",
    given: "Jürgen Jörg Anna Günter Käthe Björn Sören Uwe Hülya Renée François Chloé Zoë André Hélène Jérôme \
        Benoît Anaïs José María Ángel Sofía Íñigo Begoña Raúl Lucía Inés Åsa Søren Léa Gaël Élodie Bärbel Ömer \
        Müjde Jean Luc",
    is_western: true,
    places: "München Köln Nürnberg Düsseldorf Zürich Orléans Besançon Málaga Córdoba León Coruña Saarbrücken Nord",
    firms: "Bäcker KG|Söhne GmbH|Möbel AG|& Co. KG|Société Générale|Café Crème|Énergie|Construcción S.A.|\
        Compañía|Größe Maschinenbau|Frères|Électricité|Straßenbau|Pumpen|Motors",
};

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }

    fn one_of<'a>(&mut self, words: &'a str) -> &'a str {
        let bar = words.contains('|');
        let words: Vec<_> = if bar {
            words.split('|').map(str::trim).collect()
        } else {
            words.split_whitespace().collect()
        };
        words[self.below(words.len())]
    }
}

/// A table of people, with their organisations or without; it is not all ASCII.
fn table(dice: &mut Dice, language: &Language, rows: usize, has_firms: bool) -> String {
    loop {
        let header = language.headers[dice.below(3)];
        let mut text = if has_firms {
            format!("{header}\r\n")
        } else {
            "Name\r\n".to_owned()
        };
        for _ in 0..rows {
            let family = dice.one_of(language.families);
            let given = dice.one_of(language.given);
            let name = if language.is_western {
                format!("{given} {family}")
            } else {
                format!("{family}{given}")
            };
            if !has_firms {
                write!(text, "{name}\r\n").unwrap();
                continue;
            }
            let space = if language.is_western { " " } else { "" };
            let place = dice.one_of(language.places);
            let firm = dice.one_of(language.firms);
            write!(text, "{name},{place}{space}{firm}\r\n").unwrap();
        }
        let body = text.split_once('\n').unwrap().1;
        if !body.is_ascii() {
            return text;
        }
    }
}

/// Each encoding with the languages that are written in it.
const WRITTEN: [(Encoding, &[&Language]); 7] = [
    (
        Encoding::Utf8,
        &[&SIMPLIFIED, &TRADITIONAL, &JAPANESE, &WESTERN],
    ),
    (
        Encoding::Utf16Le,
        &[&SIMPLIFIED, &TRADITIONAL, &JAPANESE, &WESTERN],
    ),
    (
        Encoding::Utf16Be,
        &[&SIMPLIFIED, &TRADITIONAL, &JAPANESE, &WESTERN],
    ),
    (Encoding::Gb18030, &[&SIMPLIFIED, &TRADITIONAL]),
    (Encoding::Big5, &[&TRADITIONAL]),
    (Encoding::Windows1252, &[&WESTERN]),
    (Encoding::ShiftJis, &[&JAPANESE]),
];

#[derive(Default)]
struct Figures {
    lists: usize,
    wrong: usize,
    /// Wrong without a question.
    unasked: usize,
    asked: usize,
    examples: Vec<String>,
}

fn measure(
    (encoding, languages): (Encoding, &[&Language]),
    (rows, has_firms): (usize, bool),
    lists: usize,
) -> Figures {
    let mut dice = Dice(rows as u64 + 1);
    let mut figures = Figures::default();
    for at in 0..lists {
        let text = table(&mut dice, languages[at % languages.len()], rows, has_firms);
        let guess = guess(&encode(&text, encoding));
        figures.lists += 1;
        figures.asked += usize::from(!guess.is_certain);
        if guess.encoding != encoding {
            figures.wrong += 1;
            figures.unasked += usize::from(guess.is_certain);
            figures
                .examples
                .push(format!("{} for {text:?}", guess.encoding.label()));
        }
    }
    figures
}

#[test]
fn lists_of_people_are_read_in_their_encoding() {
    let mut report = String::from("encoding, people: lists, wrong, wrong unasked, asked\n");
    let mut is_good = true;
    for (rows, has_firms) in [
        (1, false),
        (2, false),
        (10, false),
        (1, true),
        (2, true),
        (10, true),
        (100, true),
    ] {
        for (encoding, languages) in WRITTEN {
            let lists = if rows == 100 { 20 } else { 200 };
            let figures = measure((encoding, languages), (rows, has_firms), lists);
            let Figures {
                lists,
                wrong,
                unasked,
                asked,
                examples,
            } = figures;
            let firms = if has_firms { " with organisation" } else { "" };
            let label = encoding.label();
            writeln!(
                report,
                "{label}, {rows}{firms}: {lists}, {wrong}, {unasked}, {asked}"
            )
            .unwrap();
            for example in examples.iter().take(3) {
                writeln!(report, "    {example}").unwrap();
            }
            let most = if rows < 10 { lists / 20 } else { lists / 100 };
            is_good &= wrong <= most && unasked <= lists / 100;
            is_good &= rows < 10 || asked <= lists / 20;
        }
    }
    println!("{report}");
    assert!(is_good, "{report}");
}

//! Characters that are common in the names of people and organisations.
//!
//! Invariant: in the order of their code points, each of three bytes.

/// Whether an ideograph is common in names of people and organisations or in the headings of
/// tables: simplified, traditional or Japanese.
pub(super) fn is_common(char: char) -> bool {
    let mut bytes = [0; 4];
    let wanted = char.encode_utf8(&mut bytes).as_bytes();
    let (chars, _) = COMMON.as_bytes().as_chunks::<3>();
    chars
        .binary_search_by(|common| common.as_slice().cmp(wanted))
        .is_ok()
}

const COMMON: &str = "\
    一丁七万三上下不世业东严个中丰丸丹主丽久义之乐九也乡书了事二于云五井产京亮人仁今\
    介仓他付代以们件价任份企伊众会伝伟传位低住佐体何余作佩佳侯便係俊保信倉個們倩倫偉\
    健傅傑備储傳價儀優儲元兆先光內八公六兰关兴具内军农冠冯冰凤処凯凱出分刘刚创別利别\
    到制刷券前剛創劉力功加务动助勇動務勝勤包化北区医區十千华协单南博卢印原厦县发取口\
    可史右叶号司合吉同名后向吕君吳吴呂告周呼和咨品哈哲唐售商問善営嘉嚴四回团団図国國\
    園團土在地圳场址坂坤城培基堀報場塑塗塚増売备変夏外大天太夫失奈奥好妍妤姓姚姜威娜\
    娟婉婷媒子孔孙孝孟学孫學宁宇安宋宏宗官宜宝实実客室宥宮家密富實寶対小尔尤就尹尾层\
    屋屏展属層山岛岡岩岸峰島崎崔川州工左已市帆师平年幸广広庄庆店康廖廣廳廷建开式引弘\
    张張強强当彥彦彩彪彬彭彰役待後徐德心志応忠思怡总恒恩息恵悠惠意愛慧慶成我戴戶户戸\
    房所手承技投报担拓拜振据採據支政敏教数數文斌斎斗料新方施旅旋日早旭时旺昆昌明易星\
    春昭是晓晖晨普景晴智曉書曹曾會月有服望期木未本术朱机杉李材村杜来杨杭杰東松板林柏\
    柯柳査标树栗校株根格桂桃桑桜梁梅械森検楊業楼榮樂樋樓標横樹橋機橡次欣欧歐正武歩段\
    毛氏民気水永求汉江池汤汪汽沈沙沢河油泉法波注泰泽洁洋津洪流济浜浦浩海涛涵淑深淼清\
    渔渡港游湊湖湯湾源溪溫滨潔潘潛潜澤濤灣炎炭点焱然煤熊燕營片牌牧物特玉王环玲玻珍珠\
    理琪琳琴瑋瑜瑞瑩瑶瑾璃璐環瓷生產産田由电画番発發白百的监盛盟監盧目直省真石研碁碩\
    磊礼社神祥福禮秀科秦称程稱積究空立童竹等筑筠筱签算管箱範築簡籤类精系紀約紅経結絡\
    統經維網綾総縣總織红约纪纺组织经络统网罗署美義翁翔翰翼老考职联聖聯職肖股肥育胜胡\
    胶能膠自臺興舟航良艳花芳苏若英茂范荒荣药荷莉莊莫莲莹菊菜華菲萍萱落葉葛董蒋蓁蓉蓮\
    蔡蕭薇薛薬藤藥蘇蘭號行術街衣表袁装裕裝製西要覃見観见触計訊訪設許註証詠詢話詹誠説\
    読課談諸謝證譚计训许设访证诗诚话询诸谈谢谭谷豐豔豪財販責貴買貿賀資賈賢質賴購财责\
    货购贵贸贺贾资赵超趙路車軍軟輔輝輸车轩软辉输辺辻达运近这进远连這通造連進運道達遠\
    邊邓邦邮邱邵邹郎郑郝部郭郵都鄉鄒鄧鄭配酒醫采重野金鈴鉄銀銘銷鋼錢鍾鎌鑫钟钢钱铁铭\
    银销锁锋镇長长門開間関閻關门闫问间阳阿陆陈限院险陳陶陸険陽隆際險雄雅集雨雪雲零雷\
    電需霖霞青静面韋韓韦韩音項順須類顧项顺顾颖飛飞食飯飲飾餐館饮饰首香馬馮験驗马验體\
    高魏鳳鴻鵬鹏麗黃黄黎點鼎齋龍龙龚";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_found() {
        assert!(
            COMMON
                .chars()
                .all(|char| is_common(char) && char.len_utf8() == 3)
        );
        let chars: Vec<_> = COMMON.chars().collect();
        assert!(chars.is_sorted());
        for rare in ['a', '黵', '鋍', '\u{20000}'] {
            assert!(!is_common(rare));
        }
    }
}

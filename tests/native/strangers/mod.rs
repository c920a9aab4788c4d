//! Files, links and names of strangers: further cases of each kind, with the right value beside each.

mod cards;
mod tables;

use cards::cards;
use tables::rows;
use trust_velocity::{
    domain::{
        Client, EntryId, Name, NameError,
        classroom::{HandedIn, Round, Submission},
        exercise::Attempt,
    },
    exchange::{
        Table,
        link::{find_submissions, write_submission},
    },
};

use crate::exchange::{self, TODAY, planned};

/// The import of a table, a row a line: `name | organisation | title | tags | note`, `?` before one who is
/// asked about, `!` before the line of a refused row.
fn imported(table: &Table) -> Vec<String> {
    let line = |client: &Client| {
        let line = exchange::profile_line(client);
        let line = line.strip_suffix(TODAY).unwrap_or(&line);
        let line = line.trim_end_matches([' ', '|', '-']);
        line.replace('\n', "⏎")
    };
    let plan = planned(table);
    let mut rows = Vec::new();
    rows.extend(plan.clients.iter().map(|(at, client)| (*at, line(client))));
    let namesakes = plan.namesakes.iter();
    rows.extend(namesakes.map(|row| (row.line, format!("?{}", line(&row.client)))));
    let refused = plan.refused.iter();
    rows.extend(refused.map(|row| (row.line, format!("!{}", row.line))));
    rows.sort_by_key(|(at, _)| *at);
    rows.into_iter().map(|(_, row)| row).collect()
}

/// All cases whose rows are others than the right ones.
fn wrong<'c, T: ?Sized + std::fmt::Debug + 'c>(
    cases: impl IntoIterator<Item = (&'c T, &'c [&'c str])>,
    read: impl Fn(&T) -> Vec<String>,
) -> Vec<(&'c T, Vec<String>)> {
    let cases = cases.into_iter();
    let read = cases.map(|(case, right)| (case, read(case), right));
    let wrong = read.filter(|(_, rows, right)| rows != right);
    wrong.map(|(case, rows, _)| (case, rows)).collect()
}

#[test]
fn further_programs_that_rewrite_links() {
    let sent: Vec<_> = (0..6_u64)
        .map(|id| Submission {
            session: EntryId::new(1),
            id: EntryId::new(id),
            round: Round::First,
            edition: 1,
            name: Name::new("李雷").ok(),
            attempt: Attempt::new(Vec::new(), Vec::new()),
        })
        .collect();
    let percent = |url: &str| {
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_.~".contains(c);
        let encoded = url.chars().map(|c| match c {
            c if plain(c) => c.to_string(),
            c => format!("%{:02X}", u32::from(c)),
        });
        encoded.collect::<String>()
    };
    for submission in sent {
        let text = write_submission(&submission).unwrap();
        let link = format!("https://a.example/app/#/join/{text}");
        let coded = percent(&link);
        for pasted in [
            format!("https://secure-web.cisco.com/1Abc-d_e/{coded}"),
            format!("https://linkprotect.cudasvc.com/url?a={coded}&c=E,1,Ab_c-d&typo=1"),
            format!("https://protect2.fireeye.com/v1/url?k=ab-cd&q=1&e=1-2&u={coded}"),
            format!(
                "https://mail.qq.com/cgi-bin/readtemplate?t=safety&check=false&gourl={coded}&subtemplate=gray"
            ),
            format!("https://wx.mail.qq.com/xmspamcheck/xmsafejump?url={coded}"),
            format!("https://c.pc.qq.com/middlem.html?pfurl={coded}&pfuin=1&pfuid=QQ_1"),
            format!("https://security.feishu.cn/link/safety?target={coded}&scene=ccm"),
            format!("dingtalk://dingtalkclient/page/link?url={coded}&pc_slide=true"),
            format!("https://link.zhihu.com/?target={}", percent(&coded)),
            format!("https://l.facebook.com/l.php?u={coded}&h=AT0a-b_c"),
            format!(
                "https://imsva91-ctp.trendmicro.com/wis/clicktime/v1/query?url={coded}&umid=AB-CD&auth=1f-2"
            ),
            format!("<{link}|{link}>"),
            format!("<a href=\"{link}\">答卷</a>"),
            format!("<a href=3D\"{}\">答卷</a>", link.replace('=', "=3D")),
            format!("小周：我的作答在这里{link}，请查收。"),
            format!("「李雷: {link}」\n- - - - - - - - - - - - - - -\n收到"),
            format!("[2026/3/5 10:30] 李雷: {link}\u{200e}"),
            format!("| {link} |\r\n"),
            format!("\u{202a}{link}\u{202c}"),
            link.replace("#/", "#%2F"),
            link.replace('#', "%2523"),
            format!("{}=\r\n{}", &link[..60], &link[60..]),
            format!(
                "> > {}\r\n> > {}\r\n> > \r\n> > 谢谢",
                &link[..70],
                &link[70..]
            ),
            format!("{}\u{200b}\u{200b}{}", &link[..40], &link[40..]),
            format!("{}<wbr/>{}", &link[..50], &link[50..]),
            link.replace('&', "&amp;amp;"),
        ] {
            let found = find_submissions(&pasted);
            let is_sent = |found: &HandedIn| *found.claimed() == submission;
            let is_all = found.submissions.iter().all(is_sent) && found.problems.is_empty();
            assert!(
                is_all && !found.submissions.is_empty(),
                "{pasted}: {found:?}"
            );
        }
    }
}

#[test]
fn further_names_that_show_nothing() {
    for unseen in [
        "\0",
        "\u{200b}\u{200c}\u{200d}",
        "\u{202e}\u{202c}",
        "\u{2066}\u{2069}",
        "\u{301}\u{302}",
        "\u{3164}",
        "\u{ffa0}\u{115f}",
        "\u{2800}\u{2800}",
        "\u{e0041}\u{e007f}",
        "\u{fe0f}",
        "\u{e0100}",
        "\u{180e}",
        "\u{61c}",
        "\u{34f}",
        "\u{2061}\u{2064}",
        "\u{fff9}\u{fffb}",
        "\u{feff}",
        "\u{1d173}",
        "\u{2028}\u{a0}\u{200b}",
        "\u{ad}",
        "\u{206a}",
        "\u{110bd}",
        "\u{16fe4}",
    ] {
        let codes = unseen.escape_unicode();
        assert!(
            matches!(Name::new(unseen), Err(NameError::Unseen | NameError::Empty)),
            "{codes}"
        );
        let csv = format!("姓名,公司\n{unseen},\n{unseen},North\n");
        assert_eq!(rows(&csv), ["!2", "North"], "{codes}");
        let card = format!("BEGIN:VCARD\nFN:{unseen}\nTITLE:x\nEND:VCARD\n");
        assert_eq!(cards(card.as_bytes()), ["!1"], "{codes}");
    }
    for seen in [
        "陈\u{200b}工",
        "e\u{301}",
        "🙂",
        "👩\u{200d}💼",
        "\u{2066}Ann\u{2069}",
        "·",
        "ㅤ王",
    ] {
        assert!(Name::new(seen).is_ok(), "{}", seen.escape_unicode());
    }
}

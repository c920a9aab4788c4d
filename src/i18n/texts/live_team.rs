//! A live team, whose reports go to the manager by themselves: the words of both sides.

texts! {
    team_live: "实时收报告", "Live reports";
    team_live_offer: "这个网站有消息服务器：开启以后，销售的报告会加密传到你的浏览器，不用再粘贴。消息服务器读不了报告。每位销售要由你准入一次。", "This site has a message broker: once this is on, sellers' reports come to your browser sealed, and nothing has to be pasted. The broker cannot read them. You admit each seller once.";
    team_live_begin: "开启", "Turn on";
    team_live_connecting: "正在连接…", "Connecting…";
    team_live_connected: "已连接：本页打开时，报告会自己到这里。", "Connected: while this page is open, reports come here by themselves.";
    team_live_unreachable: "现在连不上消息服务器，会一直重试。可以照常收取文字、文件和二维码。", "The message broker cannot be reached now; it is tried again and again. You can collect texts, files and codes as usual.";
    team_live_gone: "这个网站现在没有消息服务器。请照常收取文字、文件和二维码。", "This site has no message broker now. Collect texts, files and codes as usual.";
    team_live_elsewhere: "另一个标签页正在收这个团队的报告。关掉那一页，就换到这里收。", "Another tab is collecting for this team. Close it, and this one goes on.";
    team_live_not_begun(reason): "实时没有开始（{reason}）。可以照常收取；重新载入本页会再试一次。", "Live reports did not begin ({reason}). You can collect as usual; reloading the page tries again.";
    team_live_invite_again: "请把“邀请销售”里的链接再发一次：现在它带着实时用的公钥，以前的链接没有。", "Send the link under “Invite sellers” again: it now carries the public key for live reports, which earlier links lack.";
    team_live_nobody: "还没有销售的报告到这里。", "No seller's report has come here yet.";
    team_live_admit_hint: "准入以前，请用电话或当面对一遍四个词：对方的页面上要完全一样。链接外传也没有用：没有准入的报告先放在一边，不进数字。", "Before you admit a seller, compare the four words by phone or in person: the seller's page must show the same. A link that leaks lets nobody in: the report of a seller who is not admitted is kept aside, and is in no figure.";
    team_live_sellers: "销售的准入", "Admission of sellers";
    team_live_waiting: "等待准入", "Waiting to be admitted";
    team_live_admitted: "已准入", "Admitted";
    team_live_refused: "不收", "Refused";
    team_live_has_left: "已退出", "Has left";
    team_live_admit: "准入", "Admit";
    team_live_admit_of(who): "准入：{who}", "Admit {who}";
    team_live_refuse: "不收", "Refuse";
    team_live_refuse_of(who): "不收报告：{who}", "Refuse {who}";
    team_live_forget: "忘掉", "Forget";
    team_live_forget_of(who): "忘掉这把密钥：{who}。对方再发报告时，重新等待准入", "Forget the key of {who}, who waits to be admitted again with the next report";
    team_live_deriving: "正在算出四个词…", "Working out the four words…";
    team_live_not_stored(reason): "有报告没有存下来（{reason}）。对方会再发。", "A report was not saved ({reason}). It will be sent again.";
    team_live_left_out(count plural): "有 {count} 条消息没有收：读不了、重复、伪造、太多，或者不属于这个团队。", "{count} message was left out: unreadable, repeated, forged, too many, or not of this team.", "{count} messages were left out: unreadable, repeated, forged, too many, or not of this team.";
    team_live_end: "关闭实时", "Turn off";
    team_live_end_question: "销售的报告不再自己传来，消息服务器上留给他们的答复会清掉，准入的名单也删去。已经收到的报告都留着。再开启时，要重新邀请和准入。不能恢复。", "Reports no longer come by themselves, the answers that the broker keeps for sellers are emptied, and the list of admitted sellers is deleted. All collected reports stay. To turn it on again, you invite and admit anew. There is no undo.";

    team_share_live: "自动发报告", "Send by itself";
    team_share_live_hint: "开启以后，只要本页打开，上面的清单一变，或者过了七天，就加密发给主管。要交什么，仍由上面的清单决定。", "Once this is on, whatever the list above shows goes to the manager, sealed, whenever it has changed or a week has passed while this page is open. What is shared is still up to the list.";
    team_share_live_begin: "从现在起自动发", "Send by itself from now on";
    team_share_phrase: "你的四个词", "Your four words";
    team_share_phrase_hint: "请在电话里或当面把这四个词告诉主管，不要写在群里。主管的页面上是一样的四个词，才会准入。", "Tell the manager these four words by phone or in person, not in a group chat. The manager admits you if their page shows the same.";
    team_share_not_yet: "还没有自动发过什么。", "Nothing has been sent by itself yet.";
    team_share_sending: "还没有交到，会一直重试：主管的页面打开以后才会收到，可以先离开本页，下次打开接着发。也可以用下面的文字、文件或二维码。", "Not received yet, and tried again and again: it is received once the manager's page is open. You may leave; it goes on when you open this page again. The text, file and codes below work as well.";
    team_share_waiting: "报告已到主管的浏览器，先放在一边，等主管准入；四个词对上以后才进数字。", "Your report is in the manager's browser, kept aside until you are admitted; it is in no figure before that.";
    team_share_received(edition, date): "主管已收到第 {edition} 期（{date}的清单）。", "The manager has received edition {edition} (the list of {date}).";
    team_share_refused: "主管没有收你的报告。请问一问主管；准入以后会自己再发。", "The manager does not take your reports. Ask the manager; once you are admitted, they go again.";
    team_share_leaving: "正在告诉主管你已退出；主管的页面打开以后才知道。在那以前，消息服务器上可能还有你没被取走的报告（加密的，最多一天）。", "The manager is being told that you have left, and knows once their page is open. Until then the broker may hold a report of yours that was not fetched yet (sealed, for a day at most).";
    team_share_left: "主管的浏览器知道你已退出，消息服务器上为你留的已经清掉。主管已经存下的收不回来。", "The manager's browser knows that you have left, and what the broker kept for you is emptied. What the manager has stored cannot be recalled.";
    team_share_unreachable: "现在连不上消息服务器，会一直重试。", "The message broker cannot be reached now; it is tried again and again.";
    team_share_gone: "这个网站现在没有消息服务器，报告不能自己发。", "This site has no message broker now, so reports do not go by themselves.";
    team_share_failed(reason): "没有发成：{reason}", "It was not sent: {reason}";
    team_share_too_long: "报告太长，不能自动发：请把一些客户改为“不交”，或者用下面的文件。", "The report is too long to go by itself: choose “Not shared” for some clients, or use the file below.";
}

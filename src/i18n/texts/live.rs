//! A live class, whose phones hand in by themselves: the words of its trainer and its trainees.

texts! {
    live_ways: "答卷怎么交", "How answers come in";
    live_by_code: "二维码或文字", "By code or text";
    live_by_code_means: "学员出示二维码给你扫，或者把文字发给你。", "Trainees show you a code, or send you a text.";
    live_by_itself: "实时", "Live";
    live_by_itself_means: "学员点“提交”，答卷就加密传到你的浏览器；中间经过这个网站的消息服务器，它读不了。二维码还在旁边，两样都交只算一次。开课以后不能再改。", "When trainees hand in, their answers go sealed to your browser. They pass through this site's message broker, which cannot read them. The code stays beside it, and what comes both ways counts once. It cannot be changed later.";

    live_title: "实时", "Live";
    live_connecting: "正在连接…", "Connecting…";
    live_connected: "已连接：手机上提交的答卷会自己到这里。", "Connected: what phones hand in comes here by itself.";
    live_unreachable: "现在连不上消息服务器，会一直重试。可以照常用二维码收答卷。", "The message broker cannot be reached now; it is tried again and again. You can collect by code as usual.";
    live_gone: "这个网站现在没有消息服务器。请用二维码收答卷。", "This site has no message broker now. Please collect by code.";
    live_elsewhere: "另一个标签页正在收这堂课的答卷。关掉那一页，就换到这里收。", "Another tab is collecting for this session. Close it, and this one goes on.";
    live_ended: "实时已经结束。还没交的，请用二维码收。", "The live part has ended. Collect what is still missing by code.";
    live_without_keys: "这堂课的密钥不在这个浏览器里，手机上提交的答卷到不了这里。请用开课的那个浏览器，或者在那边生成换设备的文件，在这一页的“导出、合并、清空、删除”里导入；也可以用二维码收。", "The keys of this session are not in this browser, so what phones hand in does not come here. Use the browser in which the session was begun, or make a file there for another device and import it here under “Export, merge, clear, delete”; or collect by code.";
    live_taken_over: "另一台设备接过了这堂课，这里不再收手机上提交的答卷；已经收到的都还在。", "Another device has taken this session over. What phones hand in no longer comes here; what has come stays.";
    live_not_begun(reason): "实时没有开始（{reason}）。可以用二维码收答卷；重新载入本页会再试一次。", "The live part did not begin ({reason}). You can collect by code; reloading the page tries again.";
    live_not_stored(reason): "有答卷没有存下来（{reason}）。手机会再交。", "Some answers were not saved ({reason}). The phones will hand them in again.";
    live_here(count plural): "{count} 部手机在线", "{count} phone here", "{count} phones here";
    live_away(count plural): "{count} 部离开了", "{count} away", "{count} away";
    live_handed_in(count plural): "已交 {count} 份", "{count} handed in", "{count} handed in";
    live_at_step(step, count): "{step}：{count} 部", "{step}: {count}";
    live_at_start: "还没开始", "Not begun";
    live_point(number): "第 {number} 个时间点", "Time point {number}";
    live_at_end: "做完了", "Finished";
    live_pace: "学员做到哪一步", "The step that trainees work on";
    live_pace_hint: "选了一步，正在作答的手机都跳到那一步；他们可以往回翻，再往后的翻不过去。要他们提交，就带到最后一步。", "When you choose a step, every phone at work goes to it; trainees can go back by themselves, and not beyond it. For them to hand in, choose the last step.";
    live_own_pace: "各按各的进度", "Each at their own pace";
    live_names: "谁做到了哪一步", "Who is at which step";
    live_no_names: "还没有人写名字。", "Nobody has given a name yet.";
    live_name_away: "离开了", "away";
    live_left_out(count plural): "有 {count} 条消息没有收：读不了、重复、伪造，不属于这堂课，或者在停收以后、第二轮开始以前来的。", "{count} message was left out: unreadable, repeated, forged, not of this session, or while answers were closed or before the second round.", "{count} messages were left out: unreadable, repeated, forged, not of this session, or while answers were closed or before the second round.";
    live_close: "停收答卷", "Close answers";
    live_open: "继续收", "Open answers again";
    live_is_closed: "现在停收：手机上提交的答卷留在手机里，等你继续收再自己交；出示二维码的，你仍然可以收。", "Answers are closed: what trainees hand in stays on their phones and comes by itself once you open again. You can still collect by code.";
    live_vote_again_question(count): "第一轮{count}。没交的，先等一等，再让大家两人一组讨论。之后连着的手机会自己转到第二轮：学员从自己第一轮的答案改起，第一轮的答卷不变。屏幕上是第二轮的码，给没连上的手机用。", "First round: {count}. Wait for what is still missing, then let pairs talk. Phones that are connected then go to the second round by themselves: trainees begin from their own first answers and revise them; those of the first round stay. The screen shows the code of the second round for the other phones.";
    live_step_again: "手机自己转到第二轮；没有转的，用第一轮的手机扫这个码", "Your phone goes to the second round by itself; if it does not, scan this code on the phone of the first round";
    live_end: "结束实时", "End the live part";
    live_end_question: "手机从此不再自己提交，消息服务器上关于这堂课的内容会清掉。答卷都留着，二维码还能用。不能恢复。", "Phones no longer hand in by themselves, and the broker's copy of this session's state is emptied. All answers stay, and codes still work. There is no undo.";
    live_move: "换一台设备继续", "Go on on another device";
    live_move_hint: "把这堂课存成一个加密文件，在另一台设备的“班级”页导入：那边接着收答卷，这边随之停下。还开着练习的手机会把答卷再交一遍，算一份。文件里有答卷和这堂课的密钥，要用六个词才打得开；文件和词不要发在同一个地方。", "Saves this session as a sealed file. Import it on the other device, under Class: that one goes on collecting, and this one stops. Phones that still have the exercise open hand in once more, which counts once. The file holds the answers and the keys of the session, and only six words open it; do not send the words where you send the file.";
    live_move_make: "生成文件", "Make the file";
    live_moving: "正在加密…", "Sealing…";
    live_move_words: "打开文件要这六个词，只在这里显示这一次。抄下来：", "These six words open the file. They are shown here and only now; write them down:";

    handover_title: "这是换设备用的课堂文件", "This file moves a live session to another device";
    handover_hint: "打开以后，这堂课在这里继续，原来的设备随之停下。", "Once it is opened, the session goes on here, and the device before stops.";
    handover_words: "六个词", "The six words";
    handover_words_hint: "生成文件的设备显示过；空格和大小写不要紧。", "The device that made the file has shown them. Spaces and capitals do not matter.";
    handover_words_missing: "请填六个词。", "Please type the six words.";
    handover_wrong: "打不开。请核对六个词，一个也不能错。", "It does not open. Check the six words: none may be wrong.";
    handover_foreign: "这个加密文件不是课堂文件。如果是备份，请在“数据”里恢复。", "This sealed file is no session. If it is a backup, restore it under Data.";
    handover_open: "在这里继续", "Go on here";
    handover_opening: "正在打开…", "Opening…";

    live_revealed: "已揭晓：交了答卷的手机会自己打开参考答案。", "Revealed: phones that have handed in open the key by themselves.";
    live_step_hand_in: "做完点“提交”，等手机显示“讲师已收到”", "Hand in, and wait until your phone says “Received”";

    live_screen_title: "第二块屏幕", "A second screen";
    live_screen_what: "在投影用的电脑上打开这个链接：它跟着你走，显示加入的二维码、人数、当前的步骤和时间，揭晓以后显示参考答案。它只能看，不能操作，也没有任何人的答案；拿到链接的人看到的都一样。", "Open this link on the computer of the projector: it follows you with the code to join, the numbers, the step and the time, and the key once you reveal it. It can only show, and has nobody's answers; whoever has the link sees the same.";
    live_screen_message(link): "课堂的第二块屏幕：{link}", "The second screen of the class: {link}";
    live_screen_not_live: "这堂课不是实时的，第二块屏幕没有什么可跟。", "This session is not live, so there is nothing for a second screen to follow.";
    live_screen_connected: "正在跟着讲师的屏幕", "Following the trainer";
    live_screen_waiting: "已连上，正在等讲师打开这堂课的页面。人数可能不是最新的。", "Connected, and waiting for the trainer's page of this session. The numbers may be old.";
    live_screen_unreachable: "现在连不上这堂课，会一直重试。这里显示的可能不是最新的。", "The class cannot be reached now; it is tried again and again. What is shown may be old.";
    live_screen_gone: "这个网站现在没有消息服务器，这块屏幕跟不了。", "This site has no message broker now, so this screen cannot follow.";
    live_screen_ended: "讲师已经结束实时。", "The trainer has ended the live part.";
    live_screen_closed: "讲师现在不收答卷。", "Answers are not taken now.";
    live_screen_work: "按材料作答", "Answer from the case";
    live_screen_board: "全班的图在讲师的屏幕上；这块屏幕没有任何人的答案。", "The charts of the class are on the trainer's screen; this one has nobody's answers.";

    live_joins: "做到第几步会告诉讲师；点“提交”以后，答卷加密传给讲师。", "Your trainer is told which step you are at; when you hand in, your answers go sealed to the trainer.";
    live_joins_named: "名字和做到第几步会告诉讲师；点“提交”以后，答卷加密传给讲师。", "Your trainer is told your name and which step you are at; when you hand in, your answers go sealed to the trainer.";
    live_phone_connecting: "正在连到这堂课…", "Connecting to the class…";
    live_phone_connected: "已连到这堂课", "Connected to the class";
    live_phone_waiting: "已连上，正在等讲师打开这堂课的页面。可以先作答。", "Connected, and waiting for your trainer's page of this session. You can begin meanwhile.";
    live_phone_unreachable: "现在连不上这堂课，会一直重试。可以接着作答；交的时候也可以出示二维码。", "The class cannot be reached now; it is tried again and again. Go on working; you can also hand in by showing your code.";
    live_phone_gone: "这个网站现在不能实时提交。可以接着作答，做完出示二维码。", "This site cannot take answers live now. Go on working, and show your code at the end.";
    live_phone_ended: "讲师已经结束实时提交。还没交的，请出示二维码。", "The trainer has ended the live part. If you have not handed in, show your code.";
    live_phone_failed(reason): "这部手机不能实时提交（{reason}）。可以接着作答，做完出示二维码。", "This phone cannot hand in live ({reason}). Go on working, and show your code at the end.";
    live_other_answers: "这份答卷是连上这堂课以前交的", "these answers were handed in before the phone was connected";
    live_sending: "正在交给讲师…", "Handing in…";
    live_keeps_trying: "还没有交到。连上以后会自己交，不用再点；也可以让讲师扫下面的二维码。", "Not handed in yet. It goes by itself once there is a connection; you can also show the code below.";
    live_received: "讲师已收到。", "Received.";
    live_received_what: "等讲师揭晓，参考答案会自己打开。", "The key opens here by itself when your trainer reveals it.";
    live_show_code: "出示二维码", "Show the code";
    live_phone_closed: "讲师停收答卷了，可以接着作答。", "Your trainer has closed answers. You can go on working.";
    live_handed_closed: "还没有交到：讲师停收答卷了。答卷留在这部手机里，等讲师继续收再自己交；要马上交，请讲师扫下面的二维码。", "Not handed in: your trainer has closed answers. They stay on this phone and go by themselves once your trainer opens again. To hand in now, ask your trainer to scan the code below.";
    live_time_left(time): "还剩 {time}", "{time} left";
    live_time_stands(time): "还剩 {time}（暂停）", "{time} left (paused)";
    live_led: "讲师正带大家做这一步，做完请等一等；可以往回翻。", "Your trainer is leading the class at this step. Please wait when you are done; you can go back.";
    live_revealed_meanwhile: "讲师已经揭晓。你提交以后，参考答案会自己打开。", "Your trainer has revealed the key. It opens here by itself once you hand in.";
}

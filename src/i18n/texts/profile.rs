//! The profile chart, and the picture of it to share.

texts! {
    profile_hint: "点按或用左右方向键查看每项信任", "Tap, or use the arrow keys, to read each kind of trust";
    profile_score(label, score): "{label} {score} 分", "{label} {score}";
    profile_difference(points): "相差 {points}", "difference {points}";
    profile_sentence(label, scores): "{label}的分数：{scores}。", "{label}: {scores}.";
    save_picture: "保存图片", "Save as picture";
    card_hint: "长按图片，选“保存图片”。在微信里请用这个办法。", "Press and hold the picture, then choose to save it. In WeChat this is the way that works.";
    put_name_on_picture: "在图片上写名字", "Put a name on the picture";
    name_on_picture: "名字", "Name";
    name_on_picture_hint: "只画在这张图片上，不会保存。", "It is drawn on this picture only, and kept nowhere.";
    share_picture: "分享图片", "Share picture";
    picture_not_shared(reason): "没有分享成功（{reason}）。请长按图片保存，再自己发送。", "The picture was not shared ({reason}). Press and hold it to save it, then send it yourself.";
    dimension_column: "信任", "Trust";
    score_scale: "每项 0–10，总分 0–40", "each 0–10, total 0–40";
    practice_note: "练习用自评，不是测验", "A practice self-rating, not a test";
    difference_column: "相差", "Difference";
}

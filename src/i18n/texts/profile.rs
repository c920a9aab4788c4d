//! The profile chart, and the picture of it to share.

texts! {
    profile_hint: "点按或用左右方向键查看每项信任", "Tap, or use the arrow keys, to read each kind of trust";
    profile_score(label, score): "{label}：{score}", "{label}: {score}";
    profile_difference(points): "相差 {points}", "difference {points}";
    profile_sentence(label, scores): "{label}：{scores}。", "{label}: {scores}.";
    dimension_column: "信任", "Trust";
    difference_column: "相差", "Difference";
}

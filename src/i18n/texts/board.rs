//! How a class's scores lie against the key.

texts! {
    distribution_answers(n plural): "{n} 人", "{n} answer", "{n} answers";
    distribution_key(score): "参考答案 {score}", "key {score}";
    distribution_mean(score): "平均 {score}", "mean {score}";
    distribution_median(score): "中位数 {score}", "median {score}";
    distribution_difference(points): "平均 − 参考答案：{points}", "mean − key: {points}";
    distribution_empty: "没有评分", "no scores";
    distribution_hidden: "不足 3 人，不显示", "under three answers: not shown";
    answers_row: "人数", "Answers";
    mean_row: "平均", "Mean";
    median_row: "中位数", "Median";
    key_row: "参考答案", "Key";
    mean_minus_key_row: "平均 − 参考答案", "Mean − key";
    answers_near_row(score): "{score} 分上下的人数", "Answers near {score}";
}

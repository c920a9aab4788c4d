//! The frame of the help, and the 1/t trap on the reader's own client.

texts! {
    what_figures_mean: "数字的含义", "What the figures mean";
    what_figures_mean_hint: "公式、1/t 陷阱、趋势、阶段、假定与来源", "The formula, its 1/t trap, trend, stages, assumptions and sources";
    contents: "目录", "Contents";
    trap_title: "用你的客户试一试", "Try it on your own client";
    trap_no_client: "还没有可用的客户评分，这里用上文的例子：21.0 分，100 天。", "No rated client yet, so this uses the example above: 21.0 points, 100 days.";
    trap_none_found: "没有找到这位客户，换个词试试。", "No such client: try another word.";
    trap_slider: "信任不变，再过多少天", "Trust held still, days going by";
    trap_now: "评分那天：", "On the day of the rating:";
    trap_later(days): "再过 {days}：", "{days} later:";
    trap_net: "这段时间的净变化：", "Net change over that time:";
    trap_meaning: "总分一点没少，公式速度却变小了，因为除数变大了。", "Not a point was lost, yet the formula velocity shrank, since the divisor grew.";
}

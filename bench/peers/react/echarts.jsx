// The progress chart by ECharts, of which only what it needs is in the bundle.
import { memo, useEffect, useRef } from "react";
import { LineChart } from "echarts/charts";
import { AxisPointerComponent, GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import * as records from "../shared/records.js";

use([AxisPointerComponent, CanvasRenderer, GridComponent, LineChart, MarkAreaComponent, MarkLineComponent, TooltipComponent]);
const MOST_DOTS = 60;

const background = ({ bands, gate }) => ({
  markArea: {
    silent: true,
    data: bands.map(({ tint, from, to }) => [{ xAxis: from, itemStyle: { color: tint } }, { xAxis: to }]),
  },
  markLine: {
    silent: true,
    symbol: "none",
    label: { show: false },
    lineStyle: { type: "dashed", color: "#999" },
    data: gate == null ? [] : [{ yAxis: gate }],
  },
});

export default memo(function ProgressChart({ chart: data, onPoint }) {
  const box = useRef(null);
  useEffect(() => {
    const { points, from, to } = data;
    const chart = init(box.current, null, { renderer: "canvas" });
    chart.setOption({
      animation: false,
      grid: { left: 26, right: 10, top: 10, bottom: 26 },
      tooltip: { trigger: "axis", showContent: false, axisPointer: { type: "line", animation: false } },
      xAxis: { type: "value", min: from, max: to, splitNumber: 4, axisLabel: { formatter: records.shortDate, hideOverlap: true } },
      yAxis: { type: "value", min: 0, max: 10, splitNumber: 5 },
      series: records.DIMENSIONS.map(({ colour }, at) => ({
        type: "line",
        data: points.map(({ day, scores }) => [day, scores[at]]),
        connectNulls: true,
        color: colour,
        lineStyle: { width: 2 },
        symbol: "circle",
        symbolSize: 8,
        showSymbol: points.length <= MOST_DOTS,
        ...(at === 0 ? background(data) : {}),
      })),
    });
    chart.on("updateAxisPointer", ({ dataIndex }) => onPoint(dataIndex ?? null));
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [data, onPoint]);
  return <div className="chart" id="progress-box" ref={box} role="img" aria-label="Progress" />;
});

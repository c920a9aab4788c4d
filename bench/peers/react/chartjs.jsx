// The progress chart by Chart.js, of which only what it needs is registered.
import { memo, useEffect, useRef } from "react";
import { Chart, LineController, LineElement, LinearScale, PointElement } from "chart.js";
import * as records from "../shared/records.js";

Chart.register(LineController, LineElement, LinearScale, PointElement);
const MOST_DOTS = 60;

const background = {
  id: "background",
  beforeDatasetsDraw({ ctx, chartArea, scales: { x, y } }, _, { bands, gate }) {
    for (const { tint, from, to } of bands) {
      const left = x.getPixelForValue(from);
      ctx.fillStyle = tint;
      ctx.fillRect(left, chartArea.top, x.getPixelForValue(to) - left, chartArea.height);
    }
    if (gate == null) return;
    ctx.save();
    ctx.setLineDash([4, 4]);
    ctx.strokeStyle = "#999";
    ctx.beginPath();
    ctx.moveTo(chartArea.left, y.getPixelForValue(gate));
    ctx.lineTo(chartArea.right, y.getPixelForValue(gate));
    ctx.stroke();
    ctx.restore();
  },
};

const crosshair = {
  id: "crosshair",
  afterDatasetsDraw(chart) {
    const [active] = chart.getActiveElements();
    if (!active) return;
    const { ctx, chartArea } = chart;
    ctx.strokeStyle = "#888";
    ctx.beginPath();
    ctx.moveTo(active.element.x, chartArea.top);
    ctx.lineTo(active.element.x, chartArea.bottom);
    ctx.stroke();
  },
};

export default memo(function ProgressChart({ chart: { points, from, to, bands, gate }, onPoint }) {
  const canvas = useRef(null);
  useEffect(() => {
    const chart = new Chart(canvas.current, {
      type: "line",
      plugins: [background, crosshair],
      data: {
        datasets: records.DIMENSIONS.map(({ colour }, at) => ({
          data: points.map(({ day, scores }) => ({ x: day, y: scores[at] })),
          borderColor: colour,
          backgroundColor: colour,
          borderWidth: 2,
          spanGaps: true,
          pointRadius: points.length > MOST_DOTS ? 0 : 4,
          pointHoverRadius: 6,
        })),
      },
      options: {
        animation: false,
        maintainAspectRatio: false,
        parsing: false,
        normalized: true,
        events: ["mousemove", "mouseout"],
        interaction: { mode: "index", axis: "x", intersect: false },
        onHover: (_, active) => onPoint(active[0]?.index ?? null),
        plugins: { background: { bands, gate } },
        scales: {
          x: { type: "linear", min: from, max: to, ticks: { maxTicksLimit: 5, callback: records.shortDate } },
          y: { type: "linear", min: 0, max: 10 },
        },
      },
    });
    return () => chart.destroy();
  }, [points, from, to, bands, gate, onPoint]);
  return (
    <div className="chart" id="progress-box">
      <canvas ref={canvas} role="img" aria-label="Progress" />
    </div>
  );
});

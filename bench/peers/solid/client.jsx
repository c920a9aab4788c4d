// A client's page with its chart by uPlot, and the form of a rating.
import { createEffect, createMemo, createSignal, For, onCleanup, onMount, Show } from "solid-js";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import * as records from "../shared/records.js";

const PAGE = 30;
const MOST_DOTS = 60;
const HEIGHT = 300;
const seconds = (day) => day * 86_400;

function background(u, { bands, gate }) {
  const { ctx, bbox } = u;
  for (const { tint, from, to } of bands) {
    const left = u.valToPos(seconds(from), "x", true);
    ctx.fillStyle = tint;
    ctx.fillRect(left, bbox.top, u.valToPos(seconds(to), "x", true) - left, bbox.height);
  }
  if (gate == null) return;
  const at = u.valToPos(gate, "y", true);
  ctx.save();
  ctx.setLineDash([4, 4]);
  ctx.strokeStyle = "#999";
  ctx.beginPath();
  ctx.moveTo(bbox.left, at);
  ctx.lineTo(bbox.left + bbox.width, at);
  ctx.stroke();
  ctx.restore();
}

function Chart(props) {
  let box, plot;
  createEffect(() => {
    const { points, from, to } = props.chart;
    const data = props.chart;
    const range = [seconds(from), seconds(to)];
    const lines = records.DIMENSIONS.map(({ colour }) => ({
      stroke: colour,
      width: 2,
      spanGaps: true,
      points: { show: points.length <= MOST_DOTS, size: 8, fill: colour },
    }));
    const options = {
      width: box.clientWidth,
      height: HEIGHT,
      legend: { show: false },
      padding: [10, 10, 0, 0],
      cursor: { drag: { x: false, y: false }, points: { size: 12 }, y: false },
      scales: { x: { time: true, range }, y: { range: [0, 10] } },
      axes: [{ size: 26, space: 80, grid: { show: false } }, { size: 26, splits: [0, 2, 4, 6, 8, 10] }],
      series: [{}, ...lines],
      hooks: {
        drawClear: [(u) => background(u, data)],
        setCursor: [(u) => props.onPoint(u.cursor.idx ?? null)],
      },
    };
    const columns = records.DIMENSIONS.map((_, at) => points.map(({ scores }) => scores[at]));
    plot?.destroy();
    plot = new uPlot(options, [points.map(({ day }) => seconds(day)), ...columns], box);
  });
  onMount(() => {
    const observer = new ResizeObserver(() => {
      if (plot && plot.width !== box.clientWidth) plot.setSize({ width: box.clientWidth, height: HEIGHT });
    });
    observer.observe(box);
    onCleanup(() => {
      observer.disconnect();
      plot?.destroy();
    });
  });
  return <div class="chart" id="progress-box" ref={box} role="img" aria-label="Progress" />;
}

function Progress(props) {
  const [at, setAt] = createSignal(null);
  const point = () => props.points[at()];
  return (
    <section class="card" id="progress">
      <h2>Progress</h2>
      <Chart chart={records.chart(props.client, props.points)} onPoint={setAt} />
      <output class="readout" id="progress-readout">{point() ? records.readout(point()) : "Point at the chart"}</output>
      <div class="legend">
        {records.DIMENSIONS.map(({ name, colour }) => <span style={{ color: colour }}>● {name}</span>)}
      </div>
    </section>
  );
}

function History(props) {
  const [shown, setShown] = createSignal(PAGE);
  const all = createMemo(() => records.history(props.client));
  return (
    <section class="card">
      <h2>History</h2>
      <ol class="history">
        <For each={all().slice(0, shown())}>
          {({ date, title, line, scores }) => (
            <li class="entry">
              <strong>{title}</strong> <span class="quiet">{records.longDate(date)}</span>
              {scores && <props.ScoreBar scores={scores} />}
              {line && <p class="quiet">{line}</p>}
            </li>
          )}
        </For>
      </ol>
      <Show when={shown() < all().length}>
        <button type="button" onClick={() => setShown(shown() + PAGE)}>Show more</button>
      </Show>
    </section>
  );
}

function Rating(props) {
  const [scores, setScores] = createSignal(records.lastScores(props.document.client));
  const [note, setNote] = createSignal("");
  const submit = (event) => {
    event.preventDefault();
    props.save(records.saveRating(props.document, scores(), note()));
  };
  return (
    <form class="card" onSubmit={submit}>
      <h1>Rate</h1>
      {records.DIMENSIONS.map(({ name }, at) => (
        <p>
          <label>
            {name} {records.score(scores()[at])}
            <input type="range" min="0" max="10" step="0.1" value={scores()[at]} onInput={(event) => setScores(scores().with(at, Number(event.currentTarget.value)))} />
          </label>
        </p>
      ))}
      <p><textarea aria-label="Note" onInput={(event) => setNote(event.currentTarget.value)} /></p>
      <button type="submit">Save</button>
    </form>
  );
}

export default function ClientPage(props) {
  const client = createMemo(() => props.document.client);
  const points = createMemo(() => records.points(client()));
  const figures = createMemo(() => records.figures(client(), points()));
  return (
    <Show when={!props.form} fallback={<Rating document={props.document} save={props.save} />}>
      <article>
        <p><a href={records.LIST}>‹ Clients</a></p>
        <h1>{records.title(client())}</h1>
        <p class="quiet">{figures().about}</p>
        <a class="button" id="rate" href={records.ratingOf(client().id)}>Rate</a>
        <section class="card"><h2>Trust velocity</h2><p>{figures().velocity}</p></section>
        <section class="card"><h2>Recent trend</h2><p>{figures().trend}</p></section>
        <Progress client={client()} points={points()} />
        <History client={client()} ScoreBar={props.ScoreBar} />
      </article>
    </Show>
  );
}

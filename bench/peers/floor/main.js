// The floor: no framework, no library of charts. The page is written as text, the chart by hand.
import * as records from "../shared/records.js";
import "../shared/style.css";

const { DIMENSIONS, ROW_HEIGHT, STAGES } = records;
const PAGE = 30;
const MOST_DOTS = 60;
const select = (selector) => document.querySelector(selector);
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text) => String(text).replace(/[&<>"]/g, (char) => ENTITIES[char]);
const options = (pairs, chosen) => pairs.map(([id, name]) => `<option value="${id}"${id === chosen ? " selected" : ""}>${name}</option>`).join("");

const documents = records.readDocuments();
let rows = Array.from(documents.values(), records.row);
let found = [];
let shownFrom = -1;

select("#root").innerHTML = `
  <section id="list">
    <h1>Clients <span class="quiet" id="count"></span></h1>
    <div class="tools">
      <input id="search" type="search" aria-label="Search" placeholder="Search">
      <select id="stage-filter" aria-label="Stage">${options([["", "All stages"], ...Object.entries(STAGES).map(([id, { name }]) => [id, name])])}</select>
      <select id="sort" aria-label="Sort">${options(Object.entries(records.ORDERS), "last-contact")}</select>
    </div>
    <div class="pane"><ul class="rows"><div></div></ul></div>
    <p role="status" class="quiet"></p>
  </section>
  <section class="welcome" hidden>
    <h1>Clients</h1>
    <p>Rate four kinds of trust for each client, and see how fast trust grows. Records stay in this browser.</p>
    <a class="button" href="${records.NEW_CLIENT}">Add a client</a>
  </section>
  <div id="page"></div>`;
const pane = select(".pane"), list = select(".rows"), block = list.firstElementChild, page = select("#page");

const scoreBar = (scores) => {
  const parts = DIMENSIONS.map(({ colour }, at) => `<i style="width:${(scores[at] ?? 0) * 2.5}%;background:${colour}"></i>`);
  return `<span class="score-bar" role="img" aria-label="${records.scoreWords(scores)}">${parts.join("")}</span>`;
};

const rowText = (row) => `<li style="height:${ROW_HEIGHT}px"><a class="client-row" href="${records.pageOf(row.id)}">
  <span class="client-row__name">${escaped(row.title)}</span>
  <span class="quiet">${records.VERDICTS[row.verdict]}</span>
  <span class="quiet">${escaped(row.contact)}</span>
  <span class="quiet">${STAGES[row.stage]?.name ?? ""}</span>
  ${scoreBar(row.scores)}</a></li>`;

function showRows() {
  const [from, to] = records.rowsInView(pane.scrollTop);
  if (from === shownFrom) return;
  shownFrom = from;
  block.style.transform = `translateY(${from * ROW_HEIGHT}px)`;
  block.innerHTML = found.slice(from, to).map(rowText).join("");
}

function showList() {
  found = records.find(rows, { search: select("#search").value, stage: select("#stage-filter").value, order: select("#sort").value });
  list.style.height = `${found.length * ROW_HEIGHT}px`;
  select("#count").textContent = rows.length;
  select("[role=status]").textContent = `${found.length} clients found`;
  shownFrom = -1;
  showRows();
}

function save(document) {
  documents.set(document.client.id, document);
  const changed = records.row(document);
  rows = [...rows.filter(({ id }) => id !== changed.id), changed];
  showList();
  location.hash = records.pageOf(changed.id);
}

/** Draws the chart, with the point at `at` marked if there is one. */
function draw(canvas, { points, from, to, bands, gate }, at) {
  const { clientWidth: width, clientHeight: height } = canvas, ratio = devicePixelRatio;
  const wide = Math.round(width * ratio), high = Math.round(height * ratio);
  if (canvas.width !== wide || canvas.height !== high) Object.assign(canvas, { width: wide, height: high });
  const left = 26, right = width - 10, top = 10, bottom = height - 26;
  const x = (day) => left + ((day - from) / (to - from || 1)) * (right - left);
  const y = (value) => bottom - (value / 10) * (bottom - top);
  const ctx = canvas.getContext("2d");
  const line = (x0, y0, x1, y1) => { ctx.beginPath(); ctx.moveTo(x0, y0); ctx.lineTo(x1, y1); ctx.stroke(); };
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.clearRect(0, 0, width, height);
  ctx.font = "12px system-ui";
  for (const band of bands) {
    ctx.fillStyle = band.tint;
    ctx.fillRect(x(band.from), top, x(band.to) - x(band.from), bottom - top);
    ctx.fillStyle = "#666";
    ctx.fillText(band.name, x(band.from) + 4, top + 12);
  }
  ctx.strokeStyle = "#ddd";
  ctx.lineWidth = 1;
  for (let value = 0; value <= 10; value += 2) {
    line(left, y(value), right, y(value));
    ctx.fillText(value, 4, y(value) + 4);
  }
  for (let part = 0; part < 4; part += 1) {
    const day = from + ((to - from) * part) / 4;
    ctx.fillText(records.shortDate(day), x(day), height - 8);
  }
  if (gate != null) {
    ctx.strokeStyle = "#999";
    ctx.setLineDash([4, 4]);
    line(left, y(gate), right, y(gate));
    ctx.setLineDash([]);
  }
  const marked = points[at];
  DIMENSIONS.forEach(({ colour }, dimension) => {
    const known = points.filter(({ scores }) => scores[dimension] != null);
    ctx.strokeStyle = ctx.fillStyle = colour;
    ctx.lineWidth = 2;
    ctx.beginPath();
    for (const { day, scores } of known) ctx.lineTo(x(day), y(scores[dimension]));
    ctx.stroke();
    ctx.beginPath();
    for (const point of points.length <= MOST_DOTS ? known : marked ? [marked] : []) {
      const radius = point === marked ? 6 : 4;
      ctx.moveTo(x(point.day) + radius, y(point.scores[dimension]));
      ctx.arc(x(point.day), y(point.scores[dimension]), radius, 0, 2 * Math.PI);
    }
    ctx.fill();
  });
  if (!marked) return;
  ctx.strokeStyle = "#888";
  ctx.lineWidth = 1;
  line(x(marked.day), top, x(marked.day), bottom);
}

/** The place of the point next to a day. */
function nearest(points, day) {
  let low = 0, high = points.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle].day < day) low = middle + 1;
    else high = middle;
  }
  return low > 0 && day - points[low - 1].day < points[low].day - day ? low - 1 : low;
}

let observer;
function showChart(client, points) {
  const canvas = select("#progress-chart"), words = select("#progress-readout");
  const chart = records.chart(client, points);
  let at = null;
  const point = (next) => {
    if (next === at) return;
    at = next;
    words.textContent = points[at] ? records.readout(points[at]) : "Point at the chart";
    draw(canvas, chart, at);
  };
  canvas.onpointermove = ({ offsetX }) => {
    const share = (offsetX - 26) / (canvas.clientWidth - 36);
    point(nearest(points, chart.from + share * (chart.to - chart.from)));
  };
  canvas.onpointerleave = () => point(null);
  observer = new ResizeObserver(() => draw(canvas, chart, at));
  observer.observe(canvas);
}

function showClient({ client }) {
  const points = records.points(client), all = records.history(client);
  const { about, velocity, trend } = records.figures(client, points);
  const entry = ({ date, title, line, scores }) => `<li class="entry"><strong>${title}</strong> <span class="quiet">${records.longDate(date)}</span>${scores ? scoreBar(scores) : ""}${line ? `<p class="quiet">${escaped(line)}</p>` : ""}</li>`;
  page.innerHTML = `<article>
    <p><a href="${records.LIST}">‹ Clients</a></p>
    <h1>${escaped(records.title(client))}</h1>
    <p class="quiet">${escaped(about)}</p>
    <a class="button" id="rate" href="${records.ratingOf(client.id)}">Rate</a>
    <section class="card"><h2>Trust velocity</h2><p>${velocity}</p></section>
    <section class="card"><h2>Recent trend</h2><p>${trend}</p></section>
    <section class="card" id="progress"><h2>Progress</h2>
      <div class="chart" id="progress-box"><canvas id="progress-chart" style="width:100%;height:300px" role="img" aria-label="Progress"></canvas></div>
      <output class="readout" id="progress-readout">Point at the chart</output>
      <div class="legend">${DIMENSIONS.map(({ name, colour }) => `<span style="color:${colour}">● ${name}</span>`).join("")}</div>
    </section>
    <section class="card"><h2>History</h2><ol class="history"></ol><button type="button" id="more">Show more</button></section>
  </article>`;
  let shown = 0;
  const more = () => {
    select(".history").insertAdjacentHTML("beforeend", all.slice(shown, shown + PAGE).map(entry).join(""));
    shown += PAGE;
    select("#more").hidden = shown >= all.length;
  };
  select("#more").onclick = more;
  more();
  showChart(client, points);
}

function showRating(document) {
  const scores = records.lastScores(document.client);
  const slider = ({ name }, at) => `<p><label>${name} <input type="range" min="0" max="10" step="0.1" value="${scores[at]}"></label></p>`;
  page.innerHTML = `<form class="card"><h1>Rate</h1>${DIMENSIONS.map(slider).join("")}
    <p><textarea aria-label="Note"></textarea></p><button type="submit">Save</button></form>`;
  select("form").onsubmit = (event) => {
    event.preventDefault();
    const given = Array.from(page.querySelectorAll("[type=range]"), ({ value }) => Number(value));
    save(records.saveRating(document, given, select("textarea").value));
  };
}

function showNewClient() {
  page.innerHTML = `<form class="card"><h1>New client</h1><p><input name="name" aria-label="Name" required></p><button type="submit">Save</button></form>`;
  select("form").onsubmit = (event) => {
    event.preventDefault();
    const name = select("[name=name]").value.trim();
    if (name) save(records.saveClient(name));
  };
}

function showRoute() {
  const { id, form } = records.route(), opened = documents.get(id), isPage = opened || id === "new";
  observer?.disconnect();
  scrollTo(0, 0);
  select("#list").hidden = isPage || rows.length === 0;
  select(".welcome").hidden = isPage || rows.length > 0;
  if (id === "new") showNewClient();
  else if (opened && form) showRating(opened);
  else if (opened) showClient(opened);
  else page.innerHTML = "";
}

pane.onscroll = showRows;
select("#search").oninput = showList;
select("#stage-filter").onchange = showList;
select("#sort").onchange = showList;
addEventListener("hashchange", showRoute);
showList();
showRoute();

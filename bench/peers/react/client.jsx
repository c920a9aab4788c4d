// A client's page, and the form of a rating.
import { memo, useMemo, useState } from "react";
import * as records from "../shared/records.js";
import Chart from "#chart";

const PAGE = 30;

const History = memo(function History({ client, ScoreBar }) {
  const [shown, setShown] = useState(PAGE);
  const all = useMemo(() => records.history(client), [client]);
  return (
    <section className="card">
      <h2>History</h2>
      <ol className="history">
        {all.slice(0, shown).map(({ id, date, title, line, scores }) => (
          <li className="entry" key={id}>
            <strong>{title}</strong> <span className="quiet">{records.longDate(date)}</span>
            {scores && <ScoreBar scores={scores} />}
            {line && <p className="quiet">{line}</p>}
          </li>
        ))}
      </ol>
      {shown < all.length && <button type="button" onClick={() => setShown(shown + PAGE)}>Show more</button>}
    </section>
  );
});

function Progress({ client, points }) {
  const [at, setAt] = useState(null);
  const chart = useMemo(() => records.chart(client, points), [client, points]);
  return (
    <section className="card" id="progress">
      <h2>Progress</h2>
      <Chart chart={chart} onPoint={setAt} />
      <output className="readout" id="progress-readout">{points[at] ? records.readout(points[at]) : "Point at the chart"}</output>
      <div className="legend">
        {records.DIMENSIONS.map(({ id, name, colour }) => <span key={id} style={{ color: colour }}>● {name}</span>)}
      </div>
    </section>
  );
}

function Rating({ document, save }) {
  const [scores, setScores] = useState(() => records.lastScores(document.client));
  const [note, setNote] = useState("");
  const submit = (event) => {
    event.preventDefault();
    save(records.saveRating(document, scores, note));
  };
  return (
    <form className="card" onSubmit={submit}>
      <h1>Rate</h1>
      {records.DIMENSIONS.map(({ id, name }, at) => (
        <p key={id}>
          <label>
            {name} {records.score(scores[at])}
            <input type="range" min="0" max="10" step="0.1" value={scores[at]} onChange={(event) => setScores(scores.with(at, Number(event.target.value)))} />
          </label>
        </p>
      ))}
      <p><textarea aria-label="Note" value={note} onChange={(event) => setNote(event.target.value)} /></p>
      <button type="submit">Save</button>
    </form>
  );
}

export default function ClientPage({ document, form, save, ScoreBar }) {
  const { client } = document;
  const points = useMemo(() => records.points(client), [client]);
  if (form) return <Rating document={document} save={save} />;
  const { about, velocity, trend } = records.figures(client, points);
  return (
    <article>
      <p><a href={records.LIST}>‹ Clients</a></p>
      <h1>{records.title(client)}</h1>
      <p className="quiet">{about}</p>
      <a className="button" id="rate" href={records.ratingOf(client.id)}>Rate</a>
      <section className="card"><h2>Trust velocity</h2><p>{velocity}</p></section>
      <section className="card"><h2>Recent trend</h2><p>{trend}</p></section>
      <Progress client={client} points={points} />
      <History client={client} ScoreBar={ScoreBar} />
    </article>
  );
}

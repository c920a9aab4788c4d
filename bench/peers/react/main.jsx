// The list, and the form of a new client; a client's page comes with its chart when it is opened.
import { lazy, memo, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import { useVirtualizer } from "@tanstack/react-virtual";
import * as records from "../shared/records.js";
import "../shared/style.css";

const ClientPage = lazy(() => import("./client.jsx"));

export function ScoreBar({ scores }) {
  return (
    <span className="score-bar" role="img" aria-label={records.scoreWords(scores)}>
      {records.DIMENSIONS.map(({ id, colour }, at) => (
        <i key={id} style={{ width: `${(scores[at] ?? 0) * 2.5}%`, background: colour }} />
      ))}
    </span>
  );
}

const Row = memo(function Row({ row }) {
  return (
    <a className="client-row" href={records.pageOf(row.id)}>
      <span className="client-row__name">{row.title}</span>
      <span className="quiet">{records.VERDICTS[row.verdict]}</span>
      <span className="quiet">{row.contact}</span>
      <span className="quiet">{records.STAGES[row.stage]?.name}</span>
      <ScoreBar scores={row.scores} />
    </a>
  );
});

function List({ rows, hidden }) {
  const [search, setSearch] = useState("");
  const [stage, setStage] = useState("");
  const [order, setOrder] = useState("last-contact");
  const found = useMemo(() => records.find(rows, { search, stage, order }), [rows, search, stage, order]);
  const pane = useRef(null);
  const window = useVirtualizer({
    count: found.length,
    getScrollElement: () => pane.current,
    estimateSize: () => records.ROW_HEIGHT,
    overscan: 5,
  });
  return (
    <section hidden={hidden}>
      <h1>Clients <span className="quiet">{rows.length}</span></h1>
      <div className="tools">
        <input id="search" type="search" aria-label="Search" placeholder="Search" value={search} onChange={(event) => setSearch(event.target.value)} />
        <select id="stage-filter" aria-label="Stage" value={stage} onChange={(event) => setStage(event.target.value)}>
          <option value="">All stages</option>
          {Object.entries(records.STAGES).map(([id, { name }]) => <option key={id} value={id}>{name}</option>)}
        </select>
        <select id="sort" aria-label="Sort" value={order} onChange={(event) => setOrder(event.target.value)}>
          {Object.entries(records.ORDERS).map(([id, name]) => <option key={id} value={id}>{name}</option>)}
        </select>
      </div>
      <div className="pane" ref={pane}>
        <ul className="rows" style={{ height: window.getTotalSize() }}>
          {window.getVirtualItems().map(({ index, start }) => (
            <li key={found[index].id} style={{ position: "absolute", top: 0, left: 0, right: 0, transform: `translateY(${start}px)` }}>
              <Row row={found[index]} />
            </li>
          ))}
        </ul>
      </div>
      <p role="status" className="quiet">{found.length} clients found</p>
    </section>
  );
}

function Welcome() {
  return (
    <section className="welcome">
      <h1>Clients</h1>
      <p>Rate four kinds of trust for each client, and see how fast trust grows. Records stay in this browser.</p>
      <a className="button" href={records.NEW_CLIENT}>Add a client</a>
    </section>
  );
}

function NewClient({ save }) {
  const [name, setName] = useState("");
  const submit = (event) => {
    event.preventDefault();
    if (name.trim()) save(records.saveClient(name.trim()));
  };
  return (
    <form className="card" onSubmit={submit}>
      <h1>New client</h1>
      <p><input name="name" aria-label="Name" required value={name} onChange={(event) => setName(event.target.value)} /></p>
      <button type="submit">Save</button>
    </form>
  );
}

function App() {
  const [documents, setDocuments] = useState(records.readDocuments);
  const [route, setRoute] = useState(records.route);
  useEffect(() => {
    const go = () => {
      setRoute(records.route());
      scrollTo(0, 0);
    };
    addEventListener("hashchange", go);
    return () => removeEventListener("hashchange", go);
  }, []);
  // A row is made anew only for a document that changed.
  const known = useRef(new WeakMap());
  const rows = useMemo(() => Array.from(documents.values(), (document) => {
    const row = known.current.get(document) ?? records.row(document);
    known.current.set(document, row);
    return row;
  }), [documents]);
  const save = (document) => {
    setDocuments((all) => new Map(all).set(document.client.id, document));
    location.hash = records.pageOf(document.client.id);
  };
  const document = documents.get(route.id);
  if (route.id === "new") return <NewClient save={save} />;
  return (
    <>
      {rows.length === 0 ? <Welcome /> : <List rows={rows} hidden={document !== undefined} />}
      {document && (
        <Suspense fallback={null}>
          <ClientPage key={route.id} document={document} form={route.form} save={save} ScoreBar={ScoreBar} />
        </Suspense>
      )}
    </>
  );
}

createRoot(document.getElementById("root")).render(<App />);

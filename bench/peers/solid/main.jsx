// The list, and the form of a new client; a client's page comes with its chart when it is opened.
import { createMemo, createSignal, For, lazy, onCleanup, Show, Suspense } from "solid-js";
import { render } from "solid-js/web";
import * as records from "../shared/records.js";
import "../shared/style.css";

const ClientPage = lazy(() => import("./client.jsx"));

function ScoreBar(props) {
  return (
    <span class="score-bar" role="img" aria-label={records.scoreWords(props.scores)}>
      {records.DIMENSIONS.map(({ colour }, at) => (
        <i style={{ width: `${(props.scores[at] ?? 0) * 2.5}%`, background: colour }} />
      ))}
    </span>
  );
}

// A row is made anew where its client changed: nothing of it is a signal.
function Row({ row }) {
  return (
    <a class="client-row" href={records.pageOf(row.id)}>
      <span class="client-row__name">{row.title}</span>
      <span class="quiet">{records.VERDICTS[row.verdict]}</span>
      <span class="quiet">{row.contact}</span>
      <span class="quiet">{records.STAGES[row.stage]?.name}</span>
      <ScoreBar scores={row.scores} />
    </a>
  );
}

function List(props) {
  const [search, setSearch] = createSignal("");
  const [stage, setStage] = createSignal("");
  const [order, setOrder] = createSignal("last-contact");
  const [view, setView] = createSignal(records.rowsInView(0), { equals: (a, b) => a[0] === b[0] });
  const found = createMemo(() => records.find(props.rows, { search: search(), stage: stage(), order: order() }));
  return (
    <section hidden={props.hidden}>
      <h1>Clients <span class="quiet">{props.rows.length}</span></h1>
      <div class="tools">
        <input id="search" type="search" aria-label="Search" placeholder="Search" onInput={(event) => setSearch(event.currentTarget.value)} />
        <select id="stage-filter" aria-label="Stage" onChange={(event) => setStage(event.currentTarget.value)}>
          <option value="">All stages</option>
          {Object.entries(records.STAGES).map(([id, { name }]) => <option value={id}>{name}</option>)}
        </select>
        <select id="sort" aria-label="Sort" onChange={(event) => setOrder(event.currentTarget.value)}>
          {Object.entries(records.ORDERS).map(([id, name]) => <option value={id} selected={id === "last-contact"}>{name}</option>)}
        </select>
      </div>
      <div class="pane" onScroll={(event) => setView(records.rowsInView(event.currentTarget.scrollTop))}>
        <ul class="rows" style={{ height: `${found().length * records.ROW_HEIGHT}px` }}>
          <div style={{ transform: `translateY(${view()[0] * records.ROW_HEIGHT}px)` }}>
            <For each={found().slice(...view())}>
              {(row) => <li style={{ height: `${records.ROW_HEIGHT}px` }}><Row row={row} /></li>}
            </For>
          </div>
        </ul>
      </div>
      <p role="status" class="quiet">{found().length} clients found</p>
    </section>
  );
}

function Welcome() {
  return (
    <section class="welcome">
      <h1>Clients</h1>
      <p>Rate four kinds of trust for each client, and see how fast trust grows. Records stay in this browser.</p>
      <a class="button" href={records.NEW_CLIENT}>Add a client</a>
    </section>
  );
}

function NewClient(props) {
  let name;
  const submit = (event) => {
    event.preventDefault();
    if (name.value.trim()) props.save(records.saveClient(name.value.trim()));
  };
  return (
    <form class="card" onSubmit={submit}>
      <h1>New client</h1>
      <p><input name="name" aria-label="Name" required ref={name} /></p>
      <button type="submit">Save</button>
    </form>
  );
}

function App() {
  const [documents, setDocuments] = createSignal(records.readDocuments());
  const [route, setRoute] = createSignal(records.route());
  const go = () => {
    setRoute(records.route());
    scrollTo(0, 0);
  };
  addEventListener("hashchange", go);
  onCleanup(() => removeEventListener("hashchange", go));
  // A row is made anew only for a document that changed.
  const known = new WeakMap();
  const rows = createMemo(() => Array.from(documents().values(), (document) => {
    const row = known.get(document) ?? records.row(document);
    known.set(document, row);
    return row;
  }));
  const document = createMemo(() => documents().get(route().id));
  const save = (document) => {
    setDocuments((all) => new Map(all).set(document.client.id, document));
    location.hash = records.pageOf(document.client.id);
  };
  return (
    <Show when={route().id !== "new"} fallback={<NewClient save={save} />}>
      <Show when={rows().length > 0} fallback={<Welcome />}>
        <List rows={rows()} hidden={document() !== undefined} />
      </Show>
      <Show when={document()?.client.id} keyed>
        {() => <Suspense><ClientPage document={document()} form={route().form} save={save} ScoreBar={ScoreBar} /></Suspense>}
      </Show>
    </Show>
  );
}

render(() => <App />, document.getElementById("root"));

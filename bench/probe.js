// Runs in the page before its own scripts: tells when something stands on the screen, does what a person
// does, and remembers what was stored and drawn. All that it knows is `window.bench`.
(() => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  /** Until what was changed has been painted. */
  const painted = async () => {
    await frame();
    await frame();
  };
  const find = (selector) => document.querySelector(selector);
  const isVisible = (element) => element?.checkVisibility() === true;
  const findVisible = (selector) => [...document.querySelectorAll(selector)].find(isVisible);
  const bench = { written: [], waits: [], strokes: 0, memory: null, inDocument: null };
  window.bench = bench;

  const setItem = Storage.prototype.setItem;
  Storage.prototype.setItem = function (key, text) {
    bench.written.push(key);
    return setItem.call(this, key, text);
  };
  /** How long each write to a database took until it was complete, in milliseconds. */
  const transaction = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (names, mode, ...options) {
    const begun = performance.now(), begins = transaction.call(this, names, mode, ...options);
    if (mode === "readwrite") begins.addEventListener("complete", () => bench.waits.push(performance.now() - begun));
    return begins;
  };
  const stroke = CanvasRenderingContext2D.prototype.stroke;
  CanvasRenderingContext2D.prototype.stroke = function (...path) {
    bench.strokes += 1;
    return stroke.apply(this, path);
  };
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await real.apply(WebAssembly, given);
      const exports = Object.values((made.instance ?? made).exports ?? {});
      bench.memory = exports.find((one) => one instanceof WebAssembly.Memory) ?? bench.memory;
      return made;
    };
  }

  /** Tells the driver when the selector's element has been painted, and when it came into the page. */
  bench.watch = (selector) => {
    const observer = new MutationObserver(() => {
      if (!findVisible(selector)) return;
      observer.disconnect();
      bench.inDocument = performance.now();
      painted().then(() => window.benchTells(String(performance.now())));
    });
    observer.observe(document, { childList: true, subtree: true, attributes: true });
  };

  /** The element that a row of the list scrolls in. */
  const pane = () => {
    let element = find(".client-row");
    while (element && element !== document.documentElement) {
      const { overflowY } = getComputedStyle(element);
      if (/auto|scroll/.test(overflowY) && element.scrollHeight > element.clientHeight + 1) return element;
      element = element.parentElement;
    }
    return document.scrollingElement;
  };
  const fill = (element, value, event) => {
    // The property of the class: React puts one of its own on the element.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), "value").set.call(element, value);
    element.dispatchEvent(new Event(event, { bubbles: true }));
  };
  const actions = {
    nothing: () => {},
    type: (selector, text) => fill(find(selector), text, "input"),
    choose: (selector, value) => fill(find(selector), value, "change"),
    chooseNth: (selector, nth) => {
      const select = find(selector);
      fill(select, select.options[nth].value, "change");
    },
    click: (selector) => findVisible(selector).click(),
    go: (hash) => { location.hash = hash; },
    toEnd: () => { pane().scrollTop = pane().scrollHeight; },
  };
  const conditions = {
    drawn: (hash) => location.hash === hash && bench.strokes > bench.strokesBefore && !!findVisible("#progress canvas"),
    entry: (words) => [...document.querySelectorAll(".entry")].some((entry) => entry.textContent.includes(words)),
    visible: (selector) => !!findVisible(selector),
    more: (selector, count) => document.querySelectorAll(selector).length > count,
    canvas: (selector) => bench.strokes > bench.strokesBefore && !!findVisible(selector),
    written: (key) => bench.written.includes(key),
    /** Whether the last of so many rows is in view; where it is not, scrolls on. */
    end: (count) => {
      const scroller = pane(), last = [...document.querySelectorAll(".client-row")].at(-1).getBoundingClientRect();
      const bottom = scroller === document.scrollingElement ? innerHeight : scroller.getBoundingClientRect().bottom;
      const hasAll = scroller.scrollHeight > count * last.height;
      const isAtEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2;
      if (hasAll && isAtEnd && last.top < bottom && last.bottom > 0) return true;
      // A window that has not noticed the first scrolling is moved once more.
      if (isAtEnd) scroller.scrollTop -= 9;
      else actions.toEnd();
      return false;
    },
  };

  /** Does an action; returns the milliseconds until it was painted, or null if its condition never held. */
  bench.act = async ([action, ...given], [condition, ...wanted] = [], limit = 20_000) => {
    await painted();
    bench.strokesBefore = bench.strokes;
    bench.written.length = 0;
    const start = performance.now();
    actions[action](...given);
    while (condition && !conditions[condition](...wanted)) {
      if (performance.now() > start + limit) return null;
      await frame();
    }
    await painted();
    return performance.now() - start;
  };
  /** Gives an element another width in each of so many frames, or only waits for as many. */
  bench.resize = async (selector, frames, isResized) => {
    const element = find(selector), width = element.clientWidth, before = bench.strokes;
    for (let at = 0; at < frames; at += 1) {
      if (isResized) element.style.width = `${width - 2 - (at % 2) * 2}px`;
      await frame();
    }
    element.style.width = "";
    await painted();
    return bench.strokes - before;
  };
})();

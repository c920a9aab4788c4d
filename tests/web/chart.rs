//! A chart on a canvas: what a redraw and a move of the pointer ask of the browser.

use js_sys::{Function, Reflect};
use trust_velocity::{
    chart::{Palette, Period, ProgressChart, RenderContext},
    domain::{
        Assumptions, CivilDate, Client, ClientId, EntryId, Instrument, Measurement, Name, Note,
        PerDimension, Profile, Rater, Rating, Record, Score, velocity::Series,
    },
    platform::canvas::{Canvas, CanvasSize},
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlCanvasElement;

use super::{ZH, day};

/// As many ratings on successive days, the last of them on 2026-11-10.
fn chart(count: u32) -> ProgressChart {
    let today = day("2026-11-10");
    let first = today.plus_days(-i64::from(count)).unwrap();
    let profile = Profile {
        name: Name::new("陈工").unwrap(),
        organisation: None,
        title: None,
        tags: Vec::new(),
        note: Note::default(),
    };
    let mut client = Client::empty(ClientId::new(1), profile, first);
    let rating = |nth: u32, date: CivilDate| {
        let scores = [7919, 6101, 5009, 3203].map(|step| f64::from(nth * step % 101) / 10.0);
        Record::Rating(Rating {
            id: EntryId::new(u64::from(nth)),
            date,
            rater: Rater::Seller,
            measurement: Measurement::Sliders(PerDimension(scores.map(|it| Score::new(it).ok()))),
            is_blind: false,
            note: Note::default(),
            evidence: Vec::new(),
        })
    };
    let days = (1..=count).map(|nth| (nth, first.plus_days(i64::from(nth)).unwrap()));
    let ratings = days.map(|(nth, date)| rating(nth, date)).collect();
    client.put_all(ratings).unwrap();
    let series = Series::of(&client, &Rater::Seller, Instrument::Sliders1, today);
    ProgressChart::new(&series, &[], Period::All, &Assumptions::default())
}

/// Counts calls and settings of all canvases, and reads of the layout, until it is dropped.
struct Counter(JsValue);

impl Counter {
    fn new() -> Self {
        let script = "const counts = { canvas: 0n, layout: 0n }, undo = [];
            const watch = (proto, kind, names) => {
              for (const name of names) {
                const was = Object.getOwnPropertyDescriptor(proto, name);
                const is = { ...was };
                if (typeof was?.value === 'function') {
                  is.value = function (...all) { counts[kind] += 1n; return was.value.apply(this, all); };
                } else if (kind === 'canvas' && was?.set) {
                  is.set = function (value) { counts[kind] += 1n; was.set.call(this, value); };
                } else if (kind === 'layout' && was?.get) {
                  is.get = function () { counts[kind] += 1n; return was.get.call(this); };
                } else continue;
                Object.defineProperty(proto, name, is);
                undo.push(() => Object.defineProperty(proto, name, was));
              }
            };
            const context = CanvasRenderingContext2D.prototype;
            watch(context, 'canvas', Object.getOwnPropertyNames(context));
            const boxes = ['clientWidth', 'clientHeight', 'scrollTop', 'scrollHeight',
              'getBoundingClientRect', 'getClientRects', 'offsetWidth', 'offsetHeight'];
            for (const proto of [Element.prototype, HTMLElement.prototype]) watch(proto, 'layout', boxes);
            watch(window, 'layout', ['getComputedStyle']);
            return { counts, undo: () => undo.forEach((each) => each()) }";
        Self(Function::new_no_args(script).call0(&JsValue::NULL).unwrap())
    }

    fn count(&self, kind: &str) -> u64 {
        let counts = Reflect::get(&self.0, &"counts".into()).unwrap();
        let count = Reflect::get(&counts, &kind.into()).unwrap();
        count.try_into().unwrap()
    }

    /// The calls and settings of canvases within some work.
    fn calls(&self, work: impl FnOnce()) -> u64 {
        let before = self.count("canvas");
        work();
        self.count("canvas") - before
    }
}

impl Drop for Counter {
    fn drop(&mut self) {
        let undo = Reflect::get(&self.0, &"undo".into()).unwrap();
        undo.unchecked_ref::<Function>()
            .call0(&JsValue::NULL)
            .unwrap();
    }
}

fn canvas() -> Canvas {
    let document = web_sys::window().unwrap().document().unwrap();
    let element: HtmlCanvasElement = document.create_element("canvas").unwrap().unchecked_into();
    document.body().unwrap().append_child(&element).unwrap();
    Canvas::new(element).unwrap()
}

#[wasm_bindgen_test]
fn more_ratings_ask_no_more_of_a_canvas_and_nothing_of_the_layout() {
    let context = RenderContext {
        palette: &Palette::LIGHT,
        labels: &ZH,
    };
    let size = CanvasSize::on_screen(358.2, 300.0).unwrap();
    let counter = Counter::new();
    let costs = [12, 400, 5000].map(|count| {
        let (chart, below, above) = (chart(count), canvas(), canvas());
        let paint = || below.paint(size, &chart, &context).unwrap();
        let point_at = |x: f64| {
            let index = chart.nearest(x, (size.width, size.height)).unwrap();
            above
                .paint_highlight(size, &chart, &context, index)
                .unwrap();
        };
        // The first of each measures texts, and sets what stays set.
        let first = counter.calls(paint);
        let again = counter.calls(paint);
        assert!(
            again < first,
            "{count} ratings: {again} calls after {first}"
        );
        point_at(200.0);
        (again, counter.calls(|| point_at(100.0)))
    });
    let [few, ..] = costs;
    assert!(
        costs.iter().all(|(_, at_a_move)| *at_a_move == few.1),
        "{costs:?}"
    );
    assert!(0 < few.1 && few.1 < 60, "{costs:?}");
    // Four lines through a pair of points a column.
    let most = 4 * 2 * 358 + 500;
    assert!(
        costs.iter().all(|(at_a_redraw, _)| *at_a_redraw < most),
        "{costs:?}"
    );
    assert!(few.0 < 700, "{costs:?}");
    assert_eq!(counter.count("layout"), 0);
}

//! Codes are read by the camera, and by the browser's own reader where there is one.

use js_sys::{Array, Reflect};
use trust_velocity::exchange::qr::frames;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{Mounted, TEXT, frame_picture, mirrored, picture, until};

#[wasm_bindgen_test]
async fn the_camera_reads_light_on_dark_in_a_mirror() {
    let _camera = Staged::new("mediaDevices", SEEING);
    let (reader, texts) = Mounted::reader();
    reader
        .sees(&mirrored(&picture("seen in a mirror").await).await)
        .await;
    reader.clicks(TEXT.scan_with_camera());
    until("a text", || !texts.borrow().is_empty()).await;
    assert_eq!(*texts.borrow(), ["seen in a mirror"]);
}

#[wasm_bindgen_test]
async fn each_refusal_of_the_camera_has_its_words() {
    for (error, words) in [
        ("NotAllowedError", TEXT.camera_refused()),
        ("NotFoundError", TEXT.camera_missing()),
        ("NotReadableError", TEXT.camera_busy()),
        ("NotSupportedError", TEXT.camera_not_offered()),
    ] {
        let _camera = Staged::new(
            "mediaDevices",
            &format!(
                "({{ getUserMedia: async () => {{ throw new DOMException('', '{error}') }} }})"
            ),
        );
        let (reader, _) = Mounted::reader();
        reader.clicks(TEXT.scan_with_camera());
        reader.says(words).await;
    }
    let _none = Staged::new("mediaDevices", "undefined");
    let (reader, _) = Mounted::reader();
    reader.clicks(TEXT.scan_with_camera());
    reader.says(TEXT.camera_not_offered()).await;
}

/// A camera that sees one picture all the time; none at first.
const SEEING: &str = "(() => {
    window.seenByCamera = undefined;
    const canvas = document.createElement('canvas');
    canvas.width = 640;
    canvas.height = 480;
    const context = canvas.getContext('2d');
    const draw = () => {
        context.fillStyle = '#ddd';
        context.fillRect(0, 0, 640, 480);
        if (window.seenByCamera) context.drawImage(window.seenByCamera, 160, 80);
        if (window.track?.readyState !== 'ended') requestAnimationFrame(draw);
    };
    return { getUserMedia: async () => {
        const stream = canvas.captureStream();
        window.track = stream.getTracks()[0];
        draw();
        return stream;
    } };
})()";

#[wasm_bindgen_test]
async fn the_camera_reads_a_code_and_stops() {
    let _camera = Staged::new("mediaDevices", SEEING);
    let (reader, texts) = Mounted::reader();
    reader.clicks(TEXT.scan_with_camera());
    reader.says(TEXT.camera_on()).await;
    assert!(texts.borrow().is_empty());
    reader.sees(&picture("scanned").await).await;
    until("a text", || !texts.borrow().is_empty()).await;
    assert_eq!(*texts.borrow(), ["scanned"]);
    reader.says(TEXT.scan_with_camera()).await;
    assert_eq!(track_state(), "ended");
}

#[wasm_bindgen_test]
async fn the_camera_collects_in_a_row_until_it_is_turned_off() {
    let _camera = Staged::new("mediaDevices", SEEING);
    let _counts = Counting::new();
    let many = "答卷".repeat(60);
    let codes = frames(&many).unwrap();
    assert_eq!(codes.len(), 2);
    let (reader, texts) = Mounted::collecting();
    let length = |length| {
        let texts = texts.clone();
        async move { until("a text", || texts.borrow().len() == length).await }
    };
    reader.sees(&picture("first").await).await;
    reader.clicks(TEXT.scan_with_camera());
    length(1).await;
    // A code that stays in view is handed out once.
    let looks = Counting::looks();
    until("more looks", || looks + 4.0 < Counting::looks()).await;
    assert_eq!(*texts.borrow(), ["first"]);
    reader.says(TEXT.camera_stays_on()).await;

    // One phone goes away before its text is whole, and comes back.
    reader.sees(&frame_picture(&codes[1]).await).await;
    reader.says(&TEXT.qr_frames_of_this(&1, &2)).await;
    reader.sees(&picture("again").await).await;
    length(2).await;
    reader.sees(&frame_picture(&codes[0]).await).await;
    length(3).await;
    reader.sees(&picture("refused").await).await;
    length(4).await;
    assert_eq!(*texts.borrow(), ["first", "again", &many, "refused"]);
    let [good, low, bad] = [1320.0, 440.0, 260.0];
    assert_eq!(Counting::tones(), [good, low, low, good, bad]);

    reader.run("place.querySelector('#qr-sound').click()", &JsValue::NULL);
    reader.sees(&picture("unheard").await).await;
    length(5).await;
    assert_eq!(Counting::tones().len(), 5);
    assert_eq!(track_state(), "live");
    reader.clicks(TEXT.turn_camera_off());
    assert_eq!(track_state(), "ended");
}

#[wasm_bindgen_test]
async fn the_camera_stops_with_the_page_and_by_hand() {
    let _camera = Staged::new("mediaDevices", SEEING);
    let (reader, _) = Mounted::reader();
    reader.clicks(TEXT.scan_with_camera());
    reader.says(TEXT.camera_on()).await;
    assert_eq!(track_state(), "live");
    reader.clicks(TEXT.turn_camera_off());
    assert_eq!(track_state(), "ended");

    reader.says(TEXT.scan_with_camera()).await;
    reader.clicks(TEXT.scan_with_camera());
    reader.says(TEXT.camera_on()).await;
    assert_eq!(track_state(), "live");
    drop(reader);
    assert_eq!(track_state(), "ended");
}

#[wasm_bindgen_test]
async fn the_browsers_own_reader_is_asked_first() {
    let class = "class {
        static async getSupportedFormats() { return ['ean_13', 'qr_code']; }
        constructor({ formats }) { this.formats = formats.join(); }
        async detect(source) { return [{ rawValue: `${this.formats} in ${source.constructor.name}` }]; }
    }";
    js_sys::eval(&format!("window.BarcodeDetector = {class}")).unwrap();
    let (reader, texts) = Mounted::reader();
    reader.chooses(&[picture("a picture").await]);
    until("a text", || !texts.borrow().is_empty()).await;
    // One that fails is not asked again.
    js_sys::eval(
        "BarcodeDetector.prototype.detect = async () => { throw new Error('no service') }",
    )
    .unwrap();
    reader.chooses(&[picture("a picture").await]);
    until("a further text", || 1 < texts.borrow().len()).await;
    drop(reader);
    // If it sees nothing, ours looks too.
    js_sys::eval("BarcodeDetector.prototype.detect = async () => []").unwrap();
    let _camera = Staged::new("mediaDevices", SEEING);
    let (reader, seen) = Mounted::reader();
    reader.sees(&picture("overlooked").await).await;
    reader.clicks(TEXT.scan_with_camera());
    until("what it overlooked", || !seen.borrow().is_empty()).await;
    js_sys::eval("delete window.BarcodeDetector").unwrap();
    assert_eq!(*texts.borrow(), ["qr_code in ImageBitmap", "a picture"]);
    assert_eq!(*seen.borrow(), ["overlooked"]);
}

fn track_state() -> String {
    js_sys::eval("window.track.readyState")
        .unwrap()
        .as_string()
        .unwrap()
}

/// A property of the navigator, replaced for as long as this lives.
struct Staged(&'static str);

impl Staged {
    fn new(name: &'static str, value: &str) -> Self {
        let script = format!(
            "Object.defineProperty(navigator, '{name}', {{ value: {value}, configurable: true }})"
        );
        js_sys::eval(&script).unwrap();
        Self(name)
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        let navigator = web_sys::window().unwrap().navigator();
        Reflect::delete_property(&navigator, &self.0.into()).unwrap();
    }
}

/// Counts the looks of our reader and keeps the tones, as long as this lives.
struct Counting;

impl Counting {
    fn new() -> Self {
        js_sys::eval(
            "(() => {
                window.looks = 0;
                window.tones = [];
                const wrap = (prototype, name, note) => {
                    const original = prototype[name];
                    prototype[name] = function (...given) {
                        note(this);
                        return original.apply(this, given);
                    };
                    return () => { prototype[name] = original; };
                };
                const wraps = [
                    wrap(CanvasRenderingContext2D.prototype, 'getImageData', () => { looks += 1; }),
                    wrap(AudioScheduledSourceNode.prototype, 'start',
                        (tone) => tones.push(tone.frequency.value)),
                ];
                window.unwrap = () => wraps.forEach((unwrap) => unwrap());
            })()",
        )
        .unwrap();
        Self
    }

    fn looks() -> f64 {
        js_sys::eval("looks").unwrap().as_f64().unwrap()
    }

    /// The tones so far, in hertz.
    fn tones() -> Vec<f64> {
        let tones: Array = js_sys::eval("tones").unwrap().unchecked_into();
        tones.iter().filter_map(|tone| tone.as_f64()).collect()
    }
}

impl Drop for Counting {
    fn drop(&mut self) {
        js_sys::eval("unwrap()").unwrap();
    }
}

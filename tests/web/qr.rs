//! Codes are shown on the page, and read from pictures and by the camera.

use std::{cell::RefCell, rc::Rc, time::Duration};

use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::*;
use trust_velocity::{
    app::components::{CollectingQrReader, QrCode, QrReader, ScanOutcome},
    domain::Language,
    exchange::qr::frames,
    i18n::Text,
    platform::pause,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

const TEXT: Text = Text(Language::En);

/// A component on the page, as long as this lives.
struct Mounted {
    place: HtmlElement,
    _handle: Box<dyn std::any::Any>,
}

impl Mounted {
    fn new<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Self
    where
        V::State: 'static,
    {
        let document = web_sys::window().unwrap().document().unwrap();
        let place: HtmlElement = document.create_element("div").unwrap().unchecked_into();
        document.body().unwrap().append_child(&place).unwrap();
        let handle = leptos::mount::mount_to(place.clone(), || {
            provide_context(TEXT);
            view()
        });
        Self {
            place,
            _handle: Box::new(handle),
        }
    }

    /// A reader, and what it has read.
    fn reader() -> (Self, Rc<RefCell<Vec<String>>>) {
        let texts = Rc::<RefCell<Vec<String>>>::default();
        let received = texts.clone();
        let reader = Self::new(move || {
            let on_text = UnsyncCallback::new(move |text| received.borrow_mut().push(text));
            view! { <QrReader on_text/> }
        });
        (reader, texts)
    }

    /// A reader of many texts, and what it has read. A text says itself what becomes of it.
    fn collecting() -> (Self, Rc<RefCell<Vec<String>>>) {
        let texts = Rc::<RefCell<Vec<String>>>::default();
        let received = texts.clone();
        let reader = Self::new(move || {
            let on_text = UnsyncCallback::new(move |text: String| {
                let outcome = match &*text {
                    "again" => ScanOutcome::Duplicate,
                    "refused" => ScanOutcome::Refused,
                    _ => ScanOutcome::Accepted,
                };
                received.borrow_mut().push(text);
                outcome
            });
            view! { <CollectingQrReader on_text/> }
        });
        (reader, texts)
    }

    fn run(&self, script: &str, argument: &JsValue) -> JsValue {
        let function = Function::new_with_args("place, argument", script);
        function
            .call2(&JsValue::NULL, &self.place, argument)
            .unwrap()
    }

    fn chooses(&self, files: &[JsValue]) {
        let script = "const input = place.querySelector('input[type=file]');
            const chosen = new DataTransfer();
            for (const file of argument) chosen.items.add(file);
            input.files = chosen.files;
            input.dispatchEvent(new Event('change', { bubbles: true }));";
        self.run(script, &files.iter().collect::<Array>());
    }

    fn clicks(&self, label: &str) {
        let script = "[...place.querySelectorAll('button')]
            .find((button) => button.textContent.trim() === argument).click()";
        self.run(script, &label.into());
    }

    /// The camera of [`SEEING`] now sees this picture.
    async fn sees(&self, picture: &JsValue) {
        let script =
            "return createImageBitmap(argument).then((seen) => { window.seenByCamera = seen; })";
        awaited(self.run(script, picture)).await;
    }

    async fn says(&self, words: &str) {
        until(words, || self.place.text_content().unwrap().contains(words)).await;
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.place.remove();
    }
}

async fn until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..500 {
        if holds() {
            return;
        }
        pause(Duration::from_millis(20)).await;
    }
    unreachable!("never: {what}");
}

async fn awaited(promise: JsValue) -> JsValue {
    JsFuture::from(promise.unchecked_into::<Promise>())
        .await
        .unwrap()
}

/// A PNG of the code that the page shows for a text, as a screenshot would have it.
async fn picture(text: &str) -> JsValue {
    let text = text.to_owned();
    let shown = Mounted::new(move || view! { <QrCode shown=text/> });
    until("a code", || {
        shown
            .run("return !!place.querySelector('svg')", &JsValue::NULL)
            .is_truthy()
    })
    .await;
    let script = "return (async () => {
        const svg = place.querySelector('svg').cloneNode(true);
        svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
        svg.setAttribute('width', 320);
        svg.setAttribute('height', 320);
        const image = new Image();
        image.src = 'data:image/svg+xml,' + encodeURIComponent(svg.outerHTML);
        await image.decode();
        const canvas = document.createElement('canvas');
        canvas.width = canvas.height = 320;
        canvas.getContext('2d').drawImage(image, 0, 0);
        const blob = await new Promise((resolve) => canvas.toBlob(resolve));
        return new File([blob], 'code.png', { type: 'image/png' });
    })()";
    awaited(shown.run(script, &JsValue::NULL)).await
}

#[wasm_bindgen_test]
async fn a_picture_of_a_code_is_read() {
    let (reader, texts) = Mounted::reader();
    reader.chooses(&[picture("https://example.com/#/answers").await]);
    until("a text", || !texts.borrow().is_empty()).await;
    assert_eq!(*texts.borrow(), ["https://example.com/#/answers"]);
    reader.says(TEXT.qr_read()).await;
}

/// The picture light on dark, and as a mirror shows it.
async fn mirrored(picture: &JsValue) -> JsValue {
    let script = "return (async () => {
        const bitmap = await createImageBitmap(picture);
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
        const context = canvas.getContext('2d');
        context.scale(-1, 1);
        // The code's own ground is transparent, and has no difference from white.
        context.fillStyle = 'white';
        context.fillRect(-canvas.width, 0, canvas.width, canvas.height);
        context.drawImage(bitmap, -canvas.width, 0);
        context.globalCompositeOperation = 'difference';
        context.fillRect(-canvas.width, 0, canvas.width, canvas.height);
        const blob = await new Promise((resolve) => canvas.toBlob(resolve));
        return new File([blob], 'mirrored.png', { type: 'image/png' });
    })()";
    let function = Function::new_with_args("picture", script);
    awaited(function.call1(&JsValue::NULL, picture).unwrap()).await
}

#[wasm_bindgen_test]
async fn a_picture_light_on_dark_in_a_mirror_is_read() {
    let (reader, texts) = Mounted::reader();
    reader.chooses(&[mirrored(&picture("in a mirror").await).await]);
    until("a text", || !texts.borrow().is_empty()).await;
    assert_eq!(*texts.borrow(), ["in a mirror"]);
}

#[wasm_bindgen_test]
async fn a_picture_in_white_without_a_ground_is_read() {
    let script = "return (async () => {
        const bitmap = await createImageBitmap(picture);
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
        const context = canvas.getContext('2d');
        context.drawImage(bitmap, 0, 0);
        context.globalCompositeOperation = 'source-in';
        context.fillStyle = 'white';
        context.fillRect(0, 0, canvas.width, canvas.height);
        const blob = await new Promise((resolve) => canvas.toBlob(resolve));
        return new File([blob], 'white.png', { type: 'image/png' });
    })()";
    let function = Function::new_with_args("picture", script);
    let white = function.call1(&JsValue::NULL, &picture("white on nothing").await);
    let (reader, texts) = Mounted::reader();
    reader.chooses(&[awaited(white.unwrap()).await]);
    until("a text", || !texts.borrow().is_empty()).await;
    assert_eq!(*texts.borrow(), ["white on nothing"]);
}

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
async fn frames_come_from_several_pictures() {
    let (reader, texts) = Mounted::reader();
    let text = "答卷 😀 ".repeat(40);
    let codes = frames(&text).unwrap();
    assert_eq!(codes.len(), 2);
    let mut pictures = Vec::new();
    for code in &codes {
        pictures.push(frame_picture(code).await);
    }
    reader.chooses(&[pictures[1].clone(), pictures[1].clone()]);
    reader.says(&TEXT.qr_frames_read(&1, &2)).await;
    assert!(texts.borrow().is_empty());
    reader.chooses(&[pictures[0].clone()]);
    until("the text", || !texts.borrow().is_empty()).await;
    assert_eq!(*texts.borrow(), [text]);
}

#[wasm_bindgen_test]
async fn each_file_without_a_code_is_named() {
    let (reader, texts) = Mounted::reader();
    let blank = "return (async () => {
        const canvas = document.createElement('canvas');
        const blob = await new Promise((resolve) => canvas.toBlob(resolve));
        return new File([blob], 'blank.png');
    })()";
    let blank = awaited(reader.run(blank, &JsValue::NULL)).await;
    let other = reader.run(
        "return new File(['no picture'], 'other.txt')",
        &JsValue::NULL,
    );
    reader.chooses(&[blank, other]);
    reader.says("blank.png: ").await;
    reader.says(TEXT.picture_without_code()).await;
    reader.says("other.txt: ").await;
    reader.says(TEXT.picture_unreadable()).await;
    assert!(texts.borrow().is_empty());
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

/// A camera that sees one picture all the time.
const SEEING: &str = "(() => {
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
async fn mixed_pictures_give_each_text_once() {
    let (reader, texts) = Mounted::collecting();
    let many = ["一".repeat(100), "二".repeat(100)];
    let mut pictures = Vec::new();
    for text in &many {
        for code in frames(text).unwrap() {
            pictures.push(frame_picture(&code).await);
        }
    }
    let [one, one_more, two, two_more] = pictures.try_into().unwrap();
    let alone = picture("alone").await;
    reader.chooses(&[&one, &two, &alone, &one_more, &alone, &one].map(Clone::clone));
    reader.says(TEXT.reading_pictures()).await;
    until("an end", || {
        let shown = reader.place.text_content().unwrap();
        !shown.contains(TEXT.reading_pictures())
    })
    .await;
    assert_eq!(texts.borrow().len(), 2);
    reader.chooses(&[two_more, alone]);
    until("further texts", || texts.borrow().len() == 4).await;
    let [one, two] = many;
    assert_eq!(*texts.borrow(), ["alone".into(), one, two, "alone".into()]);
}

#[wasm_bindgen_test]
async fn the_camera_stops_with_the_page_and_by_hand() {
    let _camera = Staged::new("mediaDevices", SEEING);
    js_sys::eval("window.seenByCamera = undefined").unwrap();
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

/// A PNG of a frame. The page would frame it again, so its code is drawn here.
async fn frame_picture(frame: &str) -> JsValue {
    use trust_velocity::exchange::qr::{Matrix, QUIET};
    let code = Matrix::write(frame).unwrap();
    let side = code.size() + 2 * QUIET;
    let script = "const canvas = document.createElement('canvas');
        canvas.width = canvas.height = 4 * side;
        const context = canvas.getContext('2d');
        context.fillStyle = 'white';
        context.fillRect(0, 0, 4 * side, 4 * side);
        context.scale(4, 4);
        context.fillStyle = 'black';
        context.fill(new Path2D(path));
        return new Promise((resolve) => canvas.toBlob(
            (blob) => resolve(new File([blob], 'frame.png', { type: 'image/png' }))));";
    let function = Function::new_with_args("side, path", script);
    let file = function.call2(&JsValue::NULL, &side.into(), &code.path().into());
    awaited(file.unwrap()).await
}

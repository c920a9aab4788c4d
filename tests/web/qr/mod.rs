//! Codes are shown on the page, and read from pictures and by the camera.

mod camera;

use std::{cell::RefCell, rc::Rc, time::Duration};

use js_sys::{Array, Function, Promise};
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

    /// The camera of [`camera::SEEING`] now sees this picture.
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

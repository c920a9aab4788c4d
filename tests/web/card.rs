//! The picture of a profile: made on a canvas, and handed to another app.

use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use trust_velocity::{
    chart::{Card, Palette, ProfileChart, RenderContext},
    domain::{PerDimension, Score},
    platform::{canvas, files},
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Blob, File};

use super::{ZH, day};

async fn picture() -> Blob {
    let scores = PerDimension([7.5, 8.3, 4.6, 6.2].map(|score| Score::new(score).ok()));
    let card = Card {
        chart: ProfileChart::new("这一次", scores),
        title: "我的信任画像".to_owned(),
        date: day("2026-11-21"),
        form: "16 题自评".to_owned(),
        name: None,
    };
    let context = RenderContext {
        palette: &Palette::LIGHT,
        labels: &ZH,
    };
    canvas::card_png(&card, &context).await.unwrap()
}

/// The answer of a method of `navigator`, for as long as this lives.
struct Stub(&'static str);

impl Stub {
    fn new(name: &'static str, body: &str) -> Self {
        let stub = Function::new_with_args("data", body);
        Reflect::set(&navigator(), &name.into(), &stub).unwrap();
        Self(name)
    }
}

impl Drop for Stub {
    fn drop(&mut self) {
        // The browser's own property lies in the prototype.
        Reflect::delete_property::<Object>(navigator().unchecked_ref(), &self.0.into()).unwrap();
    }
}

fn navigator() -> JsValue {
    Reflect::get(&js_sys::global(), &"navigator".into()).unwrap()
}

#[wasm_bindgen_test]
async fn a_card_is_a_picture_three_times_as_fine_as_it_is_large() {
    let blob = picture().await;
    assert_eq!(blob.type_(), "image/png");
    let buffer = JsFuture::from(blob.array_buffer()).await.unwrap();
    let bytes = Uint8Array::new(&buffer).to_vec();
    let side = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    assert_eq!((side(16), side(20)), (1125, 1590));
    assert!(20_000 < bytes.len(), "{} bytes", bytes.len());
}

#[wasm_bindgen_test]
async fn a_card_goes_to_another_app_where_there_is_a_way() {
    let file = files::file_of_blob(&picture().await, "trust-velocity-2026-11-21.png").unwrap();
    let no = Stub::new("canShare", "return false");
    assert!(!files::can_share(&file));
    drop(no);

    let _yes = Stub::new("canShare", "return data.files[0].type === 'image/png'");
    assert!(files::can_share(&file));
    let taken = Array::new();
    Reflect::set(&js_sys::global(), &"taken".into(), &taken).unwrap();
    let shared = Stub::new(
        "share",
        "taken.push(...data.files); return Promise.resolve()",
    );
    assert_eq!(files::share(&file).await, Ok(true));
    let sent: File = taken.get(0).dyn_into().unwrap();
    assert_eq!(sent.name(), "trust-velocity-2026-11-21.png");
    assert_eq!((taken.length(), sent.size()), (1, file.size()));
    drop(shared);

    let throwing = |name: &str| format!("return Promise.reject(new DOMException('x', '{name}'))");
    let cancelled = Stub::new("share", &throwing("AbortError"));
    assert_eq!(files::share(&file).await, Ok(false), "closed by the person");
    drop(cancelled);
    let _failed = Stub::new("share", &throwing("NotAllowedError"));
    assert!(files::share(&file).await.is_err());
}

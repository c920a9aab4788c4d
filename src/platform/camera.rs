//! The device's camera, which runs while the value lives.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    HtmlVideoElement, MediaDevices, MediaStream, MediaStreamConstraints, MediaStreamTrack,
};

use super::{files::object, words};

/// The camera cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CameraError {
    /// The person, the browser's settings or the system refused.
    #[error("the camera was refused")]
    Refused,
    /// The device has no camera.
    #[error("there is no camera")]
    Missing,
    /// Another app uses it, or it does not start.
    #[error("the camera is busy")]
    Busy,
    /// The page was loaded over plain http.
    #[error("cameras want https")]
    Insecure,
    /// This browser offers no camera to pages.
    #[error("this browser offers no camera")]
    NotOffered,
    /// Anything else, in the browser's words.
    #[error("the camera failed: {0}")]
    Other(String),
}

impl CameraError {
    fn of(error: JsValue) -> Self {
        let name = error.dyn_ref::<js_sys::Error>().map(js_sys::Error::name);
        let name = name.map(String::from).unwrap_or_default();
        match name.as_str() {
            "NotAllowedError" | "SecurityError" => Self::Refused,
            "NotFoundError" | "OverconstrainedError" => Self::Missing,
            "NotReadableError" | "AbortError" => Self::Busy,
            "TypeError" | "NotSupportedError" => Self::NotOffered,
            _ => Self::Other(words(error)),
        }
    }
}

/// A running camera; it stops when this value is dropped.
pub struct Camera {
    stream: MediaStream,
}

impl Camera {
    /// Opens the camera at the back of the device, or any other one.
    ///
    /// # Errors
    /// [`CameraError`].
    pub async fn open() -> Result<Self, CameraError> {
        let window = web_sys::window().ok_or(CameraError::NotOffered)?;
        let devices = Reflect::get(&window.navigator(), &"mediaDevices".into())
            .ok()
            .filter(JsValue::is_object);
        let Some(devices) = devices else {
            return Err(if window.is_secure_context() {
                CameraError::NotOffered
            } else {
                CameraError::Insecure
            });
        };
        let ideal = |size: u32| object(&[("ideal", &size.into())]);
        let video = object(&[
            ("facingMode", &"environment".into()),
            ("width", &ideal(1280)),
            ("height", &ideal(720)),
        ]);
        let constraints = MediaStreamConstraints::new();
        constraints.set_video(&video);
        let stream = devices
            .unchecked_into::<MediaDevices>()
            .get_user_media_with_constraints(&constraints)
            .map_err(CameraError::of)?;
        let stream = JsFuture::from(stream).await.map_err(CameraError::of)?;
        Ok(Self {
            stream: stream.unchecked_into(),
        })
    }

    /// Shows the camera's video.
    ///
    /// # Errors
    /// [`CameraError`] if the browser does not play it.
    pub async fn show_in(&self, video: &HtmlVideoElement) -> Result<(), CameraError> {
        video.set_src_object(Some(&self.stream));
        let playing = video.play().map_err(CameraError::of)?;
        JsFuture::from(playing)
            .await
            .map(drop)
            .map_err(CameraError::of)
    }
}

impl Drop for Camera {
    fn drop(&mut self) {
        for track in self.stream.get_tracks() {
            track.unchecked_into::<MediaStreamTrack>().stop();
        }
    }
}

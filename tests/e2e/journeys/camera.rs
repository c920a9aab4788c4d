//! The stage's own camera: what other journeys build on.

use serde_json::Value;
use trust_velocity::exchange::qr::{GreyImage, read};

use crate::browser::Engine;
use crate::camera::{Camera, camera_video, video_file};
use crate::page::Page;
use crate::stage::Stage;

/// Looks through the camera under the page's own policy; gives the shades, or the error's name.
const LOOK: &str = r#"const done = arguments[arguments.length - 1];
navigator.mediaDevices.getUserMedia({ video: true }).then(async (stream) => {
  const video = document.createElement("video");
  video.muted = true;
  video.srcObject = stream;
  await video.play();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
  const context = canvas.getContext("2d");
  context.drawImage(video, 0, 0);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  stream.getTracks().forEach((track) => track.stop());
  done({ width: canvas.width, height: canvas.height, reds: Array.from(data).filter((_, at) => at % 4 === 0) });
}).catch((error) => done(error.name));"#;

pub fn stages_a_camera_that_sees_a_code(engine: Engine) {
    if engine != Engine::Chromium {
        return;
    }
    let video = video_file("stages-a-camera");
    camera_video(&video, &["seen by the camera"]);
    let page = Page::open(engine, Stage::new().with_camera(Camera::Shows(video)));
    let seen = page.script_async(LOOK);
    let number = |name: &str| {
        seen[name]
            .as_u64()
            .and_then(|number| usize::try_from(number).ok())
    };
    let (Some(width), Some(height)) = (number("width"), number("height")) else {
        panic!("no picture: {seen}");
    };
    let reds = seen["reds"].as_array().into_iter().flatten();
    let shades = reds
        .filter_map(Value::as_u64)
        .filter_map(|red| u8::try_from(red).ok());
    let image = GreyImage::new(width, height, shades.collect()).expect("a shade for each pixel");
    assert_eq!(read(&image), ["seen by the camera"]);
    page.has_no_problems();
}

pub fn stages_a_camera_that_is_refused(engine: Engine) {
    if engine != Engine::Chromium {
        return;
    }
    let page = Page::open(engine, Stage::new().with_camera(Camera::Refused));
    assert_eq!(page.script_async(LOOK), "NotAllowedError");
    let page = Page::open(engine, Stage::new());
    assert_eq!(page.script_async(LOOK), "NotFoundError");
}

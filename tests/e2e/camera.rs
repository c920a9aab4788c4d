//! The fake camera of a journey. Chromium plays a video instead of a camera's picture; the other
//! engines have no such feature, so journeys read pictures there.
//!
//! A missing camera needs no set-up: the machines of the journeys have none.

use std::fs;
use std::path::{Path, PathBuf};

use trust_velocity::exchange::qr::{Matrix, QUIET, codes};

#[path = "../support/qr.rs"]
mod picture;

const WIDTH: usize = 640;
const HEIGHT: usize = 480;

/// The camera of Chromium.
#[derive(Clone, Debug)]
pub enum Camera {
    /// It is allowed, and shows a video: see [`camera_video`].
    Shows(PathBuf),
    /// The person refused it once and for all.
    Refused,
}

/// The path of a journey's video, unique for each name.
pub fn video_file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.y4m"))
}

/// Writes a video of the codes of each text, half a second a code; Chromium plays it over and over.
pub fn camera_video(file: &Path, texts: &[&str]) {
    // Two pictures a second, in light and two halved planes of colour.
    let mut video = format!("YUV4MPEG2 W{WIDTH} H{HEIGHT} F2:1 Ip A1:1 C420jpeg\n").into_bytes();
    for text in texts {
        for code in codes(text).expect("a text that codes hold") {
            video.extend_from_slice(b"FRAME\n");
            video.extend(seen(&code));
            video.resize(video.len() + WIDTH * HEIGHT / 2, 128);
        }
    }
    fs::write(file, video).expect("the video is written");
}

/// Picture files of a text's codes: bitmaps, since these are written in a few lines and read by every
/// browser.
pub fn picture_files(text: &str) -> Vec<Vec<u8>> {
    drawn(text)
        .map(|(side, luma)| bitmap(side, &luma))
        .collect()
}

/// Picture files of a text's codes, light on dark and as a mirror shows them.
pub fn mirrored_picture_files(text: &str) -> Vec<Vec<u8>> {
    let mirrored = |(side, mut luma): (usize, Vec<u8>)| {
        luma.chunks_mut(side).for_each(<[u8]>::reverse);
        for luma in &mut luma {
            *luma = !*luma;
        }
        bitmap(side, &luma)
    };
    drawn(text).map(mirrored).collect()
}

fn drawn(text: &str) -> impl Iterator<Item = (usize, Vec<u8>)> {
    let codes = codes(text).expect("a text that codes hold");
    codes.into_iter().map(|code| picture::drawn(&code, 4))
}

fn bitmap(side: usize, luma: &[u8]) -> Vec<u8> {
    const HEAD: usize = 54;
    let row = (side * 3).next_multiple_of(4);
    let number = |n: usize| u32::try_from(n).expect("a small picture").to_le_bytes();
    let mut file = b"BM".to_vec();
    for n in [HEAD + row * side, 0, HEAD, 40, side, side] {
        file.extend(number(n));
    }
    // One plane of 24 bits, not compressed.
    file.extend([1, 0, 24, 0]);
    file.resize(HEAD, 0);
    for line in luma.chunks(side).rev() {
        file.extend(line.iter().flat_map(|luma| [*luma; 3]));
        file.resize(HEAD + (file.len() - HEAD).next_multiple_of(row), 0);
    }
    file
}

/// A code in the middle, as large as possible, on a grey background.
fn seen(code: &Matrix) -> Vec<u8> {
    let (side, luma) = picture::drawn(code, HEIGHT / (code.size() + 2 * QUIET));
    let mut seen = vec![150; WIDTH * HEIGHT];
    let corner = (HEIGHT - side) / 2 * WIDTH + (WIDTH - side) / 2;
    for (y, row) in luma.chunks(side).enumerate() {
        seen[corner + y * WIDTH..][..side].copy_from_slice(row);
    }
    seen
}

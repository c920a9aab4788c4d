//! Any grey pixels, alone and within a code: no panic, and an end.
#![no_main]

use libfuzzer_sys::fuzz_target;
use trust_velocity::exchange::qr::{CameraReader, GreyImage, Matrix, QUIET, read};

/// Pixels a module.
const SCALE: usize = 3;

fuzz_target!(|input: (u8, &[u8])| {
    let (width, pixels) = input;
    let width = usize::from(width) + 1;
    let height = pixels.len() / width;
    check(width, height, pixels[..width * height].to_vec());

    let code = Matrix::write("https://example.com/#/answers").unwrap();
    let side = SCALE * (code.size() + 2 * QUIET);
    let is_dark = |at: usize| {
        let module = |at: usize| (at / SCALE).checked_sub(QUIET);
        let (x, y) = (module(at % side), module(at / side));
        x.zip(y).is_some_and(|(x, y)| code.is_dark(x, y))
    };
    let mut luma: Vec<u8> = (0..side * side)
        .map(|at| if is_dark(at) { 0 } else { 255 })
        .collect();
    // Each three bytes change a pixel.
    for change in pixels.chunks_exact(3) {
        let at = usize::from(u16::from_be_bytes([change[0], change[1]]));
        luma[at % (side * side)] ^= change[2];
    }
    check(side, side, luma);
});

fn check(width: usize, height: usize, luma: Vec<u8>) {
    let Ok(image) = GreyImage::new(width, height, luma) else {
        return;
    };
    let texts = read(&image);
    // The camera has tried each way to read after that many images.
    let mut camera = CameraReader::default();
    let found = (0..6).any(|_| !camera.read(&image).is_empty());
    assert_eq!(found, !texts.is_empty());
}

//! Reads the codes of an image in several ways, since no single one reads all that people can see.
//!
//! A panic would end the page. So quircs decodes and not rqrr, whose assertion fails on some
//! photographs ([rqrr#54](https://github.com/WanzenBug/rqrr/issues/54)).
//!
//! # Terms
//!
//! - *pass*: one way to separate dark from light, and one run of the decoder. Each pass reads
//!   mirrored codes as well.
//! - *inverted*: light on dark, as on a page that a dark theme or the browser turned dark.

use quircs::Code;

use super::image::{AdaptiveThreshold, GreyImage};

/// One way to separate dark from light.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pass {
    /// By the surroundings of each pixel, else by one shade for the whole image.
    by: Option<AdaptiveThreshold>,
    inverted: bool,
}

/// The surroundings of uneven light and glare.
const NEAR: AdaptiveThreshold = AdaptiveThreshold {
    part: 16,
    margin: 5,
};

/// Those of hard shadows and noise.
const WIDE: AdaptiveThreshold = AdaptiveThreshold {
    part: 8,
    margin: 40,
};

/// All passes, in the order in which they read most.
const PASSES: [Pass; 6] = {
    const fn pass(by: Option<AdaptiveThreshold>, inverted: bool) -> Pass {
        Pass { by, inverted }
    }
    [
        pass(None, false),
        pass(Some(NEAR), false),
        pass(Some(WIDE), false),
        pass(Some(NEAR), true),
        pass(Some(WIDE), true),
        pass(None, true),
    ]
};

/// Reads the texts of all codes in an image, each once, however each of them looks.
///
/// ```
/// use trust_velocity::exchange::qr::{GreyImage, read};
/// assert!(read(&GreyImage::new(640, 480, vec![255; 640 * 480])?).is_empty());
/// # Ok::<(), trust_velocity::exchange::qr::NotAnImage>(())
/// ```
pub fn read(image: &GreyImage) -> Vec<String> {
    let mut texts = Vec::new();
    for text in PASSES.into_iter().flat_map(|pass| pass.read(image)) {
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts
}

/// Reads the images of a camera, each by two passes: the one that read a code last, and one of the
/// others in turn.
#[derive(Clone, Debug, Default)]
pub struct CameraReader {
    /// The index of the pass that read a code last.
    best: usize,
    /// That of the other pass of the latest image.
    other: usize,
}

impl CameraReader {
    /// Reads the texts of the codes in the next image. A code that any pass reads is read after at
    /// most as many images as there are other passes.
    pub fn read(&mut self, image: &GreyImage) -> Vec<String> {
        self.other = (self.other + 1) % PASSES.len();
        if self.other == self.best {
            self.other = (self.other + 1) % PASSES.len();
        }
        for index in [self.best, self.other] {
            let texts = PASSES[index].read(image);
            if !texts.is_empty() {
                self.best = index;
                return texts;
            }
        }
        Vec::new()
    }
}

impl Pass {
    /// The texts of all codes.
    fn read(self, image: &GreyImage) -> Vec<String> {
        let prepared = match self.by {
            Some(surroundings) => &image.thresholded(surroundings, self.inverted),
            None if self.inverted => &image.inverted(),
            None => image,
        };
        let codes = prepared.detect();
        let texts = texts_of(&codes);
        // Most images of a camera have no code: another run is worth its time only if one was
        // detected.
        if texts.is_empty() && !codes.is_empty() {
            return texts_of(&prepared.turned().detect());
        }
        texts
    }
}

fn texts_of(codes: &[Code]) -> Vec<String> {
    let text = |code: &Code| {
        let data = code.decode().or_else(|_| mirrored(code).decode());
        String::from_utf8(data.ok()?.payload).ok()
    };
    codes.iter().filter_map(text).collect()
}

/// The code as a mirror shows it, or a front camera, or a pane from behind: the rows are its columns.
/// The decoder detects it all the same, by three equal corners.
fn mirrored(code: &Code) -> Code {
    let size = code.size.unsigned_abs() as usize;
    let mut mirrored = *code;
    mirrored.cell_bitmap.fill(0);
    for (y, x) in (0..size).flat_map(|y| (0..size).map(move |x| (y, x))) {
        let (from, to) = (y * size + x, x * size + y);
        let bit = code.cell_bitmap[from / 8] >> (from % 8) & 1;
        mirrored.cell_bitmap[to / 8] |= bit << (to % 8);
    }
    mirrored
}

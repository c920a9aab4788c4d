//! Codes as cameras see them: inverted, mirrored, turned, leaning, in uneven light.

use trust_velocity::exchange::qr::{CameraReader, GreyImage, Matrix, QUIET, read};

/// How a code is photographed. Places are in parts of the picture, from -0.5 to 0.5.
#[derive(Clone, Copy)]
struct Photo {
    inverted: bool,
    mirrored: bool,
    /// Degrees.
    turned: f64,
    /// How much nearer one side is than the other.
    leaning: f64,
    /// The part of the light that comes to a place.
    light: fn(f64, f64) -> f64,
    /// The glare over a place.
    glare: fn(f64, f64) -> f64,
    contrast: f64,
    noise: f64,
}

const EVEN: Photo = Photo {
    inverted: false,
    mirrored: false,
    turned: 0.0,
    leaning: 0.0,
    light: |_, _| 1.0,
    glare: |_, _| 0.0,
    contrast: 1.0,
    noise: 0.02,
};

const PHOTOS: [(&str, Photo); 12] = [
    ("even light", EVEN),
    (
        "light from one side",
        Photo {
            light: |x, y| (0.55 - 0.8 * (x + y)).clamp(0.05, 1.0),
            ..EVEN
        },
    ),
    (
        "a shadow over half of it",
        Photo {
            light: |x, _| if x < 0.03 { 1.0 } else { 0.1 },
            ..EVEN
        },
    ),
    (
        "a shadow across",
        Photo {
            light: |x, y| if x + 0.6 * y < 0.03 { 1.0 } else { 0.2 },
            ..EVEN
        },
    ),
    (
        "a projector, dark at the edges",
        Photo {
            light: |x, y| (1.1 - 4.5 * (x * x + y * y)).clamp(0.03, 1.0),
            ..EVEN
        },
    ),
    (
        "a torch in the middle",
        Photo {
            light: |x, y| 0.05 + 0.95 * (-14.0 * (x * x + y * y)).exp(),
            ..EVEN
        },
    ),
    (
        "a lamp mirrored in the screen",
        Photo {
            light: |_, _| 0.5,
            glare: |x, y| 0.7 * (-30.0 * ((x - 0.25).powi(2) + (y - 0.1).powi(2))).exp(),
            ..EVEN
        },
    ),
    (
        "a veil of light",
        Photo {
            light: |_, _| 0.4,
            glare: |x, _| 0.3 + 0.4 * x,
            ..EVEN
        },
    ),
    (
        "low contrast",
        Photo {
            contrast: 0.12,
            noise: 0.01,
            ..EVEN
        },
    ),
    (
        "noise",
        Photo {
            noise: 0.25,
            ..EVEN
        },
    ),
    (
        "on its side",
        Photo {
            turned: 90.0,
            ..EVEN
        },
    ),
    (
        "held in the hand",
        Photo {
            turned: 192.0,
            leaning: 0.15,
            light: |x, _| (0.6 - x).clamp(0.1, 1.0),
            ..EVEN
        },
    ),
];

impl Photo {
    fn of(self, code: &Matrix) -> GreyImage {
        let (side, luma) = self.luma(code);
        GreyImage::new(side, side, luma).unwrap()
    }

    /// The side of the picture, and its pixels.
    fn luma(self, code: &Matrix) -> (usize, Vec<u8>) {
        const MODULE: f64 = 4.2;
        /// The code in parts of the picture.
        const PART: f64 = 0.75;
        let span = (code.size() + 2 * QUIET) as f64;
        let side = whole(span * MODULE / PART);
        let mut random = 1_u32;
        let mut noise = move || {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f64::from(random >> 8) / f64::from(1 << 24) - 0.5
        };
        let mut shade = |(y, x): (u32, u32)| {
            // Four samples a pixel soften the edges.
            let part = |pixel: u32, step: f64| (f64::from(pixel) + step) / f64::from(side) - 0.5;
            let samples = [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)];
            let samples = samples.map(|(a, b)| self.at(code, span / PART, part(x, a), part(y, b)));
            let (u, v) = (part(x, 0.5), part(y, 0.5));
            let seen = samples.iter().sum::<f64>() / 4.0 * (self.light)(u, v) + (self.glare)(u, v);
            // As cameras store it.
            let stored = seen.clamp(0.0, 1.0).powf(0.45);
            let stored = 0.5 + (stored - 0.5) * self.contrast + noise() * self.noise;
            whole(stored.clamp(0.0, 1.0) * 255.0)
        };
        let places = (0..side).flat_map(|y| (0..side).map(move |x| (y, x)));
        let luma = places.map(|place| u8::try_from(shade(place)).unwrap());
        (side as usize, luma.collect())
    }

    /// How bright the code, or the desk beside it, is at a place of the picture.
    fn at(self, code: &Matrix, modules: f64, x: f64, y: f64) -> f64 {
        let depth = 1.0 + self.leaning * x;
        let (x, y) = (x / depth, y / depth);
        let (sin, cos) = self.turned.to_radians().sin_cos();
        let (x, y) = (x * cos + y * sin, y * cos - x * sin);
        let x = if self.mirrored { -x } else { x };
        let half = code.size() as f64 / 2.0;
        let quiet = QUIET as f64;
        let [x, y] = [x, y].map(|it| it * modules + half);
        if [x, y]
            .iter()
            .any(|it| *it < -quiet || 2.0 * half + quiet <= *it)
        {
            return 0.5;
        }
        // A place left of the code or above it becomes a large number: all outside is light.
        let [x, y] = [x, y].map(|it| whole(it + quiet) as usize);
        let is_dark = code.is_dark(x.wrapping_sub(QUIET), y.wrapping_sub(QUIET));
        if is_dark == self.inverted { 0.9 } else { 0.06 }
    }

    fn kinds(self) -> [Self; 4] {
        [(false, false), (true, false), (false, true), (true, true)].map(|(inverted, mirrored)| {
            Self {
                inverted,
                mirrored,
                ..self
            }
        })
    }
}

/// Without its fraction; at least 0.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
const fn whole(number: f64) -> u32 {
    number as u32
}

const TEXT: &str = "https://example.com/#/join/3fQ9sTzX-light";

#[test]
fn a_code_is_read_as_people_see_it() {
    let code = Matrix::write(TEXT).unwrap();
    let mut unread = Vec::new();
    for (name, photo) in PHOTOS {
        for photo in photo.kinds() {
            let texts = read(&photo.of(&code));
            if texts != [TEXT] {
                unread.push((name, photo.inverted, photo.mirrored, texts));
            }
        }
    }
    assert!(unread.is_empty(), "(inverted, mirrored): {unread:#?}");
}

#[test]
fn a_code_without_a_ground_is_read_in_either_colour() {
    let code = Matrix::write(TEXT).unwrap();
    let (side, luma) = crate::picture::drawn(&code, 4);
    for ink in [0, 255] {
        let modules = luma.iter().map(|luma| [ink, ink, ink, 255 - luma]);
        let rgba: Vec<_> = modules.collect();
        let images = GreyImage::on_grounds(side, side, rgba.as_flattened()).unwrap();
        let texts = images.iter().flat_map(read);
        assert!(texts.into_iter().any(|text| text == TEXT), "{ink}");
    }
}

#[test]
fn every_size_of_code_is_read_inverted_and_mirrored() {
    for bytes in [10, 90, 331] {
        let text: String = TEXT.chars().cycle().take(bytes).collect();
        let code = Matrix::write(&text).unwrap();
        let photo = Photo {
            inverted: true,
            mirrored: true,
            ..EVEN
        };
        assert_eq!(read(&photo.of(&code)), [text], "{bytes} bytes");
    }
}

#[test]
fn a_camera_reads_within_six_images_and_from_then_on_each() {
    let code = Matrix::write(TEXT).unwrap();
    for (name, photo) in [PHOTOS[0], PHOTOS[3]] {
        for photo in photo.kinds() {
            let image = photo.of(&code);
            let mut camera = CameraReader::default();
            let waits = (0..6).position(|_| camera.read(&image) == [TEXT]);
            let kind = (name, photo.inverted, photo.mirrored, waits);
            assert!(waits.is_some(), "{kind:?}");
            assert_eq!(camera.read(&image), [TEXT], "{kind:?}");
        }
    }
}

/// Pictures of codes of one size in a row.
fn beside(photos: &[(Photo, &str)]) -> GreyImage {
    let pictures = photos.iter();
    let pictures = pictures.map(|(photo, text)| photo.luma(&Matrix::write(text).unwrap()));
    let pictures: Vec<_> = pictures.collect();
    let side = pictures[0].0;
    assert!(pictures.iter().all(|(other, _)| *other == side));
    let row = |y| {
        pictures
            .iter()
            .flat_map(move |(_, luma)| &luma[y * side..][..side])
    };
    let luma = (0..side).flat_map(row).copied().collect();
    GreyImage::new(side * pictures.len(), side, luma).unwrap()
}

#[test]
fn all_codes_of_a_picture_are_read_however_each_looks() {
    let inverted = Photo {
        inverted: true,
        ..EVEN
    };
    let (_, shadow) = PHOTOS[3];
    let texts = ["a", "b", "c"].map(|end| format!("{TEXT}{end}"));
    let texts = texts.each_ref().map(String::as_str);
    let photos = [(EVEN, texts[0]), (inverted, texts[1]), (shadow, texts[2])];
    let mut found = read(&beside(&photos));
    found.sort();
    assert_eq!(found, texts);
    assert_eq!(read(&beside(&photos[1..2])), texts[1..2]);
}

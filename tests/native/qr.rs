//! QR codes: what is written is read, and long texts come back from frames in any order.

use proptest::{
    collection::{btree_set, vec},
    prelude::*,
    sample::subsequence,
};
use trust_velocity::exchange::qr::{
    FrameStatus, Frames, GreyImage, MAX_SETS, Matrix, MixedFrames, codes, frames, read,
};

use crate::picture::drawn;

fn shown(code: &Matrix, scale: usize) -> GreyImage {
    let (side, luma) = drawn(code, scale);
    GreyImage::new(side, side, luma).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn what_is_written_is_read(text in "[ -~]{1,331}", scale in 3_usize..=6) {
        let code = Matrix::write(&text).unwrap();
        prop_assert_eq!(read(&shown(&code, scale)), [text]);
    }

    #[test]
    fn any_picture_is_looked_through(width in 1_usize..60, height in 1_usize..60, seed: Vec<u8>) {
        let luma = (0..width * height).map(|index| seed.get(index % seed.len().max(1)).copied());
        let luma = luma.map(Option::unwrap_or_default).collect();
        read(&GreyImage::new(width, height, luma).unwrap());
    }

    #[test]
    fn frames_in_any_order_give_the_text(
        (text, order) in texts().prop_flat_map(|text| {
            let count = frames(&text).unwrap().len();
            let order: Vec<_> = (0..count).chain(0..count).collect();
            (Just(text), Just(order).prop_shuffle())
        }),
    ) {
        let codes = frames(&text).unwrap();
        prop_assume!(codes[0] != text);
        let mut collected = Frames::default();
        let mut seen = std::collections::BTreeSet::new();
        for index in order {
            let is_new = seen.insert(index);
            let (have, of) = (seen.len(), codes.len());
            let expected = match is_new {
                false => FrameStatus::Repeated,
                true if have < of => FrameStatus::Partial { have, of },
                true => FrameStatus::Whole(text.clone()),
            };
            prop_assert_eq!(collected.add(&codes[index]), expected.clone());
            if matches!(expected, FrameStatus::Whole(_)) {
                break;
            }
        }
    }

    #[test]
    fn any_text_may_come_between(
        text in texts(),
        others in vec(prop_oneof![".*", "TVQ1\\.[0-9A-F]{8}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[A-Z2-7]{0,9}"], 0..20),
    ) {
        let mut collected = Frames::default();
        for other in &others {
            collected.add(other);
        }
        let mut collected = Frames::default();
        let mut whole = None;
        for frame in frames(&text).unwrap() {
            match collected.add(&frame) {
                FrameStatus::Whole(text) => whole = Some(text),
                FrameStatus::Foreign => whole = Some(frame),
                _ => {}
            }
            for other in &others {
                // The first frame has named the set; once it is whole, anything may begin.
                if whole.is_none() {
                    prop_assert!(matches!(collected.add(other), FrameStatus::OtherSet | FrameStatus::Foreign));
                }
            }
        }
        prop_assert_eq!(whole, Some(text));
    }

    #[test]
    fn mixed_frames_of_many_texts_give_each_text_once(
        (texts, order) in btree_set(texts(), 1..MAX_SETS).prop_flat_map(|texts| {
            let codes: Vec<_> = texts.iter().flat_map(|text| frames(text).unwrap()).collect();
            let more = subsequence(codes.clone(), 0..=codes.len());
            let order = more.prop_map(move |more| [codes.clone(), more].concat()).prop_shuffle();
            (Just(texts), order)
        }),
    ) {
        let mut collected = MixedFrames::default();
        let mut whole = Vec::new();
        for code in order {
            match collected.add(&code) {
                FrameStatus::Whole(text) => whole.push(text),
                FrameStatus::Foreign => whole.push(code),
                FrameStatus::Partial { have, of } => prop_assert!(have < of),
                seen => prop_assert_eq!(seen, FrameStatus::Repeated),
            }
        }
        whole.sort();
        prop_assert_eq!(whole, Vec::from_iter(texts));
    }
}

#[test]
fn every_code_of_a_long_text_is_read_from_its_picture() {
    let text = "信任速度 😀 ".repeat(850);
    assert!(15_000 < text.len());
    let mut collected = Frames::default();
    let mut whole = None;
    let codes = codes(&text).unwrap();
    for code in codes.iter().rev() {
        assert!(code.size() <= 69);
        let [frame] = &read(&shown(code, 3))[..] else {
            panic!("no code was read")
        };
        if let FrameStatus::Whole(text) = collected.add(frame) {
            whole = Some(text);
        }
    }
    assert_eq!(whole, Some(text));
}

#[test]
fn several_codes_in_one_picture_are_all_read() {
    let (side, one) = drawn(&Matrix::write("one").unwrap(), 4);
    let (_, two) = drawn(&Matrix::write("two").unwrap(), 4);
    let rows = one.chunks(side).zip(two.chunks(side));
    let luma = rows.flat_map(|(one, two)| [one, two].concat()).collect();
    let mut texts = read(&GreyImage::new(2 * side, side, luma).unwrap());
    texts.sort();
    assert_eq!(texts, ["one", "two"]);
}

#[test]
fn most_pictures_that_are_blurred_noisy_and_unevenly_lit_are_read() {
    let mut random = 1_u32;
    let mut below = |most: usize| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (random >> 16) as usize % most
    };
    let count = (1..=40).filter(|length| {
        let text = "Trust! "
            .repeat(length * 8)
            .split_at(length * 8)
            .0
            .to_owned();
        let (side, luma) = drawn(&Matrix::write(&text).unwrap(), 4);
        let shades = luma.iter().enumerate().map(|(index, _)| {
            let around =
                [0, 1, side, side + 1].map(|step| luma[(index + step).min(luma.len() - 1)]);
            let mean = around.map(usize::from).iter().sum::<usize>() / 4;
            // From full light at the left to a third at the right.
            let light = 90 - 60 * (index % side) / side;
            let shade = (mean * 2 / 3 + 60) * light / 100 + below(24);
            u8::try_from(shade.saturating_sub(12).min(255)).unwrap()
        });
        let image = GreyImage::new(side, side, shades.collect()).unwrap();
        read(&image) == [text]
    });
    let count = count.count();
    assert!(36 <= count, "{count} of 40 were read");
}

/// Texts of one code and of many: ASCII, Chinese, emoji, anything.
fn texts() -> impl Strategy<Value = String> {
    let long = (".{0,8}|[答信任😀a]{1,40}", 0_usize..600).prop_map(|(piece, times)| {
        let most = 20_000 / piece.len().max(1);
        piece.repeat(times.min(most))
    });
    prop_oneof![".*", "TVQ1.*", long]
}

/// Found at random: upright, quircs can decode this code at no scale.
#[test]
fn a_code_that_one_pass_cannot_decode_is_read() {
    let text = "`C-a*''ErSQt.<v\\\"&V(}qA933SV*lf:g3=\"rUr\\Bx?31T'SNw.%|VF5$-]xcD\\{~&(g/.;$4.Pw=&-&z AOQpE;A\\~]^`i[\"&$)yLN}$N!z./X\\{0fjo/?.a.p'OK9&'%8h0=Pt8I<%5M}'8W&&+J*}uQP'K{7..$q%6|\\x/,{%CJj%HMGCE{[&$I>9}P^'<C?=}Yn$^5${*%!V$\\P/%kF..Or='QR@`jO{pB_F'V.8\\s'pxT#3 \"Y6-/W&#r{yu`:/.B.w}&E&?Ag=*AY#X7\\~Q6/?%MVCy:\\KO&9";
    for scale in 3..=8 {
        let code = Matrix::write(text).unwrap();
        assert_eq!(
            read(&shown(&code, scale)),
            [text],
            "at {scale} pixels a module"
        );
    }
}

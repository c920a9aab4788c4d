//! The codes of many texts, scanned by a camera that moves from phone to phone.
//!
//! Invariant: a text is returned once while its codes stay in view, however they are mixed with
//! those of others.
//!
//! # Terms
//!
//! - *frame*, *mark*, *part*, *set*: as in `frames.rs`. A text without a mark is a set of its own.
//! - *image*: one frame of the camera's video, with any number of codes in it, or none.
//! - *begun*: a set of which some frames are missing. At most [`MAX_SETS`] are kept.
//! - *whole*: a set whose text was returned, until [`FORGET_AFTER_IMAGES`] images in a row show no
//!   code of it.
//!
//! # Example
//!
//! Two phones, A and B, each show a text of two frames in turn; [`MixedFrames`] runs it below.
//!
//! | scanned | status | reason |
//! |---|---|---|
//! | A, frame 1 | `Partial`, 1 of 2 | A is begun |
//! | B, frame 2 | `Partial`, 1 of 2 | B is begun beside it |
//! | A, frame 2 | `Whole` | A's text, once |
//! | A, frame 1 | `Repeated` | A is still in view |
//! | B, frame 1 | `Whole` | B's text, once |
//! | no code, 20 images | | A and B are forgotten |
//! | A, frame 1 | `Partial`, 1 of 2 | A is new again |

use super::frames::{FrameStatus, Frames, SetName, set_of};

/// The most begun sets: a class of phones, in 2 MB.
pub const MAX_SETS: usize = 64;

/// The images without any code of a text after which it counts as new again: with a camera, some
/// three seconds.
pub const FORGET_AFTER_IMAGES: usize = 20;

/// The codes of many texts: mixed, in any order, each any number of times.
///
/// ```
/// use trust_velocity::exchange::qr::{FORGET_AFTER_IMAGES, MixedFrames, FrameStatus, frames};
/// let [one, other] = ["信任".repeat(50), "速度".repeat(50)];
/// let [codes, others] = [frames(&one)?, frames(&other)?];
/// let mut collected = MixedFrames::default();
/// assert_eq!(collected.add(&codes[0]), FrameStatus::Partial { have: 1, of: 2 });
/// assert_eq!(collected.add(&others[1]), FrameStatus::Partial { have: 1, of: 2 });
/// assert_eq!(collected.add(&codes[1]), FrameStatus::Whole(one));
/// assert_eq!(collected.add(&codes[0]), FrameStatus::Repeated);
/// assert_eq!(collected.add(&others[0]), FrameStatus::Whole(other));
/// for _ in 0..FORGET_AFTER_IMAGES {
///     collected.next_image();
/// }
/// assert_eq!(collected.add(&codes[0]), FrameStatus::Partial { have: 1, of: 2 });
/// # Ok::<(), trust_velocity::exchange::qr::TooLong>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct MixedFrames {
    /// The begun sets, the one scanned last at the end.
    begun: Vec<(SetName, Frames)>,
    /// The sets that were whole, and the images since a code of them was seen.
    whole: Vec<(SetName, usize)>,
}

impl MixedFrames {
    /// Adds a scanned text.
    ///
    /// A code of a text that was whole is [`FrameStatus::Repeated`]. A frame that is there already
    /// gives the progress of its set, since other sets may have been scanned in between. Beyond
    /// [`MAX_SETS`] the set that was scanned longest ago is forgotten.
    pub fn add(&mut self, text: &str) -> FrameStatus {
        let name = set_of(text);
        if let Some((_, images)) = self.whole.iter_mut().find(|(whole, _)| *whole == name) {
            *images = 0;
            return FrameStatus::Repeated;
        }
        let begun = self.begun.iter().position(|(begun, _)| *begun == name);
        let mut frames = match begun {
            Some(index) => self.begun.remove(index).1,
            None => Frames::default(),
        };
        match frames.add(text) {
            FrameStatus::Damaged => FrameStatus::Damaged,
            seen @ (FrameStatus::Whole(_) | FrameStatus::Foreign) => {
                self.whole.push((name, 0));
                seen
            }
            FrameStatus::Partial { .. } | FrameStatus::Repeated | FrameStatus::OtherSet => {
                if self.begun.len() == MAX_SETS {
                    self.begun.remove(0);
                }
                let seen = frames.progress();
                self.begun.push((name, frames));
                seen
            }
        }
    }

    /// Begins another image.
    pub fn next_image(&mut self) {
        for (_, images) in &mut self.whole {
            *images += 1;
        }
        self.whole
            .retain(|(_, images)| *images < FORGET_AFTER_IMAGES);
    }

    /// Other pictures follow: texts that were whole count as new again.
    pub fn reset(&mut self) {
        self.whole.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::super::frames;
    use super::*;

    fn two_codes(piece: &str) -> [String; 2] {
        frames(&piece.repeat(150)).unwrap().try_into().unwrap()
    }

    #[test]
    fn a_text_is_new_again_once_it_was_out_of_view() {
        let [one, other] = two_codes("一");
        let mut collected = MixedFrames::default();
        assert_eq!(collected.add("alone"), FrameStatus::Foreign);
        collected.add(&one);
        assert_eq!(collected.add(&other), FrameStatus::Whole("一".repeat(150)));
        for _ in 0..3 * FORGET_AFTER_IMAGES {
            collected.next_image();
            assert_eq!(collected.add(&one), FrameStatus::Repeated);
        }
        assert_eq!(collected.add("alone"), FrameStatus::Foreign);
        for _ in 1..FORGET_AFTER_IMAGES {
            collected.next_image();
        }
        assert_eq!(collected.add("alone"), FrameStatus::Repeated);
        collected.next_image();
        assert_eq!(
            collected.add(&other),
            FrameStatus::Partial { have: 1, of: 2 }
        );
        assert_eq!(collected.add("alone"), FrameStatus::Repeated);
        collected.reset();
        assert_eq!(collected.add("alone"), FrameStatus::Foreign);
        assert!(matches!(collected.add(&one), FrameStatus::Whole(_)));
    }

    #[test]
    fn each_set_is_told_with_its_own_frames() {
        let [one, other] = two_codes("一");
        let [_, two] = two_codes("二");
        let mut collected = MixedFrames::default();
        assert_eq!(collected.add(&one), FrameStatus::Partial { have: 1, of: 2 });
        assert_eq!(collected.add("alone"), FrameStatus::Foreign);
        assert_eq!(collected.add(&one), FrameStatus::Partial { have: 1, of: 2 });
        assert_eq!(collected.add(&two), FrameStatus::Partial { have: 1, of: 2 });
        // A set with this name and another number of frames is a different one.
        let of_another_count = one.replace(".1.2.", ".1.3.");
        assert_eq!(
            collected.add(&of_another_count),
            FrameStatus::Partial { have: 1, of: 3 }
        );
        assert!(matches!(collected.add(&other), FrameStatus::Whole(_)));
    }

    #[test]
    fn damaged_frames_are_forgotten_and_read_again() {
        let [one, other] = two_codes("一");
        let damaged = one.replace("4S", "4T");
        assert_ne!(damaged, one);
        let mut collected = MixedFrames::default();
        collected.add(&damaged);
        assert_eq!(collected.add(&other), FrameStatus::Damaged);
        assert_eq!(
            collected.add(&other),
            FrameStatus::Partial { have: 1, of: 2 }
        );
        assert!(matches!(collected.add(&one), FrameStatus::Whole(_)));
    }

    #[test]
    fn the_set_not_seen_for_longest_makes_room() {
        let sets: Vec<_> = (0..=MAX_SETS)
            .map(|set| two_codes(&format!("{set:03}")))
            .collect();
        let mut collected = MixedFrames::default();
        for [one, _] in &sets[..MAX_SETS] {
            collected.add(one);
        }
        // Seen again, the first is the newest.
        collected.add(&sets[0][0]);
        collected.add(&sets[MAX_SETS][0]);
        let whole = |collected: &mut MixedFrames, set: usize| {
            matches!(collected.add(&sets[set][1]), FrameStatus::Whole(_))
        };
        assert!(whole(&mut collected, 0));
        assert!(!whole(&mut collected, 1));
        assert!(whole(&mut collected, MAX_SETS));
    }
}

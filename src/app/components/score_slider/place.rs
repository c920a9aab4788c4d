//! The score of a place on a slider.

/// The width of the thumb, in CSS pixels, as in `style/pages/form-slider.css`.
const THUMB: f64 = 28.0;

/// The score of a place on a slider, in CSS pixels from its left end: the middle of the thumb moves
/// between half a thumb from either end.
pub fn score_at(x: f64, width: f64) -> f64 {
    let share = (x - THUMB / 2.0) / (width - THUMB).max(1.0);
    10.0 * share.clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_on_the_slider_is_the_score_that_the_thumb_has_there() {
        for (x, score) in [(14.0, 0.0), (164.0, 5.0), (314.0, 10.0), (194.0, 6.0)] {
            assert!((score_at(x, 328.0) - score).abs() < 1e-9, "{x}");
        }
        assert_eq!((score_at(0.0, 328.0), score_at(328.0, 328.0)), (0.0, 10.0));
        // Before it is laid out.
        assert!(score_at(3.0, 0.0).is_finite());
    }
}

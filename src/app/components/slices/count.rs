//! The count of the parts of a page that are made after the next slice.
//!
//! It names nothing else of the program, so that `tests/native` compiles it too.

/// How many are made after the next slice, of at most so many; none if all are made.
pub fn next_count(made: usize, slice: usize, most: usize) -> Option<usize> {
    (made < most).then(|| (made + slice).min(most))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(first: usize, slice: usize, most: usize) -> Vec<usize> {
        std::iter::successors(Some(first), |made| next_count(*made, slice, most)).collect()
    }

    #[test]
    fn slices_are_made_until_all_are_there() {
        assert_eq!(steps(5, 5, 20), [5, 10, 15, 20]);
        assert_eq!(steps(10, 10, 45), [10, 20, 30, 40, 45], "the last is short");
        assert_eq!(steps(0, 1, 2), [0, 1, 2]);
    }

    #[test]
    fn nothing_is_made_beyond_the_most() {
        assert_eq!(next_count(20, 5, 20), None);
        assert_eq!(
            next_count(25, 5, 20),
            None,
            "fewer are wanted than were made"
        );
    }
}

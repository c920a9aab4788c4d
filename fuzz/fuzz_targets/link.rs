//! Any text as a request, an answer, an exercise or what is handed in: no panic, and what can be read
//! is written back without loss.
#![no_main]

use libfuzzer_sys::fuzz_target;
use trust_velocity::exchange::link::{
    Answered, Assignment, Invitation, find_exercise, find_submissions, write_exercise,
    write_submission,
};

fuzz_target!(|text: &str| {
    if let Ok(invitation) = Invitation::find(text) {
        assert_eq!(Invitation::find(&invitation.write().unwrap()), Ok(invitation));
    }
    if let Ok(answered) = Answered::find(text) {
        let again = match &answered {
            Answered::Clear(response) => response.write(),
            Answered::Sealed(sealed) => sealed.write(),
        };
        assert_eq!(Answered::find(&again.unwrap()), Ok(answered));
    }
    if let Ok(assignment) = Assignment::find(text) {
        assert_eq!(Assignment::find(&assignment.write().unwrap()), Ok(assignment));
    }
    if let Ok(exercise) = find_exercise(text) {
        assert_eq!(find_exercise(&write_exercise(&exercise).unwrap()), Ok(exercise));
    }
    for submission in find_submissions(text).submissions {
        let again = find_submissions(&write_submission(&submission).unwrap());
        assert_eq!(again.submissions, [submission]);
    }
});

//! Checks that several targets share.

use trust_velocity::{
    domain::CivilDate,
    exchange::{
        ImportContext,
        link::{
            Answered, Assignment, Invitation, find_exercise, find_reports, find_submissions,
            find_team_invitation, read_report, report_content, write_exercise, write_submission,
            write_team_invitation,
        },
    },
};

/// A day, without the browser's help.
pub fn here() -> ImportContext {
    ImportContext {
        today: CivilDate::new(2026, 6, 1).unwrap(),
        day_of: |_| None,
        composed: str::to_owned,
    }
}

/// Every message that can be read in a text is written back without loss.
pub fn check_messages(text: &str) {
    if let Ok(invitation) = Invitation::find(text) {
        assert_eq!(
            Invitation::find(&invitation.write().unwrap()),
            Ok(invitation)
        );
    }
    if let Ok(answered) = Answered::find(text) {
        let again = match &answered {
            Answered::Clear(response) => response.write(),
            Answered::Sealed(sealed) => sealed.write(),
        };
        assert_eq!(Answered::find(&again.unwrap()), Ok(answered));
    }
    if let Ok(assignment) = Assignment::find(text) {
        assert_eq!(
            Assignment::find(&assignment.write().unwrap()),
            Ok(assignment)
        );
    }
    if let Ok(exercise) = find_exercise(text) {
        assert_eq!(
            find_exercise(&write_exercise(&exercise).unwrap()),
            Ok(exercise)
        );
    }
    for submission in find_submissions(text).submissions {
        let again = find_submissions(&write_submission(&submission).unwrap());
        assert_eq!(again.submissions, [submission]);
    }
    if let Ok(invitation) = find_team_invitation(text) {
        assert_eq!(
            find_team_invitation(&write_team_invitation(&invitation).unwrap()),
            Ok(invitation)
        );
    }
    for report in find_reports(text).reports {
        assert_eq!(find_reports(&report.write().unwrap()).reports, [report]);
    }
    // As it stands once it is decrypted.
    if let Ok(report) = read_report(text) {
        assert_eq!(read_report(&report_content(&report).unwrap()), Ok(report));
    }
}

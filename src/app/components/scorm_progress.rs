//! The changes of the learner's progress, of which the learning platform is told in the SCORM package.

use crate::{exchange::ScormProgress, platform::scorm};

/// Changes the learner's progress and keeps it; tells the platform once all that is needed is done.
/// Does nothing if the page is not the package's, and if the kept progress is damaged: the page of
/// the progress says so.
pub fn change_scorm_progress(change: impl FnOnce(&mut ScormProgress)) {
    if !scorm::is_scorm() {
        return;
    }
    let status = scorm::status();
    let Ok(before) = status.progress.parse::<ScormProgress>() else {
        return;
    };
    let mut progress = before.clone();
    change(&mut progress);
    if progress != before {
        scorm::keep(&progress.to_string());
    }
    let mut needed = scorm::needed_parts().into_iter();
    if !status.is_complete && needed.all(|part| progress.has(part)) {
        scorm::complete();
    }
}

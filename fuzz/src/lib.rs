//! Checks that several targets share.

use trust_velocity::{
    documents::{LiveHost, LiveManager, LivePhone, LiveSeller},
    domain::{
        CivilDate,
        classroom::HandedIn,
        live::{LivePublic, PublicKey},
    },
    exchange::{
        ImportContext,
        link::{
            Answered, Assignment, Invitation, find_exercise, find_reports, find_submissions,
            find_team_invitation, read_report, report_content, write_exercise,
            write_signed_submission, write_submission, write_team_invitation,
        },
    },
    live::{
        Envelope, FromPhone, HostMessage, PhoneId, PhoneMessage, SignedState, State, ToPhone,
        Topic,
        mqtt::Connection,
        team::{SellerMessage, read_answer, write_answer},
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
    for handed in find_submissions(text).submissions {
        let again = match &handed {
            HandedIn::Unsigned(submission) => write_submission(submission),
            HandedIn::Signed(signed) => {
                write_signed_submission(&signed.claimed, &signed.key, &signed.signature)
            }
        };
        let again = find_submissions(&again.unwrap()).submissions;
        assert_eq!(again.len(), 1);
        assert_eq!(again[0].claimed(), handed.claimed());
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

/// A host whose states may come, so that some are read.
const FUZZED: LivePublic = LivePublic {
    seal: PublicKey::new([0; 64]),
    sign: PublicKey::new([0; 64]),
};

/// The packets of a broker are read alike however they are cut, and none ends in a panic.
pub fn check_mqtt(bytes: &[u8]) {
    let whole = Connection::new().read(bytes);
    let (one, other) = bytes.split_at(bytes.len() / 2);
    let mut connection = Connection::new();
    let parts = connection.read(one).and_then(|(mut events, mut answers)| {
        let (more, further) = connection.read(other)?;
        events.extend(more);
        answers.extend(further);
        Ok((events, answers))
    });
    assert_eq!(parts, whole);
}

/// Every envelope, message and document of a live class that can be read is written back without loss.
pub fn check_live(bytes: &[u8]) {
    if let Ok(envelope) = Envelope::parse(bytes) {
        assert_eq!(envelope.write(), bytes);
    }
    if let Ok((content, signature)) = FromPhone::parse(bytes) {
        assert_eq!(content.write(&signature).unwrap(), bytes);
        if let Ok(opened) = content.opened() {
            check_message(&opened.message);
        }
    }
    let phone = PhoneId::of(&FUZZED.sign);
    if let Ok((content, signature)) = ToPhone::parse(phone, bytes) {
        assert_eq!(content.write(&signature).unwrap(), bytes);
    }
    if let Ok((content, signature)) = SignedState::parse(FUZZED.channel(), bytes) {
        assert_eq!(content.write(&signature), bytes);
    }
    if let Ok(message) = PhoneMessage::parse(bytes) {
        check_message(&message);
    }
    if let Ok(message) = HostMessage::parse(bytes) {
        assert_eq!(HostMessage::parse(&message.write()), Ok(message));
    }
    if let Ok(state) = State::parse(bytes) {
        assert_eq!(State::parse(state.write().as_bytes()), Ok(state));
    }
    if let Ok(message) = SellerMessage::parse(bytes) {
        assert_eq!(SellerMessage::parse(&message.write()), Ok(message));
    }
    if let Ok(answer) = read_answer(bytes) {
        assert_eq!(read_answer(&write_answer(answer)), Ok(answer));
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    if let Ok(manager) = LiveManager::decode(text) {
        assert_eq!(LiveManager::decode(&manager.encode().unwrap()), Ok(manager));
    }
    if let Ok(seller) = LiveSeller::decode(text) {
        assert_eq!(LiveSeller::decode(&seller.encode().unwrap()), Ok(seller));
    }
    if let Ok(topic) = text.parse::<Topic>() {
        assert_eq!(topic.to_string(), text);
    }
    if let Ok(host) = LiveHost::decode(text) {
        assert_eq!(LiveHost::decode(&host.encode().unwrap()), Ok(host));
    }
    if let Ok(phone) = LivePhone::decode(text) {
        assert_eq!(LivePhone::decode(&phone.encode().unwrap()), Ok(phone));
    }
}

fn check_message(message: &PhoneMessage) {
    let again = PhoneMessage::parse(&message.write().unwrap());
    assert_eq!(again.as_ref(), Ok(message));
}

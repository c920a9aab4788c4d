//! Working through an exercise: alone, or in a class.

use serde_json::json;
use trust_velocity::{
    content::Exercises,
    domain::{
        Dimension, EntryId, Language,
        classroom::{Round, Submission},
        exercise::{Exercise, ExerciseId},
    },
    exchange::{
        link::{Assigned, Assignment, find_submissions},
        sealed::{Ciphertext, Kdf, Sealed},
    },
};

use super::App;

/// The built-in exercise of this name.
pub fn exercise(slug: &str, language: Language) -> Exercise {
    let file = include_str!("../../../assets/content/exercises.json");
    let all = Exercises::parse(file).expect("the site's exercises");
    let slug = slug.parse().expect("a name");
    all.get(slug, language).expect("an exercise").clone()
}

impl App {
    /// The files of exercises that this page has asked for since it was loaded, in the order of their
    /// names.
    #[track_caller]
    pub fn asked_for_exercises(&self) -> Vec<String> {
        let script = "return performance.getEntriesByType('resource')
               .map(({ name }) => new URL(name).pathname.split('/content/')[1])
               .filter((name) => name?.startsWith('exercise'))
               .sort()";
        serde_json::from_value(self.script(script)).expect("a list of names")
    }

    /// A join link's payload, for a session of a built-in exercise, sealed with this reveal code.
    #[track_caller]
    pub fn assigns(&self, session: u64, slug: &str, code: &str) -> String {
        let id: ExerciseId = slug.parse().expect("a name");
        let key = exercise(slug, Language::Zh).key().clone();
        let secret = Assignment::secret(Some(id), &key).expect("a secret");
        let assignment = Assignment {
            session: EntryId::new(session),
            assigned: Assigned::Known(id),
            language: self.text.language(),
            is_anonymous: false,
            round: Round::First,
            sealed: self.seals(&secret, code),
            live: None,
        };
        assignment.write().expect("a payload")
    }

    /// A join link's payload, for an anonymous session of an exercise of the trainer's own.
    #[track_caller]
    pub fn assigns_own(&self, session: u64, own: &Exercise, code: &str) -> String {
        let secret = Assignment::secret(None, own.key()).expect("a secret");
        let assignment = Assignment {
            session: EntryId::new(session),
            assigned: Assigned::Own(Box::new(own.case().clone())),
            language: self.text.language(),
            is_anonymous: true,
            round: Round::First,
            sealed: self.seals(&secret, code),
            live: None,
        };
        assignment.write().expect("a payload")
    }

    /// Seals a text with a code as the app does, by this browser's cryptography.
    #[track_caller]
    fn seals(&self, text: &str, code: &str) -> Sealed {
        let (kdf, nonce) = (Kdf::new([7; 16]), [9; 12]);
        let given = json!({
            "text": text, "code": code, "header": kdf.header(), "rounds": kdf.rounds(),
            "salt": kdf.salt(), "nonce": nonce,
        });
        let script = format!(
            "const done = arguments[arguments.length - 1];
             const {{ text, code, header, rounds, salt, nonce }} = {given};
             const bytes = (text) => new TextEncoder().encode(text);
             (async () => {{
               const typed = await crypto.subtle.importKey('raw', bytes(code), 'PBKDF2', false, ['deriveKey']);
               const key = await crypto.subtle.deriveKey(
                 {{ name: 'PBKDF2', hash: 'SHA-256', salt: new Uint8Array(salt), iterations: rounds }},
                 typed, {{ name: 'AES-GCM', length: 256 }}, false, ['encrypt']);
               const sealed = await crypto.subtle.encrypt(
                 {{ name: 'AES-GCM', iv: new Uint8Array(nonce), additionalData: bytes(header) }}, key, bytes(text));
               return [...new Uint8Array(sealed)];
             }})().then(done)"
        );
        let sealed = serde_json::from_value(self.script_async(&script)).expect("bytes");
        Sealed {
            kdf,
            text: Ciphertext::new(nonce, sealed),
        }
    }

    /// Opens a join link, with a nickname if one is asked for, and begins.
    #[track_caller]
    pub fn joins(&self, payload: &str, nickname: Option<&str>) {
        self.go(&format!("#/join/{payload}"));
        if let Some(nickname) = nickname {
            self.fill("#nickname", nickname);
        }
        self.begins_work();
    }

    /// Begins with the exercise whose start is shown.
    #[track_caller]
    pub fn begins_work(&self) {
        self.click("#begin");
        self.sees("#step-title");
    }

    /// Waits for the page of this number, from 1.
    #[track_caller]
    pub fn is_at_step(&self, step: usize, of: usize) {
        self.shows("#step-count", &format!("{step} / {of}"));
        self.focuses("#step-title");
    }

    /// Rates the four dimensions; `None` is "cannot tell".
    #[track_caller]
    pub fn rates_point(&self, scores: [Option<&str>; 4]) {
        for (dimension, score) in Dimension::ALL.into_iter().zip(scores) {
            let id = dimension.id();
            match score {
                Some(score) => self.set(&format!("#range-{id}"), score),
                None => self.click(&format!("#unknown-{id}")),
            }
        }
    }

    /// Chooses the stage and the action, from 1, of a time point.
    #[track_caller]
    pub fn judges_point(&self, stage: &str, action: usize) {
        self.click(&format!("#stage-{stage}"));
        self.click(&format!("#action-{action}"));
    }

    /// Goes on to the next page.
    #[track_caller]
    pub fn goes_on(&self) {
        self.click("#next-step");
    }

    /// Goes to the check from any other page, and hands in.
    #[track_caller]
    pub fn hands_in(&self) {
        self.click("#to-check");
        self.is_handed_in();
    }

    /// Hands in from the check.
    #[track_caller]
    pub fn is_handed_in(&self) {
        self.click("#hand-in");
        self.sees("#submission-message, #result");
    }

    /// The submission, from the text to send.
    #[track_caller]
    pub fn handed(&self) -> Submission {
        let message = self.value("#submission-message");
        let mut handed = find_submissions(&message);
        assert_eq!(handed.problems, []);
        assert_eq!(handed.submissions.len(), 1, "{message}");
        handed.submissions.remove(0).claimed().clone()
    }

    /// Types the reveal code.
    #[track_caller]
    pub fn reveals(&self, code: &str) {
        self.fill("#reveal-code", code);
        self.click("#reveal");
    }

    /// Pastes a class link into the box for it.
    #[track_caller]
    pub fn pastes_class_link(&self, link: &str) {
        self.set("#join-text", link);
        self.click("#join");
    }
}

//! Asking for a rating, answering in another browser, and accepting the answer.

use serde_json::json;

use super::App;

impl App {
    /// Opens the form to ask the client whose page is open.
    #[track_caller]
    pub fn opens_ask_form(&self) {
        self.opens_menu();
        self.press_button(self.text.ask());
        self.has_no_dialog();
        self.shows("h1", self.text.ask());
    }

    /// Makes the link, signed with a name; ends on the request's page. Gives the route in the link.
    #[track_caller]
    pub fn makes_link(&self, own_name: &str) -> String {
        self.fill("#own-name", own_name);
        self.saves();
        self.tells(self.text.request_made());
        self.sees("#link-message");
        route_in(&self.value("#link-message"))
    }

    /// Opens a request's link, as the one who is asked, and begins.
    #[track_caller]
    pub fn begins_answer(&self, route: &str) {
        self.go(route);
        self.click("#begin");
        self.sees(".item");
    }

    /// Answers the items one after another, and finishes; returns the text to send back.
    #[track_caller]
    pub fn finishes_answer(&self, replies: &str) -> String {
        for (at, reply) in replies.chars().enumerate() {
            self.taps(at + 1, reply);
        }
        self.click("#save-answers");
        self.sees("#answer-message");
        self.value("#answer-message")
    }

    /// Pastes what came back.
    #[track_caller]
    pub fn pastes_answer(&self, text: &str) {
        self.go("#/answers");
        self.reload();
        self.sees("#read-answer");
        // A press would miss what still moves.
        self.settle();
        self.set("#answer-text", text);
        self.click("#read-answer");
    }

    /// Reads pictures of codes, in this order.
    #[track_caller]
    pub fn reads_pictures(&self, pictures: &[Vec<u8>]) {
        self.sees("#qr-pictures");
        self.script_with(
            "const [pictures] = arguments;
             const choice = new DataTransfer();
             pictures.forEach((bytes, at) =>
               choice.items.add(new File([new Uint8Array(bytes)], `${at}.bmp`, { type: 'image/bmp' })));
             const input = document.getElementById('qr-pictures');
             input.files = choice.files;
             input.dispatchEvent(new Event('change', { bubbles: true }))",
            json!([pictures]),
        );
    }

    /// Takes the answer that is shown.
    #[track_caller]
    pub fn takes_answer(&self) {
        self.click("#accept");
        self.sees("#answer-state");
        self.focuses("#answer-state");
    }
}

/// The route of the link that ends a message.
pub fn route_in(message: &str) -> String {
    let at = message.rfind("#/").expect("a link");
    message[at..].trim().to_owned()
}

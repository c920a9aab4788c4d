//! A card as a picture to save or to share: each browser supports one of these.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use crate::{
    app::{
        components::{Checkbox, Describe, Dialog, PictureAddress},
        state::{use_store, use_text},
    },
    chart::{Card, Palette, RenderContext, draw::CARD},
    platform::{canvas, files},
};

/// The button that makes a picture of a card, and the dialog that shows it. The picture has the
/// name that the person enters here, whatever the card has; at first none.
#[component]
pub fn CardPicture(#[prop(into)] card: Signal<Card>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let open = RwSignal::new(false);
    let is_named = RwSignal::new(false);
    let name = RwSignal::new(String::new());
    let shown = Memo::new(move |_| {
        let name = is_named.get().then(|| name.get().trim().to_owned());
        Card {
            name: name.filter(|name| !name.is_empty()),
            ..card.get()
        }
    });
    let file_name = move || format!("trust-velocity-{}.png", shown.with(|card| card.date));
    let picture = PictureAddress::none();
    let file = RwSignal::new_local(None::<File>);
    let failure = RwSignal::new(None::<String>);
    let turn = StoredValue::new(0_u32);
    Effect::new(move || {
        if !open.get() {
            return;
        }
        let (card, file_name) = (shown.get(), file_name());
        failure.set(None);
        turn.update_value(|turn| *turn = turn.wrapping_add(1));
        let this_turn = turn.get_value();
        spawn_local(async move {
            // Light for everyone: the viewer's theme is unknown.
            let context = RenderContext {
                palette: &Palette::LIGHT,
                labels: &text,
            };
            let made = canvas::card_png(&card, &context).await;
            if turn.try_get_value() != Some(this_turn) {
                // The name has changed, or the page is gone.
                return;
            }
            let Some(blob) = made.ok().filter(|blob| picture.show(blob)) else {
                open.set(false);
                return store.show_toast(text.picture_failed());
            };
            file.set(files::file_of_blob(&blob, &file_name).ok());
        });
    });
    let alt = move || {
        shown.with(|card| {
            let words = [
                Some(card.title.clone()),
                card.name.clone(),
                Some(text.full_date(card.date)),
                Some(card.form.clone()),
                Some(card.chart.description(text)),
            ];
            words.into_iter().flatten().collect::<Vec<_>>().join(" · ")
        })
    };
    let name_field = move || {
        is_named.get().then(|| {
            view! {
                <div class="field">
                    <label class="field__label" for="card-name">{text.name_on_picture()}</label>
                    <input
                        class="field__input"
                        id="card-name"
                        type="text"
                        autocomplete="off"
                        maxlength="40"
                        aria-describedby="card-name-hint"
                        prop:value=name
                        on:input=move |event| name.set(event_target_value(&event))
                    />
                    <p class="field__hint" id="card-name-hint">{text.name_on_picture_hint()}</p>
                </div>
            }
        })
    };
    let (width, height) = CARD;
    view! {
        <button class="button" type="button" id="save-card" on:click=move |_| open.set(true)>
            {text.save_picture()}
        </button>
        <Dialog open title=text.picture_title().to_owned()>
            <img
                class="card-picture"
                id="card-image"
                width=width
                height=height
                src=move || picture.get()
                alt=alt
            />
            <p class="quiet">{text.card_hint()}</p>
            <div class="card-picture__name">
                <Checkbox
                    id="card-named"
                    label=text.put_name_on_picture()
                    checked=is_named
                    set=move |is_on| is_named.set(is_on)
                />
                {name_field}
            </div>
            <p class="actions">
                <a class="button button--primary" id="download-card" href=move || picture.get() download=file_name>
                    {text.download()}
                </a>
                {move || file.get().filter(files::can_share).map(|file| view! { <ShareButton file failure/> })}
            </p>
            {move || failure.get().map(|words| view! { <p class="form__failure" role="alert">{words}</p> })}
        </Dialog>
    }
}

#[component]
fn ShareButton(
    file: File,
    /// The reason of the failure; a toast would be behind the dialog.
    failure: RwSignal<Option<String>>,
) -> impl IntoView {
    let text = use_text();
    let share = move |_| {
        let file = file.clone();
        spawn_local(async move {
            let shared = files::share(&file).await;
            failure.try_set(shared.err().map(|reason| text.picture_not_shared(&reason)));
        });
    };
    view! {
        <button class="button" type="button" id="share-card" on:click=share>
            {text.share_picture()}
        </button>
    }
}

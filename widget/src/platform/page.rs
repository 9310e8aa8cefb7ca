//! The page around the widget, and the places within it.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;
use web_sys::{
    Blob, BlobPropertyBag, CssStyleSheet, Document, Element, HtmlAnchorElement, HtmlDialogElement,
    HtmlElement, Node, ShadowRoot, Url,
};

thread_local! {
    // Parsed once and shared by all widgets of the page.
    static SHEET: RefCell<Option<CssStyleSheet>> = const { RefCell::new(None) };
}

/// The document that everything is in.
pub fn document() -> Document {
    web_sys::window()
        .and_then(|window| window.document())
        .expect("a widget is in a window with a document")
}

/// Gives the widget its style, which needs no element that a strict policy would block.
pub fn adopt(root: &ShadowRoot, css: &str) {
    let sheet = SHEET.with_borrow_mut(|sheet| {
        if sheet.is_none() {
            // The element does not start the widget in a browser that has no such style sheets.
            *sheet = CssStyleSheet::new()
                .and_then(|new| new.replace_sync(css).map(|()| new))
                .ok();
        }
        sheet.clone()
    });
    if let Some(sheet) = sheet {
        root.set_adopted_style_sheets(&js_sys::Array::of1(&sheet));
    }
}

/// Moves the focus to what has this id: false where there is nothing yet.
pub fn focus(root: &ShadowRoot, id: &str) -> bool {
    // Every element of a widget is one of HTML, or can take the focus as one.
    let element = root
        .get_element_by_id(id)
        .map(Element::unchecked_into::<HtmlElement>);
    element.is_some_and(|element| element.focus().is_ok())
}

/// Opens the dialog that has this id over everything else.
pub fn show_dialog(root: &ShadowRoot, id: &str) {
    let dialog = root
        .get_element_by_id(id)
        .map(Element::unchecked_into::<HtmlDialogElement>);
    if let Some(dialog) = dialog
        && !dialog.open()
    {
        // One that is on the page and not open can be opened.
        dialog.show_modal().ok();
    }
}

/// The title, description and headings of the page, without those of widgets.
pub fn page_texts() -> Vec<String> {
    let document = document();
    let mut texts = vec![document.title()];
    if let Ok(Some(description)) = document.query_selector("meta[name=description]") {
        texts.extend(description.get_attribute("content"));
    }
    let Ok(headings) = document.query_selector_all("h1, h2, h3") else {
        return texts;
    };
    for nth in 0..headings.length() {
        let Some(heading) = headings.get(nth).map(Node::unchecked_into::<Element>) else {
            continue;
        };
        if let Ok(None) =
            heading.closest("communities-of-practice, nav, aside, header, footer, form")
        {
            texts.extend(heading.text_content());
        }
    }
    texts
}

/// The language of the page where the widget stands.
pub fn surrounding_language(root: &ShadowRoot) -> Option<String> {
    let near = root.host().closest("[lang]").ok()??;
    near.get_attribute("lang")
        .filter(|lang| !lang.trim().is_empty())
}

/// Hands the reader a file.
pub fn download(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = js_sys::Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    // It need not stand in the page to be followed.
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser has taken the file over once the click is done.
    gloo::timers::callback::Timeout::new(60_000, move || {
        Url::revoke_object_url(&address).ok();
    })
    .forget();
    Ok(())
}

/// The text of the file that was just chosen in a field, which is empty then for the next one.
#[cfg(feature = "whole")]
pub fn chosen_file(event: &web_sys::Event) -> Option<wasm_bindgen_futures::JsFuture> {
    let field: web_sys::HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = field.files()?.get(0)?;
    let text = file.text();
    field.set_value("");
    Some(text.into())
}

/// The clipboard: none where the page came over plain HTTP.
#[cfg(feature = "whole")]
fn clipboard() -> Option<web_sys::Clipboard> {
    let clipboard = web_sys::window()?.navigator().clipboard();
    (!clipboard.is_undefined()).then_some(clipboard)
}

/// Whether a page may put something on the clipboard at all.
#[cfg(feature = "whole")]
pub fn can_copy() -> bool {
    clipboard().is_some()
}

/// Puts a text on the clipboard: false where the browser does not want that.
#[cfg(feature = "whole")]
pub async fn copy(text: &str) -> bool {
    let Some(clipboard) = clipboard() else {
        return false;
    };
    let written = wasm_bindgen_futures::JsFuture::from(clipboard.write_text(text));
    written.await.is_ok()
}

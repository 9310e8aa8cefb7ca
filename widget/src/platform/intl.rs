//! Dates, numbers, plurals and lists in the reader's language, by the browser.
//!
//! Each of these can throw, for a language or a zone that the browser does not know; what is written then is plain.

use cop_core::sorted::SortedMap;
use cop_core::time::CivilDate;
use std::cell::RefCell;

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl, js_name = DateTimeFormat)]
    type Dates;
    #[wasm_bindgen(constructor, js_namespace = Intl, js_class = "DateTimeFormat", catch)]
    fn new(locale: &str, options: &JsValue) -> Result<Dates, JsValue>;
    #[wasm_bindgen(method)]
    fn format(this: &Dates, ms: f64) -> String;
    #[wasm_bindgen(static_method_of = Dates, js_namespace = Intl, js_class = "DateTimeFormat", js_name = supportedLocalesOf)]
    fn supported(locale: &str) -> js_sys::Array;
    #[wasm_bindgen(method, js_name = resolvedOptions)]
    fn resolved(this: &Dates) -> JsValue;

    #[wasm_bindgen(js_namespace = Intl, js_name = PluralRules)]
    type Plurals;
    #[wasm_bindgen(constructor, js_namespace = Intl, js_class = "PluralRules", catch)]
    fn new(locale: &str) -> Result<Plurals, JsValue>;
    #[wasm_bindgen(method)]
    fn select(this: &Plurals, n: f64) -> String;

    #[wasm_bindgen(js_namespace = Intl, js_name = NumberFormat)]
    type Numbers;
    #[wasm_bindgen(constructor, js_namespace = Intl, js_class = "NumberFormat", catch)]
    fn new(locale: &str) -> Result<Numbers, JsValue>;
    #[wasm_bindgen(method)]
    fn format(this: &Numbers, n: f64) -> String;

    #[wasm_bindgen(js_namespace = Intl, js_name = RelativeTimeFormat)]
    type Relative;
    #[wasm_bindgen(constructor, js_namespace = Intl, js_class = "RelativeTimeFormat", catch)]
    fn new(locale: &str, options: &JsValue) -> Result<Relative, JsValue>;
    #[wasm_bindgen(method)]
    fn format(this: &Relative, n: f64, unit: &str) -> String;

    #[wasm_bindgen(js_namespace = Intl, js_name = ListFormat)]
    type Lists;
    #[wasm_bindgen(constructor, js_namespace = Intl, js_class = "ListFormat", catch)]
    fn new(locale: &str) -> Result<Lists, JsValue>;
    #[wasm_bindgen(method)]
    fn format(this: &Lists, items: &js_sys::Array) -> String;
}

/// Which parts of a moment are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateParts {
    /// Thursday 26 November
    Day,
    /// Thursday 26 November 2026
    DayAndYear,
    /// 26 Nov 2026
    ShortDay,
    /// Nov 2026
    #[cfg(feature = "whole")]
    Month,
    /// 12:30
    Time,
    /// 12:30 GMT
    TimeAndZone,
    /// 2026-11-26 12:30 as numbers, for reckoning.
    Numbers,
}

impl DateParts {
    fn options(self) -> &'static [(&'static str, &'static str)] {
        match self {
            DateParts::Day => &[("weekday", "long"), ("day", "numeric"), ("month", "long")],
            DateParts::DayAndYear => &[
                ("weekday", "long"),
                ("day", "numeric"),
                ("month", "long"),
                ("year", "numeric"),
            ],
            DateParts::ShortDay => &[("day", "numeric"), ("month", "short"), ("year", "numeric")],
            #[cfg(feature = "whole")]
            DateParts::Month => &[("month", "short"), ("year", "numeric")],
            DateParts::Time => &[("hour", "2-digit"), ("minute", "2-digit")],
            DateParts::TimeAndZone => &[
                ("hour", "2-digit"),
                ("minute", "2-digit"),
                ("timeZoneName", "short"),
            ],
            DateParts::Numbers => &[
                ("year", "numeric"),
                ("month", "2-digit"),
                ("day", "2-digit"),
                ("hour", "2-digit"),
                ("minute", "2-digit"),
                ("hourCycle", "h23"),
            ],
        }
    }
}

thread_local! {
    // Making one takes far longer than using it, and a list uses the same few for every row.
    static MADE: RefCell<SortedMap<String, JsValue>> = const { RefCell::new(SortedMap::new()) };
}

/// What formats for a language, made once of each kind: none where the browser cannot make it.
fn made<T: JsCast>(kind: &str, locale: &str, make: &dyn Fn() -> Result<T, JsValue>) -> Option<T> {
    let mut name = String::from(kind);
    name.push_str(locale);
    kept(&name, &|| make().map_or(JsValue::NULL, Into::into)).map(|made| made.unchecked_into())
}

fn kept(name: &str, make: &dyn Fn() -> JsValue) -> Option<JsValue> {
    let known = MADE.with_borrow(|made| made.get(name).cloned());
    let value = known.unwrap_or_else(|| {
        let value = make();
        MADE.with_borrow_mut(|made| made.insert(name.to_owned(), value.clone()));
        value
    });
    (!value.is_null()).then_some(value)
}

/// A moment in words, in a zone or else in the reader's: none where the browser does not know the zone.
pub fn date(locale: &str, parts: DateParts, zone: &str, ms: i64) -> Option<String> {
    let mut kind = String::from(zone);
    kind.push(char::from(b'0' + parts as u8));
    let dates = made(&kind, locale, &|| {
        let options = object(parts.options());
        if !zone.is_empty() {
            put(&options, "timeZone", zone);
        }
        Dates::new(locale, &options)
    })?;
    Some(dates.format(ms as f64))
}

/// The zone of the reader's clock.
pub fn own_zone() -> Option<String> {
    let resolved = Dates::new("en", &object(&[])).ok()?.resolved();
    js_sys::Reflect::get(&resolved, &"timeZone".into())
        .ok()?
        .as_string()
}

/// Whether the browser writes dates, times gone by and lists in a language. Chromium knows the plural forms of Welsh,
/// and nothing more of it.
pub fn writes(locale: &str) -> bool {
    Dates::supported(locale).length() > 0
}

/// How far the clocks of a zone are ahead of UTC at a moment.
pub fn offset_minutes(zone: &str, ms: i64) -> Option<i64> {
    let (date, minute) = civil(zone, ms)?;
    Some(date.days_since_epoch() * 1_440 + minute - ms.div_euclid(60_000))
}

/// The day in a zone at a moment, or else in the reader's, and the minute of it.
pub fn civil(zone: &str, ms: i64) -> Option<(CivilDate, i64)> {
    // Canadian English writes a date as 2026-11-26, 12:30.
    let written = date("en-CA", DateParts::Numbers, zone, ms)?;
    let numbers: Vec<i64> = written
        .split(|letter: char| !letter.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .collect();
    let [year, month, day, hour, minute] = numbers[..] else {
        return None;
    };
    let date = CivilDate::from_ymd(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)?;
    Some((date, hour * 60 + minute))
}

/// The plural form that a number takes: `one`, `other`, and in some languages more.
pub fn plural(locale: &str, n: usize) -> String {
    made("plural", locale, &|| Plurals::new(locale))
        .map_or_else(|| "other".to_owned(), |plurals| plurals.select(n as f64))
}

/// A number as it is written.
pub fn number(locale: &str, n: usize) -> String {
    made("number", locale, &|| Numbers::new(locale))
        .map_or_else(|| n.to_string(), |numbers| numbers.format(n as f64))
}

/// How long ago or how soon: "yesterday", "in 3 days".
pub fn relative(locale: &str, n: i64, unit: &str) -> Option<String> {
    let relative = made("relative", locale, &|| {
        Relative::new(locale, &object(&[("numeric", "auto")]))
    })?;
    Some(relative.format(n as f64, unit))
}

/// A text as a sentence begins, by the browser's own table of letters.
pub fn begun_large(text: &str) -> String {
    let mut letters = text.chars();
    let Some(first) = letters.next() else {
        return String::new();
    };
    let mut begun = in_capitals(first.encode_utf8(&mut [0; 4]));
    begun.push_str(letters.as_str());
    begun
}

/// In capital letters, as texts are compared.
pub fn in_capitals(text: &str) -> String {
    js_sys::JsString::from(text).to_upper_case().into()
}

/// Things one after the other: "a, b and c".
pub fn list(locale: &str, things: &[String]) -> String {
    let array: js_sys::Array = things
        .iter()
        .map(|thing| JsValue::from_str(thing))
        .collect();
    made("list", locale, &|| Lists::new(locale)).map_or_else(
        || cop_core::text::joined(things, ", "),
        |lists| lists.format(&array),
    )
}

/// The reader's own form of a language: `en-GB` for `en` where that is what the browser is set to.
pub fn preferred_locale(language: &str) -> String {
    let primary = |tag: &str| {
        tag.split('-')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase()
    };
    let has_region = language.contains('-');
    let languages = web_sys::window()
        .map(|window| window.navigator().languages())
        .unwrap_or_default();
    let own = languages
        .iter()
        .filter_map(|tag| tag.as_string())
        .find(|tag| !has_region && primary(tag) == primary(language));
    let locale = own.unwrap_or_else(|| language.to_owned());
    match Plurals::new(&locale) {
        Ok(_) => locale,
        Err(_) => "en".to_owned(),
    }
}

fn object(options: &[(&str, &str)]) -> js_sys::Object {
    let object = js_sys::Object::new();
    for (name, value) in options {
        put(&object, name, value);
    }
    object
}

fn put(object: &js_sys::Object, name: &str, value: &str) {
    // A plain object takes all.
    js_sys::Reflect::set(object, &name.into(), &value.into()).ok();
}

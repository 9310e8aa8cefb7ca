//! The pages and what they are made of, all in the binary.

use jiff::ToSpan;
use jiff::civil::Weekday;

use super::Intranet;
use super::bar::{self, Visitor};

/// A page of the intranet.
pub struct Page {
    /// Where it is.
    pub path: &'static str,
    title: &'static str,
    description: &'static str,
    main: &'static str,
    /// Whether the library's own style sheet is on it.
    is_hostile: bool,
    /// Whether it is served with a strict policy.
    pub is_strict: bool,
}

const fn page(
    path: &'static str,
    title: &'static str,
    description: &'static str,
    main: &'static str,
) -> Page {
    Page {
        path,
        title,
        description,
        main,
        is_hostile: false,
        is_strict: false,
    }
}

/// How many communities the pages name.
pub const N_EMBEDDED: usize = 6;

/// All pages, in the order of the navigation.
pub const PAGES: [Page; 6] = [
    page(
        "/",
        "Home",
        "News, diary and quick links for everybody who works at Northmoor",
        include_str!("../../pages/home.html"),
    ),
    page(
        "/clinical/preventing-falls",
        "Preventing falls in hospital",
        "What our wards do so that older people do not fall, and what to do when somebody has fallen",
        include_str!("../../pages/falls.html"),
    ),
    page(
        "/teams/older-peoples-services",
        "Older people’s services",
        "Wards, day hospital and home visits for older people: who we are and how to refer",
        include_str!("../../pages/older-people.html"),
    ),
    Page {
        is_strict: true,
        ..page(
            "/medicines",
            "High-risk medicines",
            "Seven medicines that cause most of the harm we could have avoided",
            include_str!("../../pages/medicines.html"),
        )
    },
    page(
        "/communities",
        "Communities",
        "Communities of practice at Northmoor, and the people who hold them",
        include_str!("../../pages/leading.html"),
    ),
    Page {
        is_hostile: true,
        ..page(
            "/library",
            "Library",
            "Books, searches and help from the library and knowledge service",
            include_str!("../../pages/library.html"),
        )
    },
];

/// A file that the pages use.
pub struct Asset {
    /// Where it is.
    pub path: &'static str,
    /// What it is.
    pub content_type: &'static str,
    /// What is in it.
    pub content: &'static str,
}

/// All files that the pages use.
pub const ASSETS: [Asset; 5] = [
    Asset {
        path: "/assets/intranet.css",
        content_type: "text/css; charset=utf-8",
        content: include_str!("../../pages/intranet.css"),
    },
    Asset {
        path: "/assets/hostile.css",
        content_type: "text/css; charset=utf-8",
        content: include_str!("../../pages/hostile.css"),
    },
    Asset {
        path: "/assets/intranet.js",
        content_type: "text/javascript; charset=utf-8",
        content: include_str!("../../pages/intranet.js"),
    },
    Asset {
        path: "/assets/mark.svg",
        content_type: "image/svg+xml",
        content: include_str!("../../pages/mark.svg"),
    },
    Asset {
        path: "/assets/garden.svg",
        content_type: "image/svg+xml",
        content: include_str!("../../pages/garden.svg"),
    },
];

const LAYOUT: &str = include_str!("../../pages/layout.html");
const HOSTILE_LINK: &str = "<link rel=\"stylesheet\" href=\"/assets/hostile.css\">\n";

/// The page as HTML, for somebody.
pub fn html(
    intranet: &Intranet,
    page: &Page,
    visitor: Option<&Visitor>,
    today: jiff::civil::Date,
) -> String {
    let navigation: String = PAGES
        .iter()
        .map(|other| {
            let current = if other.path == page.path {
                " aria-current=\"page\""
            } else {
                ""
            };
            let (path, title) = (other.path, escaped(other.title));
            format!("<li><a href=\"{path}\"{current}>{title}</a></li>\n")
        })
        .collect();
    let stylesheet = if page.is_hostile { HOSTILE_LINK } else { "" };
    let mut html = LAYOUT
        .replace("{{main}}", page.main)
        .replace("{{title}}", &escaped(page.title))
        .replace("{{description}}", &escaped(page.description))
        .replace("{{path}}", page.path)
        .replace("{{stylesheet}}", stylesheet)
        .replace("{{navigation}}", &navigation);
    html = named(intranet, html);
    for (placeholder, text) in dates(today) {
        html = html.replace(placeholder, &text);
    }
    // Last, because names could contain anything.
    html.replace("{{people}}", &bar::options(&intranet.visitors, visitor))
}

/// A page with the server and the communities that it names.
pub fn named(intranet: &Intranet, page: String) -> String {
    let mut html = page.replace("{{server}}", &escaped(&intranet.server));
    for (nth, shown) in intranet.embedded.iter().enumerate() {
        let nth = nth + 1;
        html = html
            .replace(&format!("{{{{id_{nth}}}}}"), &escaped(&shown.id))
            .replace(&format!("{{{{path_{nth}}}}}"), &percent_encoded(&shown.id))
            .replace(&format!("{{{{name_{nth}}}}}"), &escaped(&shown.name));
    }
    html
}

/// The policy of the strict page: nothing inline, only named origins, no raw HTML from scripts.
pub fn strict_policy(server: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' {server} 'wasm-unsafe-eval'; connect-src 'self' {server}; \
         style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types communities-of-practice"
    )
}

/// A text as it may stand in a path or a cookie: ids of imported people and communities can have any letters.
pub fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_' {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// A text as it may stand in HTML, also in an attribute.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// The dates that the pages show, so that the news is never old.
fn dates(today: jiff::civil::Date) -> Vec<(&'static str, String)> {
    let ago = |days: i32| today - days.days();
    let news = [
        ("{{today}}", ago(0)),
        ("{{day_1}}", ago(0)),
        ("{{day_2}}", ago(1)),
        ("{{day_3}}", ago(2)),
        ("{{day_4}}", ago(4)),
        ("{{day_5}}", ago(7)),
    ];
    let coming = |weekday| {
        let next = today.nth_weekday(1, weekday);
        next.expect("there is a weekday after today")
    };
    let week = [
        ("{{week_1}}", coming(Weekday::Tuesday)),
        ("{{week_2}}", coming(Weekday::Wednesday)),
        ("{{week_3}}", coming(Weekday::Thursday)),
    ];
    news.into_iter()
        .map(|(placeholder, date)| (placeholder, date.strftime("%-d %B %Y").to_string()))
        .chain(
            week.into_iter()
                .map(|(placeholder, date)| (placeholder, date.strftime("%A %-d %B").to_string())),
        )
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(path: &str) -> String {
        let intranet = Intranet {
            server: "http://127.0.0.1:8080".to_owned(),
            visitors: Vec::new(),
            embedded: crate::organisation::invented_communities(),
            mint: Box::new(|_| String::new()),
        };
        let page = PAGES.iter().find(|page| page.path == path);
        let page = page.expect("there is such a page");
        html(&intranet, page, None, jiff::civil::date(2026, 11, 20))
    }

    #[test]
    fn every_placeholder_is_filled_in() {
        for page in &PAGES {
            let html = shown(page.path);
            assert!(!html.contains("{{"), "{}", page.path);
            assert!(html.contains("http://127.0.0.1:8080/embed/v1/cop.js"));
            assert!(html.contains("<communities-of-practice"));
        }
    }

    #[test]
    fn pages_have_nothing_inline() {
        for page in &PAGES {
            let html = shown(page.path);
            for inline in ["<style", " style=", " onclick=", "<script>"] {
                assert!(!html.contains(inline), "{}: {inline}", page.path);
            }
        }
    }
}

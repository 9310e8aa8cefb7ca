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
    /// What the widget on it wears.
    theme: Option<&'static Theme>,
    /// Whether it is served with a strict policy.
    pub is_strict: bool,
}

/// A style sheet of a page that gives the widget another look.
struct Theme {
    /// Its name in addresses and classes.
    name: &'static str,
    sheet: &'static str,
    /// The element's attribute `theme`.
    scheme: &'static str,
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
        theme: None,
        is_strict: false,
    }
}

const fn themed(
    path: &'static str,
    title: &'static str,
    description: &'static str,
    theme: &'static Theme,
) -> Page {
    Page {
        theme: Some(theme),
        ..page(
            path,
            title,
            description,
            include_str!("../../pages/themes.html"),
        )
    }
}

const HEALTH_TRUST: Theme = Theme {
    name: "health-trust",
    sheet: include_str!("../../pages/themes/health-trust.css"),
    scheme: "auto",
};
const UNIVERSITY: Theme = Theme {
    name: "university",
    sheet: include_str!("../../pages/themes/university.css"),
    scheme: "auto",
};
const PLAIN_DARK: Theme = Theme {
    name: "plain-dark",
    sheet: include_str!("../../pages/themes/plain-dark.css"),
    scheme: "dark",
};

/// How many communities the pages name.
pub const N_EMBEDDED: usize = 6;

/// All pages, in the order of the navigation.
pub const PAGES: [Page; 9] = [
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
    themed(
        THEMES,
        "A health trust",
        "A community as it looks on the pages of a health trust: clear blues and round buttons",
        &HEALTH_TRUST,
    ),
    themed(
        "/themes/university",
        "A university",
        "The same community as it looks on the pages of a university: paper, ink and a bookish face",
        &UNIVERSITY,
    ),
    themed(
        "/themes/plain-dark",
        "Plain and dark",
        "The same community on a page that is dark for everybody: white on near black, thin lines",
        &PLAIN_DARK,
    ),
];

/// Where the themes begin; in the navigation, this page stands for all of them.
const THEMES: &str = "/themes";

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
pub const ASSETS: [Asset; 8] = [
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
        path: "/assets/themes/health-trust.css",
        content_type: "text/css; charset=utf-8",
        content: HEALTH_TRUST.sheet,
    },
    Asset {
        path: "/assets/themes/university.css",
        content_type: "text/css; charset=utf-8",
        content: UNIVERSITY.sheet,
    },
    Asset {
        path: "/assets/themes/plain-dark.css",
        content_type: "text/css; charset=utf-8",
        content: PLAIN_DARK.sheet,
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
        .filter(|other| other.theme.is_none() || other.path == THEMES)
        .map(|other| match other.theme {
            Some(_) => entry(page, other, "Themes"),
            None => entry(page, other, other.title),
        })
        .collect();
    let themes: String = PAGES
        .iter()
        .filter(|other| other.theme.is_some())
        .map(|other| entry(page, other, other.title))
        .collect();
    let stylesheet = match page.theme {
        Some(theme) => format!(
            "<link rel=\"stylesheet\" href=\"/assets/themes/{}.css\">\n",
            theme.name
        ),
        None if page.is_hostile => HOSTILE_LINK.to_owned(),
        None => String::new(),
    };
    let theme = page.theme.unwrap_or(&HEALTH_TRUST);
    let mut html = LAYOUT
        .replace("{{main}}", page.main)
        .replace("{{title}}", &escaped(page.title))
        .replace("{{description}}", &escaped(page.description))
        .replace("{{path}}", page.path)
        .replace("{{stylesheet}}", &stylesheet)
        .replace("{{themes}}", &themes)
        .replace("{{theme}}", theme.name)
        .replace("{{scheme}}", theme.scheme)
        .replace("{{sheet}}", &escaped(theme.sheet))
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

/// A link of a navigation from a page to another.
fn entry(from: &Page, to: &Page, title: &str) -> String {
    let current = if from.path == to.path {
        " aria-current=\"page\""
    } else {
        ""
    };
    let (path, title) = (to.path, escaped(title));
    format!("<li><a href=\"{path}\"{current}>{title}</a></li>\n")
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
    fn a_theme_sets_tokens_and_parts_of_the_widget_and_nothing_else() {
        for theme in PAGES.iter().filter_map(|page| page.theme) {
            let (_, rules) = theme.sheet.split_once("*/").expect("it says what it is");
            let mut n_tokens = 0;
            for rule in rules.split('}').filter(|rule| !rule.trim().is_empty()) {
                let (selectors, declarations) = rule.split_once('{').expect("a rule");
                for selector in selectors.split(',').map(str::trim) {
                    let part = selector.strip_prefix("communities-of-practice");
                    let part = part.expect("nothing of the page is styled");
                    assert!(part.is_empty() || part.starts_with("::part("), "{selector}");
                }
                let names = declarations
                    .split(';')
                    .filter_map(|one| one.split_once(':'))
                    .map(|(name, _)| name.trim());
                for name in names {
                    let is_token = name.starts_with("--cop-");
                    assert!(is_token || selectors.contains("::part("), "{name}");
                    n_tokens += usize::from(is_token);
                }
            }
            assert!(n_tokens > 10, "{}: {n_tokens} tokens", theme.name);
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

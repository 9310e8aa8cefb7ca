//! Pages that show nothing but how the widget is embedded, without the intranet around it.

use super::Intranet;
use super::page::named;

/// A page that stands by itself.
pub struct Example {
    /// Where it is.
    pub path: &'static str,
    page: &'static str,
}

/// All of them.
pub const EXAMPLES: [Example; 2] = [
    Example {
        path: "/examples/plain",
        page: include_str!("../../pages/plain.html"),
    },
    Example {
        path: "/examples/frame",
        page: include_str!("../../pages/frame.html"),
    },
];

impl Example {
    /// The page as HTML.
    pub fn html(&self, intranet: &Intranet) -> String {
        named(intranet, self.page.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_placeholder_is_filled_in() {
        let intranet = Intranet {
            server: "http://127.0.0.1:8080".to_owned(),
            visitors: Vec::new(),
            embedded: crate::organisation::invented_communities(),
            mint: Box::new(|_| String::new()),
        };
        for example in &EXAMPLES {
            let html = example.html(&intranet);
            assert!(!html.contains("{{"), "{}", example.path);
            assert!(html.contains("http://127.0.0.1:8080/embed/v1/"));
        }
    }
}

//! A measure as it was sent: what is not there is not shown.

use cop_core::time::Timestamp;
use cop_core::wire::Value;

/// A part of what was sent.
#[derive(Clone, Copy)]
pub(in super::super) struct Told<'a>(pub(in super::super) &'a Value);

/// Whether a measure has something to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum State {
    Shown,
    TooFew,
    LowCoverage,
    Suppressed,
    NotApplicable,
}

impl<'a> Told<'a> {
    /// A part of it by its name; names of parts within parts are joined by dots, and without a name it is all of it.
    pub(in super::super) fn at(self, path: &str) -> Option<Self> {
        let mut names = path.split('.').filter(|name| !name.is_empty());
        names.try_fold(self, |told, name| {
            let fields = told.items()?;
            let (_, found) = fields.iter().find(|(other, _)| other == name)?;
            (*found != Value::Null).then_some(Told(found))
        })
    }

    /// Its parts with their names.
    pub(in super::super) fn items(self) -> Option<&'a [(String, Value)]> {
        match self.0 {
            Value::Object(fields) => Some(fields),
            _ => None,
        }
    }

    /// The things in a list.
    pub(in super::super) fn list(self, path: &str) -> &'a [Value] {
        match self.at(path) {
            Some(Told(Value::List(things))) => things,
            _ => &[],
        }
    }

    pub(in super::super) fn n(self, path: &str) -> Option<usize> {
        self.at(path)?.as_n()
    }

    pub(in super::super) fn as_n(self) -> Option<usize> {
        match self.0 {
            Value::Number(n) => usize::try_from(*n).ok(),
            _ => None,
        }
    }

    pub(in super::super) fn text(self, path: &str) -> Option<&'a str> {
        self.at(path)?.as_text()
    }

    pub(in super::super) fn as_text(self) -> Option<&'a str> {
        match self.0 {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// So many of so many.
    pub(in super::super) fn share(self, path: &str) -> Option<(usize, usize)> {
        self.at(path)?.as_share()
    }

    pub(in super::super) fn as_share(self) -> Option<(usize, usize)> {
        self.n("num").zip(self.n("den"))
    }

    pub(in super::super) fn day(self, path: &str) -> Option<Timestamp> {
        super::day_of(self.text(path)?)
    }

    pub(in super::super) fn state(self) -> State {
        match self.text("status") {
            Some("shown") => State::Shown,
            Some("too_few") => State::TooFew,
            Some("low_coverage") => State::LowCoverage,
            Some("suppressed") => State::Suppressed,
            _ => State::NotApplicable,
        }
    }
}

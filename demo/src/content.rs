//! What the example organisation consists of: pure text, no behaviour.
//!
//! Read [`people`] for who there is, [`communities`] for what they talk about, [`phrases`] for the talk of earlier years,
//! [`deeds`] for what came of it.

pub mod communities;
pub mod deeds;
pub mod people;
pub mod phrases;

use cop_core::activity::{Access, Stance, Visibility};

/// A community with what its people said, met about and handed on.
#[derive(Debug)]
pub struct CommunityText {
    /// The last part of its address.
    pub id: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// What it cares about, in a sentence.
    pub domain: &'static str,
    /// Who it is for.
    pub for_whom: &'static str,
    /// What it does.
    pub what_we_do: &'static str,
    /// The words it goes by.
    pub terms: &'static [&'static str],
    /// Who may see it.
    pub visibility: Visibility,
    /// How people become members.
    pub access: Access,
    /// How many months before the demonstration it was founded.
    pub months: u32,
    /// About how many members it has in the end.
    pub size: usize,
    /// Who holds it, steward first: keys of [`people::CAST`] or of professions.
    pub held_by: &'static [&'static str],
    /// The professions it draws most of its people from.
    pub draws: &'static [&'static str],
    /// What its people do all day, as the object of "How do you …": the problems of earlier years are made of these.
    pub tasks: &'static [&'static str],
    /// What its meetings are about.
    pub meetings: &'static [&'static str],
    /// The problems of this year.
    pub problems: &'static [ProblemText],
    /// What was announced, oldest first.
    pub news: &'static [NoteText],
    /// What was handed on, oldest first.
    pub resources: &'static [NoteText],
}

/// A problem with the turns that followed.
#[derive(Debug)]
pub struct ProblemText {
    /// In a sentence.
    pub title: &'static str,
    /// In more.
    pub text: &'static str,
    /// Who raised it: a key of [`people::CAST`], or of a profession with an optional number.
    pub by: &'static str,
    /// How long ago.
    pub days_ago: u32,
    /// What was said.
    pub turns: &'static [TurnText],
}

/// A turn in a thread.
#[derive(Debug)]
pub struct TurnText {
    /// Who spoke, by the same keys as [`ProblemText::by`].
    pub by: &'static str,
    /// To whom; empty for whoever is answered.
    pub to: &'static str,
    /// How it relates to what it answers.
    pub stance: Stance,
    /// What was said.
    pub text: &'static str,
    /// From where the speaker sees it.
    pub vantage: Option<&'static str>,
    /// Who said that this changed how they see it.
    pub changed: &'static [&'static str],
    /// How long ago, where it matters.
    pub hours_ago: Option<u32>,
}

/// An announcement, or a resource with its address.
#[derive(Debug)]
pub struct NoteText {
    /// In a sentence.
    pub title: &'static str,
    /// In more.
    pub text: &'static str,
    /// Where it is; empty where it is nowhere.
    pub link: &'static str,
}

const fn problem(
    by: &'static str,
    days_ago: u32,
    title: &'static str,
    text: &'static str,
    turns: &'static [TurnText],
) -> ProblemText {
    ProblemText {
        title,
        text,
        by,
        days_ago,
        turns,
    }
}

const fn turn(by: &'static str, to: &'static str, stance: Stance, text: &'static str) -> TurnText {
    TurnText {
        by,
        to,
        stance,
        text,
        vantage: None,
        changed: &[],
        hours_ago: None,
    }
}

impl TurnText {
    const fn speaking_as(mut self, vantage: &'static str) -> Self {
        self.vantage = Some(vantage);
        self
    }

    const fn changed(mut self, whom: &'static [&'static str]) -> Self {
        self.changed = whom;
        self
    }

    const fn hours_ago(mut self, hours: u32) -> Self {
        self.hours_ago = Some(hours);
        self
    }
}

const fn note(title: &'static str, text: &'static str) -> NoteText {
    NoteText {
        title,
        text,
        link: "",
    }
}

const fn resource(title: &'static str, text: &'static str, link: &'static str) -> NoteText {
    NoteText { title, text, link }
}

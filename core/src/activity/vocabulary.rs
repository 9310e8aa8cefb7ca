//! The words that activities are told in: who may see, how people come in, what they do.

use serde::Serialize;

use crate::wire::reads_words;

/// How a fact is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// It happened here.
    Seen,
    /// Somebody said so.
    Said,
    /// It came from another system's records.
    Imported,
}

reads_words!(Basis { "seen" => Seen, "said" => Said, "imported" => Imported });

/// Who may see an activity, of those who may see the community.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Everybody who may see the community.
    #[default]
    Community,
    /// Those who hold the community, the actor, and whom it is about.
    Stewards,
}

impl Audience {
    pub(super) fn is_community(&self) -> bool {
        *self == Audience::Community
    }
}

reads_words!(Audience { "community" => Community, "stewards" => Stewards } or Community);

/// Who may see that a community exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Anybody, signed in or not.
    Public,
    /// Whoever is signed in.
    Organisation,
    /// Members, observers and the invited.
    Members,
}

reads_words!(Visibility { "public" => Public, "organisation" => Organisation, "members" => Members });

/// How a person becomes a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// By joining.
    Open,
    /// By asking, with a reason, and being let in.
    OnRequest,
    /// By being invited.
    ByInvitation,
}

reads_words!(Access { "open" => Open, "on_request" => OnRequest, "by_invitation" => ByInvitation });

/// What a member does for a community beside taking part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Holds the community: lets people in, gives roles.
    Steward,
    /// Keeps it going: lets people in, welcomes, plans events.
    Facilitator,
    /// Leads its work and calls it together; what imported records call a lead.
    Convenor,
    /// Looks after what the community has learned.
    Curator,
    /// Backs it from outside its work.
    Sponsor,
}

reads_words!(Role { "steward" => Steward, "facilitator" => Facilitator, "convenor" => Convenor, "curator" => Curator, "sponsor" => Sponsor });

/// How somebody came to be a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Via {
    /// They joined.
    Open,
    /// They asked and were let in.
    Request,
    /// They were invited.
    Invitation,
    /// They founded it.
    Founding,
    /// Another system's records say so.
    Import,
}

reads_words!(Via { "open" => Open, "request" => Request, "invitation" => Invitation, "founding" => Founding, "import" => Import });

/// What kind of meeting an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// People work on something together.
    Working,
    /// One speaks, the others listen.
    Broadcast,
    /// People get to know each other.
    Social,
    /// Some of each.
    Mixed,
}

reads_words!(Form { "working" => Working, "broadcast" => Broadcast, "social" => Social, "mixed" => Mixed });

/// Where people are during an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// In one room.
    InPerson,
    /// Each on a screen.
    Online,
    /// Some of each.
    Hybrid,
}

reads_words!(Mode { "in_person" => InPerson, "online" => Online, "hybrid" => Hybrid });

/// What somebody answered to an invitation: an intention, not presence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Yes.
    Accepted,
    /// Maybe.
    Tentative,
    /// No.
    Declined,
}

reads_words!(Answer { "accepted" => Accepted, "tentative" => Tentative, "declined" => Declined });

/// The part somebody took in an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Led it.
    Chair,
    /// Spoke.
    Spoke,
    /// Took part in the work.
    TookPart,
    /// Was there.
    Present,
}

reads_words!(Part { "chair" => Chair, "spoke" => Spoke, "took_part" => TookPart, "present" => Present });

/// How a reply relates to what it answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Asks back.
    Ask,
    /// Offers an answer.
    Offer,
    /// Tells what happened elsewhere.
    Experience,
    /// Takes it further.
    Build,
    /// Puts it in question.
    Challenge,
    /// Says thank you.
    Thanks,
    /// Agrees.
    Agree,
}

reads_words!(Stance { "ask" => Ask, "offer" => Offer, "experience" => Experience, "build" => Build, "challenge" => Challenge, "thanks" => Thanks, "agree" => Agree });

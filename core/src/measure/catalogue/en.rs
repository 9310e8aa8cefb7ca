//! English.

/// Sentences by key, sorted. A gap is `{name}`, or `{name:person|people}` for a number with what it counts.
pub(super) const SENTENCES: &[(&str, &str)] = &[
    (
        "across_boundaries.does_not_say",
        "Whether the exchange was of use. The share falls when a large group joins, though nothing got worse: that is why chance stands beside it.",
    ),
    (
        "both_ways.does_not_say",
        "Whether an even flow would be better. Flows show who speaks to whom, not who learns from whom.",
    ),
    (
        "communities_for_you.does_not_say",
        "Whether a community will suit you. It compares words that you chose with words that communities chose, and nothing that you read or did.",
    ),
    (
        "concentration.does_not_say",
        "Whether this is good or bad: in most communities few people give most. It asks what would happen if these few left.",
    ),
    (
        "concentration.nothing",
        "Nothing was contributed in the last {days} days.",
    ),
    (
        "concentration.says",
        "Half of what was contributed came from {factor} of {people:person|people}.",
    ),
    (
        "concerns.answers",
        "{answered} answered: {changed} changed something, {explained} explained, {disagreed} seen otherwise",
    ),
    (
        "concerns.does_not_say",
        "That concerns are trouble. People who doubt are a normal part of a community; nobody is counted by theirs.",
    ),
    ("concerns.earlier", " Still open from before: {earlier}."),
    ("concerns.no_answer", "none answered yet"),
    ("concerns.none_earlier", ""),
    ("concerns.none_open", "none open"),
    (
        "concerns.open",
        "{open} open (the oldest for {days:day|days})",
    ),
    (
        "concerns.says",
        "{raised:concern|concerns}; {answers}; {open}.{earlier}",
    ),
    (
        "concerns.says_none",
        "No concern was raised in the last {days} days.{earlier}",
    ),
    (
        "could_meet.does_not_say",
        "That two people should talk. It sees what they both wrote about, not what they know.",
    ),
    (
        "event_card.does_not_say",
        "What was learned, and who stayed away. Whoever said yes and did not come is never listed.",
    ),
    (
        "facilitation.does_not_say",
        "How much work it was. Much of facilitation leaves no trace here, and the better it is, the less it shows.",
    ),
    (
        "four_activities.does_not_say",
        "How much of each there should be: the four are not present in every community, and they are never added up.",
    ),
    (
        "gone_quiet.does_not_say",
        "Why. People are ill, busy or content to read. It is a reason to ask how somebody is, and is reported to nobody above them.",
    ),
    (
        "identity.does_not_say",
        "Who does not endorse it, or why. Silence is not disloyalty.",
    ),
    (
        "memory.does_not_say",
        "How much the community knows: the size of a library is not knowledge, so it is not shown.",
    ),
    (
        "mix.does_not_say",
        "Whether people from different groups talk to each other, or should.",
    ),
    (
        "my_bridges.does_not_say",
        "How important anybody is. Only you see this. It counts replies in this community and knows nothing of corridors.",
    ),
    (
        "network_or_community.does_not_say",
        "That one is better. Networks and communities do different jobs; neither is the better one.",
    ),
    (
        "network_or_community.imported",
        " All that was passed on came in with an import, as mailing lists do.",
    ),
    ("network_or_community.not_imported", ""),
    (
        "network_or_community.nothing",
        "Nothing was passed on or worked on in the last {days} days.",
    ),
    (
        "network_or_community.says_both",
        "Doing some of both, passing on and working on: {practice} of {acts} acts worked on something, {episodes:problem was|problems were} thought through together.{imported} Networks and communities do different jobs; neither is the better one.",
    ),
    (
        "network_or_community.says_community",
        "Working as a community of practice: {practice} of {acts} acts worked on something, {episodes:problem was|problems were} thought through together.{imported} Networks and communities do different jobs; neither is the better one.",
    ),
    (
        "network_or_community.says_network",
        "Working as a network, mostly passing things on: {practice} of {acts} acts worked on something, {episodes:problem was|problems were} thought through together.{imported} Networks and communities do different jobs; neither is the better one.",
    ),
    (
        "network_or_community.too_little",
        "Too little logged to say: {acts:act|acts} of passing on or working on in the last {days} days, and it takes {need}.",
    ),
    ("nothing_logged", "Nothing is logged yet."),
    (
        "participation.does_not_say",
        "Who: levels are counts, not labels. People at the edge learn too, and carry it to where this log does not reach.",
    ),
    (
        "participation.nothing",
        "Nobody has done anything here yet.",
    ),
    (
        "participation.says",
        "{contributing} of {members:member|members} contributed in the last {months} months, {several} of them in several.",
    ),
    (
        "single_links.does_not_say",
        "That somebody holds too much. It shows where company would help if one person left.",
    ),
    (
        "stage.does_not_say",
        "Which stage it is: that is for the community to say. Ending well is a stage too.",
    ),
    ("thinking_together.all_seen", ""),
    (
        "thinking_together.does_not_say",
        "What was learned, or what was talked through in rooms that this log never sees. It sees the shape of the talk; only people can say that it changed something.",
    ),
    ("thinking_together.last", "the last one {days:day|days} ago"),
    ("thinking_together.last_today", "the last one today"),
    (
        "thinking_together.says",
        "{problems:problem|problems} thought through together in the last {months} months, by {people:person|people} from {organisations:organisation|organisations}; {last}.{said}",
    ),
    (
        "thinking_together.says_by_people",
        "{problems:problem|problems} thought through together in the last {months} months, by {people:person|people}; {last}.{said}",
    ),
    (
        "thinking_together.says_nothing",
        "A list of people so far: no problem was worked through in the last {months} months.",
    ),
    (
        "thinking_together.says_worked_on",
        "No problem was worked through here in the last {months} months; {sessions:meeting|meetings} worked on one, and too few who were there have said that it changed anything.",
    ),
    (
        "thinking_together.says_worked_through",
        "{problems:problem|problems} worked through in the last {months} months; nobody has said yet that it changed anything.",
    ),
    (
        "thinking_together.some_said",
        " For {said} of them that is by what people said of a meeting.",
    ),
    (
        "three_elements.does_not_say",
        "That what is not seen is not there: practice may live in corridors. It is no score.",
    ),
    (
        "unanswered.does_not_say",
        "How good the replies were, or that silence was meant. Some posts need no reply.",
    ),
    (
        "unanswered.newcomers",
        " Somebody turned to {turned_to} of {newcomers:newcomer|newcomers} within {days} days of their first contribution.",
    ),
    ("unanswered.no_newcomers", ""),
    (
        "unanswered.nothing",
        "Nobody asked anything in the last {window} days.",
    ),
    (
        "unanswered.says",
        "{answered} of {posts:problem or concern|problems and concerns} got a reply within {days} days; {waiting} still waiting for a first one.{newcomers}",
    ),
    (
        "unanswered.says_too_early",
        "No problem or concern of this half year is {days} days old yet; {waiting} waiting for a first reply.{newcomers}",
    ),
    (
        "value.does_not_say",
        "That one thing caused another: it is what people testify. Rungs are not added up, and not every story climbs.",
    ),
    (
        "who_is_heard.does_not_say",
        "Who should speak more. People may be heard elsewhere, and listening is taking part.",
    ),
];

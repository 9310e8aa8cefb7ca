//! English.

/// Sentences by key, sorted. A gap is `{name}`, or `{name:person|people}` for a number with what it counts.
pub(super) const SENTENCES: &[(&str, &str)] = &[
    (
        "across_boundaries.chance",
        "If people talked to just anybody here, it would be about {percent} in 100.",
    ),
    (
        "across_boundaries.does_not_say",
        "Whether the exchange was of use. The share falls when a large group joins, though nothing got worse: that is why chance stands beside it.",
    ),
    (
        "across_boundaries.no_chance",
        "What chance alone would give is not known.",
    ),
    (
        "across_boundaries.says",
        "{across} of {ties:pair|pairs} of people who exchange something are from different {groups}. {chance}",
    ),
    (
        "across_boundaries.says_roughly",
        "About {percent} in 100 pairs of people who exchange something are from different {groups}. {chance}",
    ),
    (
        "both_ways.does_not_say",
        "Whether an even flow would be better. Flows show who speaks to whom, not who learns from whom.",
    ),
    (
        "both_ways.says",
        "Of {exchanges:exchange|exchanges} between different {groups}, {matched} are matched by one the other way.",
    ),
    (
        "both_ways.says_roughly",
        "Of 100 exchanges between different {groups}, about {matched} are matched by one the other way.",
    ),
    (
        "boundaries.low_coverage",
        "The {group} is known in {known} of {total} cases only, which is too little to say anything.",
    ),
    (
        "boundaries.one_group",
        "Everyone whose {group} is known is from the same one.",
    ),
    (
        "boundaries.suppressed",
        "Not shown, so that nobody can be made out by it.",
    ),
    (
        "boundaries.too_few",
        "Nothing was exchanged between different {groups} in the last {days} days, as far as is known.",
    ),
    (
        "communities_for_you.beside_nearest",
        "It shares no word with you. It lies beside the first of these: both care about {first}.",
    ),
    (
        "communities_for_you.beside_own",
        "It shares no word with you. It lies beside a community of yours: both care about {first}.",
    ),
    (
        "communities_for_you.does_not_say",
        "Whether a community will suit you. It compares words that you chose with words that communities chose, and nothing that you read or did.",
    ),
    (
        "communities_for_you.no_words",
        "Say what your profession is, or what you care about, and communities can be found for you.",
    ),
    (
        "communities_for_you.nothing",
        "No community that you can see goes by your words.",
    ),
    (
        "communities_for_you.one_word",
        "You both care about {first}.",
    ),
    (
        "communities_for_you.says",
        "{communities:community goes|communities go} by your words.",
    ),
    (
        "communities_for_you.two_words",
        "You both care about {first} and {second}.",
    ),
    (
        "communities_for_you.would_bring",
        "{words} They look for people like you, and have nobody yet.",
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
    ("could_meet.band", "they work at different levels"),
    (
        "could_meet.does_not_say",
        "That two people should talk. It sees what they both wrote about, not what they know.",
    ),
    (
        "could_meet.no_facilitator",
        "This is for those who bring people together.",
    ),
    ("could_meet.nobody", "Nobody could be found for now."),
    (
        "could_meet.not_allowed",
        "You have not said that you may be introduced to others.",
    ),
    (
        "could_meet.organisation",
        "they work for different organisations",
    ),
    (
        "could_meet.own",
        "{pairs:person|people} took part in the same things as you, and you have not spoken of late.",
    ),
    ("could_meet.profession", "they have different professions"),
    (
        "could_meet.reason",
        "Both took part in {topics:thing|things}, and {difference}.",
    ),
    (
        "could_meet.says",
        "{pairs:pair|pairs} of people took part in the same things and have not spoken of late.",
    ),
    ("could_meet.sector", "they work in different sectors"),
    (
        "disclosure.no_month",
        "Not shown before the first month is over.",
    ),
    (
        "disclosure.small",
        "Not shown, because the community is so small that it would tell of single people.",
    ),
    (
        "event_card.does_not_say",
        "What was learned, and who stayed away. Whoever said yes and did not come is never listed.",
    ),
    (
        "event_card.nothing",
        "No meeting of the last {days} days is recorded.",
    ),
    (
        "event_card.says",
        "{meetings:meeting was|meetings were} held in the last {days} days: {working} to work together, {broadcast} to listen. {people:person was|people were} recorded as there.",
    ),
    (
        "facilitation.does_not_say",
        "How much work it was. Much of facilitation leaves no trace here, and the better it is, the less it shows.",
    ),
    (
        "facilitation.nothing",
        "Nothing took place in the last {days} days, and nobody did anything to keep the community going.",
    ),
    (
        "facilitation.says",
        "{acts:facilitation act|facilitation acts} in the last {days} days by {people:person|people}; recognised time: {minutes:minute|minutes} a week. Somebody cared for {covered_events} of {events:meeting|meetings} and {covered_problems} of {problems:problem|problems}.",
    ),
    (
        "facilitation.statement",
        "{acts:act|acts} to keep the community going. {reached:person was|people were} first answered, welcomed or introduced here by you.",
    ),
    (
        "four_activities.does_not_say",
        "How much of each there should be: the four are not present in every community, and they are never added up.",
    ),
    (
        "four_activities.nothing",
        "Nothing was done here in the last {days} days.",
    ),
    (
        "four_activities.says",
        "In the last {days} days {social:person was|people were} together with others, {sharing:person|people} passed on what they know, {creation:person|people} worked out something new, and {identity:person|people} showed that they belong.",
    ),
    (
        "gone_quiet.as_usual",
        "You were last here {days:day|days} ago, as is usual for you.",
    ),
    (
        "gone_quiet.away",
        "You are away, and nobody is to miss you.",
    ),
    (
        "gone_quiet.does_not_say",
        "Why. People are ill, busy or content to read. It is a reason to ask how somebody is, and is reported to nobody above them.",
    ),
    (
        "gone_quiet.lapsed",
        "You were last here {days:day|days} ago. You are welcome back at any time, and nobody will ask again.",
    ),
    ("gone_quiet.no_member", "This is for members."),
    (
        "gone_quiet.no_steward",
        "This is for those who keep the community going.",
    ),
    (
        "gone_quiet.nobody",
        "Nobody has gone quiet of those who allow you to ask.",
    ),
    (
        "gone_quiet.nothing",
        "You have not done anything here yet, which is fine.",
    ),
    (
        "gone_quiet.own",
        "We missed you: you were last here {days:day|days} ago. Is there anything to change?",
    ),
    (
        "gone_quiet.says",
        "{members:member has|members have} gone quiet and would not mind being asked how they are.",
    ),
    (
        "gone_quiet.says_enough",
        "You have asked after enough people this week. {waiting:member|members} can wait until next week.",
    ),
    (
        "gone_quiet.says_waiting",
        "{members:member has|members have} gone quiet and would not mind being asked how they are. {waiting} more can wait until next week.",
    ),
    ("gone_quiet.switched_off", "You asked not to be reminded."),
    (
        "gone_quiet.today",
        "You were here today, as is usual for you.",
    ),
    (
        "gone_quiet.too_early",
        "You were here on too few days to say what is usual for you.",
    ),
    ("group.band", "band"),
    ("group.organisation", "organisation"),
    ("group.profession", "profession"),
    ("group.sector", "sector"),
    ("groups.band", "bands"),
    ("groups.organisation", "organisations"),
    ("groups.profession", "professions"),
    ("groups.sector", "sectors"),
    (
        "identity.does_not_say",
        "Who does not endorse it, or why. Silence is not disloyalty.",
    ),
    ("identity.nothing", "Nobody is a member yet."),
    (
        "identity.says",
        "{endorsed} of {members:member|members} endorsed what the community is for, as it is put now.",
    ),
    (
        "memory.does_not_say",
        "How much the community knows: the size of a library is not knowledge.",
    ),
    ("memory.nothing", "Nothing is kept here yet."),
    (
        "memory.says",
        "{used} of {old:artefact that is|artefacts that are} half a year old or more soon found a use by somebody who did not write them. The next review of {current} of {kept:artefact|artefacts} lies ahead. {remembered} of {problems:new problem|new problems} led back to something older.",
    ),
    (
        "mix.does_not_say",
        "Whether people from different groups talk to each other, or should.",
    ),
    ("mix.no_group", "Of nobody here is it known: {group}."),
    (
        "mix.says",
        "As varied as {effective} equally large {groups}. Two members picked at random differ {percent} times in 100.",
    ),
    (
        "mix.says_of_one",
        "As varied as {effective} equally large {groups}.",
    ),
    (
        "my_bridges.carries",
        "You often carry things from {from} into {into}.",
    ),
    (
        "my_bridges.does_not_say",
        "How important anybody is. Only you see this. It counts replies in this community and knows nothing of corridors.",
    ),
    (
        "my_bridges.none",
        "Nothing went from one to another through you alone in the last {days} days, as far as is known.",
    ),
    (
        "my_bridges.says",
        "You join people who do not talk to each other directly, {n:time|times} in all.",
    ),
    (
        "my_bridges.unknown",
        "It takes your organisation, profession, sector or band to say between whom you stand, and none of them is known.",
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
    ("nothing", ""),
    ("nothing_logged", "Nothing is logged yet."),
    (
        "participation.all_new",
        "{new:member|members}, new here: it is too early to say how people take part.",
    ),
    (
        "participation.does_not_say",
        "Who: levels are counts, not labels. People at the edge learn too, and carry it to where this log does not reach.",
    ),
    (
        "participation.new",
        " {new:new member is|new members are} not counted yet.",
    ),
    (
        "participation.nothing",
        "Nobody has done anything here yet.",
    ),
    (
        "participation.says",
        "{contributing} of {members:member|members} contributed in the last {months} months, {several} of them in more than one.{new}",
    ),
    (
        "single_links.does_not_say",
        "That somebody holds too much. It shows where company would help if one person left.",
    ),
    (
        "single_links.none",
        "No two groups exchanged anything {exchanges} times or more.",
    ),
    (
        "single_links.own",
        "The link between {one} and {other} runs through you. Would you like company?",
    ),
    (
        "single_links.says",
        "{single:link rests|links rest} on one person, of {links} between groups.",
    ),
    ("stage.coalescing", "coalescing"),
    (
        "stage.declared",
        "The community says that its stage is: {stage}.",
    ),
    (
        "stage.does_not_say",
        "Which stage it is: that is for the community to say. Ending well is a stage too.",
    ),
    ("stage.maturing", "maturing"),
    ("stage.nothing", "Nothing is known of this community yet."),
    ("stage.potential", "potential"),
    (
        "stage.says",
        "{declared} Signs that can be seen: of beginning (potential) {potential} of {of_potential}, of coming together (coalescing) {coalescing} of {of_coalescing}, of growing up (maturing) {maturing} of {of_maturing}, of keeping at it (stewardship) {stewardship} of {of_stewardship}, of changing or ending (transformation) {transformation} of {of_transformation}.",
    ),
    ("stage.stewardship", "stewardship"),
    ("stage.transformation", "transformation"),
    (
        "stage.undeclared",
        "The community has not said at which stage it is.",
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
        "thinking_together.says_never",
        "A list of people so far: no problem was ever worked through here, as far as this log sees.",
    ),
    (
        "thinking_together.says_nothing",
        "No problem was worked through in the last {months} months, as far as this log sees.",
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
    ("three_elements.not_seen", "not seen"),
    ("three_elements.nothing", "Nothing has happened here yet."),
    ("three_elements.present", "present"),
    (
        "three_elements.says",
        "Domain, what it is about: {domain}. Community, people who exchange something: {community}. Practice, what is put to use: {practice}.",
    ),
    ("three_elements.thin", "thin"),
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
        "value.nothing",
        "Nobody reported in the last {days} days what came of anything.",
    ),
    (
        "value.says",
        "In the last {days} days {applied:person|people} put something from here to use, and {realised:person|people} told what changed by it. {helped:report says|reports say} that it helped, {no_difference} that it made no difference, {worse} that it made things worse. Somebody else confirmed {confirmed} of them.",
    ),
    (
        "who_is_heard.does_not_say",
        "Who should speak more. People may be heard elsewhere, and listening is taking part.",
    ),
    (
        "who_is_heard.elsewhere",
        "Organisations cannot be compared here; other boundaries may say more.",
    ),
    (
        "who_is_heard.nothing",
        "There is no member, or nobody contributed in the last {days} days.",
    ),
    ("who_is_heard.one_band", "Everyone is in one band."),
    (
        "who_is_heard.one_organisation",
        "Everyone is from one organisation.",
    ),
    (
        "who_is_heard.one_profession",
        "Everyone has one profession.",
    ),
    ("who_is_heard.one_sector", "Everyone is from one sector."),
    (
        "who_is_heard.says",
        "In the last {days} days nothing was heard from {silent} of {groups:organisation|organisations} that have members here.",
    ),
    (
        "who_is_heard.says_roughly",
        "What was contributed is told beside who is a member for {named} of the {groups}; all others stand together.",
    ),
    (
        "who_is_heard.sought",
        "Of {sought:kind|kinds} of people whom the community seeks, {heard} contributed in the last {days} days.",
    ),
    (
        "who_is_heard.sought_roughly",
        "Of {sought:kind|kinds} of people whom the community seeks, {told} can be told without telling of single people.",
    ),
];

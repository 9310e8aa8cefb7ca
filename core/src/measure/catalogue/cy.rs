//! Welsh.

/// Sentences by key, sorted. A gap is `{name}`, or `{name:person|people}` for a number with what it counts.
pub(super) const SENTENCES: &[(&str, &str)] = &[
    (
        "across_boundaries.chance",
        "Pe bai pobl yn siarad â phwy bynnag yma, byddai tua {percent} o bob 100.",
    ),
    (
        "across_boundaries.does_not_say",
        "A oedd y cyfnewid o ddefnydd. Mae’r gyfran yn gostwng pan fydd grŵp mawr yn ymuno, er nad oes dim wedi gwaethygu: dyna pam mae hap wrth ei hymyl.",
    ),
    (
        "across_boundaries.no_chance",
        "Dydyn ni ddim yn gwybod beth fyddai’n digwydd ar hap.",
    ),
    (
        "across_boundaries.says",
        "O blith {ties:pâr|o barau} o bobl sy’n cyfnewid rhywbeth, mae {across} ar draws {groups} gwahanol. {chance}",
    ),
    (
        "across_boundaries.says_roughly",
        "Mae tua {percent} o bob 100 o barau o bobl sy’n cyfnewid rhywbeth ar draws {groups} gwahanol. {chance}",
    ),
    (
        "both_ways.does_not_say",
        "A fyddai llif cyfartal yn well. Mae llif yn dangos pwy sy’n siarad â phwy, nid pwy sy’n dysgu gan bwy.",
    ),
    (
        "both_ways.says",
        "O blith {exchanges:cyfnewid|o gyfnewidiadau} rhwng {groups} gwahanol, mae gan {matched} un cyfatebol i’r cyfeiriad arall.",
    ),
    (
        "both_ways.says_roughly",
        "O blith 100 o gyfnewidiadau rhwng {groups} gwahanol, mae gan tua {matched} un cyfatebol i’r cyfeiriad arall.",
    ),
    (
        "boundaries.low_coverage",
        "Mae’r {group} yn hysbys mewn {known} o {total} o achosion yn unig, sy’n rhy ychydig i ddweud dim.",
    ),
    (
        "boundaries.one_group",
        "Yr un {group} sydd gan bawb, hyd y gwyddon ni.",
    ),
    (
        "boundaries.suppressed",
        "Heb ei ddangos, fel nad oes modd adnabod neb drwyddo.",
    ),
    (
        "boundaries.too_few",
        "Doedd dim cyfnewid rhwng {groups} gwahanol yn y {days} diwrnod diwethaf, hyd y gwyddon ni.",
    ),
    (
        "communities_for_you.beside_nearest",
        "Does ganddi ddim gair yn gyffredin â chi. Mae’n agos at y gyntaf o’r rhain: mae {first} yn bwysig i’r ddwy.",
    ),
    (
        "communities_for_you.beside_own",
        "Does ganddi ddim gair yn gyffredin â chi. Mae’n agos at gymuned rydych chi ynddi: mae {first} yn bwysig i’r ddwy.",
    ),
    (
        "communities_for_you.does_not_say",
        "A fydd cymuned yn eich siwtio chi. Mae’n cymharu geiriau a ddewisoch chi â geiriau a ddewisodd cymunedau, a dim byd rydych chi wedi’i ddarllen na’i wneud.",
    ),
    (
        "communities_for_you.no_words",
        "Dywedwch beth yw eich proffesiwn, neu beth sy’n bwysig i chi, a bydd modd dod o hyd i gymunedau i chi.",
    ),
    (
        "communities_for_you.nothing",
        "Does dim cymuned y gallwch ei gweld yn defnyddio eich geiriau chi.",
    ),
    (
        "communities_for_you.one_word",
        "Mae {first} yn bwysig i chi ac i’r gymuned hon.",
    ),
    (
        "communities_for_you.says",
        "Mae {communities:gymuned|o gymunedau} yn defnyddio eich geiriau chi.",
    ),
    (
        "communities_for_you.two_words",
        "Mae’r rhain yn bwysig i chi ac i’r gymuned hon: {first}, {second}.",
    ),
    (
        "communities_for_you.would_bring",
        "{words} Mae’n chwilio am bobl fel chi, a does ganddi neb eto.",
    ),
    (
        "concentration.does_not_say",
        "Ai da neu ddrwg yw hyn: yn y rhan fwyaf o gymunedau, ychydig o bobl sy’n rhoi’r rhan fwyaf. Mae’n gofyn beth fyddai’n digwydd pe bai’r ychydig hyn yn gadael.",
    ),
    (
        "concentration.nothing",
        "Does neb wedi cyfrannu dim yn y {days} diwrnod diwethaf.",
    ),
    (
        "concentration.says",
        "Daeth hanner y cyfraniadau gan {factor} o blith {people:person|o bobl}.",
    ),
    (
        "concerns.answers",
        "atebwyd {answered} (newidiwyd rhywbeth: {changed}, esboniwyd: {explained}, gwelwyd yn wahanol: {disagreed})",
    ),
    (
        "concerns.does_not_say",
        "Bod pryderon yn golygu trafferth. Mae pobl sy’n amau yn rhan arferol o gymuned; does neb yn cael eu cyfrif yn ôl eu pryderon.",
    ),
    (
        "concerns.earlier",
        " Ar agor o hyd ers cyn hynny: {earlier}.",
    ),
    ("concerns.no_answer", "dim un wedi’i ateb eto"),
    ("concerns.none_earlier", ""),
    ("concerns.none_open", "dim un ar agor"),
    (
        "concerns.open",
        "{open} ar agor (yr hynaf ers {days:diwrnod|o ddiwrnodau})",
    ),
    (
        "concerns.says",
        "{raised:pryder|o bryderon}; {answers}; {open}.{earlier}",
    ),
    (
        "concerns.says_none",
        "Does neb wedi codi pryder yn y {days} diwrnod diwethaf.{earlier}",
    ),
    ("could_meet.band", "maen nhw’n gweithio ar lefelau gwahanol"),
    (
        "could_meet.does_not_say",
        "Y dylai dau berson siarad. Mae’n gweld beth ysgrifennodd y ddau amdano, nid beth maen nhw’n ei wybod.",
    ),
    (
        "could_meet.no_facilitator",
        "Mae hyn i’r rhai sy’n dod â phobl at ei gilydd.",
    ),
    (
        "could_meet.nobody",
        "Does dim modd dod o hyd i neb ar hyn o bryd.",
    ),
    (
        "could_meet.not_allowed",
        "Dydych chi ddim wedi dweud ei bod yn iawn eich cyflwyno i eraill.",
    ),
    (
        "could_meet.organisation",
        "maen nhw’n gweithio i sefydliadau gwahanol",
    ),
    (
        "could_meet.own",
        "Cymerodd {pairs:person|o bobl} ran yn yr un pethau â chi, a dydych chi ddim wedi siarad yn ddiweddar.",
    ),
    (
        "could_meet.profession",
        "mae ganddyn nhw broffesiynau gwahanol",
    ),
    (
        "could_meet.reason",
        "Cymerodd y ddau ran mewn {topics:peth|o bethau}, ac {difference}.",
    ),
    (
        "could_meet.says",
        "Mae {pairs:pâr|o barau} o bobl wedi cymryd rhan yn yr un pethau, ond heb siarad yn ddiweddar.",
    ),
    (
        "could_meet.sector",
        "maen nhw’n gweithio mewn sectorau gwahanol",
    ),
    (
        "disclosure.no_month",
        "Heb ei ddangos cyn i’r mis cyntaf ddod i ben.",
    ),
    (
        "disclosure.small",
        "Heb ei ddangos, am fod y gymuned mor fach y byddai’n dweud rhywbeth am bobl unigol.",
    ),
    (
        "event_card.does_not_say",
        "Beth gafodd ei ddysgu, na phwy arhosodd draw. Dydy pobl a ddywedodd y bydden nhw’n dod, ond na ddaethon nhw, byth yn cael eu rhestru.",
    ),
    (
        "event_card.nothing",
        "Does dim cyfarfod wedi’i gofnodi yn y {days} diwrnod diwethaf.",
    ),
    (
        "event_card.says",
        "Bu {meetings:cyfarfod|o gyfarfodydd} yn y {days} diwrnod diwethaf: {working} i weithio gyda’i gilydd, {broadcast} i wrando. Cofnodwyd bod {people:person|o bobl} yno.",
    ),
    (
        "facilitation.does_not_say",
        "Faint o waith oedd hyn. Dydy llawer o hwyluso ddim yn gadael ôl yma, a pho orau yw’r gwaith, lleiaf y mae i’w weld.",
    ),
    (
        "facilitation.nothing",
        "Does dim wedi digwydd yn y {days} diwrnod diwethaf, a does neb wedi gwneud dim i gadw’r gymuned i fynd.",
    ),
    (
        "facilitation.says",
        "{acts:weithred hwyluso|o weithredoedd hwyluso} yn y {days} diwrnod diwethaf gan {people:person|o bobl}; amser sy’n cael ei gydnabod: {minutes:munud|o funudau} yr wythnos. Gofalodd rhywun am {covered_events} o blith {events:cyfarfod|o gyfarfodydd} ac am {covered_problems} o blith {problems:broblem|o broblemau}.",
    ),
    (
        "facilitation.statement",
        "{acts:weithred|o weithredoedd} i gadw’r gymuned i fynd. Chi oedd y cyntaf i ateb, croesawu neu gyflwyno {reached:person|o bobl} yma.",
    ),
    (
        "four_activities.does_not_say",
        "Faint o bob un ddylai fod: dydy’r pedwar ddim i’w gweld ym mhob cymuned, a dydyn nhw byth yn cael eu hadio at ei gilydd.",
    ),
    (
        "four_activities.nothing",
        "Does neb wedi gwneud dim yma yn y {days} diwrnod diwethaf.",
    ),
    (
        "four_activities.says",
        "Yn y {days} diwrnod diwethaf bu {social:person|o bobl} yng nghwmni eraill, rhannodd {sharing:person|o bobl} yr hyn maen nhw’n ei wybod, creodd {creation:person|o bobl} rywbeth newydd, a dangosodd {identity:person|o bobl} eu bod nhw’n perthyn.",
    ),
    (
        "gone_quiet.as_usual",
        "Roeddech chi yma ddiwethaf {days:diwrnod|o ddiwrnodau} yn ôl, fel sy’n arferol i chi.",
    ),
    (
        "gone_quiet.away",
        "Rydych chi i ffwrdd, a fydd neb yn holi amdanoch chi.",
    ),
    (
        "gone_quiet.does_not_say",
        "Pam. Mae pobl yn sâl, yn brysur neu’n hapus i ddarllen. Mae’n rheswm i ofyn sut mae rhywun, a dydy hyn ddim yn cael ei adrodd i neb uwch eu pennau.",
    ),
    (
        "gone_quiet.lapsed",
        "Roeddech chi yma ddiwethaf {days:diwrnod|o ddiwrnodau} yn ôl. Mae croeso i chi ddod yn ôl unrhyw bryd, a fydd neb yn gofyn eto.",
    ),
    ("gone_quiet.no_member", "Mae hyn i aelodau."),
    (
        "gone_quiet.no_steward",
        "Mae hyn i’r rhai sy’n cadw’r gymuned i fynd.",
    ),
    (
        "gone_quiet.nobody",
        "Does neb o’r rhai sy’n fodlon i chi ofyn wedi mynd yn dawel.",
    ),
    (
        "gone_quiet.nothing",
        "Dydych chi ddim wedi gwneud dim yma eto, ac mae hynny’n iawn.",
    ),
    (
        "gone_quiet.own",
        "Rydyn ni wedi gweld eich eisiau: roeddech chi yma ddiwethaf {days:diwrnod|o ddiwrnodau} yn ôl. Oes rhywbeth i’w newid?",
    ),
    (
        "gone_quiet.says",
        "Mae {members:aelod|o aelodau} wedi mynd yn dawel, ac yn fodlon i rywun ofyn sut maen nhw.",
    ),
    (
        "gone_quiet.says_enough",
        "Rydych chi wedi holi digon o bobl yr wythnos hon. Gall {waiting:aelod|o aelodau} aros tan yr wythnos nesaf.",
    ),
    (
        "gone_quiet.says_waiting",
        "Mae {members:aelod|o aelodau} wedi mynd yn dawel, ac yn fodlon i rywun ofyn sut maen nhw. Gall {waiting} arall aros tan yr wythnos nesaf.",
    ),
    (
        "gone_quiet.switched_off",
        "Rydych chi wedi gofyn am beidio â chael eich atgoffa.",
    ),
    (
        "gone_quiet.today",
        "Roeddech chi yma heddiw, fel sy’n arferol i chi.",
    ),
    (
        "gone_quiet.too_early",
        "Dydych chi ddim wedi bod yma ar ddigon o ddiwrnodau i ddweud beth sy’n arferol i chi.",
    ),
    ("group.band", "band"),
    ("group.organisation", "sefydliad"),
    ("group.profession", "proffesiwn"),
    ("group.sector", "sector"),
    ("groups.band", "bandiau"),
    ("groups.organisation", "sefydliadau"),
    ("groups.profession", "proffesiynau"),
    ("groups.sector", "sectorau"),
    (
        "identity.does_not_say",
        "Pwy sydd ddim yn rhannu’r pwrpas, na pham. Nid diffyg teyrngarwch yw tawelwch.",
    ),
    ("identity.nothing", "Does neb yn aelod eto."),
    (
        "identity.says",
        "O blith {members:aelod|o aelodau}, mae {endorsed} wedi dweud eu bod nhw’n rhannu pwrpas y gymuned, fel y mae wedi’i eirio nawr.",
    ),
    (
        "memory.does_not_say",
        "Faint mae’r gymuned yn ei wybod: nid gwybodaeth yw maint llyfrgell.",
    ),
    ("memory.nothing", "Does dim yn cael ei gadw yma eto."),
    (
        "memory.says",
        "O blith {old:canllaw neu offeryn sydd|o ganllawiau neu offer sydd} yn hanner blwydd oed neu’n hŷn, cafodd {used} eu defnyddio’n fuan gan rywun heblaw’r awdur. O blith {kept:canllaw neu offeryn|o ganllawiau neu offer}, mae’r gwiriad nesaf eto i ddod i {current}. O blith {problems:broblem newydd|o broblemau newydd}, arweiniodd {remembered} yn ôl at rywbeth hŷn.",
    ),
    (
        "mix.does_not_say",
        "A yw pobl o grwpiau gwahanol yn siarad â’i gilydd, nac a ddylen nhw.",
    ),
    (
        "mix.no_group",
        "Dydy hyn ddim yn hysbys am neb yma: {group}.",
    ),
    (
        "mix.says",
        "Amrywiaeth y {groups}: yr un fath â {effective} o rai cyfartal eu maint. Mae dau aelod wedi’u dewis ar hap yn wahanol mewn {percent} o bob 100 achos.",
    ),
    (
        "mix.says_of_one",
        "Amrywiaeth y {groups}: yr un fath â {effective} o rai cyfartal eu maint.",
    ),
    (
        "my_bridges.carries",
        "Rydych chi’n aml yn cario pethau o “{from}” i “{into}”.",
    ),
    (
        "my_bridges.does_not_say",
        "Pa mor bwysig yw neb. Dim ond chi sy’n gweld hyn. Mae’n cyfrif atebion yn y gymuned hon, ac yn gwybod dim am sgyrsiau yn y coridor.",
    ),
    (
        "my_bridges.none",
        "Does dim wedi mynd o’r naill i’r llall drwoch chi’n unig yn y {days} diwrnod diwethaf, hyd y gwyddon ni.",
    ),
    (
        "my_bridges.says",
        "Rydych chi’n cysylltu pobl sydd ddim yn siarad â’i gilydd yn uniongyrchol, {n:tro|o weithiau} i gyd.",
    ),
    (
        "my_bridges.unknown",
        "Mae angen gwybod eich sefydliad, eich proffesiwn, eich sector neu eich band i ddweud rhwng pwy rydych chi’n sefyll, a does dim un ohonyn nhw’n hysbys.",
    ),
    (
        "network_or_community.does_not_say",
        "Bod un yn well. Mae rhwydweithiau a chymunedau’n gwneud gwaith gwahanol; dydy’r naill ddim yn well na’r llall.",
    ),
    (
        "network_or_community.imported",
        " Daeth popeth a gafodd ei rannu drwy fewnforio, fel y mae rhestrau postio’n ei wneud.",
    ),
    ("network_or_community.not_imported", ""),
    (
        "network_or_community.nothing",
        "Does neb wedi rhannu dim na gweithio ar ddim yn y {days} diwrnod diwethaf.",
    ),
    (
        "network_or_community.says_both",
        "Gwneud rhywfaint o’r ddau, rhannu a gweithio ar bethau: o blith {acts} o weithredoedd, gweithiodd {practice} ar rywbeth, a meddyliwyd drwy {episodes:broblem|o broblemau} gyda’i gilydd.{imported} Mae rhwydweithiau a chymunedau’n gwneud gwaith gwahanol; dydy’r naill ddim yn well na’r llall.",
    ),
    (
        "network_or_community.says_community",
        "Gweithio fel cymuned ymarfer: o blith {acts} o weithredoedd, gweithiodd {practice} ar rywbeth, a meddyliwyd drwy {episodes:broblem|o broblemau} gyda’i gilydd.{imported} Mae rhwydweithiau a chymunedau’n gwneud gwaith gwahanol; dydy’r naill ddim yn well na’r llall.",
    ),
    (
        "network_or_community.says_network",
        "Gweithio fel rhwydwaith, gan rannu pethau’n bennaf: o blith {acts} o weithredoedd, gweithiodd {practice} ar rywbeth, a meddyliwyd drwy {episodes:broblem|o broblemau} gyda’i gilydd.{imported} Mae rhwydweithiau a chymunedau’n gwneud gwaith gwahanol; dydy’r naill ddim yn well na’r llall.",
    ),
    (
        "network_or_community.too_little",
        "Does dim digon wedi’i gofnodi i ddweud: {acts:weithred|o weithredoedd} o rannu neu weithio ar bethau yn y {days} diwrnod diwethaf, ac mae angen {need}.",
    ),
    ("nothing", ""),
    ("nothing_logged", "Does dim wedi’i gofnodi eto."),
    (
        "participation.all_new",
        "{new:aelod|o aelodau}, yn newydd yma: mae’n rhy gynnar i ddweud sut mae pobl yn cymryd rhan.",
    ),
    (
        "participation.does_not_say",
        "Pwy: cyfrif yw’r lefelau, nid labeli. Mae pobl ar yr ymyl yn dysgu hefyd, ac yn cario hynny i fannau y tu hwnt i’r cofnod hwn.",
    ),
    (
        "participation.new",
        " Dydy {new:aelod newydd|o aelodau newydd} ddim yn y cyfrif eto.",
    ),
    ("participation.nothing", "Does neb wedi gwneud dim yma eto."),
    (
        "participation.says",
        "Cyfrannodd {contributing} o blith {members:aelod|o aelodau} yn y {months} mis diwethaf, {several} ohonyn nhw mewn mwy nag un.{new}",
    ),
    (
        "single_links.does_not_say",
        "Bod rhywun yn dal gormod. Mae’n dangos lle byddai cwmni’n helpu pe bai un person yn gadael.",
    ),
    (
        "single_links.none",
        "Doedd dim dau grŵp wedi cyfnewid rhywbeth {exchanges} o weithiau neu fwy.",
    ),
    (
        "single_links.own",
        "Mae’r cysylltiad rhwng y ddau hyn yn mynd drwoch chi: {one}, {other}. Hoffech chi gwmni?",
    ),
    (
        "single_links.says",
        "O blith {links} o gysylltiadau rhwng grwpiau, mae {single:cysylltiad|o gysylltiadau} yn dibynnu ar un person.",
    ),
    ("stage.coalescing", "dod ynghyd"),
    (
        "stage.declared",
        "Mae’r gymuned yn dweud mai dyma ei cham: {stage}.",
    ),
    (
        "stage.does_not_say",
        "Pa gam ydyw: y gymuned sydd i ddweud hynny. Mae dod i ben yn dda yn gam hefyd.",
    ),
    ("stage.maturing", "aeddfedu"),
    ("stage.nothing", "Does dim yn hysbys am y gymuned hon eto."),
    ("stage.potential", "potensial"),
    (
        "stage.says",
        "{declared} Arwyddion sydd i’w gweld: dechrau (potensial), {potential} o {of_potential}; cwrdd (dod ynghyd), {coalescing} o {of_coalescing}; tyfu (aeddfedu), {maturing} o {of_maturing}; dal ati (stiwardiaeth), {stewardship} o {of_stewardship}; newid neu ddod i ben (trawsnewid), {transformation} o {of_transformation}.",
    ),
    ("stage.stewardship", "stiwardiaeth"),
    ("stage.transformation", "trawsnewid"),
    (
        "stage.undeclared",
        "Dydy’r gymuned ddim wedi dweud ym mha gam y mae hi.",
    ),
    ("thinking_together.all_seen", ""),
    (
        "thinking_together.does_not_say",
        "Beth gafodd ei ddysgu, na beth gafodd ei drafod mewn ystafelloedd sydd byth i’w gweld yn y cofnod hwn. Mae’n gweld ffurf y sgwrs; dim ond pobl all ddweud ei bod wedi newid rhywbeth.",
    ),
    (
        "thinking_together.last",
        "yr un ddiwethaf {days:diwrnod|o ddiwrnodau} yn ôl",
    ),
    ("thinking_together.last_today", "yr un ddiwethaf heddiw"),
    (
        "thinking_together.says",
        "Yn y {months} mis diwethaf, meddyliodd {people:person|o bobl} o {organisations:sefydliad|sefydliad} drwy {problems:broblem|o broblemau} gyda’i gilydd; {last}.{said}",
    ),
    (
        "thinking_together.says_by_people",
        "Yn y {months} mis diwethaf, meddyliodd {people:person|o bobl} drwy {problems:broblem|o broblemau} gyda’i gilydd; {last}.{said}",
    ),
    (
        "thinking_together.says_never",
        "Rhestr o bobl hyd yma: does neb erioed wedi gweithio drwy broblem yma, yn ôl y cofnod hwn.",
    ),
    (
        "thinking_together.says_nothing",
        "Does neb wedi gweithio drwy broblem yn y {months} mis diwethaf, yn ôl y cofnod hwn.",
    ),
    (
        "thinking_together.says_worked_on",
        "Does neb wedi gweithio drwy broblem yma yn y {months} mis diwethaf; gweithiodd {sessions:cyfarfod|o gyfarfodydd} ar un, ond does dim digon o’r rhai oedd yno wedi dweud bod hynny wedi newid rhywbeth.",
    ),
    (
        "thinking_together.says_worked_through",
        "Gweithiwyd drwy {problems:broblem|o broblemau} yn y {months} mis diwethaf; does neb wedi dweud eto bod hynny wedi newid rhywbeth.",
    ),
    (
        "thinking_together.some_said",
        " Yn achos {said} ohonyn nhw, daw hynny o’r hyn ddywedodd pobl am gyfarfod.",
    ),
    (
        "three_elements.does_not_say",
        "Nad yw rhywbeth yno am nad yw i’w weld: gall ymarfer ddigwydd yn y coridor. Nid sgôr yw hyn.",
    ),
    ("three_elements.not_seen", "heb ei weld"),
    ("three_elements.nothing", "Does dim wedi digwydd yma eto."),
    ("three_elements.present", "i’w weld"),
    (
        "three_elements.says",
        "Maes, sef am beth mae’r gymuned: {domain}. Cymuned, sef pobl sy’n cyfnewid rhywbeth: {community}. Ymarfer, sef beth sy’n cael ei roi ar waith: {practice}.",
    ),
    ("three_elements.thin", "ychydig i’w weld"),
    (
        "unanswered.does_not_say",
        "Pa mor dda oedd yr atebion, na bod tawelwch yn fwriadol. Does dim angen ateb ar rai negeseuon.",
    ),
    (
        "unanswered.newcomers",
        " Trodd rhywun at {turned_to} o blith {newcomers:newydd-ddyfodiad|o newydd-ddyfodiaid} o fewn {days} diwrnod i’w cyfraniad cyntaf.",
    ),
    ("unanswered.no_newcomers", ""),
    (
        "unanswered.nothing",
        "Does neb wedi gofyn dim yn y {window} diwrnod diwethaf.",
    ),
    (
        "unanswered.says",
        "O blith {posts:broblem neu bryder|o broblemau a phryderon}, cafodd {answered} ateb o fewn {days} diwrnod; mae {waiting} yn dal i aros am un cyntaf.{newcomers}",
    ),
    (
        "unanswered.says_too_early",
        "Does dim problem na phryder o’r hanner blwyddyn hwn yn {days} diwrnod oed eto; mae {waiting} yn aros am ateb cyntaf.{newcomers}",
    ),
    (
        "value.does_not_say",
        "Bod un peth wedi achosi peth arall: dyma beth mae pobl yn ei ddweud. Dydy’r grisiau ddim yn cael eu hadio at ei gilydd, a dydy pob stori ddim yn dringo.",
    ),
    (
        "value.nothing",
        "Does neb wedi adrodd yn y {days} diwrnod diwethaf beth ddaeth o unrhyw beth.",
    ),
    (
        "value.says",
        "Yn y {days} diwrnod diwethaf rhoddodd {applied:person|o bobl} rywbeth o’r fan hon ar waith, a dywedodd {realised:person|o bobl} beth newidiodd wedyn. Dywedodd {helped:adroddiad|adroddiad} fod hyn wedi helpu, {no_difference} na wnaeth wahaniaeth, {worse} ei fod wedi gwneud pethau’n waeth. Cadarnhaodd rhywun arall {confirmed} ohonyn nhw.",
    ),
    (
        "who_is_heard.does_not_say",
        "Pwy ddylai siarad mwy. Efallai fod pobl yn cael eu clywed yn rhywle arall, ac mae gwrando’n ffordd o gymryd rhan.",
    ),
    (
        "who_is_heard.elsewhere",
        "Does dim modd cymharu sefydliadau yma; efallai fod ffiniau eraill yn dweud mwy.",
    ),
    (
        "who_is_heard.nothing",
        "Does dim aelod, neu does neb wedi cyfrannu yn y {days} diwrnod diwethaf.",
    ),
    ("who_is_heard.one_band", "Mae pawb mewn un band."),
    ("who_is_heard.one_organisation", "Mae pawb o un sefydliad."),
    (
        "who_is_heard.one_profession",
        "Un proffesiwn sydd gan bawb.",
    ),
    ("who_is_heard.one_sector", "Mae pawb o un sector."),
    (
        "who_is_heard.says",
        "O blith {groups:sefydliad|sefydliad} sydd ag aelodau yma, does dim wedi’i glywed gan {silent} yn y {days} diwrnod diwethaf.",
    ),
    (
        "who_is_heard.says_roughly",
        "Mae cyfraniadau i’w gweld wrth ymyl nifer yr aelodau ar gyfer {named} o’r {groups}; mae’r lleill i gyd gyda’i gilydd.",
    ),
    (
        "who_is_heard.sought",
        "O blith {sought:math|o fathau} o bobl y mae’r gymuned yn chwilio amdanyn nhw, cyfrannodd {heard} yn y {days} diwrnod diwethaf.",
    ),
    (
        "who_is_heard.sought_roughly",
        "O blith {sought:math|o fathau} o bobl y mae’r gymuned yn chwilio amdanyn nhw, mae modd dweud am {told} heb ddweud am bobl unigol.",
    ),
];

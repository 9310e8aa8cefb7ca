//! Who there is: the cast, the names, the organisations and the professions of everybody else.

/// Somebody with a part in what is shown.
#[derive(Debug)]
pub struct CastText {
    /// How texts refer to them.
    pub key: &'static str,
    /// What they are called.
    pub name: &'static str,
    /// Where they work; empty where they declared that there is none.
    pub organisation: &'static str,
    /// What they are; empty where they declared that there is none.
    pub profession: &'static str,
    /// How high up; empty where nobody asked.
    pub band: &'static str,
    /// How the demonstration introduces them, where it lets you be them.
    pub introduced: Option<&'static str>,
}

const fn cast(
    key: &'static str,
    name: &'static str,
    organisation: &'static str,
    profession: &'static str,
    band: &'static str,
    introduced: Option<&'static str>,
) -> CastText {
    CastText {
        key,
        name,
        organisation,
        profession,
        band,
        introduced,
    }
}

/// The people whom pages and threads name; they come first in the organisation.
pub const CAST: [CastText; 9] = [
    cast(
        "ama",
        "Ama Boateng",
        "Northmoor General",
        "Ward sister",
        "Team lead",
        Some("ward sister, steward of Falls prevention"),
    ),
    cast(
        "nadia",
        "Nadia Rahman",
        "Northmoor General",
        "Manager",
        "Service lead",
        Some("facilitator of Discharge that holds"),
    ),
    cast(
        "joan",
        "Joan Whitlock",
        "",
        "",
        "",
        Some("carer, holds Falls prevention with Ama"),
    ),
    cast(
        "dilip",
        "Dilip Pradhan",
        "Northmoor General",
        "Doctor",
        "Service lead",
        Some("consultant, member of Falls prevention"),
    ),
    cast(
        "lena",
        "Lena Kowalska",
        "Northmoor General",
        "Healthcare assistant",
        "Practitioner",
        Some("started on Monday, in nothing yet"),
    ),
    cast(
        "gareth",
        "Gareth Pugh",
        "Northmoor Integrated Care Board",
        "Commissioner",
        "Service lead",
        Some("commissioner, has an invitation waiting"),
    ),
    cast(
        "rhys",
        "Rhys Evans",
        "Community Trust",
        "Physiotherapist",
        "Senior practitioner",
        None,
    ),
    cast(
        "thandi",
        "Thandi Nkosi",
        "Northmoor General",
        "Ward sister",
        "Team lead",
        None,
    ),
    cast(
        "elin",
        "Elin Griffiths",
        "Northmoor General",
        "Occupational therapist",
        "Team lead",
        None,
    ),
];

/// A kind of place to work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sector {
    /// Wards, theatres, clinics.
    Hospital,
    /// Teams that visit people at home.
    Community,
    /// Surgeries and pharmacies.
    PrimaryCare,
    /// Ambulance.
    Ambulance,
    /// Those who plan and buy services.
    Commissioning,
    /// Social care.
    Council,
    /// Care homes.
    CareHome,
    /// Teaching and research.
    University,
    /// Charities.
    Charity,
}

impl Sector {
    /// What it is called.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Sector::Hospital => "Hospital",
            Sector::Community => "Community services",
            Sector::PrimaryCare => "Primary care",
            Sector::Ambulance => "Ambulance",
            Sector::Commissioning => "Commissioning",
            Sector::Council => "Social care",
            Sector::CareHome => "Care homes",
            Sector::University => "University",
            Sector::Charity => "Charity",
        }
    }
}

/// Where people work, each with a weight: how many of a thousand people are there.
pub const ORGANISATIONS: [(&str, Sector, u32); 40] = [
    ("Northmoor General", Sector::Hospital, 230),
    ("Harbour Hospital", Sector::Hospital, 90),
    ("St Aidan’s Children’s Hospital", Sector::Hospital, 40),
    ("Moorside Rehabilitation Centre", Sector::Hospital, 30),
    ("Northmoor Eye Infirmary", Sector::Hospital, 12),
    ("Community Trust", Sector::Community, 120),
    ("Northmoor Talking Therapies", Sector::Community, 24),
    ("Alder Valley Midwives", Sector::Community, 18),
    ("Northmoor Health Visiting", Sector::Community, 18),
    ("Alderbridge Surgery", Sector::PrimaryCare, 18),
    ("The Mill Practice", Sector::PrimaryCare, 18),
    ("Thorpe Moor Surgery", Sector::PrimaryCare, 12),
    ("Kielder Road Medical Centre", Sector::PrimaryCare, 14),
    ("Harbour Street Practice", Sector::PrimaryCare, 12),
    ("Beck Lane Surgery", Sector::PrimaryCare, 8),
    ("Fellside Group Practice", Sector::PrimaryCare, 12),
    ("Chapel Pharmacy", Sector::PrimaryCare, 8),
    ("Harbour Pharmacy", Sector::PrimaryCare, 6),
    ("North Counties Ambulance Service", Sector::Ambulance, 46),
    ("Northmoor Integrated Care Board", Sector::Commissioning, 30),
    ("Coast and Fells Commissioning", Sector::Commissioning, 14),
    ("Regional Specialised Services", Sector::Commissioning, 6),
    ("Northmoor Council", Sector::Council, 44),
    ("Fellside District Council", Sector::Council, 14),
    ("Harbour House Care Home", Sector::CareHome, 10),
    ("The Larches", Sector::CareHome, 8),
    ("Beck View Care Home", Sector::CareHome, 8),
    ("St Cuthbert’s Lodge", Sector::CareHome, 6),
    ("University of Northmoor", Sector::University, 44),
    ("Northmoor College of Nursing", Sector::University, 12),
    ("Age Concern Northmoor", Sector::Charity, 14),
    ("Northmoor Carers", Sector::Charity, 12),
    ("Moorland Hospice", Sector::Charity, 18),
    ("Memory Café Network", Sector::Charity, 8),
    ("Northmoor Mind and Body", Sector::Charity, 8),
    ("First Steps Family Centre", Sector::Charity, 8),
    ("Read Together", Sector::Charity, 6),
    ("Northmoor Refugee Welcome", Sector::Charity, 6),
    ("Stroke Support North", Sector::Charity, 6),
    ("Village Drivers", Sector::Charity, 6),
];

/// A profession: how texts refer to it, what it is called, how many of a thousand, and where it works.
#[derive(Debug)]
pub struct ProfessionText {
    /// How texts refer to it.
    pub key: &'static str,
    /// What it is called; empty where people declare none.
    pub label: &'static str,
    /// How many of a thousand people.
    pub weight: u32,
    /// Where it works; empty where people have no organisation.
    pub sectors: &'static [Sector],
}

const fn profession(
    key: &'static str,
    label: &'static str,
    weight: u32,
    sectors: &'static [Sector],
) -> ProfessionText {
    ProfessionText {
        key,
        label,
        weight,
        sectors,
    }
}

use Sector::{
    Ambulance, CareHome, Charity, Commissioning, Community, Council, Hospital, PrimaryCare,
    University,
};

/// The professions.
pub const PROFESSIONS: [ProfessionText; 34] = [
    profession("nurse", "Nurse", 150, &[Hospital]),
    profession("sister", "Ward sister", 26, &[Hospital]),
    profession("hca", "Healthcare assistant", 50, &[Hospital, Community]),
    profession("doctor", "Doctor", 74, &[Hospital]),
    profession("pharmacist", "Pharmacist", 44, &[Hospital, PrimaryCare]),
    profession(
        "technician",
        "Pharmacy technician",
        20,
        &[Hospital, PrimaryCare],
    ),
    profession(
        "physiotherapist",
        "Physiotherapist",
        48,
        &[Hospital, Community],
    ),
    profession("ot", "Occupational therapist", 40, &[Hospital, Community]),
    profession("dietitian", "Dietitian", 14, &[Hospital, Community]),
    profession("psychologist", "Psychologist", 26, &[Hospital, Community]),
    profession("midwife", "Midwife", 34, &[Hospital, Community]),
    profession("porter", "Porter", 14, &[Hospital]),
    profession("chaplain", "Chaplain", 10, &[Hospital, Charity]),
    profession("manager", "Manager", 36, &[Hospital, Community]),
    profession("developer", "Software developer", 22, &[Hospital]),
    profession("product owner", "Product owner", 12, &[Hospital]),
    profession("service desk", "Service desk analyst", 12, &[Hospital]),
    profession(
        "analyst",
        "Analyst",
        20,
        &[Hospital, Commissioning, Community],
    ),
    profession("librarian", "Librarian", 14, &[Hospital, University]),
    profession(
        "involvement lead",
        "Involvement lead",
        12,
        &[Hospital, Commissioning],
    ),
    profession("district nurse", "District nurse", 50, &[Community]),
    profession("health visitor", "Health visitor", 30, &[Community]),
    profession("podiatrist", "Podiatrist", 16, &[Community]),
    profession("gp", "General practitioner", 42, &[PrimaryCare]),
    profession("practice nurse", "Practice nurse", 30, &[PrimaryCare]),
    profession("paramedic", "Paramedic", 44, &[Ambulance]),
    profession("commissioner", "Commissioner", 30, &[Commissioning]),
    profession("social worker", "Social worker", 48, &[Council]),
    profession("care home nurse", "Care home nurse", 24, &[CareHome]),
    profession("researcher", "Researcher", 42, &[University]),
    profession("charity worker", "Charity worker", 44, &[Charity]),
    profession("volunteer", "Volunteer", 16, &[Charity]),
    profession("carer", "", 40, &[]),
    profession("service user", "", 44, &[]),
];

/// How high up, each with a weight.
pub const BANDS: [(&str, u32); 5] = [
    ("Trainee", 10),
    ("Practitioner", 45),
    ("Senior practitioner", 25),
    ("Team lead", 14),
    ("Service lead", 6),
];

/// Names that families gave and carry, in groups that are often found together; each with a weight.
pub const NAMES: [(u32, &[&str], &[&str]); 9] = [
    (
        30,
        &[
            "Alison",
            "Andrew",
            "Beth",
            "Callum",
            "Catherine",
            "Claire",
            "Daniel",
            "David",
            "Ellie",
            "Emma",
            "Fiona",
            "George",
            "Grace",
            "Harry",
            "Helen",
            "Ian",
            "Jack",
            "Jean",
            "Karen",
            "Laura",
            "Lucy",
            "Mark",
            "Martin",
            "Molly",
            "Neil",
            "Oliver",
            "Patricia",
            "Paul",
            "Rachel",
            "Robert",
            "Ruth",
            "Sam",
            "Sarah",
            "Simon",
            "Susan",
            "Tom",
            "Vicky",
            "Will",
        ],
        &[
            "Armstrong",
            "Atkinson",
            "Barker",
            "Bell",
            "Charlton",
            "Clarke",
            "Cooper",
            "Dixon",
            "Dodds",
            "Elliott",
            "Fenwick",
            "Foster",
            "Graham",
            "Hall",
            "Harrison",
            "Hodgson",
            "Hunter",
            "Jackson",
            "Lowther",
            "Milburn",
            "Nixon",
            "Ogden",
            "Potts",
            "Reed",
            "Ridley",
            "Robson",
            "Shaw",
            "Storey",
            "Telford",
            "Thompson",
            "Turnbull",
            "Walker",
            "Watson",
            "Wilkinson",
        ],
    ),
    (
        9,
        &[
            "Angharad", "Bethan", "Carys", "Dafydd", "Eleri", "Emyr", "Gethin", "Gwen", "Huw",
            "Ieuan", "Llinos", "Megan", "Nia", "Owain", "Rhiannon", "Siân", "Tomos",
        ],
        &[
            "Bevan", "Davies", "Edwards", "Griffith", "Howells", "Hughes", "Jenkins", "Lewis",
            "Lloyd", "Morgan", "Parry", "Powell", "Price", "Rees", "Vaughan",
        ],
    ),
    (
        11,
        &[
            "Aoife", "Ailsa", "Brendan", "Catriona", "Ciara", "Conor", "Deirdre", "Duncan",
            "Eilidh", "Fergus", "Hamish", "Iain", "Isla", "Kirsty", "Maeve", "Niamh", "Rory",
            "Sinéad",
        ],
        &[
            "Brennan",
            "Byrne",
            "Campbell",
            "Doyle",
            "Fraser",
            "Gallagher",
            "Kerr",
            "MacKay",
            "MacLeod",
            "McBride",
            "Murphy",
            "Nolan",
            "O’Connor",
            "Quinn",
            "Sinclair",
            "Sutherland",
        ],
    ),
    (
        15,
        &[
            "Aisha", "Amir", "Anjali", "Arjun", "Bilal", "Deepa", "Farah", "Hassan", "Imran",
            "Jaspreet", "Kavita", "Manpreet", "Meera", "Nasreen", "Nikhil", "Omar", "Priya",
            "Rajesh", "Rukhsana", "Sanjay", "Shabana", "Sunita", "Tariq", "Vikram", "Yasmin",
            "Zainab",
        ],
        &[
            "Ahmed", "Akhtar", "Begum", "Bhatt", "Chaudhry", "Das", "Gill", "Hussain", "Iqbal",
            "Joshi", "Kaur", "Khan", "Malik", "Mehta", "Nair", "Patel", "Rao", "Sandhu", "Shah",
            "Sharma", "Siddiqui", "Singh",
        ],
    ),
    (
        11,
        &[
            "Abena", "Adaeze", "Amara", "Chidi", "Chinedu", "Efua", "Emeka", "Esi", "Folake",
            "Ife", "Kofi", "Kwame", "Lindiwe", "Ngozi", "Nomsa", "Obinna", "Sade", "Tendai",
            "Tunde", "Yaw", "Zodwa",
        ],
        &[
            "Adeyemi",
            "Adjei",
            "Agyeman",
            "Asante",
            "Banda",
            "Chikwanha",
            "Dlamini",
            "Eze",
            "Mensah",
            "Moyo",
            "Ndlovu",
            "Nwosu",
            "Obi",
            "Okafor",
            "Okonkwo",
            "Osei",
            "Owusu",
            "Sibanda",
        ],
    ),
    (
        9,
        &[
            "Agnieszka",
            "Andrei",
            "Bogdan",
            "Daria",
            "Elena",
            "Ewa",
            "Ivana",
            "Jakub",
            "Katarzyna",
            "Luca",
            "Magda",
            "Marek",
            "Marta",
            "Mihai",
            "Natalia",
            "Oksana",
            "Pavel",
            "Petra",
            "Tomasz",
            "Zuzana",
        ],
        &[
            "Dumitru",
            "Horvat",
            "Ionescu",
            "Jankowski",
            "Kovács",
            "Kozak",
            "Lis",
            "Mazur",
            "Melnyk",
            "Nowak",
            "Novák",
            "Petrov",
            "Popescu",
            "Rusu",
            "Shevchenko",
            "Wójcik",
            "Zieliński",
        ],
    ),
    (
        7,
        &[
            "Althea", "Andre", "Carlton", "Cherelle", "Delroy", "Denise", "Errol", "Gloria",
            "Jermaine", "Leroy", "Marcia", "Marlon", "Natasha", "Shanice", "Winston", "Yvonne",
        ],
        &[
            "Baptiste",
            "Bailey",
            "Blake",
            "Brathwaite",
            "Campbell-Reid",
            "Francis",
            "Gordon",
            "Grant",
            "Henry",
            "Joseph",
            "Morrison",
            "Palmer",
            "Pierre",
            "Samuels",
            "Wright",
        ],
    ),
    (
        6,
        &[
            "Angel",
            "Carmela",
            "Grace",
            "Hui Min",
            "Jasmine",
            "Jose",
            "Kenji",
            "Li Wei",
            "Linh",
            "Maricel",
            "Mei",
            "Minh",
            "Rommel",
            "Rosalie",
            "Siew Ling",
            "Yuki",
        ],
        &[
            "Bautista",
            "Chan",
            "Cheung",
            "Cruz",
            "de Guzman",
            "Lam",
            "Lim",
            "Nguyen",
            "Ramos",
            "Reyes",
            "Santos",
            "Tan",
            "Tanaka",
            "Tran",
            "Wong",
            "Zhang",
        ],
    ),
    (
        5,
        &[
            "Amina", "Bahar", "Dina", "Fatima", "Hadi", "Idris", "Karim", "Leila", "Mariam",
            "Nour", "Reza", "Sami", "Samira", "Selam", "Yonas", "Yusuf",
        ],
        &[
            "Abdi", "Abdullah", "Ali", "Demir", "Farouk", "Ghebre", "Haddad", "Hosseini", "Jama",
            "Karimi", "Mansour", "Mohamed", "Nasser", "Rahimi", "Saleh", "Tesfaye", "Warsame",
            "Yilmaz",
        ],
    ),
];

//! Names, places and texts of the brand's countries, among them right-to-left
//! scripts, emoji, quotes, line breaks and texts that look like formulas.

/// A country that the brand sells in.
#[derive(Debug)]
pub(super) struct Country {
    pub(super) code: &'static str,
    pub(super) language: &'static str,
    pub(super) currency: &'static str,
    /// Hundredths of the currency for one euro.
    pub(super) rate: i64,
    pub(super) phone: &'static str,
    /// Given names: as written, in Latin letters, and whether a woman's.
    pub(super) given: &'static [(&'static str, &'static str, bool)],
    pub(super) family: &'static [(&'static str, &'static str)],
    /// Cities: name, county, first digits of the postal code, latitude and longitude in millionths.
    pub(super) cities: &'static [(&'static str, &'static str, &'static str, i64, i64)],
    pub(super) streets: &'static [&'static str],
}

pub(super) static COUNTRIES: [Country; 8] = [
    Country {
        code: "HU",
        language: "hu",
        currency: "HUF",
        rate: 40_000,
        phone: "+36 30 ",
        given: &[
            ("Árpád", "arpad", false),
            ("Zsófia", "zsofia", true),
            ("Gergő", "gergo", false),
            ("Tünde", "tunde", true),
            ("László", "laszlo", false),
            ("Hédi", "hedi", true),
            ("Ödön", "odon", false),
            ("Csilla", "csilla", true),
            ("Bálint", "balint", false),
            ("Emőke", "emoke", true),
        ],
        family: &[
            ("Kovács", "kovacs"),
            ("Szűcs", "szucs"),
            ("Őry", "ory"),
            ("Nagy-Tóth", "nagy-toth"),
            ("Fehér", "feher"),
            ("Gyürüs", "gyurus"),
            ("Várkonyi", "varkonyi"),
            ("Kiss, ifj.", "kiss"),
        ],
        cities: &[
            ("Budapest", "Pest", "10", 47_497_912, 19_040_235),
            ("Győr", "Győr-Moson-Sopron", "90", 47_687_457, 17_650_397),
            ("Hódmezővásárhely", "Csongrád-Csanád", "68", 46_416_667, 20_333_333),
            ("Pécs", "Baranya", "76", 46_072_734, 18_232_266),
        ],
        streets: &["Fő utca", "Széchenyi tér", "Árpád út", "Petőfi Sándor u."],
    },
    Country {
        code: "DE",
        language: "de",
        currency: "EUR",
        rate: 100,
        phone: "+49 151 ",
        given: &[
            ("Jürgen", "juergen", false),
            ("Käthe", "kaethe", true),
            ("Björn", "bjoern", false),
            ("Änne", "aenne", true),
            ("Lukas", "lukas", false),
            ("Sophie", "sophie", true),
            ("Karl-Heinz", "karl-heinz", false),
            ("Heike", "heike", true),
        ],
        family: &[
            ("Müller", "mueller"),
            ("Weiß", "weiss"),
            ("von der Höhe", "vonderhoehe"),
            ("Schröder", "schroeder"),
            ("Groß", "gross"),
            ("Meier \"Max\"", "meier"),
            ("Böhm", "boehm"),
        ],
        cities: &[
            ("München", "Oberbayern", "80", 48_137_154, 11_576_124),
            ("Köln", "Köln", "50", 50_937_531, 6_960_279),
            ("Leipzig", "Sachsen", "04", 51_339_695, 12_373_075),
        ],
        streets: &["Königstraße", "Am Markt", "Große Gasse", "Bahnhofstr."],
    },
    Country {
        code: "FR",
        language: "fr",
        currency: "EUR",
        rate: 100,
        phone: "+33 6 ",
        given: &[
            ("Zoé", "zoe", true),
            ("François", "francois", false),
            ("Anaïs", "anais", true),
            ("Jean-Noël", "jean-noel", false),
            ("Maëlle", "maelle", true),
            ("Rémy", "remy", false),
            ("Cœline", "coeline", true),
            ("Théo", "theo", false),
        ],
        family: &[
            ("L'Hôpital", "lhopital"),
            ("Lefèvre", "lefevre"),
            ("D’Août", "daout"),
            ("Garçon", "garcon"),
            ("Bœuf", "boeuf"),
            ("Dupont", "dupont"),
        ],
        cities: &[
            ("Saint-Étienne", "Loire", "42", 45_439_695, 4_387_178),
            ("Nîmes", "Gard", "30", 43_836_699, 4_360_054),
            ("Bourg-en-Bresse", "Ain", "01", 46_205_167, 5_225_501),
        ],
        streets: &["rue de l'Église", "avenue Foch", "place d'Armes", "allée du Chêne"],
    },
    Country {
        code: "AE",
        language: "ar",
        currency: "AED",
        rate: 430,
        phone: "+971 50 ",
        given: &[
            ("محمد", "mohammed", false),
            ("فاطمة", "fatima", true),
            ("أحمد", "ahmad", false),
            ("نور", "noor", true),
            ("خالد", "khalid", false),
            ("ليلى", "layla", true),
        ],
        family: &[
            ("الهاشمي", "alhashimi"),
            ("بن راشد", "binrashid"),
            ("النعيمي", "alnuaimi"),
            ("حداد", "haddad"),
        ],
        cities: &[
            ("دبي", "دبي", "00", 25_204_849, 55_270_783),
            ("أبو ظبي", "أبو ظبي", "00", 24_453_884, 54_377_344),
        ],
        streets: &["شارع الشيخ زايد", "شارع المكتوم"],
    },
    Country {
        code: "IL",
        language: "he",
        currency: "ILS",
        rate: 410,
        phone: "+972 52 ",
        given: &[
            ("נועה", "noa", true),
            ("דוד", "david", false),
            ("שירה", "shira", true),
            ("יוסף", "yosef", false),
            ("תמר", "tamar", true),
            ("איתן", "eitan", false),
        ],
        family: &[("כהן", "cohen"), ("לוי", "levi"), ("בן־דוד", "bendavid"), ("מזרחי", "mizrahi")],
        cities: &[
            ("תל אביב-יפו", "תל אביב", "6", 32_085_300, 34_781_768),
            ("חיפה", "חיפה", "3", 32_794_046, 34_989_571),
        ],
        streets: &["רחוב הרצל", "שדרות רוטשילד"],
    },
    Country {
        code: "JP",
        language: "ja",
        currency: "JPY",
        rate: 16_000,
        phone: "+81 90 ",
        given: &[
            ("さくら", "sakura", true),
            ("健太", "kenta", false),
            ("陽菜", "hina", true),
            ("翔", "sho", false),
            ("美咲", "misaki", true),
            ("大輔", "daisuke", false),
        ],
        family: &[
            ("佐藤", "sato"),
            ("鈴木", "suzuki"),
            ("髙橋", "takahashi"),
            ("渡邉", "watanabe"),
            ("𠮷田", "yoshida"),
        ],
        cities: &[
            ("東京都", "千代田区", "100-", 35_689_487, 139_691_706),
            ("札幌市", "北海道", "060-", 43_062_096, 141_354_376),
        ],
        streets: &["丸の内", "大通西"],
    },
    Country {
        code: "GB",
        language: "en",
        currency: "GBP",
        rate: 86,
        phone: "+44 7700 ",
        given: &[
            ("Siân", "sian", true),
            ("George", "george", false),
            ("Chloë", "chloe", true),
            ("Oliver", "oliver", false),
            ("Mary Ann", "maryann", true),
            ("Ng", "ng", false),
        ],
        family: &[
            ("O'Brien", "obrien"),
            ("Smith", "smith"),
            ("Jones, Jr.", "jones"),
            ("Null", "null"),
            ("Featherstonehaugh-Cholmondeley", "featherstonehaugh"),
            ("Li", "li"),
        ],
        cities: &[
            ("London", "Greater London", "EC1A ", 51_507_351, -127_758),
            ("Bury St. Edmunds", "Suffolk", "IP33 ", 52_246_401, 711_111),
        ],
        streets: &["High Street", "St. John's Road", "The \"Old\" Mews"],
    },
    Country {
        code: "US",
        language: "en",
        currency: "USD",
        rate: 108,
        phone: "001 555 ",
        given: &[
            ("Emma", "emma", true),
            ("Liam", "liam", false),
            ("José", "jose", false),
            ("Ava-Mae", "ava-mae", true),
            ("D'Angelo", "dangelo", false),
            ("Ruth", "ruth", true),
        ],
        family: &[
            ("Johnson", "johnson"),
            ("Peña", "pena"),
            ("St. Clair", "stclair"),
            ("True", "true"),
            ("Washington III", "washington"),
            ("Nguyễn", "nguyen"),
        ],
        cities: &[
            ("Boston", "Suffolk", "02", 42_360_082, -71_058_880),
            ("Cañon City", "Fremont", "81", 38_441_072, -105_242_455),
        ],
        streets: &["Main St", "5th Ave, Suite #200", "O'Farrell Blvd"],
    },
];

/// How many of 64 customers live in each of the countries.
pub(super) const SHARES: [usize; 8] = [24, 10, 8, 5, 5, 4, 5, 3];

pub(super) const NICKNAMES: [&str; 12] = [
    "🎉 Party",
    "=1+1",
    "@home",
    "-minus",
    "+plus",
    "Müsli, mit Milch",
    "\"quoted\"",
    "two\nlines",
    "  spaces  ",
    "👩‍👩‍👧‍👦",
    "#N/A",
    "007",
];

/// Remarks on a customer: the custom attribute `remark`.
pub(super) const REMARKS: [&str; 16] = [
    "Prefers calls after 18:00, not on Fridays",
    "=SUM(A1:A9)",
    "+1 on the guest list",
    "-50% was promised, see \"ticket 4411\"",
    "@anna: call back",
    "Első sor\nmásodik sor",
    "Zeile eins\r\nZeile zwei",
    "Dit « bonjour » ; toujours",
    "يفضل الرسائل القصيرة",
    "מעדיפה דוא\"ל",
    "電話は午後のみ",
    "👍🏽 great customer 🇭🇺",
    "tab\there | pipe",
    "O'Reilly & Sons <b>VIP</b>",
    "C:\\cards\\2024",
    "",
];

/// Repeated to make long remarks.
pub(super) const LONG_REMARK: &str = "Hosszú megjegyzés, \"idézettel\", vesszővel; és sortöréssel.\nA longer remark, kept since the migration. ";

pub(super) const COLOURS: [&str; 6] = ["red", "green", "blue", "black", "off-white", "türkiz"];
pub(super) const INTERESTS: [&str; 7] =
    ["coffee", "tea", "baking", "home & garden", "gifts, cards", "barista \"pro\"", "vegan 🌱"];

/// Product kinds: name, Google category, price in euro cents.
pub(super) const GOODS: [(&str, &str, &str, i64); 10] = [
    ("Espresso Beans", "Food, Beverages & Tobacco > Beverages > Coffee", "Coffee > Beans", 1290),
    ("Earl Grey Tea", "Food, Beverages & Tobacco > Beverages > Tea", "Tea > Black", 690),
    ("Travel Mug 12\"", "Home & Garden > Kitchen & Dining > Drinkware", "Mugs", 2499),
    (
        "Őszi pörkölésű kávé",
        "Food, Beverages & Tobacco > Beverages > Coffee",
        "Coffee > Seasonal",
        1590,
    ),
    (
        "Kaffeemühle \"Größe L\"",
        "Home & Garden > Kitchen & Dining > Coffee Grinders",
        "Machines",
        8990,
    ),
    ("Crème brûlée, mix", "Food, Beverages & Tobacco > Food Items", "Sweets", 450),
    ("抹茶セット", "Food, Beverages & Tobacco > Beverages > Tea", "Tea > Green", 3200),
    ("قهوة عربية", "Food, Beverages & Tobacco > Beverages > Coffee", "Coffee > Arabic", 1850),
    ("T-shirt, unisex", "Apparel & Accessories > Clothing > Shirts", "Merch", 1999),
    ("Gift Box 🎁", "Arts & Entertainment > Party & Celebration > Gift Giving", "Gifts", 3950),
];

pub(super) const BRANDS: [&str; 5] = ["Kávéház", "O'Bean", "Röstwerk", "Fil & Co.", "山田珈琲"];

pub(super) const USER_AGENTS: [&str; 6] = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "LoyaltyApp/4.12.0 (Android 15; de-DE)",
    "pos-terminal/2.3",
    "curl/8.9.1",
];

/// Users of the programme: number, name, e-mail address.
pub(super) const USERS: [(i64, &str, &str); 8] = [
    (1, "System", "system@example.com"),
    (12, "Szabó Réka", "reka.szabo@example.com"),
    (15, "Jörg Groß", "joerg.gross@example.com"),
    (21, "Amélie D'Août", "amelie.daout@example.com"),
    (27, "دانة الهاشمي", "dana@example.org"),
    (33, "נועה לוי", "noa.levi@example.org"),
    (41, "佐藤 健", "ken.sato@example.net"),
    (58, "Pat \"PJ\" O'Neill, CLMP", "pj@example.com"),
];

//! Words that say something about a name: titles, bodies, labels, months, and words that are no names.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Whether a list, words between single spaces, has a word.
fn listed(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split_ascii_whitespace().any(|known| known == word)
}

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $words:literal;)*) => {
        $($(#[$doc])*
        pub(super) fn $name(lower: &str) -> bool {
            static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| $words.split_ascii_whitespace().collect());
            WORDS.contains(lower)
        })*
    };
}

lists! {
    /// Small words that join the parts of a name.
    joins = "of for on de du des d' la le les et and the in al el & pour sur";

    /// Words that begin sentences or stand in headings, and are never part of a name's ends.
    common = "the a an this that these those he she it its they them their we us our you your i my his her who which what
        where when why how and or but nor so if as at by from in into of off on onto out over to up with within without
        about above after again against all also although always among any anyone are because been before behind being
        below beside besides between beyond both can cannot could despite did do does doing done due during each either
        else even ever every everyone few fewer first finally following for further furthermore given had has have having
        here hence however indeed instead is just last later least less like likewise many may meanwhile might more
        moreover most much must near neither never nevertheless next no none not nothing now often once one only other
        others otherwise own per perhaps prior rather recent recently same second several shall should similarly since
        some someone something sometimes soon still such than then there therefore third though through throughout thus
        today together tomorrow too toward towards two three four five six seven eight nine ten under unless unlike until
        upon used using usually very via was were whatever whether while whose why will would yes yesterday yet please
        according additionally consequently currently despite especially initially largely mostly notably overall
        previously generally specifically subsequently ultimately comment summary introduction conclusion background note
        le la les un une des du de et ou mais donc car ce cet cette ces il elle ils elles nous vous leur leurs son sa ses
        dans sur sous avec sans pour par en au aux depuis selon ainsi alors aussi lors qui que quoi dont";

    /// Titles before a person's name.
    titles = "president vice-president vice prime minister premier chancellor ambassador consul envoy governor mayor prefect
        colonel general captain lieutenant major sergeant corporal commander admiral brigadier marshal mr mrs ms miss dr
        professor prof senator congressman congresswoman deputy assistant under secretary undersecretary secretary-general
        director director-general chairman chairwoman chairperson chief king queen prince princess sheikh imam pope bishop
        cardinal archbishop reverend father sir lady lord judge justice attorney representative spokesman spokeswoman
        spokesperson leader gen col capt lt maj sgt amb gov sen rep hon mme mlle monsieur madame foreign interior defense
        defence finance charg\u{e9} charge head chair acting interim former late then-president co-chair officer poloff econoff
        emboff poloffs emboffs paooff dcm com general-secretary chef ministre pr\u{e9}sident g\u{e9}n\u{e9}ral ambassadeur ag";

    /// Words of a kind of thing, that are no name by themselves or with a nationality.
    generic = "president presidency minister ministers ministry ministries embassy embassies ambassador mission missions post
        government governments state states republic army police forces force military party parties parliament assembly
        council councils committee commission court office bureau department agency agencies direction division section
        secretary secretariat general deputy director leader leaders chief head heads member members officials official
        country countries nation nations region regions province district city town village capital border borders north
        south east west northern southern eastern western central goal goals objective objectives sub-objective
        sub-objectives management strategy strategic framework strategies plan plans program programme programs programmes
        project projects initiative priority priorities section annex appendix chapter part paragraph para paras table figure
        article page volume number no item ref refs reference references subject tags classified summary comment end note
        embassy's poc justification linkages risks description group groups company university bank world-wide public
        private foreign international national regional local global joint internal internet web website site home news
        media press tv radio read more search related share copyright keywords copy edited editor published updated
        representative ambassadors staff team teams people person men women youth children god internet e-mail email
        contents law laws act bill constitution accord accords agreement agreements treaty conference summit meeting
        monday tuesday wednesday thursday friday saturday sunday prime interim transition security defense defence
        interior justice finance health education agriculture economy";

    /// Acronyms and codes that every text has, and that name nothing.
    codes = "usd eur gbp cfa gdp gnp gmt utc est fy km am pm ok id tv ceo cfo ngo ngos ingo ied ieds poc pocs pdf html url www
        http https ii iii iv vi vii viii ix xi xii xiii xiv xv ad bc bce ce asap eta rsvp ps nb faq q&a sms ph dr mr
        sipdis noforn siprnet niact ref refs decl tags subj subject info fm de to end eo sbu u/fouo nf fouo c/nf unclas
        section roe icao lsi seo diy covid covid-19 h5n1 hiv aids vip vips pow id. ics reftel septel para ldc ldcs gmo";

    /// Peoples and languages that are no name of a thing by themselves.
    peoples = "french british american americans english german germans italian spanish russian russians chinese japanese
        dutch swiss swedish danish norwegian turkish turks arab arabs arabic african africans european europeans asian asians
        western westerners islamic islamist islamists muslim muslims christian christians jewish jews jihadist jihadists
        salafist salafists canadian canadians austrian austrians australian polish greek irish scottish welsh belgian
        portuguese mexican israeli israelis iraqi saudi pakistani afghan afghans kurdish kurds sahelian saharan maghrebi
        congolese senegalese togolese beninese burkinabe burkinab\u{e9} ivorian ivorians ghanaian nigerien nigeriens chadian
        libyans francophone anglophone latin roman soviet british-led french-led us u.s us-led";

    /// Words that make a body of what follows or precedes: `Ministry of`, `Council`.
    bodies = "ministry ministries embassy consulate bureau department directorate directorate-general agency authority council
        commission committee university institute bank union party army police gendarmerie court office association
        associations federation confederation corporation company foundation assembly parliament senate congress cabinet
        secretariat center centre academy league organization organisation fund minist\u{e8}re ambassade universit\u{e9}
        banque arm\u{e9}e conseil comit\u{e9} directorate brigade battalion regiment mosque church newspaper coalition";

    /// Words that make a programme or an agreement of a name.
    undertakings = "strategy initiative program programme plan partnership accord accords agreement treaty act project
        protocol convention charter pact compact agenda roadmap";

    /// Words that make a place of a name.
    places = "river lake region province city desert mountains mountain gulf sea airport island islands district cercle
        peninsula valley ocean strait oasis";

    /// Words that count the parts of a text or a plan, and are no part of a name before a number.
    labels = "goal goals objective objectives section sections annex appendix chapter part paragraph para paras table figure
        article articles page volume number item ref refs";

    /// Words that go with a name without changing what it names: `Wagner Group`, `Kayes region`.
    companions = "operation group force forces region city province state republic company organization organisation
        movement party river mission embassy network";
}

/// Words that name a person by their post when they stand before a name: `General Ward`. Adjectives of a post are none.
pub(super) fn heads_a_person(lower: &str) -> bool {
    let qualifiers =
        "foreign interior defense defence finance acting interim former late head under assistant deputy vice
        general officer chair chief com ag director";
    titles(lower) && (!listed(qualifiers, lower) || matches!(lower, "general" | "chief" | "director"))
}

/// Whether a word is the name of a month or a weekday.
pub(super) fn calendar(lower: &str) -> bool {
    let days =
        "monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi vendredi samedi dimanche";
    month(lower).is_some() || listed(days, lower)
}

/// The number of a month, by its English or French name or a usual abbreviation.
pub(super) fn month(lower: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = [
        "january jan janvier janv",
        "february feb f\u{e9}vrier fevrier f\u{e9}vr",
        "march mar mars",
        "april apr avril",
        "may mai",
        "june jun juin",
        "july jul juillet juil",
        "august aug ao\u{fb}t aout",
        "september sep sept septembre",
        "october oct octobre",
        "november nov novembre",
        "december dec d\u{e9}cembre decembre d\u{e9}c",
    ];
    let at = MONTHS.iter().position(|names| listed(names, lower))?;
    u8::try_from(at + 1).ok()
}

/// Whether a word is an adjective or a people by its look: listed, or ending as most do.
pub(super) fn nationality(lower: &str) -> bool {
    let ends = ["ian", "ians", "ese"].iter().any(|end| lower.ends_with(end) && lower.chars().count() > end.len() + 2);
    peoples(lower) || ends
}

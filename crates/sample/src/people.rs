//! The people who write the mails of the threads, by the short word a thread names them with.

/// One writer.
#[derive(Debug)]
pub(crate) struct Person {
    pub(crate) key: &'static str,
    pub(crate) name: &'static str,
    pub(crate) address: &'static str,
    /// What stands below a mail.
    pub(crate) signature: &'static str,
    /// Hours east of UTC in winter.
    pub(crate) east: i32,
}

const fn person(
    key: &'static str,
    name: &'static str,
    address: &'static str,
    signature: &'static str,
    east: i32,
) -> Person {
    Person { key, name, address, signature, east }
}

const PEOPLE: &[Person] = &[
    person("mara", "Mara Ellvik", "mara.ellvik@northmoor.example", "Mara Ellvik\nAccount executive\nNorthmoor", 1),
    person("davit", "Davit Malhan", "davit.malhan@northmoor.example", "Davit Malhan\nSolutions engineer, Northmoor", 1),
    person("lene", "Lene Aurdal", "support@northmoor.example", "Lene Aurdal\nSupport, Northmoor", 1),
    person("tilde", "Tilde Marsk", "events@northmoor.example", "Tilde Marsk\nEvents, Northmoor", 1),
    person("hamish", "Hamish Carrow", "hamish.carrow@pellworth.example", "Hamish Carrow\nPellworth Mutual", 0),
    person("edmund", "Edmund Vasey", "edmund.vasey@pellworth.example", "Edmund Vasey\nPellworth Mutual", 0),
    person("sunniva", "Sunniva Aske", "sunniva.aske@pellworth.example", "Head of IT security\nPellworth Mutual", 0),
    person("tobias", "Grell, Tobias", "tobias.grell@pellworth.example", "Tobias Grell\nProcurement", 0),
    person("wilf", "Wilf Ansty", "wilf.ansty@pellworth.example", "Wilf\nClaims systems, Pellworth Mutual", 0),
    person("orla", "Orla Kinvara", "orla.kinvara@pellworth.example", "Orla Kinvara\nRecoveries, Dublin", 0),
    person("gwen", "Gwen Parrish", "gwen.parrish@pellworth.example", "Gwen Parrish\nOffice of the COO", 0),
    person("claudine", "Claudine Brisk", "c.brisk@orrinvale.example", "Orrin Vale Logistics", 1),
    person("an", "An Verhelst", "a.verhelst@orrinvale.example", "An Verhelst\nOrrin Vale Logistics, Antwerpen", 1),
    person("gerrit", "Gerrit Thale", "gerrit.thale@sundholt.example", "Gerrit Thale\nSundholt Energy", 1),
    person("frauke", "Frauke Immen", "frauke.immen@sundholt.example", "Frauke Immen\nSekretariat Netz", 1),
];

/// The writer whom a thread calls so.
pub(crate) fn named(key: &str) -> Option<&'static Person> {
    PEOPLE.iter().find(|person| person.key == key)
}

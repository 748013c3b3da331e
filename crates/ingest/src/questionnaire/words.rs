//! The words that titles of questionnaires use, in English, German, French, Spanish, Italian and Dutch.

use super::ColumnRole as R;

/// How well a title fits a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// Such as `description`: a column of questions only where nothing better is found.
    Weak,
    Part,
    Whole,
}

/// Titles with one of these words say how a row is handled, not what it holds.
const OTHER: &[&str] = &[
    "type",
    "format",
    "weight",
    "weighting",
    "score",
    "points",
    "choices",
    "options",
    "option",
    "guidance",
    "instruction",
    "instructions",
    "help",
    "owner",
    "reviewer",
    "date",
    "due",
    "typ",
    "gewichtung",
    "punkte",
    "hinweis",
    "poids",
    "aide",
    "peso",
    "ayuda",
    "aiuto",
    "gewicht",
];

const ID: &[&str] = &[
    "id",
    "no",
    "nr",
    "#",
    "number",
    "ref",
    "ref id",
    "reference",
    "reference id",
    "item",
    "item no",
    "question id",
    "question no",
    "question number",
    "question #",
    "question ref",
    "question nr",
    "q",
    "q#",
    "q no",
    "q id",
    "control id",
    "control no",
    "control number",
    "requirement id",
    "req id",
    "req no",
    "s no",
    "sr no",
    "code",
    "lfd nr",
    "lfd",
    "nummer",
    "kennung",
    "fragenr",
    "frage nr",
    "fragen nr",
    "n°",
    "nº",
    "numéro",
    "numero",
    "réf",
    "référence",
    "número",
    "núm",
    "código",
    "referencia",
    "n",
    "rif",
    "codice",
    "riferimento",
    "volgnummer",
    "vraagnr",
    "vraag nr",
    "kenmerk",
];

const SECTION: &[&str] = &[
    "section",
    "category",
    "categories",
    "domain",
    "topic",
    "area",
    "chapter",
    "theme",
    "family",
    "subcategory",
    "sub category",
    "subsection",
    "subdomain",
    "abschnitt",
    "kategorie",
    "bereich",
    "thema",
    "kapitel",
    "catégorie",
    "domaine",
    "thème",
    "chapitre",
    "rubrique",
    "sección",
    "categoría",
    "área",
    "tema",
    "dominio",
    "capítulo",
    "sezione",
    "categoria",
    "ambito",
    "capitolo",
    "sectie",
    "categorie",
    "onderwerp",
    "domein",
    "hoofdstuk",
];

const COMMENT: &[&str] = &[
    "comment",
    "comments",
    "remark",
    "remarks",
    "note",
    "notes",
    "explanation",
    "explanations",
    "justification",
    "details",
    "additional information",
    "additional info",
    "further information",
    "evidence",
    "supporting evidence",
    "rationale",
    "kommentar",
    "kommentare",
    "bemerkung",
    "bemerkungen",
    "anmerkung",
    "anmerkungen",
    "erläuterung",
    "erläuterungen",
    "begründung",
    "nachweis",
    "commentaire",
    "commentaires",
    "remarque",
    "remarques",
    "précisions",
    "précision",
    "explication",
    "explications",
    "observations",
    "justificatif",
    "comentario",
    "comentarios",
    "observaciones",
    "notas",
    "justificación",
    "explicación",
    "commento",
    "commenti",
    "osservazioni",
    "giustificazione",
    "spiegazione",
    "opmerking",
    "opmerkingen",
    "toelichting",
    "commentaar",
];

const ANSWER: &[&str] = &[
    "answer",
    "answers",
    "response",
    "responses",
    "reply",
    "compliance",
    "compliant",
    "compliance status",
    "yes/no",
    "yes no",
    "yes no na",
    "yes no n/a",
    "y n",
    "antwort",
    "antworten",
    "erfüllt",
    "ja nein",
    "stellungnahme",
    "réponse",
    "réponses",
    "conforme",
    "conformité",
    "oui non",
    "respuesta",
    "respuestas",
    "cumple",
    "cumplimiento",
    "sí no",
    "risposta",
    "risposte",
    "conformità",
    "sì no",
    "antwoord",
    "antwoorden",
    "reactie",
    "voldoet",
    "ja nee",
];

const QUESTION: &[&str] = &[
    "question",
    "questions",
    "requirement",
    "requirements",
    "question text",
    "control question",
    "criterion",
    "criteria",
    "inquiry",
    "query",
    "frage",
    "fragen",
    "fragestellung",
    "anforderung",
    "anforderungen",
    "kontrollfrage",
    "prüffrage",
    "exigence",
    "exigences",
    "critère",
    "critères",
    "pregunta",
    "preguntas",
    "requisito",
    "requisitos",
    "criterio",
    "criterios",
    "domanda",
    "domande",
    "quesito",
    "quesiti",
    "requisiti",
    "vraag",
    "vragen",
    "eis",
    "eisen",
    "vereiste",
    "vereisten",
];

const WEAK: &[&str] = &[
    "description",
    "control description",
    "control",
    "statement",
    "text",
    "control text",
    "objective",
    "beschreibung",
    "text der frage",
    "descripción",
    "descrizione",
    "omschrijving",
    "beschrijving",
    "kontrolle",
    "contrôle",
    "item description",
];

/// The title in lower case, without marks at its ends and without what stands in brackets.
pub(super) fn plain(title: &str) -> String {
    let mut depth = 0_u32;
    let mut text = String::new();
    for c in title.to_lowercase().chars() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '_' | '-' | '/' | '–' | '.' | ':' | ',' | '*' | '?' | '\n' => text.push(' '),
            _ => text.push(c),
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a title says that its column holds.
pub(super) fn role(title: &str) -> Option<(R, Fit)> {
    if title.chars().count() > 80 {
        return None;
    }
    let mut text = plain(title);
    if text.is_empty() {
        // The title is all brackets, such as "(Yes/No)".
        text = plain(&title.replace(['(', ')', '[', ']'], " "));
    }
    let lists =
        [(R::Id, ID), (R::Section, SECTION), (R::Comment, COMMENT), (R::Answer, ANSWER), (R::Question, QUESTION)];
    let whole = lists.iter().find(|(_, list)| list.contains(&text.as_str()));
    if let Some((role, _)) = whole {
        return Some((*role, Fit::Whole));
    }
    if WEAK.contains(&text.as_str()) {
        return Some((R::Question, Fit::Weak));
    }
    let words: Vec<&str> = text.split(' ').collect();
    // A sentence is no title, and a question is a row.
    if words.len() > 8 || title.trim_end().ends_with('?') || words.iter().any(|word| OTHER.contains(word)) {
        return None;
    }
    if words.first().is_some_and(|word| QUESTION.contains(word)) && words.get(1..)?.iter().all(|word| ID.contains(word))
    {
        return Some((R::Id, Fit::Part));
    }
    let has = |list: &[&str]| words.iter().any(|word| word.len() > 2 && list.contains(word));
    let part = [(R::Section, SECTION), (R::Comment, COMMENT), (R::Answer, ANSWER), (R::Question, QUESTION)];
    part.iter().find(|(_, list)| has(list)).map(|(role, _)| (*role, Fit::Part))
}

/// First words of a question or of a demand, in the six languages.
const OPENERS: &[&str] = &[
    "describe",
    "please",
    "provide",
    "list",
    "do",
    "does",
    "did",
    "is",
    "are",
    "has",
    "have",
    "can",
    "will",
    "what",
    "how",
    "who",
    "when",
    "where",
    "which",
    "explain",
    "confirm",
    "bitte",
    "beschreiben",
    "wie",
    "was",
    "welche",
    "welcher",
    "welches",
    "haben",
    "hat",
    "ist",
    "sind",
    "gibt",
    "werden",
    "wird",
    "nennen",
    "erläutern",
    "décrivez",
    "avez",
    "est",
    "quel",
    "quelle",
    "quels",
    "quelles",
    "veuillez",
    "disposez",
    "describa",
    "tiene",
    "cuál",
    "cómo",
    "qué",
    "indique",
    "descrivere",
    "avete",
    "quale",
    "quali",
    "come",
    "indicare",
    "beschrijf",
    "heeft",
    "hoe",
    "welke",
    "wat",
    "zijn",
];

/// True for a text that asks or demands something.
pub(super) fn asks(text: &str) -> bool {
    let text = text.trim();
    if text.ends_with(['?', '？']) {
        return true;
    }
    let first = text.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    text.chars().count() >= 20 && OPENERS.contains(&first.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_in_six_languages_are_known() {
        for (title, expected) in [
            ("Question", R::Question),
            ("QUESTIONS:", R::Question),
            ("Security requirement", R::Question),
            ("Question ID", R::Id),
            ("Question No.", R::Id),
            ("ref_id", R::Id),
            ("Vendor response (Yes/No/NA)", R::Answer),
            ("(Yes/No)", R::Answer),
            ("Response comments", R::Comment),
            ("Question category", R::Section),
            ("Frage", R::Question),
            ("Antwort des Anbieters", R::Answer),
            ("Bemerkungen", R::Comment),
            ("Lfd. Nr.", R::Id),
            ("Réponse du fournisseur", R::Answer),
            ("Exigences", R::Question),
            ("Pregunta", R::Question),
            ("Respuesta", R::Answer),
            ("Domanda", R::Question),
            ("Risposta", R::Answer),
            ("Vraag", R::Question),
            ("Toelichting", R::Comment),
        ] {
            assert_eq!(role(title).map(|(role, _)| role), Some(expected), "{title}");
        }
    }

    #[test]
    fn what_is_no_title_has_no_role() {
        for text in
            ["Question type", "Answer format", "Is there a response plan?", "Acme", "", "3", "implementation_groups"]
        {
            assert_eq!(role(text), None, "{text}");
        }
        assert_eq!(role("description[en]"), Some((R::Question, Fit::Weak)));
    }
}

//! From a card to what the window draws.

use domain::{Agreement, AnswerState, FoundQuestion, ObjectionCard, Offer, QuestionPart, Reply, Scope, Statement};

use crate::{
    convert::{self, Numbers},
    draft_view,
    view::{
        AgreementView, AnswerStateView, ApprovalView, CitationView, DoNotSayView, FoundQuestionView, HoldsView,
        ObjectionView, OfferView, QuestionPartView, RejectedView, ReplyView, StatementView, ToldBeforeView,
    },
};

/// The card with its sources' numbers on every citation.
pub(crate) fn card_view(card: &ObjectionCard) -> ObjectionView {
    let drawn = Drawn { card, numbers: Numbers::of_lines(&card.sources) };
    let head = &card.head;
    ObjectionView {
        account: head.account.to_string(),
        account_name: head.account_name.clone(),
        as_of: convert::time(head.as_of),
        zone_minutes: head.zone_minutes,
        reader: convert::audience_word(head.reader).to_owned(),
        entries_read: head.entries_read,
        documents_searched: head.documents_searched,
        question: card.question.clone(),
        asked: card.asked.as_ref().map(|asked| drawn.numbers.statement(asked)),
        category: card.category.map(|category| category.words().to_owned()),
        behind: card.behind.clone(),
        clarify: card.clarify.clone(),
        parts: card.parts.iter().map(|part| drawn.part(part)).collect(),
        do_not_say: card
            .do_not_say
            .iter()
            .map(|one| DoNotSayView {
                text: one.text.clone(),
                because: one.because.as_ref().map(|because| drawn.numbers.statement(because)),
            })
            .collect(),
        told: card
            .told
            .iter()
            .map(|one| ToldBeforeView {
                statement: drawn.numbers.statement(&one.statement),
                agreement: agreement(one.agreement),
                agreement_words: one.agreement.words().to_owned(),
                differs: one.differs.clone(),
            })
            .collect(),
        approval: card.approval.as_ref().map(|approval| ApprovalView {
            tier: draft_view::tier(approval.tier),
            who: approval.who.clone(),
            because: approval.because.clone(),
        }),
        settled: card.settled.clone(),
        sources: card.sources.iter().map(convert::source).collect(),
    }
}

/// A question of the history; its citations have no numbers, for it stands on no page of its own.
pub(crate) fn question_view(found: &FoundQuestion) -> FoundQuestionView {
    let numbers = Numbers::none();
    FoundQuestionView {
        words: found.words.clone(),
        who: found.who.clone(),
        date: found.date.to_string(),
        category: found.category.map(|category| category.words().to_owned()),
        reply: match found.reply {
            Reply::Settled => ReplyView::Settled,
            Reply::Replied => ReplyView::Replied,
            Reply::Open => ReplyView::Open,
        },
        reply_words: found.reply.words().to_owned(),
        asked: numbers.statement(&found.asked),
        replied: found.replied.as_ref().map(|replied| numbers.statement(replied)),
    }
}

struct Drawn<'a> {
    card: &'a ObjectionCard,
    numbers: Numbers,
}

impl Drawn<'_> {
    fn all(&self, statements: &[Statement]) -> Vec<StatementView> {
        statements.iter().map(|statement| self.numbers.statement(statement)).collect()
    }

    fn part(&self, part: &QuestionPart) -> QuestionPartView {
        QuestionPartView {
            asked: part.asked.clone(),
            read_as: part.read_as.clone(),
            state: state(part.state),
            state_words: part.state.words().to_owned(),
            has_answer: part.state.has_answer(),
            because: part.because.clone(),
            answer: self.all(&part.answer),
            scope: self.all(&part.scope.lines),
            holds: holds(&part.scope),
            offers: part.offers.iter().filter_map(|offer| self.offer(offer)).collect(),
            role: part.route.as_ref().map(|route| route.role.words().to_owned()),
            people: part.route.as_ref().map(|route| route.people.clone()).unwrap_or_default(),
            looked_for: part.searched.looked_for.clone(),
            documents: part.searched.documents,
            rejected: part
                .rejected
                .iter()
                .map(|one| RejectedView {
                    reason: one.reason.words().to_owned(),
                    statement: self.numbers.statement(&one.statement),
                })
                .collect(),
        }
    }

    /// A document is offered on a passage that the answer cites, and so is among the sources.
    fn offer(&self, offer: &Offer) -> Option<OfferView> {
        let line = self.card.sources.iter().find(|line| line.passage == offer.passage)?;
        Some(OfferView {
            title: offer.title.clone(),
            version: offer.version,
            audience: convert::audience_word(offer.audience).to_owned(),
            place: offer.place.clone(),
            citation: CitationView {
                number: line.number,
                passage: line.passage.to_string(),
                hash: line.hash.to_string(),
                quote: String::new(),
                library: true,
                force: line.force.map(convert::force),
            },
        })
    }
}

fn holds(scope: &Scope) -> Vec<HoldsView> {
    let one = |holds: &domain::Holds| HoldsView {
        title: holds.title.clone(),
        version: holds.version,
        from: holds.from.map(|day| day.to_string()),
        until: holds.until.map(|day| day.to_string()),
        force: convert::force(holds.force),
    };
    scope.holds.iter().map(one).collect()
}

fn state(state: AnswerState) -> AnswerStateView {
    match state {
        AnswerState::Yes => AnswerStateView::Yes,
        AnswerState::YesWithCondition => AnswerStateView::YesWithCondition,
        AnswerState::Partly => AnswerStateView::Partly,
        AnswerState::Planned => AnswerStateView::Planned,
        AnswerState::NoWithControl => AnswerStateView::NoWithControl,
        AnswerState::No => AnswerStateView::No,
        AnswerState::Stated => AnswerStateView::Stated,
        AnswerState::NotApplicable => AnswerStateView::NotApplicable,
        AnswerState::CannotDisclose => AnswerStateView::CannotDisclose,
        AnswerState::NoSource => AnswerStateView::NoSource,
    }
}

fn agreement(agreement: Agreement) -> AgreementView {
    match agreement {
        Agreement::Agrees => AgreementView::Agrees,
        Agreement::Differs => AgreementView::Differs,
        Agreement::Compare => AgreementView::Compare,
        Agreement::Alone => AgreementView::Alone,
    }
}

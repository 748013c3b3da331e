import type { ReplyOf, RequestOf } from "./backend";
import { questionnaire } from "./fixtures/questionnaires";
import type { CommandName, CoreEvent } from "./generated/contract";

type QuestionnaireCommand = CommandName & ("take_questionnaire" | "list_questionnaires" | "get_questionnaire" | "get_columns" | "correct_columns" | "answer_rows" | "write_row" | "mark_rows" | "submit_rows" | "decide_rows" | "return_questionnaire" | "list_answers" | "change_answer");
type Table = { [C in QuestionnaireCommand]: (request: RequestOf<C>) => ReplyOf<C> };

/** The questionnaire of the made-up world. */
export function questionnaireTable(tell: (event: CoreEvent) => void, empty: boolean): Table {
  const changed = <T>(value: T): T => {
    tell({ kind: "changed", tags: ["questionnaires", "audit"] });
    return value;
  };
  const of = (numbers: number[]) => questionnaire.rows.filter(({ number }) => numbers.includes(number));
  return {
    take_questionnaire: () => changed(questionnaire),
    list_questionnaires: () => ({ rows: empty ? [] : [questionnaire.head] }),
    get_questionnaire: () => questionnaire,
    get_columns: () => ({ corrected: false, warnings: [], sheets: [{ name: "Security", hidden: false, reason: "", tables: [{ headerRow: 3, firstRow: 4, lastRow: 7, questions: 4, columns: [{ letters: "B", title: "Question", role: "question", reason: "its title says so" }] }] }] }),
    correct_columns: () => changed(questionnaire),
    answer_rows: () => changed(questionnaire),
    write_row: () => changed(questionnaire),
    mark_rows: ({ rows, skip, ask }) => {
      for (const row of of(rows)) row.skipped = ask ? null : (skip ?? row.skipped);
      return changed(questionnaire);
    },
    submit_rows: ({ rows }) => {
      const able = of(rows).filter(({ text }) => text && !text.unfit);
      for (const { text } of able) if (text) text.state = "in_review";
      const refused = of(rows).filter((row) => !able.includes(row)).map(({ number, cell, text }) => ({ row: number, cell, why: text?.unfit ?? "There is no answer in this row yet" }));
      return changed({ done: able.map(({ number }) => number), refused });
    },
    decide_rows: ({ rows, meaning }) => {
      const numbers = rows.map(({ row }) => row);
      for (const { text } of of(numbers)) if (text) Object.assign(text, { state: meaning === "approved" ? "signed_off" : "sent_back", waitsForMe: false });
      return changed({ done: numbers, refused: [] });
    },
    return_questionnaire: ({ path }) => ({ path, filled: [1], left: [], firstRelease: 1, lastRelease: 1, parts: [], notes: [] }),
    list_answers: () => ({ rows: [] }),
    change_answer: () => ({ rows: [] }),
  };
}

/** The addresses of the views: the place a person is stands in the URL. */
const part = encodeURIComponent;
export type AccountTab = "briefing" | "objections" | "timeline" | "people" | "deal" | "commitments" | "drafts";

export const todayPath = "#/today";
export const accountsPath = "#/accounts";
export const libraryPath = "#/library";
export const importsPath = "#/imports";
export const settingsPath = "#/settings";
export const draftsPath = "#/drafts";
export const reviewsPath = "#/reviews";
export const questionnairesPath = "#/questionnaires";
export const questionnairePath = (questionnaire: string) => `#/questionnaires/${part(questionnaire)}`;
export const answersPath = "#/questionnaires/answers";
export const policyPath = "#/policy";
export const peoplePath = "#/people";
export const auditPath = "#/audit";
export const draftPath = (draft: string) => `#/drafts/${part(draft)}`;
export const auditOf = (subject: string) => `#/audit?subject=${part(subject)}`;
export const startPath = "#/start";
export const accountPath = (account: string, tab: AccountTab = "briefing") => `#/accounts/${part(account)}/${tab}`;
export const briefingPath = (account: string, briefing: string) => `#/accounts/${part(account)}/briefing/${part(briefing)}`;
/** An account with a briefing to be made for one meeting. */
export const briefPath = (account: string, meeting: string | null) =>
  `#/accounts/${part(account)}/briefing${meeting ? `?meeting=${part(meeting)}` : ""}`;
/** The objection briefing of one question, in the buyer's words. */
export const objectionPath = (account: string, question: string) => `#/accounts/${part(account)}/objections?q=${part(question)}`;
export const documentPath = (document: string) => `#/library/${part(document)}`;
export const searchPath = (query: string) => `#/search${query ? `?q=${part(query)}` : ""}`;

/** The browser tells of a new address a moment later; a key pressed in that moment belongs to the new view already. */
const tell = () => void dispatchEvent(new HashChangeEvent("hashchange"));

export function go(path: string): void {
  location.hash = path;
  tell();
}
/** Changes the address without a step in the history, as while typing. */
export function settle(path: string): void {
  history.replaceState(null, "", path);
  tell();
}

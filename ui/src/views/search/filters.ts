/** The filters the search knows, as they are typed; each stands as a button under the box. */
export const FILTERS = ["account:", "type:", "from:", "after:", "before:", "in-force:yes"] as const;

const TYPES = "mail, call, meeting, note, task, crm-record, crm-change, document, or a format such as pdf";
const VALUES: Record<string, string> = {
  account: "It takes the name of an account, account:pellworth.",
  type: `It takes ${TYPES}.`,
  from: "It takes a name or an address, from:dorrance.",
  after: "It takes a date, after:2026-10-01.",
  before: "It takes a date, before:2026-10-01.",
  "in-force": "It takes yes or no.",
};

/** What to do about a filter that was left out. */
export function wayOut(filter: string): string {
  const name = filter.split(":", 1)[0]?.toLowerCase() ?? "";
  return VALUES[name] ?? "The filters are account:, type:, from:, after:, before: and in-force:.";
}

import type { EntryKind } from "../../backend/generated/contract";
import type { IconName } from "../../kit/icons";

/** The kinds of entries: the word and the drawing. */
export const KIND: Record<EntryKind, { word: string; many: string; icon: IconName }> = {
  mail: { word: "Mail", many: "Mails", icon: "mail" },
  call: { word: "Call", many: "Calls", icon: "call" },
  meeting: { word: "Meeting", many: "Meetings", icon: "meeting" },
  note: { word: "Note", many: "Notes", icon: "notes" },
  task: { word: "Task", many: "Tasks", icon: "task" },
  "crm-record": { word: "CRM record", many: "CRM records", icon: "crm" },
  "crm-change": { word: "CRM change", many: "CRM changes", icon: "crm" },
};
export const KINDS = Object.keys(KIND) as EntryKind[];

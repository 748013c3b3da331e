import type { ErrorCode } from "./generated/contract";

export type Severity = "note" | "warn" | "stop";
type Meaning = { severity: Severity; sentence: string; act: string };

/** One table: what each code means to a person, and the way out. */
export const MEANINGS: Record<ErrorCode, Meaning> = {
  NotFound: { severity: "note", sentence: "This is no longer here.", act: "Go back and choose again." },
  Invalid: { severity: "note", sentence: "Something in the request is not right.", act: "Correct it and try again." },
  NotAllowed: { severity: "warn", sentence: "Your role does not allow this.", act: "Ask somebody whose role does." },
  Conflict: { severity: "warn", sentence: "Somebody changed this in the meantime.", act: "Look at the new state, then try again." },
  GateRefused: { severity: "warn", sentence: "The gate does not let this through.", act: "Read what is in the way." },
  SourceChanged: { severity: "warn", sentence: "The source has changed since it was cited.", act: "Open the source and make the briefing again." },
  Busy: { severity: "note", sentence: "The workspace is busy.", act: "Try again in a moment." },
  Offline: { severity: "warn", sentence: "The core does not answer.", act: "Try again; if it stays so, restart Countersign." },
  AppTooOld: { severity: "stop", sentence: "This workspace was made by a newer Countersign.", act: "Update Countersign to open it." },
  DiskFull: { severity: "stop", sentence: "The disk is full.", act: "Make room, then try again." },
  Internal: { severity: "stop", sentence: "Something went wrong inside Countersign.", act: "Try again; nothing has been lost." },
};

const isCode = (code: unknown): code is ErrorCode => typeof code === "string" && Object.hasOwn(MEANINGS, code);

/** A refused or failed call, as a person can read it. */
export class CallError extends Error {
  constructor(readonly code: ErrorCode, message: string, readonly detail: string | null = null) {
    super(message);
    this.name = "CallError";
  }
  get meaning(): Meaning {
    return MEANINGS[this.code];
  }
}

const text = (value: unknown): string | null =>
  value === null || value === undefined ? null : typeof value === "string" ? value : JSON.stringify(value);

/** Whatever a backend rejected with becomes a CallError; an unknown shape is Internal, never silence. */
export function asCallError(thrown: unknown): CallError {
  if (thrown instanceof CallError) return thrown;
  if (typeof thrown === "object" && thrown !== null && "code" in thrown && isCode(thrown.code)) {
    const message = "message" in thrown ? text(thrown.message) : null;
    const detail = "detail" in thrown ? text(thrown.detail) : null;
    return new CallError(thrown.code, message || MEANINGS[thrown.code].sentence, detail);
  }
  const detail = thrown instanceof Error ? thrown.message : text(thrown);
  return new CallError("Internal", MEANINGS.Internal.sentence, detail);
}

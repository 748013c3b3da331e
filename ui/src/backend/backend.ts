import type { CommandName, Contract, CoreEvent } from "./generated/contract";

export type RequestOf<C extends CommandName> = Contract[C]["request"];
export type ReplyOf<C extends CommandName> = Contract[C]["reply"];

/** What the screens need from whatever stands behind them: the window, a test bridge or a table. */
export interface Backend {
  /** Resolves to the reply, or rejects with a {@link CallError}. */
  call<C extends CommandName>(name: C, request: RequestOf<C>): Promise<ReplyOf<C>>;
  /** Hears what the core tells unasked; returns the way to stop. */
  listen(hear: (event: CoreEvent) => void): () => void;
}

/** The dialogs of the window, by the same door as every other command. */
export const pickFiles = (backend: Backend, folder = false) =>
  backend.call("pick_files", { folder }).then((reply) => reply.paths);
export const saveFile = (backend: Backend, name: string) =>
  backend.call("save_file", { name }).then((reply) => reply.path);

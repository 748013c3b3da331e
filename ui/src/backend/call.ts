import type { Backend, ReplyOf, RequestOf } from "./backend";
import { pickFiles as pick, saveFile as save } from "./backend";
import { Cache } from "./cache";
import { asCallError } from "./errors";
import type { CommandName, CoreEvent } from "./generated/contract";

let current: Backend | null = null;
let stop: () => void = () => undefined;
const ears = new Set<(event: CoreEvent) => void>();

/** The one cache of the core's state. */
export const cache = new Cache((name, request) => call(name, request));

/** Chosen once by main.ts; a test chooses its own. */
export function stand(backend: Backend): void {
  stop();
  current = backend;
  cache.forget();
  stop = backend.listen((event) => {
    if (event.kind === "changed") cache.refresh(event.tags);
    for (const ear of ears) ear(event);
  });
}

/** Calls a command; request and reply are typed from the contract. Rejects with a CallError. */
export async function call<C extends CommandName>(name: C, request: RequestOf<C>): Promise<ReplyOf<C>> {
  if (!current) throw asCallError({ code: "Offline", message: "No backend has been chosen." });
  try {
    return await current.call(name, request);
  } catch (thrown) {
    throw asCallError(thrown);
  }
}

/** Hears core events beside the cache: import progress, dropped files. */
export function hear(ear: (event: CoreEvent) => void): () => void {
  ears.add(ear);
  return () => ears.delete(ear);
}

export const pickFiles = (folder = false) => (current ? pick(current, folder) : Promise.resolve([]));
export const saveFile = (name: string) => (current ? save(current, name) : Promise.resolve(null));

import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { Backend, ReplyOf } from "./backend";
import type { CoreEvent } from "./generated/contract";

/** The window's own backend: one command, one event. */
export const tauri: Backend = {
  call: <C extends Parameters<Backend["call"]>[0]>(name: C, request: unknown) =>
    invoke<ReplyOf<C>>("call", { name, payload: request }),
  listen(hear) {
    const unlisten = listen<CoreEvent>("countersign", (event) => hear(event.payload));
    return () => void unlisten.then((stop) => stop());
  },
};

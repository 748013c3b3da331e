import type { Action } from "../../kit/actions.svelte";
import type { IconName } from "../../kit/icons";
import { move } from "../../kit/rove";
import { go, searchPath } from "../links";
import type { Sources } from "../source/source.state.svelte";

/** The first citation in, or the way to open, whatever the focus stands on. */
function peek(): void {
  const here = document.activeElement;
  if (!(here instanceof HTMLElement)) return;
  here.querySelector<HTMLElement>(".cite, [data-peek]")?.click();
}
function enter(): void {
  const here = document.activeElement;
  if (!(here instanceof HTMLElement)) return;
  (here.querySelector<HTMLElement>("[data-open]") ?? here.querySelector<HTMLElement>(".cite, [data-peek]"))?.click();
}

type Frame = { sources: Sources; palette: () => void; keys: () => void };

/** What can be done anywhere. */
export function frameActions({ sources, palette, keys }: Frame): Action[] {
  const group = "Anywhere";
  return [
    { id: "palette", title: "Commands", group, keys: ["Mod+k"], keyOnly: true, run: palette },
    { id: "search", title: "Search", group, keys: ["/"], icon: "search", run: () => go(searchPath("")) },
    { id: "next", title: "Move down", group, keys: ["j"], hint: "move", keyOnly: true, run: () => move(1) },
    { id: "before", title: "Move up", group, keys: ["k"], hint: "move", keyOnly: true, run: () => move(-1) },
    { id: "open", title: "Open", group, keys: ["Enter"], hint: "open", keyOnly: true, run: enter },
    { id: "source", title: "Source, or a look inside", group, keys: ["Space"], hint: "source", keyOnly: true, run: peek },
    { id: "into", title: "Into the open source", group, keys: ["i"], keyOnly: true, run: () => sources.enter() },
    { id: "next-source", title: "Next source", group, keys: ["]"], keyOnly: true, run: () => sources.step(1) },
    { id: "previous-source", title: "Previous source", group, keys: ["["], keyOnly: true, run: () => sources.step(-1) },
    { id: "back", title: "Back to where the focus was", group, keys: ["Esc"], keyOnly: true, run: () => sources.close() },
    { id: "view-before", title: "Back to the view before", group, keys: ["Alt+ArrowLeft"], icon: "left", run: () => history.back() },
    { id: "keys", title: "All keys", group, keys: ["?"], hint: "all keys", icon: "note", run: keys },
  ];
}

export const palettePlaces = (places: { key: string; title: string; path: string; icon: IconName }[]): Action[] =>
  places.map(({ key, title, path, icon }) => ({ id: `go-${key}`, title: `Go to ${title}`, group: "Views", icon, run: () => go(path) }));

import { mount } from "svelte";
import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/source-serif-4/opsz.css";
import "@fontsource-variable/source-serif-4/opsz-italic.css";
import "./styles/index.css";
import App from "./App.svelte";
import type { Backend } from "./backend/backend";
import { bridge, bridgeBase } from "./backend/bridge";
import { stand } from "./backend/call";
import { wearTheme } from "./parts/frame/theme.svelte";

/** The window's own backend; in a browser on this machine a bridge or, when asked for, the table of fixtures. */
async function choose(): Promise<Backend | null> {
  if ("__TAURI_INTERNALS__" in window) return (await import("./backend/tauri")).tauri;
  if (!["127.0.0.1", "localhost"].includes(location.hostname)) return null;
  const base = bridgeBase(location.search);
  if (base) return bridge(base);
  return new URLSearchParams(location.search).has("fake") ? (await import("./backend/fake")).fake() : null;
}

wearTheme();
const target = document.getElementById("app");
const backend = await choose();
if (target && backend) {
  stand(backend);
  mount(App, { target });
} else if (target) {
  target.textContent = "Countersign runs in its own window. Open the app.";
}

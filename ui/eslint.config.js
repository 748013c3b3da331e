import svelte from "eslint-plugin-svelte";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

/** Three tiers: kit imports nothing of ours, parts import kit and backend, views compose parts. */
const forbid = (patterns, message) => ({ "no-restricted-imports": ["error", { patterns: [{ group: patterns, message }] }] });
const tauri = ["@tauri-apps/*"];

export default ts.config(
  { ignores: ["dist", "node_modules", "src/backend/generated"] },
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"], svelteConfig } },
  },
  {
    rules: {
      "no-console": "error",
      "no-eval": "error",
      "max-lines": ["error", { max: 400, skipBlankLines: true }],
      "svelte/no-at-html-tags": "error",
      "svelte/no-navigation-without-resolve": "off",
      // {" "} keeps a space that the compiler would trim.
      "svelte/no-useless-mustaches": "off",
      "no-restricted-properties": ["error", { property: "innerHTML", message: "Text goes in as text nodes." }],
    },
  },
  { files: ["src/**"], rules: forbid(tauri, "Only backend/tauri.ts talks to Tauri.") },
  { files: ["src/backend/tauri.ts"], rules: { "no-restricted-imports": "off" } },
  {
    files: ["src/kit/**"],
    rules: forbid([...tauri, "**/backend/**", "**/parts/**", "**/views/**", "../routes*"], "kit knows no business word: it imports nothing of ours."),
  },
  {
    files: ["src/parts/**"],
    rules: forbid([...tauri, "**/views/**", "../../routes*", "../routes*"], "A part imports kit and backend only."),
  },
  { files: ["src/backend/**"], ignores: ["src/backend/tauri.ts"], rules: forbid([...tauri, "**/kit/**", "**/parts/**", "**/views/**"], "The backend knows no screen.") },
);

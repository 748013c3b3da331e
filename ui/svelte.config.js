import { vitePreprocess } from "@sveltejs/vite-plugin-svelte";

/** Svelte's accessibility warnings are errors: the check runs with --fail-on-warnings. */
export default { preprocess: vitePreprocess(), compilerOptions: { runes: true } };

/** Light or dark: the system's choice, or the person's own, which is kept on this machine. */
export type Theme = "system" | "light" | "dark";
const KEY = "countersign.theme";

function kept(): Theme {
  try {
    const theme = localStorage.getItem(KEY);
    return theme === "light" || theme === "dark" ? theme : "system";
  } catch {
    return "system";
  }
}

let chosen = $state<Theme>("system");

function wear(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

export function wearTheme(): void {
  chosen = kept();
  wear(chosen);
}

export const theme = {
  get chosen() {
    return chosen;
  },
  set chosen(theme: Theme) {
    chosen = theme;
    wear(theme);
    try {
      if (theme === "system") localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, theme);
    } catch {
      // A window without storage keeps the choice until it closes.
    }
  },
};

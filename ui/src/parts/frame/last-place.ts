/** The open view, remembered on this machine until the next start. */
const KEY = "countersign.place";

export function lastPlace(): string {
  try {
    const place = localStorage.getItem(KEY) ?? "";
    return place.startsWith("#/") && !place.startsWith("#/start") ? place : "";
  } catch {
    return "";
  }
}

export function keepPlace(hash: string): void {
  try {
    localStorage.setItem(KEY, hash);
  } catch {
    // A window without storage starts with Today.
  }
}

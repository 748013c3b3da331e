/** The place a person is, read from the address after `#`. */
export type Place = { params: Record<string, string>; query: URLSearchParams };

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Matches `#/a/b?c=d` against `/a/:name` or `/a/:name?`; null when it is another place. */
export function matchPath(pattern: string, hash: string): Place | null {
  const [path = "", query = ""] = hash.replace(/^#/, "").split("?", 2);
  const parts = path.split("/").filter(Boolean);
  const names = pattern.split("/").filter(Boolean);
  if (parts.length > names.length) return null;
  const params: Record<string, string> = {};
  for (const [at, name] of names.entries()) {
    const part = parts[at];
    const optional = name.endsWith("?");
    if (name.startsWith(":")) {
      if (part === undefined && !optional) return null;
      if (part !== undefined) params[name.replace(/[:?]/g, "")] = decoded(part);
    } else if (part !== name) return null;
  }
  return { params, query: new URLSearchParams(query) };
}

/** Dates, times, money and counts in the person's locale. Spaces inside a date never break. */
/** The person's language; a system without one says "C", which is no language to Intl. */
function locale(): string {
  const said = typeof navigator === "undefined" ? "" : navigator.language;
  try {
    return Intl.getCanonicalLocales(said)[0] ?? "en-GB";
  } catch {
    return "en-GB";
  }
}
const nb = (text: string) => text.replace(/ /g, "\u00a0");
const isDay = (at: string) => /^\d{4}-\d{2}-\d{2}$/.test(at);

/** The instant shifted into its own zone, so that formatting in UTC shows the local clock there. */
function shifted(at: string, zoneMinutes: number | null | undefined): Date {
  return isDay(at) ? new Date(`${at}T00:00:00Z`) : new Date(Date.parse(at) + (zoneMinutes ?? 0) * 60_000);
}
const formats = new Map<string, Intl.DateTimeFormat>();
function format(date: Date, options: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify(options) + locale();
  let made = formats.get(key);
  if (!made) formats.set(key, (made = new Intl.DateTimeFormat(locale(), { ...options, timeZone: "UTC" })));
  return Number.isNaN(date.getTime()) ? "" : nb(made.format(date));
}

/** “16 Nov”, with the year when it is not the year of `today`. */
export function day(at: string, zone?: number | null, today?: string): string {
  const date = shifted(at, zone);
  const same = today === undefined || date.getUTCFullYear() === shifted(today, zone).getUTCFullYear();
  return format(date, same ? { day: "numeric", month: "short" } : { day: "numeric", month: "short", year: "numeric" });
}
/** “16 Nov 2026” */
export const dayYear = (at: string, zone?: number | null) => format(shifted(at, zone), { day: "numeric", month: "short", year: "numeric" });
/** “Fri 20 Nov” */
export const weekday = (at: string, zone?: number | null) => format(shifted(at, zone), { weekday: "short", day: "numeric", month: "short" });
/** “Friday 20 November” */
export const dayLong = (at: string, zone?: number | null) => format(shifted(at, zone), { weekday: "long", day: "numeric", month: "long" });
/** “17:52” */
export const clock = (at: string, zone?: number | null) => format(shifted(at, zone), { hour: "2-digit", minute: "2-digit" });
/** “November 2026” */
export const month = (at: string, zone?: number | null) => format(shifted(at, zone), { month: "long", year: "numeric" });

/** “UTC+1”, “UTC−4:30”, “UTC” */
export function zoneName(minutes: number | null | undefined): string {
  if (!minutes) return "UTC";
  const whole = Math.abs(minutes);
  const rest = whole % 60;
  return `UTC${minutes < 0 ? "−" : "+"}${Math.floor(whole / 60)}${rest ? `:${String(rest).padStart(2, "0")}` : ""}`;
}
/** “Mon 16 Nov 2026, 17:52 UTC+1”; a date alone stays a date. */
export function moment(at: string, zone?: number | null): string {
  const date = format(shifted(at, zone), { weekday: "short", day: "numeric", month: "short", year: "numeric" });
  return isDay(at) ? date : `${date}, ${clock(at, zone)} ${zoneName(zone)}`;
}

/** An amount as the core keeps it, in text; an amount that is no number is shown as it is. */
export function money(amount: string | null, currency: string | null): string {
  if (amount === null || amount === "") return "";
  const value = Number(amount);
  if (!Number.isFinite(value)) return [amount, currency].filter(Boolean).join(" ");
  try {
    const style = currency ? ({ style: "currency", currency } as const) : {};
    return new Intl.NumberFormat(locale(), { ...style, ...(Number.isInteger(value) ? { maximumFractionDigits: 0 } : {}) }).format(value);
  } catch {
    return `${amount} ${currency}`;
  }
}
export const count = (value: number) => new Intl.NumberFormat(locale()).format(value);
/** “1 gap”, “2 gaps” */
export const many = (value: number, one: string, more = `${one}s`) => `${count(value)} ${value === 1 ? one : more}`;

export function size(bytes: number): string {
  const [value, unit] = bytes < 1024 ** 2 ? [bytes / 1024, "kB"] : [bytes / 1024 ** 2, "MB"];
  return `${new Intl.NumberFormat(locale(), { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)}\u00a0${unit}`;
}
export const initials = (name: string) =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => word[0])
    .filter((_, at, all) => at === 0 || at === all.length - 1)
    .join("")
    .toUpperCase();

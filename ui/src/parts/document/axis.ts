/** One time axis for all rows of the library: from a year before today to two years after, in whole per cents. */
export type Axis = { place(day: string): number; years: { year: string; start: number; middle: number }[] };

const YEAR = 365.25 * 86_400_000;
const clamp = (value: number) => Math.min(100, Math.max(0, value));

export function axisFor(today: string): Axis {
  const now = Date.parse(`${today}T00:00:00Z`);
  const start = now - 1.35 * YEAR;
  const end = now + 1.5 * YEAR;
  const at = (time: number) => ((time - start) / (end - start)) * 100;
  const place = (day: string) => {
    const time = Date.parse(`${day.slice(0, 10)}T00:00:00Z`);
    return Number.isNaN(time) ? 0 : Math.round(clamp(at(time)) * 10) / 10;
  };
  const first = new Date(start).getUTCFullYear();
  const years = [0, 1, 2, 3]
    .map((step) => String(first + step))
    .map((year) => ({ year, start: at(Date.parse(`${year}-01-01T00:00:00Z`)), middle: at(Date.parse(`${year}-07-02T00:00:00Z`)) }))
    .filter(({ middle }) => middle > 18 && middle < 92);
  return { place, years };
}

/** A day in UTC, as `YYYY-MM-DD`. Days compare as text. */
export type Day = `${string}-${string}-${string}`;

export function dayOf(date: Date): Day {
  const [year = '', month = '', day = ''] = date.toISOString().slice(0, 10).split('-');
  return `${year}-${month}-${day}`;
}

/** The day that is `count` days later. */
export function addDays(day: Day, count: number): Day {
  const date = new Date(day);
  date.setUTCDate(date.getUTCDate() + count);
  return dayOf(date);
}

/** A time that a clock shows. */
type ClockTime = {
  /** From 0 to 23. */
  readonly hour: number;
  readonly minute: number;
  /** Whether the twelve hours later are meant as well: "half past six". */
  readonly eitherHalf: boolean;
};

const HALF_DAY_HOURS = 12;
const WRITTEN = /^(\d{1,2})(?:[:.h](\d{2}))?\s*([ap])?\.?(?:m\.?)?$/u;

/** Reads "18:30", "6:30", "6.30 pm", "6 am". An hour from 1 to 12 without am or pm, and without a leading zero, is either half. */
export function parseClockTime(text: string): ClockTime | undefined {
  const said = text.trim().toLowerCase();
  const [, digits = '', minutes = '0', half] = WRITTEN.exec(said) ?? [];
  const [hour, minute] = [Number(digits), Number(minutes)];
  if (digits === '' || hour > 23 || minute > 59) return undefined;
  const isTwelveHour = hour >= 1 && hour <= HALF_DAY_HOURS && !digits.startsWith('0');
  if (half === undefined) return { hour, minute, eitherHalf: isTwelveHour };
  if (hour < 1 || hour > HALF_DAY_HOURS) return undefined;
  const hours = (hour % HALF_DAY_HOURS) + (half === 'p' ? HALF_DAY_HOURS : 0);
  return { hour: hours, minute, eitherHalf: false };
}

/**
 * The next instant, in ms since the epoch, at which a clock in `timeZone` shows this time. Where the clocks skip the time
 * (summer time begins), it is the instant an hour later or earlier.
 */
export function nextInstantAt(time: ClockTime, timeZone: string, now: number): number {
  const { year, month, day } = wallClock(now, timeZone);
  const hours = time.eitherHalf ? [time.hour, (time.hour + HALF_DAY_HOURS) % 24] : [time.hour];
  const instants = [0, 1, 2].flatMap((days) =>
    hours.map((hour) =>
      instantOf(Date.UTC(year, month - 1, day + days, hour, time.minute), timeZone),
    ),
  );
  return Math.min(...instants.filter((instant) => instant > now));
}

/** What the cook's clock shows: "18:30"; with the weekday on another day: "Sunday 06:30". */
export function sayClockTime(instant: number, timeZone: string, now: number): string {
  const at = wallClock(instant, timeZone);
  const today = wallClock(now, timeZone);
  const clock = `${padded(at.hour)}:${padded(at.minute)}`;
  if (at.day === today.day && at.month === today.month) return clock;
  return `${new Intl.DateTimeFormat('en', { timeZone, weekday: 'long' }).format(instant)} ${clock}`;
}

/** Date and time for the prompt: "Saturday, 28 November 2026 at 18:30". */
export function sayDateTime(instant: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    dateStyle: 'full',
    timeStyle: 'short',
  }).format(instant);
}

/** The name if it is an IANA time zone, such as `Europe/Berlin`. */
export function knownTimeZone(name: string | undefined): string | undefined {
  if (!name) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

type WallClock = Readonly<Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>>;

function wallClock(instant: number, timeZone: string): WallClock {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const value = (type: keyof WallClock) => Number(parts.find((part) => part.type === type)?.value);
  return {
    year: value('year'),
    month: value('month'),
    day: value('day'),
    hour: value('hour'),
    minute: value('minute'),
    second: value('second'),
  };
}

/** @param wall the wall clock's date and time, as if it were UTC */
function instantOf(wall: number, timeZone: string): number {
  const near = wall - offsetAt(wall, timeZone);
  return wall - offsetAt(near, timeZone);
}

/** How far the zone's clocks are ahead of UTC, in ms. */
function offsetAt(instant: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = wallClock(instant, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

function padded(number: number): string {
  return String(number).padStart(2, '0');
}

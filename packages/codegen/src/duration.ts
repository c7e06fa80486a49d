import { parse } from "tinyduration";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * The milliseconds of an ISO 8601 duration of days, hours, minutes and seconds.
 *
 * @throws Error if the text isn't a duration; the schema of the extension lets none of those through.
 */
export function millisecondsFromDuration(duration: string): number {
  const { days = 0, hours = 0, minutes = 0, seconds = 0 } = parse(duration);
  return days * DAY_MS + hours * HOUR_MS + minutes * MINUTE_MS + seconds * SECOND_MS;
}

/**
 * A duration of days, hours, minutes and seconds in words for people, such as `10 seconds` or `1 day 2 hours`.
 *
 * @throws Error if the text isn't a duration.
 */
export function wordsFromDuration(duration: string): string {
  const { days = 0, hours = 0, minutes = 0, seconds = 0 } = parse(duration);
  return Object.entries({ day: days, hour: hours, minute: minutes, second: seconds })
    .filter(([, count]) => count > 0)
    .map(([unit, count]) => `${count} ${unit}${count === 1 ? "" : "s"}`)
    .join(" ");
}

/** The milliseconds of each unit in which a provider may state a duration as a number. */
export const UNITS_MS = { milliseconds: 1, seconds: SECOND_MS, minutes: MINUTE_MS };

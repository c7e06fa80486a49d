const PATTERN = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * The milliseconds of an ISO 8601 duration of days, hours, minutes and seconds.
 *
 * @throws RangeError for any other text; the specification's schema lets none through.
 */
export function millisecondsFromDuration(duration: string): number {
  const match = PATTERN.exec(duration);
  if (match === null) throw new RangeError(`"${duration}" is no duration of days, hours, minutes and seconds.`);
  const [days, hours, minutes, seconds] = match.slice(1).map((digits: string | undefined) => Number(digits ?? 0));
  return (days ?? 0) * DAY_MS + (hours ?? 0) * HOUR_MS + (minutes ?? 0) * MINUTE_MS + (seconds ?? 0) * SECOND_MS;
}

/** A duration in words for people, such as `10 seconds` or `1 day 2 hours`. */
export function wordsFromDuration(duration: string): string {
  const match = PATTERN.exec(duration);
  if (match === null) throw new RangeError(`"${duration}" is no duration of days, hours, minutes and seconds.`);
  return ["day", "hour", "minute", "second"]
    .map((unit, index) => ({ unit, count: Number(match[index + 1] ?? 0) }))
    .filter(({ count }) => count > 0)
    .map(({ unit, count }) => `${count} ${unit}${count === 1 ? "" : "s"}`)
    .join(" ");
}

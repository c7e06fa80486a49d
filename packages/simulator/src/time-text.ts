/** RFC 3339 in UTC with milliseconds, such as `2016-04-20T18:14:42.000Z`. */
export function rfc3339FromMs(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

/** RFC 3339 in UTC with microseconds; the last three digits are given, since the clock has none. */
export function rfc3339WithMicros(epochMs: number, micros: string): string {
  return rfc3339FromMs(epochMs).replace("Z", `${micros}Z`);
}

/** The date in .NET's old JSON form, `/Date(1275097729527)/`. */
export function dotnetDateFromMs(epochMs: number): string {
  return `/Date(${Math.trunc(epochMs)})/`;
}

/** A date and time without a zone, a given time behind UTC; zeros at the end of the fraction are cut. */
export function localDateTimeFromMs(epochMs: number, behindUtcMs: number): string {
  return rfc3339FromMs(epochMs - behindUtcMs).replace(/\.?0*Z$/, "");
}

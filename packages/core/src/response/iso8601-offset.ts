import { rfc3339 } from "./date-time.ts";
import type { TimeDecoder } from "./time-decoder.ts";

/** Decodes a date and time whose offset has no colon, such as `2018-12-10T17:50:19.000+0000`; as RFC 3339 it has one. */
export const iso8601Offset: TimeDecoder = (text) => {
  const [, before, minutes] = /^(.+[+-]\d\d)(\d\d)$/.exec(text) ?? [];
  return before && minutes ? rfc3339(`${before}:${minutes}`) : undefined;
};

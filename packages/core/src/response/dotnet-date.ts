import type { TimeDecoder } from "./time-decoder.ts";

/**
 * Decodes `/Date(1275097729527)/`, milliseconds since 1970. The offset in `/Date(1275097729527-0700)/` says where the writer was;
 * it does not change the instant.
 */
export const dotnetDate: TimeDecoder = (text) => {
  const match = /^\/Date\((-?\d{1,16})(?:[+-]\d{4})?\)\/$/.exec(text);
  const date = new Date(Number(match?.[1]));
  const inRange = date.getUTCFullYear() >= 0 && date.getUTCFullYear() <= 9999;
  return inRange ? date.toISOString() : undefined;
};

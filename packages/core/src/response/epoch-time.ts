import type { TimeDecoder } from "./time-decoder.ts";

/** Decodes seconds since 1970, as a number or as its text, with the digits behind its point. 0 means that it is not set. */
export const epochSeconds: TimeDecoder = (text) => timeFromEpoch(text, 1_000);

/** Decodes milliseconds since 1970, as a number or as its text. 0 means that it is not set. */
export const epochMilliseconds: TimeDecoder = (text) => timeFromEpoch(text, 1);

function timeFromEpoch(text: string, unitMs: number): string | undefined {
  const [, whole = "", fraction = ""] = /^(\d{1,15})(?:\.(\d{1,9}))?$/.exec(text) ?? [];
  if (Number(text) === 0 && whole) return "";
  const date = new Date(Number(whole) * unitMs);
  if (!whole || !(date.getUTCFullYear() <= 9999)) return undefined;
  // A number has no more digits than it was sent with.
  const time = date.toISOString().slice(0, unitMs === 1 ? 23 : 19);
  const point = unitMs === 1 || !fraction ? "" : ".";
  return `${time}${point}${fraction}Z`;
}

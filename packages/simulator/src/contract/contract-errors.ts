import { jsonResponse, type HeaderPairs } from "../responses.ts";
import { valueFromText, writeAt, type JsonDraft } from "./json-draft.ts";
import type { SimulatedErrors } from "./simulated-contract.ts";

/** The errors that a simulated provider reports. */
export type SimulatedErrorCode = "unauthenticated" | "forbidden" | "not-found" | "rate-limited";

const HTTP_STATUSES: Readonly<Record<SimulatedErrorCode, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  "rate-limited": 429,
};

const TEXTS: Readonly<Record<SimulatedErrorCode, string>> = {
  unauthenticated: "The credentials are missing or wrong.",
  forbidden: "The caller must not read jobs.",
  "not-found": "The job is not known.",
  "rate-limited": "Too many requests.",
};

/** An error as the contract says that its provider reports it. */
export function errorResponse(errors: SimulatedErrors, code: SimulatedErrorCode, headers: HeaderPairs = []): Response {
  const body: JsonDraft = {};
  for (const { at } of errors.success ?? []) writeAt(body, at, "failure");
  const native = Object.entries(errors.codes ?? {}).find(([, meaning]) => meaning === code)?.[0];
  if (native !== undefined && errors.native?.[0] !== undefined) writeAt(body, errors.native[0], valueFromText(native));
  const message = errors.message?.[0];
  if (typeof message === "string") writeAt(body, message, TEXTS[code]);
  else if (message !== undefined) writeAt(body, `${message.at}${message.text}`, TEXTS[code]);
  const own = Object.entries(errors.http ?? {}).find(([, meaning]) => meaning === code)?.[0];
  return jsonResponse(body, own === undefined ? HTTP_STATUSES[code] : Number(own), headers);
}

/** Writes the values that say that a request succeeded. */
export function writeSuccess(body: JsonDraft, errors: SimulatedErrors): void {
  for (const { at, values } of errors.success ?? []) writeAt(body, at, valueFromText(values[0] ?? ""));
}

import { parse } from "yaml";
import { isRecord } from "@jobstatus/specs/json-record.ts";

/** A case that is known to fail, and why. */
export interface KnownFailure {
  readonly case: string;
  readonly reason: string;
}

/**
 * Reads the list of cases that are known to fail: YAML, a list of `case` and `reason`. In `case` a `*` stands for any text.
 *
 * @throws Error - the text isn't such a list; the message says what is wrong.
 */
export function parseKnownFailures(text: string): KnownFailure[] {
  const list: unknown = parse(text) ?? [];
  if (!Array.isArray(list)) throw new Error("the known failures must be a list");
  return list.map((entry: unknown, place) => {
    const { case: name, reason } = isRecord(entry) ? entry : {};
    if (typeof name === "string" && typeof reason === "string" && reason.trim().length >= 10) {
      return { case: name, reason };
    }
    throw new Error(`known failure ${place + 1} needs a case and a reason, in a sentence`);
  });
}

/** The entry that a case falls under. */
export function knownFailureOf(known: readonly KnownFailure[], id: string): KnownFailure | undefined {
  return known.find((entry) => {
    const pattern = entry.case.split("*").map((part) => part.replaceAll(/[^\w-]/g, "\\$&"));
    return new RegExp(`^${pattern.join(".*")}$`).test(id);
  });
}

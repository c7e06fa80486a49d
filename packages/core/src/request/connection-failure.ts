import { errorsIn, withReason } from "../model/thrown.ts";
import { type ConnectionFailure, knownFailure } from "./known-failure.ts";

/** How engines word a mistake in a program. A `fetch` that finds no network throws a `TypeError` as well, with another text. */
const MISTAKE = /is not a (?:function|constructor)|is not (?:iterable|an object)|undefined|null/;

/** Finds the reason behind what a `fetch` threw. The text is the thrower's own, and may hold a secret. */
export function connectionFailureFrom(
  thrown: unknown,
  baseUrl: string,
  redact: (text: string) => string,
): ConnectionFailure {
  const reason = withReason("the connection failed", thrown, redact);
  try {
    const errors = errorsIn(thrown);
    const known = knownFailure(errors, reason);
    if (known) return known;
    const mistake = errors.find(
      ({ error }) =>
        error instanceof ReferenceError || (error instanceof TypeError && !error.cause && MISTAKE.test(error.message)),
    );
    if (mistake) {
      return {
        reason: withReason("the function fetch has a fault", mistake.message, redact),
        permanent: "unless-seen",
      };
    }
  } catch {
    return { reason, permanent: undefined };
  }
  return { reason: reason + corsHint(baseUrl), permanent: undefined };
}

/** A browser does not tell a page why a request to another origin failed. */
function corsHint(baseUrl: string): string {
  const page: unknown = Reflect.get(globalThis, "location");
  const origin: unknown = typeof page === "object" && page !== null ? Reflect.get(page, "origin") : undefined;
  if (typeof origin !== "string" || !origin.startsWith("http") || origin === new URL(baseUrl).origin) return "";
  return `; the server may not allow requests from ${origin} (CORS): see the browser's console`;
}

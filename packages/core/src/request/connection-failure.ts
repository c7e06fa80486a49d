import type { JobStatusErrorDetails } from "../model/job-status-error.ts";
import { errorsIn, withReason } from "../model/thrown.ts";

/** Why a request got no response. */
export interface ConnectionFailure {
  /** The innermost reason, as a sentence without its full stop, and what to do about it. */
  readonly reason: string;
  /** Whether repeating the request can't help. */
  readonly permanent: JobStatusErrorDetails["permanent"];
}

const TRUST = "; if you trust it, set NODE_EXTRA_CA_CERTS";

/** What the error codes of Node's, Bun's and Deno's network layers mean, and whether repeating the request can't help. */
const REASONS: readonly (readonly [RegExp, string, ConnectionFailure["permanent"]])[] = [
  [/^ENOTFOUND$/, "the host is unknown; check baseUrl", "unless-seen"],
  [/^EAI_AGAIN$/, "the host's name can't be looked up now; check the network", undefined],
  [/^ECONNREFUSED$/, "the connection was refused; check the host and its port", undefined],
  [/^ECONNRESET$/, "the server closed the connection", undefined],
  [/^CERT_HAS_EXPIRED$/, "the server's certificate has expired", "always"],
  [/ALTNAME/, "the server's certificate is for another host; check baseUrl", "always"],
  [/SELF_SIGNED/, `self-signed certificate${TRUST}`, "always"],
  [/^UNABLE_TO_(?:GET|VERIFY)/, `certificate of an unknown authority${TRUST}`, "always"],
];
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
    for (const { code } of errors) {
      const known = typeof code === "string" && REASONS.find(([pattern]) => pattern.test(code));
      if (known) return { reason: known[1], permanent: known[2] };
    }
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
  // Deno's errors have no code.
  if (/certificate/i.test(reason)) return { reason, permanent: "always" };
  return { reason: reason + corsHint(baseUrl), permanent: undefined };
}

/** A browser does not tell a page why a request to another origin failed. */
function corsHint(baseUrl: string): string {
  const page: unknown = Reflect.get(globalThis, "location");
  const origin: unknown = typeof page === "object" && page !== null ? Reflect.get(page, "origin") : undefined;
  if (typeof origin !== "string" || !origin.startsWith("http") || origin === new URL(baseUrl).origin) return "";
  return `; the server may not allow requests from ${origin} (CORS): see the browser's console`;
}

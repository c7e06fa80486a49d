/** Why a request got no response. */
export interface ConnectionFailure {
  /** The innermost reason, as a sentence without its full stop, and what to do about it. */
  readonly reason: string;
  /** Whether repeating the request can't help. */
  readonly isPermanent: boolean;
}

/** What the error codes of Node's, Bun's and Deno's network layers mean. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^ENOTFOUND$/, "the host is unknown; check baseUrl"],
  [/^EAI_AGAIN$/, "the host's name can't be looked up now; check the network"],
  [/^ECONNREFUSED$/, "the connection was refused; check the host and its port"],
  [/^ECONNRESET$/, "the server closed the connection"],
  [/^CERT_HAS_EXPIRED$/, "the server's certificate has expired"],
  [/ALTNAME/, "the server's certificate is for another host; check baseUrl"],
  [/SELF_SIGNED/, "self-signed certificate; if you trust it, set NODE_EXTRA_CA_CERTS"],
  [/^UNABLE_TO_(?:GET|VERIFY)/, "certificate of an unknown authority; if you trust it, set NODE_EXTRA_CA_CERTS"],
];
/** The codes after which a repeated request fails the same way. */
const PERMANENT = /^ENOTFOUND$|CERT|^UNABLE_TO_/;

/** How engines word a mistake in a program. A `fetch` that finds no network throws a `TypeError` as well, with another text. */
const MISTAKE = /is not a (?:function|constructor)|is not (?:iterable|an object)|undefined|null/;
/** How many errors are looked at. */
const MAX_ERRORS = 20;
const MAX_LENGTH = 200;

/** Finds the reason behind what a `fetch` threw. The text is the thrower's own, and may hold a secret. */
export function connectionFailureFrom(
  thrown: unknown,
  baseUrl: string,
  redact: (text: string) => string,
): ConnectionFailure {
  // Cut after the secrets are out: a part of one would not be recognized.
  const shown = (text: string) => redact(text).slice(0, MAX_LENGTH);
  try {
    const errors = errorsIn(thrown);
    for (const { code } of errors) {
      const known = typeof code === "string" && REASONS.find(([pattern]) => pattern.test(code));
      if (known) return { reason: known[1], isPermanent: PERMANENT.test(code) };
    }
    const mistake = errors.find(
      ({ error }) =>
        error instanceof ReferenceError || (error instanceof TypeError && !error.cause && MISTAKE.test(error.message)),
    );
    if (mistake) return { reason: `the function fetch has a fault: ${shown(mistake.message)}`, isPermanent: true };
    const message = errors.findLast(({ message: text }) => text !== "")?.message;
    const reason = message ? `the connection failed: ${shown(message)}` : "the connection failed; see the cause";
    return { reason: reason + corsHint(baseUrl), isPermanent: false };
  } catch {
    return { reason: "the connection failed, and what was thrown can't be read", isPermanent: false };
  }
}

interface SeenError {
  readonly error: unknown;
  readonly message: string;
  readonly code: unknown;
}

/** What was thrown, its causes, and the errors that an `AggregateError` holds, the innermost last. */
function errorsIn(thrown: unknown): SeenError[] {
  // Grows while it is walked.
  const found = new Set<unknown>([thrown]);
  for (const error of found) {
    if (!(error instanceof Error) || found.size > MAX_ERRORS) continue;
    if (error instanceof AggregateError) for (const inner of error.errors) found.add(inner);
    if (error.cause !== undefined) found.add(error.cause);
  }
  return Array.from(found, (error) => {
    const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
    const message = error instanceof Error ? error.message : error;
    return { error, message: typeof message === "string" ? message : "", code };
  });
}

/** A browser does not tell a page why a request to another origin failed. */
function corsHint(baseUrl: string): string {
  const page: unknown = Reflect.get(globalThis, "location");
  const origin: unknown = typeof page === "object" && page !== null ? Reflect.get(page, "origin") : undefined;
  if (typeof origin !== "string" || !origin.startsWith("http") || origin === new URL(baseUrl).origin) return "";
  return `; the server may not allow requests from ${origin} (CORS): see the browser's console`;
}

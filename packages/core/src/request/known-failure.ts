import type { JobStatusErrorDetails } from "../model/job-status-error.ts";
import type { ThrownError } from "../model/thrown.ts";

/** Why a request got no response. */
export interface ConnectionFailure {
  /** The innermost reason, as a sentence without its full stop, and what to do about it. */
  readonly reason: string;
  /** Whether repeating the request can't help. */
  readonly permanent: JobStatusErrorDetails["permanent"];
}

/** What the codes of a network layer mean. */
interface ConnectionReason extends ConnectionFailure {
  /** Matches the codes. */
  readonly codes: RegExp;
}

const TRUST = "; if you trust it, set NODE_EXTRA_CA_CERTS";

/** What the error codes of Node's, Bun's and Deno's network layers mean, and whether repeating the request can't help. */
const REASONS: readonly ConnectionReason[] = [
  { codes: /^ENOTFOUND$/, reason: "the host is unknown; check baseUrl", permanent: "unless-seen" },
  {
    codes: /^EAI_AGAIN$/,
    reason: "the host's name can't be looked up now; check the network",
    permanent: undefined,
  },
  {
    codes: /^ECONNREFUSED$/,
    reason: "the connection was refused; check the host and its port",
    permanent: undefined,
  },
  { codes: /^ECONNRESET$/, reason: "the server closed the connection", permanent: undefined },
  { codes: /^CERT_HAS_EXPIRED$/, reason: "the server's certificate has expired", permanent: "always" },
  { codes: /ALTNAME/, reason: "the server's certificate is for another host; check baseUrl", permanent: "always" },
  { codes: /SELF_SIGNED/, reason: `self-signed certificate${TRUST}`, permanent: "always" },
  {
    codes: /^UNABLE_TO_(?:GET|VERIFY)/,
    reason: `certificate of an unknown authority${TRUST}`,
    permanent: "always",
  },
];

/**
 * The failure that the errors of a connection tell; undefined if they tell none. The build for browsers has `known-failure.browser.ts` in
 * place of this.
 *
 * @param reason - What was thrown, in a sentence.
 */
export function knownFailure(errors: readonly ThrownError[], reason: string): ConnectionFailure | undefined {
  for (const { code } of errors) {
    const known = typeof code === "string" && REASONS.find(({ codes }) => codes.test(code));
    if (known) return { reason: known.reason, permanent: known.permanent };
  }
  // Deno's errors have no code.
  return /certificate/i.test(reason) ? { reason, permanent: "always" } : undefined;
}

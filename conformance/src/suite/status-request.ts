import { fillText, fillTexts } from "../fill-text.ts";
import { factsOf } from "../provider-facts.ts";
import type { StatusFacts } from "../provider-facts.ts";
import type { ProviderName } from "../provider-name.ts";
import { cookieOf, secretOf } from "./credentials.ts";
import type { CaseRequest } from "./suite-case.ts";

/** What changes the request for a status. */
export interface StatusRequestTerms {
  /** Default: the caller's session. */
  readonly session?: string;
  /** Whether the session is the one of a cookie, if the provider takes a token as well. */
  readonly inCookie?: boolean;
  /** Default: JSON. */
  readonly format?: "xml";
  /** The operation, by its name. Default: the provider's first. */
  readonly operation?: string;
}

/** The request for a job's status that the provider's documents describe. */
export function statusRequestFor(provider: ProviderName, job: string, terms: StatusRequestTerms = {}): CaseRequest {
  const { operation = "default", format } = terms;
  const facts = factsOf(provider).status[operation];
  if (facts === undefined) throw new Error(`${provider} has no operation ${operation} for a job's status`);
  const headers = proofOf(provider, terms);
  if (format === undefined) return requestFrom(facts, job, headers);
  if (facts.xml === undefined) throw new Error(`${provider} has no XML`);
  const { accept, ...differences } = facts.xml;
  return requestFrom({ ...facts, ...differences }, job, {
    ...headers,
    ...(accept !== undefined && { Accept: accept }),
  });
}

/** The headers that carry the session. */
export function proofOf(
  provider: ProviderName,
  { session = secretOf(provider), inCookie = false }: StatusRequestTerms,
): Readonly<Record<string, string>> {
  const { proof, cookie } = factsOf(provider);
  if (proof === undefined || (inCookie && cookie !== undefined)) return { Cookie: cookieOf(provider, session) };
  return fillTexts(proof, { session });
}

function requestFrom(
  { method, path, contentType, body }: StatusFacts,
  job: string,
  headers: Readonly<Record<string, string>>,
): CaseRequest {
  return {
    method,
    path: fillText(path, { job: encodeURIComponent(job) }),
    headers: { ...headers, ...(contentType !== undefined && { "Content-Type": contentType }) },
    ...(body !== undefined && { body: fillText(body, { job }) }),
  };
}

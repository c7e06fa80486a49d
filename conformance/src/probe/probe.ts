import type { ProviderName } from "../provider-name.ts";
import { ResponseChecker } from "../response-checker.ts";
import { readSpecificationText } from "../specification.ts";
import { statusRequestFor } from "../suite/status-request.ts";
import { innermostReason } from "./innermost-reason.ts";
import { readProbeCredentials } from "./probe-credentials.ts";
import { readSpecifiedStatus } from "./specified-status.ts";

/** What a probe requests, and with what. */
export interface ProbeOptions {
  readonly provider: ProviderName;
  readonly baseUrl: string;
  /** Jobs that the installation knows. */
  readonly jobs: readonly string[];
  /** CenturyLink v2's account. */
  readonly accountAlias?: string;
  /** The variables that hold the credentials or the login: `JOBSTATUS_TRAFFIC_OPS_ACCESS_TOKEN` and so on, as for the CLI. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** What became of one request. */
export interface ProbeResult {
  /** What was requested, and the HTTP status and media type of the response. */
  readonly request: string;
  /** Whether the request gave what it is for: a status that the specification lists, or that credentials are needed. */
  readonly isConclusive: boolean;
  /** One line for each difference from the specification. */
  readonly differences: readonly string[];
  /** What is worth knowing without being a difference. */
  readonly notes: readonly string[];
  /** The response's body with each value replaced by its type, so that it can be shown; absent if there was no JSON. */
  readonly shape?: unknown;
}

/** How long a response may take, in milliseconds. */
const LIMIT_MS = 30_000;

/**
 * Requests from a real installation what changes nothing: the status of each job with credentials, and of the first without.
 * Given a login's fields, it logs in. Redirects are not followed.
 *
 * @throws Error - The environment holds no credentials for the provider, or the login fails.
 */
export async function probe(options: ProbeOptions): Promise<ProbeResult[]> {
  const checker = new ResponseChecker(readSpecificationText(options.provider));
  const { provider, baseUrl, environment, jobs } = options;
  const { headers, secrets } = await readProbeCredentials({
    provider,
    baseUrl,
    environment,
    document: checker.document,
  });
  const redact = (text: string) =>
    secrets.filter(Boolean).reduce((rest, secret) => rest.replaceAll(secret, "[redacted]"), text);
  const results: ProbeResult[] = [];
  for (const job of jobs) {
    const response = await send(checker, options, job, headers);
    results.push(redacted(judgeStatus(checker, `job ${job}`, response), redact));
  }
  const [first] = jobs;
  if (first !== undefined) {
    const response = await send(checker, options, first, {});
    results.push(redacted(judgeRefusal(checker, `job ${first}, without credentials`, response), redact));
  }
  return results;
}

/** What a request gave. */
type ProbeResponse =
  | { readonly failure: string }
  | {
      readonly what: string;
      readonly status: number;
      readonly body: unknown;
      readonly differences: readonly string[];
      readonly notes: readonly string[];
    };

async function send(
  checker: ResponseChecker,
  { provider, baseUrl, accountAlias = "ALIAS" }: ProbeOptions,
  job: string,
  credentials: Readonly<Record<string, string>>,
): Promise<ProbeResponse> {
  const { method, path: template, headers, body } = statusRequestFor(provider, job);
  const path = template.replace("ALIAS", encodeURIComponent(accountAlias));
  const contentHeaders = headers["Content-Type"] === undefined ? {} : { "Content-Type": headers["Content-Type"] };
  let response: Response;
  let text: string;
  try {
    response = await fetch(baseUrl.replace(/\/$/, "") + path, {
      method,
      headers: { ...contentHeaders, Accept: "application/json", ...credentials },
      redirect: "manual",
      signal: AbortSignal.timeout(LIMIT_MS),
      ...(body !== undefined && { body }),
    });
    text = await response.text();
  } catch (error) {
    return { failure: `no response: ${innermostReason(error)}` };
  }
  const { status } = response;
  const contentType = response.headers.get("Content-Type")?.split(";")[0]?.trim() ?? "";
  const what = `HTTP ${status} ${contentType || "without a content type"}`;
  const decoded = decode(contentType, text);
  const checked = { method, path, status, contentType, body: decoded };
  const differences = checker.differences(checked);
  const { faults, missing } = checker.headerDifferences(checked, response.headers);
  return {
    what,
    status,
    body: decoded,
    differences: differences
      ? [...differences.map(({ instancePath, message }) => `${instancePath || "the body"} ${message ?? ""}`), ...faults]
      : [`the specification has no response ${what}`],
    notes: missing.map((name) => `the header ${name}, which the specification states, is absent`),
  };
}

function judgeStatus({ document }: ResponseChecker, request: string, response: ProbeResponse): ProbeResult {
  if ("failure" in response) return { request, isConclusive: false, differences: [response.failure], notes: [] };
  const { what, status, body, differences, notes } = response;
  const { values, valueIn } = readSpecifiedStatus(document);
  const value = status === 200 ? valueIn(body) : undefined;
  const isKnown = typeof value === "string" && values.includes(value);
  const unknown = typeof value === "string" ? `the status ${JSON.stringify(value)} is not in the specification` : "";
  const silent = typeof value === "string" ? "" : "the response has no status: check the job and the credentials";
  return {
    request: `${request}: ${what}`,
    isConclusive: isKnown,
    differences: isKnown ? differences : [unknown || silent, ...differences],
    notes,
    shape: shapeOf(body),
  };
}

function judgeRefusal({ document }: ResponseChecker, request: string, response: ProbeResponse): ProbeResult {
  if ("failure" in response) return { request, isConclusive: false, differences: [response.failure], notes: [] };
  const { what, status, body, differences, notes } = response;
  const isOpen = status === 200 && readSpecifiedStatus(document).valueIn(body) !== undefined;
  return {
    request: `${request}: ${what}`,
    isConclusive: true,
    differences: isOpen ? ["the status is given without credentials", ...differences] : differences,
    notes,
    shape: shapeOf(body),
  };
}

function redacted(result: ProbeResult, redact: (text: string) => string): ProbeResult {
  const { request, differences, notes } = result;
  return { ...result, request: redact(request), differences: differences.map(redact), notes: notes.map(redact) };
}

/** A decoded body with each value replaced by its type. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== "object" || value === null) return value === null ? "null" : typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shapeOf(member)]));
}

function decode(contentType: string, text: string): unknown {
  if (!/json/.test(contentType)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import { ResponseChecker, isSpecificationNode } from "../response-checker.ts";
import type { ProviderName } from "../provider-name.ts";
import { readSpecificationText } from "../specification.ts";
import { statusRequestFor } from "../suite/status-request.ts";

/** What a probe asks, and with what. */
export interface ProbeOptions {
  readonly provider: ProviderName;
  readonly baseUrl: string;
  /** Jobs that the installation knows. */
  readonly jobs: readonly string[];
  /** CenturyLink v2's account. */
  readonly accountAlias?: string;
  /** The variables that hold the credentials: see {@link variableOf}. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** What became of one question. */
export interface ProbeResult {
  readonly question: string;
  /** One line for each difference from the specification; none where the response is as specified. */
  readonly differences: readonly string[];
}

/** How long a response may take, in milliseconds. */
const LIMIT_MS = 30_000;

/** The environment variable for a field of the credentials, such as `JOBSTATUS_ACCESS_TOKEN`. */
export function variableOf(field: string): string {
  return `JOBSTATUS_${field.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase()}`;
}

/**
 * Asks a real installation what can be asked without changing anything: for each job with credentials, and for the first
 * without. Redirects are not followed.
 *
 * @throws Error - the environment holds no credentials for the provider, or the base URL is none.
 */
export async function probe(options: ProbeOptions): Promise<ProbeResult[]> {
  const checker = new ResponseChecker(readSpecificationText(options.provider));
  const credentials = credentialsFrom(checker, options);
  const [first] = options.jobs;
  const results: ProbeResult[] = [];
  for (const job of options.jobs) results.push(await requestStatus(checker, options, `job ${job}`, job, credentials));
  if (first !== undefined)
    results.push(await requestStatus(checker, options, `job ${first}, without credentials`, first, {}));
  return results;
}

async function requestStatus(
  checker: ResponseChecker,
  { provider, baseUrl, accountAlias = "ALIAS" }: ProbeOptions,
  question: string,
  job: string,
  credentials: Readonly<Record<string, string>>,
): Promise<ProbeResult> {
  const { method, path: template, headers, body } = statusRequestFor(provider, job);
  const path = template.replace("ALIAS", encodeURIComponent(accountAlias));
  const contentHeaders = headers["Content-Type"] === undefined ? {} : { "Content-Type": headers["Content-Type"] };
  try {
    const response = await fetch(baseUrl.replace(/\/$/, "") + path, {
      method,
      headers: { ...contentHeaders, Accept: "application/json", ...credentials },
      redirect: "manual",
      signal: AbortSignal.timeout(LIMIT_MS),
      ...(body !== undefined && { body }),
    });
    const contentType = response.headers.get("Content-Type")?.split(";")[0] ?? "";
    const text = await response.text();
    const answer = { method, path, status: response.status, contentType, body: decode(contentType, text) };
    const differences = checker.differences(answer);
    const what = `HTTP ${response.status} ${contentType || "without a content type"}`;
    return {
      question: `${question}: ${what}`,
      differences: differences
        ? differences.map(({ instancePath, message }) => `${instancePath || "the body"} ${message ?? ""}`)
        : [`the specification has no response ${what}`],
    };
  } catch (error) {
    return { question, differences: [`no response: ${error instanceof Error ? error.message : String(error)}`] };
  }
}

function decode(contentType: string, text: string): unknown {
  if (!/json/.test(contentType)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The header of the first way to prove oneself whose fields the environment holds. */
function credentialsFrom({ document }: ResponseChecker, { provider, environment }: ProbeOptions) {
  const extension = document["x-job-status"];
  const ways =
    isSpecificationNode(extension) && Array.isArray(extension["credentials"]) ? extension["credentials"] : [];
  const wanted: string[] = [];
  for (const way of ways.filter(isSpecificationNode)) {
    const header = isSpecificationNode(way["header"]) ? way["header"] : { name: "Authorization", value: way["basic"] };
    const template = String(header["value"]);
    const variables = Array.from(template.matchAll(/\{(\w+)\}/g), ([, field = ""]) => variableOf(field));
    wanted.push(variables.join(" and "));
    if (!variables.every((name) => environment[name])) continue;
    const filled = template.replaceAll(/\{(\w+)\}/g, (_, field: string) => environment[variableOf(field)] ?? "");
    const value = way["basic"] === undefined ? filled : `Basic ${Buffer.from(filled).toString("base64")}`;
    return { [String(header["name"])]: value };
  }
  throw new Error(`the environment holds no credentials for ${provider}: set ${wanted.join(", or ")}`);
}

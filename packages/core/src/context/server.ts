import { invalidOption } from "./check-options.ts";
import type { Contract } from "../contract/contract.ts";

/** What the caller's options say of the server: where requests go, and what fills the path's variables. */
export interface Server {
  /** The base URL, without a slash at its end. */
  readonly baseUrl: string;
  /** The values of the path's variables. */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * Fills the contract's server and variables from the caller's options.
 *
 * @throws JobStatusError - `invalid-request`: a variable is missing, or makes no URL.
 */
export function serverFromOptions(contract: Contract, options: Readonly<Record<string, unknown>>): Server {
  const variables: Record<string, string> = {};
  for (const [name, fallback] of Object.entries(contract.variables)) {
    const inServer = contract.server.includes(`{${name}}`);
    if (inServer && options["baseUrl"] !== undefined) continue;
    const value = options[name] ?? fallback;
    if (typeof value !== "string" || value === "") throw invalidOption(name, "given, as text that is not empty");
    if (inServer && !/^[A-Za-z0-9.-]+(?::\d+)?$/.test(value)) {
      throw invalidOption(name, "a name of letters, digits, dots and hyphens");
    }
    if (!isSegment(value)) throw invalidOption(name, "text that can stand in a URL");
    variables[name] = value;
  }
  if (options["baseUrl"] !== undefined) return { baseUrl: readBaseUrl(options["baseUrl"]), variables };
  const baseUrl = contract.server.replace(/\{(\w+)\}/g, (_, name: string) => variables[name] ?? "");
  const [, first = "baseUrl"] = /\{(\w+)\}/.exec(contract.server) ?? [];
  // A port in the middle of a host, for one, makes no URL.
  if (!URL.canParse(baseUrl)) throw invalidOption(first, `such that ${JSON.stringify(contract.server)} becomes a URL`);
  return { baseUrl, variables };
}

/** Says whether a URL can hold a text as one segment of its path: it resolves `.` and `..`, however they are encoded (WHATWG URL, 4.1). */
export function isSegment(text: string): boolean {
  return !/^\.\.?$/.test(text) && isWellFormed(text);
}

/** Says whether a URL can encode a text: not where a half of a character stands alone. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

function readBaseUrl(value: unknown): string {
  const url = typeof value === "string" && URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:/.test(url.protocol)) throw invalidOption("baseUrl", "an absolute URL with http: or https:");
  if (url.username || url.password) throw invalidOption("baseUrl", "without user and password: use credentials");
  // An empty query or fragment is no `search` and no `hash`, but would swallow the path all the same.
  if (/[?#]/.test(url.href)) throw invalidOption("baseUrl", "without a query or a fragment");
  return url.href.replace(/(?<!\/)\/+$/, "");
}

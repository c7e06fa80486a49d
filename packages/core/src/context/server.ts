import { invalidOption } from "./check-options.ts";
import type { Contract } from "../contract/contract.ts";
import { fillTemplate, templateNames } from "../contract/template.ts";

/** Where requests go, and the values of the path's variables, from the caller's options. */
export interface Server {
  /** The base URL, without a slash at its end. */
  readonly baseUrl: string;
  /** The values of the path's variables. */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * Fills the contract's server and variables from the caller's options.
 *
 * @param call - The function that takes the options, for the message.
 * @throws JobStatusError - `invalid-request`: a variable is missing, or makes no URL.
 */
export function serverFromOptions(
  call: string,
  contract: Contract,
  options: Readonly<Record<string, unknown>>,
): Server {
  const { server } = contract;
  const { baseUrl: given } = options;
  const variables: Record<string, string> = {};
  for (const [name, fallback] of Object.entries(contract.variables)) {
    const rest = new RegExp(`\\{${name}\\}([^/:{]*)`).exec(server)?.[1];
    if (rest !== undefined && given !== undefined) continue;
    const value = options[name] ?? fallback;
    // What may be left out is.
    if (value === "" && fallback === "") continue;
    if (value === null) throw invalidOption(call, name, "is required");
    if (typeof value !== "string") throw invalidOption(call, name, "must be text");
    const problem = problemIn(value, rest);
    if (problem !== undefined) throw invalidOption(call, name, problem);
    variables[name] = value;
  }
  if (given !== undefined) {
    const baseUrl = baseUrlFrom(given);
    if (!baseUrl) throw invalidOption(call, "baseUrl", BASE_URL_RULE);
    return { baseUrl, variables };
  }
  const baseUrl = fillTemplate(server, (name) => variables[name]);
  const [first = "baseUrl"] = templateNames(server);
  // A port in the middle of a host, for one, makes no URL.
  if (!URL.canParse(baseUrl)) throw invalidOption(call, first, `must be such that ${JSON.stringify(server)} is a URL`);
  return { baseUrl, variables };
}

/** Tells the account that a client polls from others of its provider: by the server, and by the variables of its paths. */
export function accountOf({ contract, server }: { readonly contract: Contract; readonly server: Server }): string {
  const inPaths = Object.entries(server.variables).filter(([name]) => !contract.server.includes(`{${name}}`));
  return [server.baseUrl, ...inPaths.map(([, value]) => value)].join(" ");
}

/**
 * What is wrong with the value of a variable; undefined if it is right.
 *
 * @param rest - What follows the variable in the server's host, such as `.zendesk.com`; undefined if it is not in the server.
 */
function problemIn(value: string, rest: string | undefined): string | undefined {
  if (value === "") return "must be text that is not empty";
  if (rest !== undefined && /[a-z]/.test(rest) && value.toLowerCase().endsWith(rest)) {
    return `must be only the part before ${JSON.stringify(rest)}; for a whole URL, use "baseUrl"`;
  }
  if (rest !== undefined && !/^[A-Za-z0-9.-]+(?::\d+)?$/.test(value)) {
    return 'must be a name of letters, digits, dots and hyphens, without scheme and path; for a whole URL, use "baseUrl"';
  }
  return isSegment(value) ? undefined : "must be text that can stand in a URL";
}

/**
 * Says whether a URL can hold a text as one segment of its path: it must not be empty, and URLs resolve `.` and `..`, however they
 * are encoded (WHATWG URL, 4.1).
 */
export function isSegment(text: string): boolean {
  return !/^\.{0,2}$/.test(text) && isWellFormed(text);
}

/**
 * Says whether a URL can encode a text: not where a half of a character stands alone. The range is written out: for the name of a
 * property, an engine builds the set of its characters when it reads the file, which costs as much as 8 kB of code.
 */
export function isWellFormed(text: string): boolean {
  return !/[\ud800-\udfff]/u.test(text);
}

/** What a base URL must be, for a message about one that is not. */
export const BASE_URL_RULE = "must be an absolute URL with http: or https:, without user, password, query and fragment";

/** A base URL without slashes at its end; undefined if a value is none. */
export function baseUrlFrom(value: unknown): string | undefined {
  const url = typeof value === "string" && URL.canParse(value) ? new URL(value) : undefined;
  // An empty query or fragment has no `search` and no `hash`, but would swallow the path all the same.
  if (!url || !/^https?:/.test(url.protocol) || url.username || url.password || /[?#]/.test(url.href)) return undefined;
  return url.href.replace(/(?<!\/)\/+$/, "");
}

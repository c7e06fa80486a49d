import { type OptionCheck, invalidOption } from "./check-options.ts";
import type { Contract } from "./contract.ts";

const HOST_PART: OptionCheck = {
  test: (value) => typeof value === "string" && /^[A-Za-z0-9.-]+(?::\d+)?$/.test(value),
  expected: "a name of letters, digits, dots and hyphens",
};

/** What the caller's options say of the server: where requests go, and what fills the path's variables. */
export interface Origin {
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
export function originFromOptions(contract: Contract, options: Readonly<Record<string, unknown>>): Origin {
  const variables: Record<string, string> = {};
  for (const [name, fallback] of Object.entries(contract.variables)) {
    const inServer = contract.server.includes(`{${name}}`);
    if (inServer && options["baseUrl"] !== undefined) continue;
    const value = options[name] ?? fallback;
    if (typeof value !== "string" || value === "") throw invalidOption(name, "given, as text that is not empty");
    if (inServer && !HOST_PART.test(value)) throw invalidOption(name, HOST_PART.expected);
    variables[name] = value;
  }
  if (options["baseUrl"] !== undefined) return { baseUrl: readBaseUrl(options["baseUrl"]), variables };
  return { baseUrl: contract.server.replace(/\{(\w+)\}/g, (_, name: string) => variables[name] ?? ""), variables };
}

function readBaseUrl(value: unknown): string {
  const url = typeof value === "string" && URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw invalidOption("baseUrl", "an absolute URL with http: or https:");
  if (url.username || url.password) throw invalidOption("baseUrl", "without user and password: use credentials");
  if (url.search || url.hash) throw invalidOption("baseUrl", "without a query or a fragment");
  return url.href.replace(/\/+$/, "");
}

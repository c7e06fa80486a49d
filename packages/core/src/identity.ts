import type { ClientOptions } from "./client-options.ts";
import type { Contract } from "./contract.ts";
import { JobStatusError } from "./job-status-error.ts";
import { isObject } from "./pointer.ts";

/** The headers that prove the caller, and what of them must never be shown. */
export interface Identity {
  readonly headers: Headers;
  /** Replaces every secret in a text that is about to be shown. */
  redact(text: string): string;
}

/**
 * Makes the headers from the caller's credentials and own headers, as the contract says.
 *
 * @throws JobStatusError - `unauthenticated`: the function gave none; `invalid-request`: they fit no way that the contract
 *   knows, or hold a character that no header can carry.
 */
export async function readIdentity(contract: Contract, options: ClientOptions<unknown>): Promise<Identity> {
  const fail = (code: "unauthenticated" | "invalid-request", problem: string, cause?: unknown) =>
    new JobStatusError(code, problem, { provider: contract.provider, operation: contract.operation, cause });
  let credentials: unknown;
  try {
    credentials = typeof options.credentials === "function" ? await options.credentials() : options.credentials;
  } catch (cause) {
    throw fail("unauthenticated", "the function that gives the credentials failed: see the cause", cause);
  }
  const way = contract.credentials.find((candidate) =>
    fieldsOf(candidate).every((field) => hasText(credentials, field)),
  );
  if (!way || !isObject(credentials)) {
    const ways = contract.credentials.map((candidate) => `{ ${fieldsOf(candidate).join(", ")} }`).join(" or ");
    throw fail("invalid-request", `the credentials have to be ${ways}, each of them text that is not empty`);
  }
  const fields = new Map(Object.entries(credentials));
  const fill = (template: string) => template.replace(/\{(\w+)\}/g, (_, field: string) => String(fields.get(field)));
  const [name, value] =
    "basic" in way
      ? ["Authorization", `Basic ${base64FromText(fill(way.basic))}`]
      : [way.header.name, fill(way.header.value)];
  const secrets = fieldsOf(way).map((field) => String(fields.get(field)));
  const headers = new Headers();
  for (const [header, text] of [...Object.entries(options.headers ?? {}), [name, value] as const]) {
    secrets.push(text, ...text.split(" ").slice(1));
    try {
      headers.set(header, text);
    } catch {
      // The runtime's own error shows the value, so it is no cause to keep.
      throw fail(
        "invalid-request",
        `the header ${JSON.stringify(header)} cannot carry its value: look for line breaks`,
      );
    }
  }
  const shown = secrets.filter(Boolean).sort((a, b) => b.length - a.length);
  return { headers, redact: (text) => shown.reduce((rest, secret) => rest.replaceAll(secret, "[redacted]"), text) };
}

function fieldsOf(way: Contract["credentials"][number]): string[] {
  const template = "basic" in way ? way.basic : way.header.value;
  return Array.from(template.matchAll(/\{(\w+)\}/g), (match) => match[1] ?? "");
}

function hasText(credentials: unknown, field: string): boolean {
  return isObject(credentials) && typeof credentials[field] === "string" && credentials[field] !== "";
}

/** UTF-8 before base64, as RFC 7617 section 2.1 recommends. */
function base64FromText(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(""));
}

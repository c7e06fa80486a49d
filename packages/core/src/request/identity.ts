import type { ClientContext } from "../client/client-context.ts";
import type { ContractCredentials } from "../contract/contract.ts";
import { isObject, textFrom } from "../answer/pointer.ts";

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
export async function readIdentity({ contract, options, error }: ClientContext): Promise<Identity> {
  let given: unknown;
  try {
    const { credentials } = options;
    given = typeof credentials === "function" ? await (credentials as () => unknown)() : credentials;
  } catch (cause) {
    throw error("unauthenticated", "the function that gives the credentials failed: see the cause", { cause });
  }
  const fields = isObject(given) ? given : {};
  const way = contract.credentials.find((candidate) => fieldsOf(candidate).every((field) => isFilled(fields[field])));
  if (!way) {
    const ways = contract.credentials.map((candidate) => `{ ${fieldsOf(candidate).join(", ")} }`).join(" or ");
    throw error("invalid-request", `the credentials have to be ${ways}, each of them text that is not empty`);
  }
  const fill = (template: string) =>
    template.replace(/\{(\w+)\}/g, (_, field: string) => textFrom(fields[field]) ?? "");
  const { name, value } =
    "basic" in way ? { name: "Authorization", value: `Basic ${base64From(fill(way.basic))}` } : way.header;
  const entries = Object.entries({ ...options.headers, [name]: fill(value) });
  const headers = new Headers();
  for (const [header, text] of entries) {
    try {
      headers.set(header, text);
    } catch {
      // The runtime's own error shows the value, so it is no cause to keep.
      throw error(
        "invalid-request",
        `the header ${JSON.stringify(header)} cannot carry its value: look for line breaks`,
      );
    }
  }
  const secrets = [
    ...fieldsOf(way).map((field) => textFrom(fields[field]) ?? ""),
    ...entries.flatMap(([, text]) => [text, ...text.split(" ")]),
  ];
  // As they are, and as JSON writes them. The longest first: a shorter one may be a part of it.
  const shown = secrets
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    .filter(Boolean)
    .toSorted((a, b) => b.length - a.length);
  return { headers, redact: (text) => shown.reduce((rest, secret) => rest.replaceAll(secret, "[redacted]"), text) };
}

function fieldsOf(way: ContractCredentials): string[] {
  return ("basic" in way ? way.basic : way.header.value).match(/(?<=\{)\w+(?=\})/g) ?? [];
}

function isFilled(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

/** UTF-8 before base64, as RFC 7617 section 2.1 recommends. */
function base64From(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

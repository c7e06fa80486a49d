import type { ClientContext } from "../context/client-context.ts";
import type { ContractCredentials } from "../contract/contract.ts";
import type { SessionCredentials } from "../context/session-manager.ts";
import { isObject, textFrom } from "../response/pointer.ts";

/** The headers that prove the caller, and what of them must never be shown. */
export interface RequestAuth {
  readonly headers: Headers;
  /** Replaces every secret in a text that is about to be shown. */
  redact(text: string): string;
  /** Takes note of the response, and why it is no good where it is none: a session may be renewed or lost by it. */
  readonly onResponse?: SessionCredentials["onResponse"] | undefined;
}

/**
 * Makes the headers from the caller's credentials and own headers, as the contract says.
 *
 * @throws JobStatusError - `unauthenticated`: the function gave none; `invalid-request`: they fit no way that the contract
 *   knows, or hold a character that no header can carry.
 */
export async function readAuth(context: ClientContext, signal?: AbortSignal): Promise<RequestAuth> {
  const read = () => readCredentials(context);
  return authFrom(
    context,
    context.session ? await context.session.open(read, signal) : { fields: await read(), secrets: [] },
  );
}

/** What the caller gives to prove itself, from the value or from the function. */
export async function readCredentials({ options, error }: ClientContext): Promise<SessionCredentials["fields"]> {
  try {
    const { credentials } = options;
    const given: unknown = typeof credentials === "function" ? await (credentials as () => unknown)() : credentials;
    return isObject(given) ? given : {};
  } catch (cause) {
    throw error("unauthenticated", "the function that gives the credentials failed: see the cause", { cause });
  }
}

/** Makes the headers from the fields of credentials. Throws as {@link readAuth} does. */
export function authFrom(
  { contract, options, error, session }: ClientContext,
  opened: SessionCredentials,
): RequestAuth {
  const { fields, onResponse } = opened;
  const way = contract.credentials.find((candidate) => fieldsOf(candidate).every((field) => isFilled(fields[field])));
  if (!way) {
    const known = [...contract.credentials.map(fieldsOf), ...(session ? [contract.session?.login.fields ?? []] : [])];
    const ways = known.map((names) => `{ ${names.join(", ")} }`).join(" or ");
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
  const secretsOf = () => [
    ...opened.secrets,
    ...fieldsOf(way).map((field) => textFrom(fields[field]) ?? ""),
    // A scheme and its token, and each cookie without its name.
    ...entries.flatMap(([, text]) => [text, ...text.split(/ |(?<=^|; )[^=; ]+=(?=[^=])|;/)]),
  ];
  return { headers, onResponse, redact: redactor(secretsOf) };
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** How a text is written where it is repeated: as it is, in JSON, in a form, in a URL, in XML and HTML. */
const WRITERS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => JSON.stringify(text).slice(1, -1),
  (text) => new URLSearchParams({ "": text }).toString().slice(1),
  (text) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, "")),
  (text) => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? ""),
];

/** Replaces secrets in a text, however they are written there. They are looked for only when there is a text to show. */
export function redactor(secretsOf: () => readonly string[]): RequestAuth["redact"] {
  const write = (texts: readonly string[]) => [
    ...new Set(texts.flatMap((text) => WRITERS.map((writer) => writer(text)))),
  ];
  let written: string[] | undefined;
  return (text) => {
    // Twice, since a server may repeat the body of a login, which is JSON, in JSON or on a page. The longest first: a
    // shorter one may be a part of it.
    written ??= write(write(secretsOf()))
      .filter(Boolean)
      .toSorted((a, b) => b.length - a.length);
    return written.reduce((rest, secret) => rest.replaceAll(secret, "[redacted]"), text);
  };
}

/** The names in a template; a wait asks for them with every question. */
const fieldsOfWay = new WeakMap<ContractCredentials, readonly string[]>();

function fieldsOf(way: ContractCredentials): readonly string[] {
  const fields =
    fieldsOfWay.get(way) ?? ("basic" in way ? way.basic : way.header.value).match(/(?<=\{)\w+(?=\})/g) ?? [];
  fieldsOfWay.set(way, fields);
  return fields;
}

function isFilled(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

/** UTF-8 before base64, as RFC 7617 section 2.1 recommends. */
function base64From(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

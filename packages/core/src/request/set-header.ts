import type { ClientContext } from "../context/client-context.ts";

/** The name of a header (RFC 9110 section 5.1). */
const NAME = /^[\w!#$%&'*+.^`|~-]+$/;
/** What no header can carry (Fetch Standard, header value). */
const FORBIDDEN = /[\0\r\n\u0100-\uffff]/;

/**
 * Headers of a request, by their names in lower case. They are a `Map`: for `Headers` Node loads its whole `fetch`, which takes as
 * long as all else that a short program does.
 *
 * @throws JobStatusError - As {@link setHeader} does.
 */
export function headersFrom(
  context: Pick<ClientContext, "error">,
  fields: Readonly<Record<string, string>>,
): Map<string, string> {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(fields)) setHeader(context, headers, name, value);
  return headers;
}

/**
 * Sets a header of a request.
 *
 * @throws JobStatusError - `invalid-request`: the value has a character that no header can carry.
 */
export function setHeader(
  { error }: Pick<ClientContext, "error">,
  headers: Map<string, string>,
  name: string,
  value: string,
): void {
  const text = value.trim();
  if (!NAME.test(name) || FORBIDDEN.test(text)) {
    throw error("invalid-request", `the header ${JSON.stringify(name)} cannot carry its value: look for line breaks`);
  }
  headers.set(name.toLowerCase(), text);
}

import type { ClientContext } from "../context/client-context.ts";

/** A header's name and its value (RFC 9110 sections 5.1 and 5.5), each on a line, which neither can break. */
const FIELD = /^[\w!#$%&'*+.^`|~-]+\n[\t -~\x80-\xff]*$/;

/** A header's value without the white space around it (Fetch Standard, HTTP whitespace). A secret may end in any other character. */
export function trimValue(value: string): string {
  return value.replace(/^[\t\n\r ]+|(?<![\t\n\r ])[\t\n\r ]+$/g, "");
}

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
  const text = trimValue(value);
  if (!FIELD.test(`${name}\n${text}`)) {
    throw error("invalid-request", `the header ${JSON.stringify(name)} cannot be sent: look for hidden characters`);
  }
  headers.set(name.toLowerCase(), text);
}

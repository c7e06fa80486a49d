import type { ClientContext } from "../context/client-context.ts";

/**
 * Sets a header of a request.
 *
 * @throws JobStatusError - `invalid-request`: the value has a character that no header can carry.
 */
export function setHeader(
  { error }: Pick<ClientContext, "error">,
  headers: Headers,
  name: string,
  value: string,
): void {
  try {
    headers.set(name, value);
  } catch {
    // The runtime's own error shows the value, so it isn't kept as the cause.
    throw error("invalid-request", `the header ${JSON.stringify(name)} cannot carry its value: look for line breaks`);
  }
}

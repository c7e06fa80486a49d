/** The body of a request. That of a request by `client.fetch` may be an `ArrayBuffer`, which the types leave out. */
export function textOrBytes(body: unknown): string | Uint8Array | undefined {
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  return typeof body === "string" ? body : undefined;
}

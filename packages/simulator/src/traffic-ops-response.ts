import { sha512 } from "@noble/hashes/sha2.js";

/** What every response carries: a page of any origin may read it. */
const HEADERS: Readonly<Record<string, string>> = {
  "access-control-allow-credentials": "true",
  "access-control-allow-headers": "Origin, X-Requested-With, Content-Type, Accept, Set-Cookie, Cookie",
  "access-control-allow-methods": "POST,GET,OPTIONS,PUT,DELETE",
  "access-control-allow-origin": "*",
  vary: "Accept-Encoding",
};

const ESCAPES: Readonly<Record<string, string>> = { "<": "\\u003c", ">": "\\u003e", "&": "\\u0026" };

/** A response as the server sends it: JSON without a charset, with a newline at its end, and gzip if the request accepts it. */
export async function asTrafficOpsSends(request: Request, response: Response): Promise<Response> {
  const text = `${(await response.text()).replace(/[<>&]/g, (sign) => ESCAPES[sign] ?? sign)}\n`;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(HEADERS)) headers.set(name, value);
  headers.set("content-type", "application/json");
  // Of the body as it is before it is zipped.
  // Not by crypto.subtle, which works in another thread: virtual time must not pass before it is done.
  headers.set("whole-content-sha512", btoa(String.fromCharCode(...sha512(new TextEncoder().encode(text)))));
  const isZipped = /\bgzip\b/.test(request.headers.get("accept-encoding") ?? "");
  if (!isZipped) return new Response(text, { status: response.status, headers });
  headers.set("content-encoding", "gzip");
  const body = new Response(text).body?.pipeThrough(new CompressionStream("gzip"));
  return new Response(body, { status: response.status, headers });
}

import { parseJson } from "./parse-json.ts";

/**
 * A response whose JSON loses no digit when others decode it: an integer that a number cannot hold exactly is text in it, as
 * {@link parseJson} has it. Any other response is returned as it is.
 */
export async function withExactNumbers(response: Response): Promise<Response> {
  const { status, statusText, headers } = response;
  if (!/\bjson\b/i.test(headers.get("Content-Type") ?? "")) return response;
  const text = await response.clone().text();
  let exact: string;
  try {
    exact = JSON.stringify(parseJson(text));
    if (exact === JSON.stringify(JSON.parse(text))) return response;
  } catch {
    // What isn't JSON is left to the caller.
    return response;
  }
  const changed = new Headers(headers);
  // They are those of the body before.
  for (const name of ["Content-Length", "Content-Encoding"]) changed.delete(name);
  return new Response(exact, { status, statusText, headers: changed });
}

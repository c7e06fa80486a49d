import type { ClientContext } from "../context/client-context.ts";
import { readText } from "../request/read-text.ts";
import { tryDecode } from "../response/decode.ts";
import { readResponseError } from "../response/response-error.ts";

/** Says whether the response to a request of the caller's own says that the session is lost. The body stays readable. */
export async function isSessionLost({ contract }: ClientContext, response: Response): Promise<boolean> {
  // Some providers say it in the body of a good response; others by the HTTP status, and their bodies stay unread.
  const isEnvelope = contract.errors.success && /json/i.test(response.headers.get("Content-Type") ?? "");
  // A response that is too long or breaks off is the caller's to read, and does not end the session.
  const text = isEnvelope ? await readText(response.clone(), new AbortController().signal).catch(() => "") : undefined;
  const body = text === undefined ? undefined : tryDecode(text, undefined).body;
  return readResponseError(contract, response.status, body)?.code === "unauthenticated";
}

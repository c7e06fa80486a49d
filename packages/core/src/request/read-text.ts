import { abortable } from "../async/abortable.ts";

/**
 * How long a response may be, decoded. The longest that the providers document, a job of a hundred items with a sentence
 * about each, has some 20 kB; this leaves room for hundreds of such, and a client with its 100 requests under way stays
 * within what a small server has.
 */
export const MAX_BYTES = 10 * 1024 * 1024;

/** Thrown where a response is longer than it may be. */
export class ResponseTooLong extends Error {}

/**
 * Reads a body as UTF-8 text, without its byte order mark, and no further than {@link MAX_BYTES}. Bytes that are no UTF-8
 * become U+FFFD. However it ends, the body is released.
 *
 * @throws AnswerTooLong - There is more. The signal's own reason, where it was aborted.
 */
export async function readText(response: Response, signal: AbortSignal): Promise<string> {
  const { body } = response;
  // Some runtimes have no streams.
  if (!body) return abortable(response.text(), signal);
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await abortable(reader.read(), signal);
      if (done) return text + decoder.decode();
      bytes += value.byteLength;
      if (bytes > MAX_BYTES) throw new ResponseTooLong();
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    // What has come to its end, or failed, cannot be cancelled, and need not be.
    reader.cancel().catch(() => undefined);
  }
}

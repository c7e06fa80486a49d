import { abortable } from "../async/abortable.ts";

/**
 * How long a response may be, decoded. The longest that the providers document, a job of a hundred items with a sentence
 * about each, has some 20 kB; this leaves room for hundreds of such, and a client with its 100 requests under way stays
 * within what a small server has.
 */
export const MAX_BYTES = 10 * 1024 * 1024;

/** Thrown if a response is longer than {@link MAX_BYTES}. */
export class ResponseTooLong extends Error {}

/**
 * Reads a body as UTF-8 text, without its byte order mark, and no further than {@link MAX_BYTES}. Bytes that are no UTF-8
 * become U+FFFD. However it ends, the body is released.
 *
 * The body may be a stream of the Fetch Standard, a stream of Node as node-fetch has, or absent as in React Native; then it
 * is read whole before its length is checked.
 *
 * @throws ResponseTooLong - There is more. The signal's own reason, if it was aborted.
 */
export async function readText(response: Response, signal: AbortSignal): Promise<string> {
  const chunks = chunksOf(response.body);
  if (!chunks) {
    const whole = await abortable(response.text(), signal);
    if (whole.length > MAX_BYTES) throw new ResponseTooLong();
    return whole;
  }
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await abortable(chunks.next(), signal);
      if (done) return text + decoder.decode();
      bytes += value.byteLength;
      if (bytes > MAX_BYTES) throw new ResponseTooLong();
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    // What has come to its end, or failed, cannot be cancelled, and need not be.
    chunks.cancel().catch(() => undefined);
  }
}

interface Chunks {
  next(): Promise<
    { readonly done: false; readonly value: Uint8Array } | { readonly done: true; readonly value?: unknown }
  >;
  cancel(): Promise<unknown>;
}

function chunksOf(body: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array> | null | undefined): Chunks | undefined {
  if (!body) return undefined;
  if ("getReader" in body) {
    const reader = body.getReader();
    return { next: () => reader.read(), cancel: () => reader.cancel() };
  }
  const iterator = body[Symbol.asyncIterator]();
  return { next: () => iterator.next(), cancel: async () => iterator.return?.() };
}

import { abortable } from "../async/abortable.ts";

/**
 * How long a response may be, decoded. The longest that the providers document, a job of a hundred items with a sentence
 * about each, has some 20 kB; this leaves room for hundreds of such, and a client with its 100 requests under way stays
 * within what a small server has.
 */
export const MAX_BYTES = 10 * 1024 * 1024;

/** Thrown if a response is longer than {@link MAX_BYTES}. */
export class ResponseTooLong extends Error {}

/** The body of a response while it is read. */
export interface ResponseBody {
  /** Reads all of it. */
  read(): Promise<string>;
  /** Releases it. A body that was read or has failed needs no release, and takes it. */
  release(): void;
}

/**
 * Opens a body to be read as text, without its byte order mark, and no further than {@link MAX_BYTES}: UTF-16 if a byte order mark
 * says so, which XML demands of it, and UTF-8 otherwise. Bytes that are neither become U+FFFD.
 *
 * The body may be a stream of the Fetch Standard, a stream of Node as node-fetch has, or absent as in React Native; then it
 * is read whole before its length is checked. `read` throws {@link ResponseTooLong} if there is more.
 */
export function openBody(response: Response): ResponseBody {
  const chunks = chunksOf(response.body);
  if (!chunks) return { read: () => readWhole(response), release: () => undefined };
  return {
    read: () => readChunks(chunks),
    // A stream that has ended or failed rejects.
    release: () => void chunks.cancel().catch(() => undefined),
  };
}

/**
 * Reads a body as {@link openBody} does. However it ends, the body is released.
 *
 * @throws ResponseTooLong - There is more. The signal's own reason, if it was aborted.
 */
export async function readText(response: Response, signal: AbortSignal): Promise<string> {
  const body = openBody(response);
  return abortable(body.read(), signal).finally(() => body.release());
}

async function readWhole(response: Response): Promise<string> {
  const whole = await response.text();
  if (whole.length > MAX_BYTES) throw new ResponseTooLong();
  return whole;
}

async function readChunks(chunks: Chunks): Promise<string> {
  let decoder: Decoder | undefined;
  let first: Uint8Array = new Uint8Array();
  let text = "";
  let bytes = 0;
  for (;;) {
    const { done, value } = await chunks.next();
    if (done) return text + (decoder ?? decoderFor(first)).decode(decoder ? undefined : first);
    bytes += value.byteLength;
    if (bytes > MAX_BYTES) throw new ResponseTooLong();
    let chunk: Uint8Array = value;
    if (!decoder) {
      chunk = concat(first, value);
      first = chunk;
      // The mark may be cut in two.
      if (chunk.byteLength < 2) continue;
      decoder = decoderFor(chunk);
    }
    text += decoder.decode(chunk, { stream: true });
  }
}

/** Not every set of types has the class as a type. */
type Decoder = InstanceType<typeof TextDecoder>;

/** The decoder that a byte order mark at the beginning selects (WHATWG Encoding Standard, BOM sniff). */
function decoderFor([first, second]: Uint8Array): Decoder {
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le");
  return new TextDecoder(first === 0xfe && second === 0xff ? "utf-16be" : "utf-8");
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.byteLength === 0) return b;
  const both = new Uint8Array(a.byteLength + b.byteLength);
  both.set(a);
  both.set(b, a.byteLength);
  return both;
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

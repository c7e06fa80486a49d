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
  const body: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array> | null | undefined = response.body;
  if (!body) return { read: () => readWhole(response), release: () => undefined };
  return new StreamBody("getReader" in body ? body.getReader() : readerOf(body));
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

/** What is used of the reader of a stream. */
interface Reader {
  read(): Promise<
    { readonly done: false; readonly value: Uint8Array } | { readonly done: true; readonly value?: unknown }
  >;
  cancel(): Promise<unknown>;
}

/** A body that is a stream. */
class StreamBody implements ResponseBody {
  readonly #reader: Reader;
  #isRead = false;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  async read(): Promise<string> {
    const chunks: Uint8Array[] = [];
    let length = 0;
    for (;;) {
      const { done, value } = await this.#reader.read();
      if (done) break;
      length += value.byteLength;
      if (length > MAX_BYTES) throw new ResponseTooLong();
      chunks.push(value);
    }
    this.#isRead = true;
    return decode(chunks.length === 1 && chunks[0] ? chunks[0] : concat(chunks, length));
  }

  release(): void {
    // A stream that has failed rejects.
    if (!this.#isRead) this.#reader.cancel().catch(() => undefined);
  }
}

/** Reads a stream of Node. */
function readerOf(stream: AsyncIterable<Uint8Array>): Reader {
  const iterator = stream[Symbol.asyncIterator]();
  return { read: () => iterator.next(), cancel: async () => iterator.return?.() };
}

/** Not every set of types has the class as a type. */
type Decoder = InstanceType<typeof TextDecoder>;

/** A decoder serves for many bodies, one after the other. */
const decoders: Record<string, Decoder> = {};

/** Decodes as the byte order mark at the beginning says (WHATWG Encoding Standard, BOM sniff). */
function decode(bytes: Uint8Array): string {
  // Not by a pattern, which would iterate over the bytes.
  const first = bytes[0];
  const second = bytes[1];
  const isLittle = first === 0xff && second === 0xfe;
  const encoding = isLittle ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  return (decoders[encoding] ??= new TextDecoder(encoding)).decode(bytes);
}

function concat(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.byteLength;
  }
  return whole;
}

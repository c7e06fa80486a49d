import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { createBrotliDecompress, createUnzip } from "node:zlib";
import type { BodyQueue } from "./body-queue.ts";
import { type HeaderRecord, NodeHeaders } from "./node-headers.ts";

/** The HTTP statuses whose responses have no body (Fetch Standard, null body status). */
const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * A response that is read without the streams of the Fetch Standard, which cost more than the request. What only a `Response` of
 * that standard can do, such as `clone`, makes one from this on first use.
 */
export class NodeResponse {
  /** The HTTP status. */
  readonly status: number;
  /** The headers. */
  readonly headers: NodeHeaders;
  /** The URL of the request, since no redirect is followed. */
  readonly url: string;
  readonly #record: HeaderRecord;
  readonly #body: ResponseBody;
  #standard: Response | undefined;

  /**
   * @param url - The URL of the request.
   * @param status - The HTTP status.
   * @param headers - The headers, with their names in lower case.
   * @param body - The body as it was sent.
   */
  constructor(url: string, status: number, headers: HeaderRecord, body: ResponseBody) {
    this.url = url;
    this.status = status;
    this.headers = new NodeHeaders(headers);
    this.#record = headers;
    this.#body = decompressed(this.headers.get("Content-Encoding"), body);
  }

  /** Whether the HTTP status is 2xx. */
  get ok(): boolean {
    return this.status >= 200 && this.status <= 299;
  }

  /** HTTP/2 has none, and no caller may rely on one. */
  readonly statusText = "";

  /** The body, decompressed. */
  get body(): AsyncIterable<Uint8Array> | null {
    return this.#standard ? this.#standard.body : this.#body;
  }

  /** Whether the body has been read, or is being read. */
  get bodyUsed(): boolean {
    return this.#standard?.bodyUsed ?? this.#body.readableDidRead;
  }

  /** Reads the body as text. */
  text(): Promise<string> {
    return this.#standard ? this.#standard.text() : text(this.#body);
  }

  /** Reads the body and parses it as JSON. */
  json(): Promise<unknown> {
    return this.#toStandard().json();
  }

  /** Reads the body as bytes. */
  arrayBuffer(): Promise<ArrayBuffer> {
    return this.#toStandard().arrayBuffer();
  }

  /** Reads the body as a `Blob`. */
  blob(): Promise<Blob> {
    return this.#toStandard().blob();
  }

  /** A second response whose body is read on its own. */
  clone(): Response {
    return this.#toStandard().clone();
  }

  #toStandard(): Response {
    if (this.#standard) return this.#standard;
    const headers = Object.entries(this.#record).flatMap(([name, value]) =>
      [value ?? []].flat().map((line): [string, string] => [name, line]),
    );
    const stream = this.#body instanceof Readable ? this.#body : Readable.from(this.#body, { objectMode: false });
    const body = WITHOUT_BODY.has(this.status) ? null : (Readable.toWeb(stream) as ReadableStream<Uint8Array>);
    this.#standard = new Response(body, { status: this.status, headers });
    return this.#standard;
  }
}

/** A body as it came, or the stream that decompresses it. */
type ResponseBody = BodyQueue | Readable;

/** No encoding is requested, since a status is short; a gateway may choose one of its own. */
function decompressed(encoding: string | null, body: ResponseBody): ResponseBody {
  if (encoding === null || encoding === "identity") return body;
  const decoder = encoding === "br" ? createBrotliDecompress() : createUnzip();
  const compressed = Readable.from(body, { objectMode: false });
  compressed.once("error", (error) => decoder.destroy(error));
  decoder.once("close", () => compressed.destroy());
  return compressed.pipe(decoder);
}

import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";

// The gallery: documents of well-known APIs, and beside each the responses that it must understand.

/** A request that the client must send. */
export interface GalleryRequest {
  readonly method: string;
  readonly url: string;
  /** All of its headers. */
  readonly headers: Readonly<Record<string, string>>;
  /** A JSON value, or the text of another body. Default: it has none. */
  readonly body?: unknown;
}

/** A response of the provider. */
export interface GalleryResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A JSON value. */
  readonly body?: unknown;
  /** A body that is not JSON. Default, without `body`: it is empty. */
  readonly text?: string;
}

/** A request, and what the provider answers. */
export interface GalleryExchange {
  /** Default: the `request` of the file. */
  readonly request?: GalleryRequest;
  readonly response: GalleryResponse;
  /** When the request must be sent, in milliseconds from the call. Default: at any time. */
  readonly atMs?: number;
}

/** What a caller gets: all of the status but `provider`, `id` and `raw`, or parts of the error. */
interface Outcome {
  readonly status?: Readonly<Record<string, unknown>> & { readonly native: string };
  readonly error?: Readonly<Record<string, unknown>> & { readonly code: string };
}

/** A call of the client, what is sent and answered, and what the caller gets. */
export interface GalleryCase extends Outcome {
  readonly name: string;
  /** What the response does that the documentation rules out. */
  readonly hostile?: string;
  /** Default: `status`. */
  readonly call?: "status" | "wait";
  /** Default: the `job` of the file. */
  readonly job?: unknown;
  /** Default: the `options` of the file. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly request?: GalleryRequest;
  readonly response?: GalleryResponse;
  /** In place of `request` and `response`, if the call sends several requests. */
  readonly exchanges?: readonly GalleryExchange[];
  /** The text of each time that can't be read, and of which the listener is told. Default: there are none. */
  readonly unreadableTimes?: Readonly<Record<string, string>>;
}

/** A response of a start call, and the jobs in it. */
export interface GalleryStart {
  readonly name: string;
  readonly hostile?: string;
  readonly response?: GalleryResponse;
  /** In place of a response: what else names the job. */
  readonly reference?: unknown;
  readonly ids?: readonly string[];
  readonly error?: Outcome["error"];
}

/** A document of the gallery and its cases. */
export interface GalleryEntry {
  readonly name: string;
  /** The document, relative to the root of the repository. */
  readonly file: string;
  readonly text: string;
  /** The options of the client but `fetch` and `clock`. */
  readonly options: Readonly<Record<string, unknown>>;
  /** The id that most cases use. */
  readonly job: string;
  /** What the client sends for it. */
  readonly request: GalleryRequest;
  /** The type of `result` in TypeScript, if the document has one. */
  readonly result?: string;
  readonly cases: readonly GalleryCase[];
  readonly starts?: readonly GalleryStart[];
}

const FOLDER = new URL("../../../../specs/gallery/", import.meta.url);

const DOCUMENT = ".openapi.yaml";
const CASES = ".cases.yaml";

/** The names of the documents, or of the files of cases. */
export function galleryNames(kind: "documents" | "cases"): string[] {
  const ending = kind === "documents" ? DOCUMENT : CASES;
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length));
}

/** The JSON Schema of a file of cases. */
export function casesSchema(): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(new URL("cases.schema.json", FOLDER), "utf8")) as Readonly<Record<string, unknown>>;
}

/** Reads a document and its cases, as they are. */
export function readGalleryEntry(name: string): GalleryEntry {
  const text = readFileSync(new URL(name + DOCUMENT, FOLDER), "utf8");
  const cases = parse(readFileSync(new URL(name + CASES, FOLDER), "utf8"), { merge: true }) as Omit<
    GalleryEntry,
    "name" | "file" | "text"
  >;
  return { ...cases, name, file: `specs/gallery/${name}${DOCUMENT}`, text };
}

/** What a case sends and gets, one after the other. */
export function exchangesOf({ request, response, exchanges }: GalleryCase): readonly GalleryExchange[] {
  return exchanges ?? (response === undefined ? [] : [{ ...(request && { request }), response }]);
}

/** A response as `fetch` gives it. */
export function responseFrom({ status, headers, body, text }: GalleryResponse): Response {
  const type = body === undefined ? {} : { "Content-Type": "application/json" };
  return new Response(body === undefined ? (text ?? null) : JSON.stringify(body), {
    status,
    headers: { ...type, ...headers },
  });
}

import { entriesOf, member } from "../json.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { resolve } from "./resolve.ts";

/** A media type of a body, with the schema that describes it there. */
export interface Content {
  readonly mediaType: string;
  readonly schema: JsonValue | undefined;
}

/** Says whether a media type is JSON (RFC 8259) or built on it (RFC 6839, `+json`). */
export function isJsonMediaType(mediaType: string): boolean {
  return /^application\/(json|[^;]+\+json)\s*(;|$)/i.test(mediaType);
}

/** Says whether a media type is a form in the syntax of a query (WHATWG URL, section 5). */
export function isFormMediaType(mediaType: string): boolean {
  return /^application\/x-www-form-urlencoded\s*(;|$)/i.test(mediaType);
}

/** Says whether a media type is XML (RFC 7303). */
export function isXmlMediaType(mediaType: string): boolean {
  return /^(text|application)\/(xml|[^;]+\+xml)\s*(;|$)/i.test(mediaType);
}

/** The contents of a request body or a response, in the order of the document. */
export function contentsOf(root: JsonObject, holder: JsonValue | undefined): Content[] {
  return entriesOf(member(resolve(root, holder), "content")).map(([mediaType, content]) => ({
    mediaType,
    schema: member(content, "schema"),
  }));
}

/** The contents of an operation's responses with the given HTTP status, or of all its responses. */
export function responsesOf(root: JsonObject, operation: JsonObject, status?: string): Content[] {
  return entriesOf(member(operation, "responses"))
    .filter(([code]) => status === undefined || code === status)
    .flatMap(([, response]) => contentsOf(root, response));
}

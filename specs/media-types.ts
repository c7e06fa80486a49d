import { segmentFromKey } from "./json-pointer.ts";
import { isRecord, type JsonRecord } from "./json-record.ts";

/** A media type of a request or a response, with its JSON Pointer in the document. */
export interface MediaType {
  readonly at: string;
  readonly name: string;
  readonly examples: JsonRecord;
}

/** One example of a media type. */
export interface Example {
  readonly at: string;
  readonly mediaType: string;
  readonly schemaAt: string;
  readonly value: unknown;
}

/** Every object of a document, with its key and its JSON Pointer. Values of examples are data and are left out. */
export function* objectsOf(node: unknown, key = "", at = ""): Generator<{ key: string; at: string; node: JsonRecord }> {
  if (Array.isArray(node)) {
    for (const [index, child] of node.entries()) yield* objectsOf(child, "", `${at}/${String(index)}`);
  }
  if (!isRecord(node)) return;
  yield { key, at, node };
  for (const [name, child] of Object.entries(node)) {
    if (name !== "value") yield* objectsOf(child, name, `${at}/${segmentFromKey(name)}`);
  }
}

/** Every media type of a document. */
export function mediaTypesOf(document: unknown): MediaType[] {
  return [...objectsOf(document)]
    .filter(({ key }) => key === "content")
    .flatMap(({ at, node }) =>
      Object.entries(node).map(([name, media]) => {
        const examples = isRecord(media) && isRecord(media["examples"]) ? media["examples"] : {};
        return { at: `${at}/${segmentFromKey(name)}`, name, examples };
      }),
    );
}

/** Every example of every media type of a document. */
export function examplesOf(document: unknown): Example[] {
  return mediaTypesOf(document).flatMap(({ at, name, examples }) =>
    Object.entries(examples).map(([key, example]) => ({
      at: `${at}/examples/${segmentFromKey(key)}`,
      mediaType: name,
      schemaAt: `${at}/schema`,
      value: isRecord(example) ? example["value"] : undefined,
    })),
  );
}

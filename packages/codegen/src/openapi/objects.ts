import { elementsOf, entriesOf, isJsonObject } from "../json.ts";
import type { JsonObject, JsonPath, JsonValue } from "../json.ts";

/** Members whose values are data of the provider, where nothing is a keyword of OpenAPI. */
const DATA_KEYWORDS = new Set(["example", "value", "default", "enum", "const"]);
/** Members whose own members have names that the document chooses, so that none of those is a keyword. */
const MAP_KEYWORDS = new Set(
  (
    "properties patternProperties dependentSchemas $defs schemas responses parameters headers examples requestBodies " +
    "securitySchemes links callbacks pathItems variables"
  ).split(" "),
);

/** An object of a document, and its place. */
export interface PlacedObject {
  readonly object: JsonObject;
  readonly path: JsonPath;
}

/** Every object of the document that OpenAPI gives a meaning to. */
export function objectsOf(root: JsonObject): Iterable<PlacedObject> {
  return objectsBelow(root, [], false);
}

function* objectsBelow(value: JsonValue, path: JsonPath, isMap: boolean): Generator<PlacedObject> {
  if (isJsonObject(value)) {
    if (!isMap) yield { object: value, path };
    for (const [key, element] of entriesOf(value)) {
      // In a schema `examples` is a list of data; anywhere else it is a map of Example Objects.
      const isData = DATA_KEYWORDS.has(key) || (key === "examples" && !isJsonObject(element));
      if (isMap || !isData) yield* objectsBelow(element, [...path, key], !isMap && MAP_KEYWORDS.has(key));
    }
    return;
  }
  for (const [index, element] of elementsOf(value).entries()) yield* objectsBelow(element, [...path, index], false);
}

import { elementsOf, entriesOf, isJsonObject, member, textOf, valueAt } from "../json.ts";
import type { JsonObject, JsonPath, JsonValue } from "../json.ts";
import { operationsOf, templateNames } from "../openapi/operation.ts";
import { pathFromRef } from "../openapi/resolve.ts";
import type { Fault, Rule } from "./rule.ts";

/** Rules for the whole document, whatever its extension says. */
export const DOCUMENT_RULES: readonly Rule<JsonObject>[] = [
  {
    name: "server-url",
    description: "The first server has an absolute HTTP or HTTPS URL, and a variable for each name in braces.",
    check: checkServer,
  },
  {
    name: "ref-foreign",
    description: "Every reference stays in the document.",
    check: (root) =>
      refsOf(root)
        .filter(({ ref }) => pathFromRef(ref) === undefined)
        .map(({ ref, path }) => ({
          path,
          message: `${JSON.stringify(ref)} is in another document; only references that begin with "#/" are followed.`,
        })),
  },
  {
    name: "ref-unknown",
    description: "Every reference leads somewhere.",
    check: (root) =>
      refsOf(root).flatMap(({ ref, path }) => {
        const target = pathFromRef(ref);
        if (target === undefined || valueAt(root, target) !== undefined) return [];
        return [{ path, message: `${JSON.stringify(ref)} leads nowhere; add what it names, or correct it.` }];
      }),
  },
  {
    name: "operation-id-repeated",
    description: "No two operations have the same operationId.",
    check: (root) => {
      const operations = operationsOf(root);
      return operations
        .filter(({ id }, index) => operations.findIndex((other) => other.id === id) < index)
        .map(({ id, at }) => ({
          path: [...at, "operationId"],
          message: `another operation has the operationId ${JSON.stringify(id)} already; give this one its own.`,
        }));
    },
  },
  {
    name: "evidence-shape",
    description: "Every x-evidence names a kind of evidence and its source.",
    check: (root) => evidenceFaults(root, []),
  },
];

function checkServer(root: JsonObject): readonly Fault[] {
  const server = elementsOf(member(root, "servers"))[0];
  const url = textOf(member(server, "url"));
  if (url === undefined) {
    const message = "the document names no server; give it `servers` with the provider's base URL.";
    return [{ path: ["servers"], message, target: "key" }];
  }
  const path = ["servers", 0, "url"];
  if (!/^https?:\/\/[^/?#]+[^?#]*$/.test(url)) {
    return [{ path, message: `${JSON.stringify(url)} is no absolute URL; begin it with https:// and a host.` }];
  }
  return templateNames(url)
    .filter((name) => !isJsonObject(member(member(server, "variables"), name)))
    .map((name) => ({
      path,
      message: `the server has no variable ${JSON.stringify(name)}; describe it in \`variables\`.`,
    }));
}

/** Members whose values are data of the provider, where nothing is a keyword of OpenAPI. */
const DATA_KEYWORDS = new Set(["example", "value", "default", "enum", "const"]);
/** Members whose own members have names that the document chooses, so that none of those is a keyword. */
const MAP_KEYWORDS = new Set(
  (
    "properties patternProperties dependentSchemas $defs schemas responses parameters headers examples requestBodies " +
    "securitySchemes links callbacks pathItems variables"
  ).split(" "),
);

/** Every object of the document that OpenAPI gives a meaning to. */
function* objectsOf(
  value: JsonValue,
  path: JsonPath,
  isMap: boolean,
): Generator<{ object: JsonObject; path: JsonPath }> {
  if (isJsonObject(value)) {
    if (!isMap) yield { object: value, path };
    for (const [key, element] of entriesOf(value)) {
      // In a schema `examples` is a list of data; anywhere else it is a map of Example Objects.
      const isData = DATA_KEYWORDS.has(key) || (key === "examples" && !isJsonObject(element));
      if (isMap || !isData) yield* objectsOf(element, [...path, key], !isMap && MAP_KEYWORDS.has(key));
    }
    return;
  }
  for (const [index, element] of elementsOf(value).entries()) yield* objectsOf(element, [...path, index], false);
}

function refsOf(root: JsonObject): { ref: string; path: JsonPath }[] {
  return [...objectsOf(root, [], false)].flatMap(({ object, path }) => {
    const ref = textOf(member(object, "$ref"));
    return ref === undefined ? [] : [{ ref, path: [...path, "$ref"] }];
  });
}

const EVIDENCE_KINDS = ["documented", "observed", "assumed"];

function evidenceFaults(root: JsonObject, start: JsonPath): Fault[] {
  return [...objectsOf(root, start, false)].flatMap(({ object, path }) => {
    const value = member(object, "x-evidence");
    if (value === undefined || isEvidence(value)) return [];
    const message = `x-evidence has to be {evidence, source}, where evidence is one of ${EVIDENCE_KINDS.join(", ")} and source is text.`;
    return [{ path: [...path, "x-evidence"], message, target: "key" }];
  });
}

function isEvidence(value: JsonValue): boolean {
  const kind = textOf(member(value, "evidence"));
  return (
    kind !== undefined &&
    EVIDENCE_KINDS.includes(kind) &&
    (textOf(member(value, "source")) ?? "") !== "" &&
    entriesOf(value).length === 2
  );
}

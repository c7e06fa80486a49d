import { elementsOf, entriesOf, isJsonObject, member, textOf, valueAt } from "../json.ts";
import type { JsonObject, JsonPath, JsonValue } from "../json.ts";
import { tooManyCombinations } from "../openapi/combinations.ts";
import { objectsOf } from "../openapi/objects.ts";
import { operationsOf, templateNames } from "../openapi/operation.ts";
import { refCycles } from "../openapi/ref-cycles.ts";
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
          message: `${JSON.stringify(ref)} is in another document; bundle them into one, for example with "npx @redocly/cli bundle".`,
        })),
  },
  {
    name: "ref-unknown",
    description: "Every reference leads somewhere.",
    check: (root) =>
      refsOf(root).flatMap(({ ref, path }) => {
        const target = pathFromRef(ref);
        if (target === undefined || valueAt(root, target) !== undefined) return [];
        return [{ path, message: `${JSON.stringify(ref)} leads nowhere; add its target, or correct it.` }];
      }),
  },
  {
    name: "ref-cycle",
    description: "Every circle of references goes through a property or a list.",
    check: checkCycles,
  },
  {
    name: "too-many-combinations",
    description: "No schema combines alternatives to more types than TypeScript can express.",
    check: checkCombinations,
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
    check: evidenceFaults,
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
    return [{ path, message: `${JSON.stringify(url)} isn't an absolute URL; begin it with https:// and a host.` }];
  }
  return templateNames(url)
    .filter((name) => !isJsonObject(member(member(server, "variables"), name)))
    .map((name) => ({
      path,
      message: `the server has no variable ${JSON.stringify(name)}; describe it in \`variables\`.`,
    }));
}

function checkCycles(root: JsonObject): readonly Fault[] {
  const objects = [...objectsOf(root)];
  const closing = new Set(
    refCycles(
      root,
      objects.map(({ object }) => object),
    ),
  );
  return objects
    .filter(({ object }) => closing.has(object))
    .map(({ object, path }) => {
      const ref = JSON.stringify(member(object, "$ref"));
      const message = `${ref} leads back here with no property between, so its type has no end; break the circle.`;
      return { path: [...path, "$ref"], message };
    });
}

function checkCombinations(root: JsonObject): readonly Fault[] {
  const objects = [...objectsOf(root)];
  const faulty = new Set(
    tooManyCombinations(
      root,
      objects.map(({ object }) => object),
    ),
  );
  return objects
    .filter(({ object }) => faulty.has(object))
    .map(({ path }) => ({
      path: [...path, "allOf"],
      message: "the alternatives of these schemas make 100000 combinations or more; describe fewer of them.",
      target: "key" as const,
    }));
}

function refsOf(root: JsonObject): { ref: string; path: JsonPath }[] {
  return [...objectsOf(root)].flatMap(({ object, path }) => {
    const ref = textOf(member(object, "$ref"));
    return ref === undefined ? [] : [{ ref, path: [...path, "$ref"] }];
  });
}

const EVIDENCE_KINDS = ["documented", "observed", "assumed"];

function evidenceFaults(root: JsonObject): Fault[] {
  return [...objectsOf(root)].flatMap(({ object, path }) => {
    const value = member(object, "x-evidence");
    if (value === undefined || isEvidence(value)) return [];
    const message = `x-evidence must be {evidence, source}, where evidence is one of ${EVIDENCE_KINDS.join(", ")} and source is text.`;
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

import { elementsOf, member, pointerFromPath } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { isXmlMediaType, responsesOf } from "../openapi/media-type.ts";
import { findOperation } from "../openapi/operation.ts";
import { partsOf, propertyNamesOf, typesOf } from "../openapi/schema.ts";
import type { SchemaParts } from "../openapi/schema.ts";
import { inExtension } from "./rule-context.ts";
import type { RuleContext } from "./rule-context.ts";
import type { Fault, Rule } from "./rule.ts";

/** Rules for responses in XML, whose text has no types of its own: the schema must tell them. */
export const XML_RULES: readonly Rule[] = [
  {
    name: "xml-shape",
    description: "The schema of the XML leaves one type at each place: an object, a list, text, a number or a boolean.",
    check: checkShapes,
  },
];

function checkShapes({ root, extension }: RuleContext): readonly Fault[] {
  const operation = extension.xmlOperation === undefined ? undefined : findOperation(root, extension.xmlOperation);
  if (operation === undefined) return [];
  const content = responsesOf(root, operation.value, "200").find(({ mediaType }) => isXmlMediaType(mediaType));
  const problem = problemIn(root, partsOf(root, [content?.schema]), [], new Set());
  if (problem === undefined) return [];
  return [{ path: inExtension("xmlOperation"), message: `the XML of ${operation.id} ${problem}.` }];
}

/** What makes the type of a place or of a place below it unclear; nothing if all is clear. */
function problemIn(
  root: JsonObject,
  parts: SchemaParts,
  path: readonly string[],
  above: ReadonlySet<JsonObject>,
): string | undefined {
  const place = JSON.stringify(pointerFromPath(path));
  if (parts.some((part) => above.has(part)))
    return `contains itself at ${place}; describe it to a depth that responses have`;
  const unclear = parts.map(unclearKeyword).find((keyword) => keyword !== undefined) ?? severalTypes(parts);
  if (unclear !== undefined)
    return `has ${unclear} at ${place}, so its text has no one type there; describe it plainly`;
  const within = new Set([...above, ...parts]);
  for (const name of propertyNamesOf(parts)) {
    const values = parts.flatMap((part) => member(member(part, "properties"), name) ?? []);
    const problem = problemIn(root, partsOf(root, values), [...path, name], within);
    if (problem !== undefined) return problem;
  }
  const items = parts.flatMap((part) => member(part, "items") ?? []);
  return items.length === 0 ? undefined : problemIn(root, partsOf(root, items), [...path, "*"], within);
}

/** A keyword of a schema that leaves the type of a value open. */
function unclearKeyword(part: JsonObject): string | undefined {
  for (const keyword of ["anyOf", "oneOf"]) {
    const choices = elementsOf(member(part, keyword)).filter((choice) => member(choice, "type") !== "null");
    if (choices.length > 1) return `\`${keyword}\``;
  }
  const open = ["additionalProperties", "patternProperties", "prefixItems"].find((keyword) => {
    const value = member(part, keyword);
    return value !== undefined && value !== false;
  });
  return open === undefined ? undefined : `\`${open}\``;
}

function severalTypes(parts: SchemaParts): string | undefined {
  const types = new Set([...typesOf(parts)].map((type) => (type === "integer" ? "number" : type)));
  // Text or a number is read as text.
  if (types.has("string")) types.delete("number");
  return types.size > 1 ? [...types].toSorted().join(" or ") : undefined;
}

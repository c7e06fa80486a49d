import { elementsOf, isJsonObject, member, textOf, valueAt } from "../json.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { pathFromRef } from "./resolve.ts";

const COMPONENT_SCHEMA = /^#\/components\/schemas\/([^/]+)$/;

/**
 * The schemas whose `$ref` closes a circle that no property breaks, such as a schema in its own `allOf`. The type of such
 * a schema has no end. A list of a schema of `components.schemas` breaks a circle as well: see {@link cyclicLists}.
 */
export function refCycles(root: JsonObject, schemas: readonly JsonObject[]): readonly JsonObject[] {
  const state = new Map<JsonObject, "open" | "done">();
  const closing = new Set<JsonObject>();
  const visit = (schema: JsonObject, from: JsonObject): void => {
    const known = state.get(schema);
    if (known === "open") closing.add(from);
    if (known !== undefined) return;
    state.set(schema, "open");
    for (const next of partsOfType(root, schema)) visit(next, schema);
    state.set(schema, "done");
  };
  for (const schema of schemas) visit(schema, schema);
  return [...closing];
}

/** The `items` that lead back to their list without a property between, each with the name of the schema that it refers to. */
export function cyclicLists(root: JsonObject, schemas: readonly JsonObject[]): ReadonlyMap<unknown, string> {
  return new Map(
    schemas.flatMap((list): [unknown, string][] => {
      const name = elementSchemaName(list);
      const items = member(list, "items");
      return name !== undefined && leadsTo(root, items, list) ? [[items, name]] : [];
    }),
  );
}

function leadsTo(root: JsonObject, start: JsonValue | undefined, goal: JsonObject): boolean {
  const seen = new Set<JsonObject>();
  const visit = (schema: JsonValue | undefined): boolean => {
    if (schema === goal) return true;
    if (!isJsonObject(schema) || seen.has(schema)) return false;
    seen.add(schema);
    return [...partsOfType(root, schema), member(schema, "items")].some(visit);
  };
  return visit(start);
}

/** The schemas that the type of a schema is made of at once, whatever it is used for. */
function partsOfType(root: JsonObject, schema: JsonObject): JsonObject[] {
  const ref = textOf(member(schema, "$ref"));
  const path = ref === undefined ? undefined : pathFromRef(ref);
  return [
    path === undefined ? undefined : valueAt(root, path),
    ...["allOf", "anyOf", "oneOf", "prefixItems"].flatMap((keyword) => elementsOf(member(schema, keyword))),
    elementSchemaName(schema) === undefined ? member(schema, "items") : undefined,
  ].filter(isJsonObject);
}

function elementSchemaName(schema: JsonObject): string | undefined {
  return COMPONENT_SCHEMA.exec(textOf(member(member(schema, "items"), "$ref")) ?? "")?.[1];
}

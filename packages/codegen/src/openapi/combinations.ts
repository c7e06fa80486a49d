import { elementsOf, isJsonObject, member, textOf, valueAt } from "../json.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { pathFromRef } from "./resolve.ts";

/** TypeScript gives up on an intersection of so many combinations (TS2590). */
const MAX_COMBINATIONS = 100_000;

/** The schemas whose `allOf` combines alternatives to more types than TypeScript can express; those that only contain one are left out. */
export function tooManyCombinations(root: JsonObject, schemas: readonly JsonObject[]): readonly JsonObject[] {
  const counts = new Map<JsonValue, number>();
  const count = (schema: JsonValue | undefined): number => {
    if (!isJsonObject(schema)) return 1;
    const known = counts.get(schema);
    if (known !== undefined) return known;
    // A circle of references is the fault of another rule.
    counts.set(schema, 1);
    const ref = textOf(member(schema, "$ref"));
    const path = ref === undefined ? undefined : pathFromRef(ref);
    const target = path === undefined ? 1 : count(valueAt(root, path));
    const all = elementsOf(member(schema, "allOf")).reduce((product: number, part) => product * count(part), target);
    const combined = all * alternatives(member(schema, "anyOf"), count) * alternatives(member(schema, "oneOf"), count);
    counts.set(schema, combined);
    return combined;
  };
  return schemas.filter((schema) => {
    const parts = elementsOf(member(schema, "allOf"));
    return (
      parts.length > 0 && count(schema) >= MAX_COMBINATIONS && parts.every((part) => count(part) < MAX_COMBINATIONS)
    );
  });
}

function alternatives(list: JsonValue | undefined, count: (schema: JsonValue) => number): number {
  const parts = elementsOf(list);
  return parts.length === 0 ? 1 : parts.reduce((sum: number, part) => sum + count(part), 0);
}

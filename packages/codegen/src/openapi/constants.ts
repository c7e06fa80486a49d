import type { JsonObject } from "../json.ts";
import { enumOf, propertyNamesOf, stepInto } from "./schema.ts";
import type { SchemaParts } from "./schema.ts";

/** A value that a property always has. */
export type Constant = string | number | boolean;

/** The properties of an object that its schema leaves one value, by `const` or by an `enum` of one, with that value. */
export function constantsOf(root: JsonObject, parts: SchemaParts): ReadonlyMap<string, Constant> {
  return new Map(
    propertyNamesOf(parts).flatMap((name): [string, Constant][] => {
      const [value, ...others] = new Set(enumOf(stepInto(root, parts, name)));
      const isConstant = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
      return isConstant && others.length === 0 ? [[name, value]] : [];
    }),
  );
}

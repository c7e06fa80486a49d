import { statusRulesOf } from "../extension.ts";
import type { ExtensionJob } from "../extension.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { enumOf, partsAt, typesOf } from "./schema.ts";
import type { SchemaParts } from "./schema.ts";

/** The types of a status value whose values an enum must list. */
const LISTED = ["string", "integer", "number"];

/**
 * The status values that the schema and the rules list, as text.
 *
 * @param job - The schema of the job.
 */
export function statusValuesIn(root: JsonObject, job: SchemaParts, extension: ExtensionJob): string[] {
  const values = statusRulesOf(extension).flatMap(({ value, at }) =>
    at === undefined ? [value ?? ""] : valuesOf(partsAt(root, job, at)),
  );
  return [...new Set(values)];
}

function valuesOf(parts: SchemaParts): string[] {
  const types = typesOf(parts);
  const canBe = (value: JsonValue): boolean =>
    typeof value === "number" ? types.has("integer") || types.has("number") : types.has(typeof value);
  const listed = enumOf(parts).filter((value) => value !== null && typeof value !== "object" && canBe(value));
  return listed.length === 0 && types.has("boolean") ? ["true", "false"] : listed.map(String);
}

/** Says whether a status value needs an enum that its schema lacks. */
export function lacksEnum(parts: SchemaParts): boolean {
  const types = typesOf(parts);
  return LISTED.some((type) => types.has(type)) && valuesOf(parts).length === 0;
}

/** Says whether the status value is always text, so that it is read as it is. */
export function isTextOnly(parts: SchemaParts): boolean {
  const types = [...typesOf(parts)];
  return types.length === 1 && types[0] === "string";
}

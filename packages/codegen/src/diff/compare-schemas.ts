import { elementsOf, member } from "../json.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { enumOf, partsOf, propertyNamesOf, stepInto, typesOf } from "../openapi/schema.ts";
import type { SchemaParts } from "../openapi/schema.ts";
import type { Change, Severity } from "./change.ts";

/** Both versions of a document, and in which direction its values go. */
export interface Comparison {
  readonly before: JsonObject;
  readonly after: JsonObject;
  /** Whether users send the values. What users receive may lose nothing, and what they send may need nothing new. */
  readonly isSent: boolean;
  /** The pairs of schemas that were compared already; a schema is often used in many places. */
  readonly compared: Map<JsonValue, Set<JsonValue>>;
}

const MAX_DEPTH = 16;

/** Compares the schemas of one value. `place` is where it is in requests or responses, `at` is the pointer below that. */
export function compareSchemas(
  comparison: Comparison,
  schemas: readonly [before: JsonValue | undefined, after: JsonValue | undefined],
  place: string,
): Change[] {
  const { before, after } = comparison;
  return compareParts(comparison, partsOf(before, [schemas[0]]), partsOf(after, [schemas[1]]), {
    place,
    at: "",
    depth: 0,
  });
}

interface Where {
  readonly place: string;
  readonly at: string;
  readonly depth: number;
}

function compareParts(comparison: Comparison, before: SchemaParts, after: SchemaParts, where: Where): Change[] {
  if (before.length === 0 || after.length === 0 || where.depth > MAX_DEPTH || wasCompared(comparison, before, after))
    return [];
  const retyped = compareTypes(comparison, before, after, where);
  if (retyped.length > 0) return retyped;
  const names = propertyNamesOf(before);
  const present = propertyNamesOf(after);
  return [
    ...compareEnums(comparison, before, after, where),
    ...names.filter((name) => !present.includes(name)).map((name) => change("major", where, name, "is gone")),
    ...present.filter((name) => !names.includes(name)).map((name) => addedProperty(comparison, after, where, name)),
    ...names.flatMap((name) =>
      present.includes(name)
        ? [...comparePresence(comparison, before, after, where, name), ...step(comparison, before, after, where, name)]
        : [],
    ),
    ...step(comparison, before, after, where, "*"),
  ];
}

function step(
  comparison: Comparison,
  before: SchemaParts,
  after: SchemaParts,
  where: Where,
  segment: string,
): Change[] {
  return compareParts(
    comparison,
    stepInto(comparison.before, before, segment),
    stepInto(comparison.after, after, segment),
    { place: where.place, at: `${where.at}/${segment}`, depth: where.depth + 1 },
  );
}

function wasCompared({ compared }: Comparison, [before]: SchemaParts, [after]: SchemaParts): boolean {
  if (before === undefined || after === undefined) return true;
  const others = compared.get(before) ?? new Set<JsonValue>();
  if (others.has(after)) return true;
  compared.set(before, others.add(after));
  return false;
}

function addedProperty({ isSent }: Comparison, after: SchemaParts, where: Where, name: string): Change {
  return isSent && isRequired(after, name)
    ? change("major", where, name, "is new, and required")
    : change("minor", where, name, "is new");
}

function comparePresence(
  { isSent }: Comparison,
  before: SchemaParts,
  after: SchemaParts,
  where: Where,
  name: string,
): Change[] {
  const [was, is] = [isRequired(before, name), isRequired(after, name)];
  if (was === is) return [];
  if (is) return [change(isSent ? "major" : "minor", where, name, "is always there now")];
  return [change(isSent ? "minor" : "major", where, name, "may be absent now")];
}

function compareTypes({ isSent }: Comparison, before: SchemaParts, after: SchemaParts, where: Where): Change[] {
  const [old, current] = [typeNames(before), typeNames(after)];
  const lost = [...old].filter((type) => !current.has(type));
  const gained = [...current].filter((type) => !old.has(type));
  // A schema that states no type allows all.
  if (lost.length + gained.length === 0 || old.size === 0 || current.size === 0) return [];
  const isBreaking = isSent ? lost.length > 0 : gained.length > 0;
  const message = `is ${[...current].join(" or ")} now; it was ${[...old].join(" or ")}`;
  return [change(isBreaking ? "major" : "minor", where, undefined, message)];
}

function compareEnums({ isSent }: Comparison, before: SchemaParts, after: SchemaParts, where: Where): Change[] {
  const [old, current] = [enumOf(before), enumOf(after)].map((values) => values.map((value) => JSON.stringify(value)));
  const lost = (old ?? []).filter((value) => !current?.includes(value));
  const gained = (current ?? []).filter((value) => !old?.includes(value));
  if (old?.length === 0 && gained.length > 0) {
    return [change(isSent ? "major" : "minor", where, undefined, "has a closed list of values now")];
  }
  if (current?.length === 0 && lost.length > 0) return [change("minor", where, undefined, "may have any value now")];
  return [
    ...(lost.length > 0
      ? [change(isSent ? "major" : "minor", where, undefined, `has no value ${lost.join(", ")} any more`)]
      : []),
    ...(gained.length > 0 ? [change("minor", where, undefined, `may be ${gained.join(", ")}, too`)] : []),
  ];
}

/** The types of a value as TypeScript sees them: null is one, and an integer of 64 bits can be text. */
function typeNames(parts: SchemaParts): Set<string> {
  const types = new Set(typesOf(parts));
  if (types.delete("integer")) types.add(parts.some((part) => member(part, "format") === "int64") ? "int64" : "number");
  if (
    types.size > 0 &&
    parts.some((part) => elementsOf(member(part, "type")).includes("null") || member(part, "type") === "null")
  ) {
    types.add("null");
  }
  return types;
}

function isRequired(parts: SchemaParts, name: string): boolean {
  return parts.some((part) => elementsOf(member(part, "required")).includes(name));
}

function change(severity: Severity, { place, at }: Where, name: string | undefined, message: string): Change {
  const pointer = name === undefined ? at : `${at}/${name}`;
  return { severity, place, message: `${pointer === "" ? "the value" : `\`${pointer}\``} ${message}` };
}

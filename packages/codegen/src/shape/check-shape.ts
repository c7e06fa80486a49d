import { isJsonArray, isJsonObject, member } from "../json.ts";
import type { JsonObject, JsonPath, JsonValue } from "../json.ts";
import { didYouMean, quoteAll } from "../nearest-name.ts";
import type { NamedFault } from "../rules/rule.ts";
import { PATTERN_RULES } from "./pattern-rules.ts";
import type { RootShapeSchema, ShapeSchema } from "./shape-schema.ts";

/**
 * Checks a value against the schema of the extension and reports every fault once. A general validator
 * says a fault of a choice once for each branch, and costs more to load than all the rest of a run.
 */
export function checkShape(root: RootShapeSchema, value: JsonValue, at: JsonPath): NamedFault[] {
  return checkValue({ root }, root, value, at);
}

interface Context {
  readonly root: RootShapeSchema;
  /** The name of the part of the schema that is being looked at, for patterns. */
  readonly part?: string;
}

function checkValue(context: Context, schema: ShapeSchema, value: JsonValue, path: JsonPath): NamedFault[] {
  if (schema.$ref !== undefined) {
    const part = schema.$ref.replace("#/$defs/", "");
    const target = context.root.$defs[part];
    if (target === undefined) throw new TypeError(`The schema of the extension has no part ${part}.`);
    return checkValue({ ...context, part }, target, value, path);
  }
  const branch = schema.oneOf?.find((choice) => choice.type !== undefined && hasType(value, typesOf(choice)));
  if (branch !== undefined) return checkValue(context, branch, value, path);
  const types = typesOf(schema);
  if (types.length > 0 && !hasType(value, types)) {
    return [{ rule: "wrong-type", path, message: `this must be ${types.map(typeInWords).join(" or ")}.` }];
  }
  if (schema.enum !== undefined && !(typeof value === "string" && schema.enum.includes(value))) {
    const hint = typeof value === "string" ? didYouMean(value, schema.enum) : "";
    const message = `${JSON.stringify(value)} is not known here${hint || `; use one of ${quoteAll(schema.enum)}.`}`;
    return [{ rule: "unknown-value", path, message }];
  }
  if (typeof value === "string") return checkText(context, schema, value, path);
  if (typeof value === "number") return checkNumber(schema, value, path);
  if (isJsonArray(value)) return checkList(context, schema, value, path);
  return isJsonObject(value) ? checkObject(context, schema, value, path) : [];
}

function checkText(context: Context, schema: ShapeSchema, value: string, path: JsonPath): NamedFault[] {
  if (value.length < (schema.minLength ?? 0)) return [{ rule: "bad-text", path, message: "this text is empty." }];
  if (schema.pattern === undefined || new RegExp(schema.pattern, "u").test(value)) return [];
  const rule = PATTERN_RULES[context.part ?? ""] ?? PATTERN_RULES[String(path.at(-1))];
  if (rule === undefined) throw new TypeError(`No rule says what the pattern ${schema.pattern} is for.`);
  return [{ rule: rule.name, path, message: `${JSON.stringify(value)} is not ${rule.expected}.` }];
}

function checkNumber({ minimum, maximum }: ShapeSchema, value: number, path: JsonPath): NamedFault[] {
  if (value >= (minimum ?? -Infinity) && value <= (maximum ?? Infinity)) return [];
  const range = maximum === undefined ? `at least ${minimum}` : `from ${minimum} to ${maximum}`;
  return [{ rule: "out-of-range", path, message: `${value} is out of range; this must be ${range}.` }];
}

function checkList(context: Context, schema: ShapeSchema, value: readonly JsonValue[], path: JsonPath): NamedFault[] {
  if (value.length < (schema.minItems ?? 0)) {
    return [{ rule: "empty-list", path, message: "this list is empty; fill it or leave the field out." }];
  }
  const texts = value.map((element) => JSON.stringify(element));
  const repeated = value.flatMap((element, index): NamedFault[] =>
    schema.uniqueItems === true && texts.indexOf(texts[index] ?? "") < index
      ? [
          {
            rule: "repeated-value",
            path: [...path, index],
            message: `${JSON.stringify(element)} is in this list twice.`,
          },
        ]
      : [],
  );
  const { items } = schema;
  if (items === undefined) return repeated;
  return [...repeated, ...value.flatMap((element, index) => checkValue(context, items, element, [...path, index]))];
}

function checkObject(context: Context, schema: ShapeSchema, value: JsonObject, path: JsonPath): NamedFault[] {
  const properties = schema.properties ?? {};
  const names = Object.keys(properties);
  const faults: NamedFault[] = [];
  for (const [name, element] of Object.entries(value)) {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (property !== undefined) {
      // A part's name belongs to the part itself, not to what lies deeper.
      faults.push(...checkValue({ root: context.root }, property, element, [...path, name]));
    } else if (schema.additionalProperties) {
      faults.push(...checkValue({ root: context.root }, schema.additionalProperties, element, [...path, name]));
    } else if (schema.additionalProperties === false) {
      const hint = didYouMean(name, names) || `; the fields here are ${names.join(", ")}.`;
      const message = `there is no field ${JSON.stringify(name)} here${hint}`;
      faults.push({ rule: "unknown-field", path: [...path, name], message, target: "key" });
    }
  }
  return [...faults, ...checkPresence(schema, value, path)];
}

/** The fields that must be there, and those that exclude each other. */
function checkPresence(schema: ShapeSchema, value: JsonObject, path: JsonPath): NamedFault[] {
  const has = (name: string): boolean => member(value, name) !== undefined;
  const faults = (schema.required ?? [])
    .filter((name) => !has(name))
    .map((name): NamedFault => missing(path, `the field ${JSON.stringify(name)} is missing.`));
  for (const [name, needed] of Object.entries(schema.dependentRequired ?? {})) {
    for (const other of needed.filter((candidate) => has(name) && !has(candidate))) {
      const needs = `${JSON.stringify(name)} needs ${JSON.stringify(other)} beside it`;
      if (name === "evidence") {
        const message = `${needs}; say where it can be checked.`;
        faults.push({ rule: "missing-source", path: [...path, name], message, target: "key" });
      } else faults.push(missing([...path, name], `${needs}.`));
    }
  }
  if (Object.keys(value).length < (schema.minProperties ?? 0)) {
    const names = Object.keys(schema.properties ?? {}).map((name) => JSON.stringify(name));
    faults.push(missing(path, `this is empty; give one of ${names.join(", ")}.`));
  }
  const choices = (schema.oneOf ?? []).flatMap(({ required }) => (required === undefined ? [] : [required]));
  if (choices.length === 0) return faults;
  const inWords = choices.map((choice) => choice.map((name) => JSON.stringify(name)).join(" with ")).join(", or ");
  const begun = choices.filter((choice) => choice.some(has));
  if (begun.length > 1) {
    const message = `these fields contradict each other; keep ${inWords}.`;
    faults.push({ rule: "conflicting-fields", path, message, target: "key" });
  } else if (!choices.some((choice) => choice.every(has)))
    faults.push(missing(path, `a field is missing; give ${inWords}.`));
  return faults;
}

function missing(path: JsonPath, message: string): NamedFault {
  return { rule: "missing-field", path, message, target: "key" };
}

function typesOf({ type, oneOf }: ShapeSchema): readonly string[] {
  if (type === undefined) return (oneOf ?? []).flatMap((choice) => (choice.type === undefined ? [] : typesOf(choice)));
  return typeof type === "string" ? [type] : type;
}

function hasType(value: JsonValue, types: readonly string[]): boolean {
  if (isJsonArray(value)) return types.includes("array");
  if (isJsonObject(value)) return types.includes("object");
  if (typeof value === "number")
    return types.includes("number") || (types.includes("integer") && Number.isInteger(value));
  return value === null ? types.includes("null") : types.includes(typeof value);
}

function typeInWords(type: string): string {
  const words: Readonly<Record<string, string>> = {
    array: "a list",
    boolean: "true or false",
    integer: "a whole number",
    null: "null",
    number: "a number",
    object: "an object",
    string: "text",
  };
  return words[type] ?? type;
}

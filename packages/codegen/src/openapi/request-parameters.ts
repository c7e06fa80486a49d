import { member } from "../json.ts";
import type { JsonObject } from "../json.ts";
import type { Constant } from "./constants.ts";
import type { Operation, Parameter } from "./operation.ts";
import { enumOf, partsOf, typesOf } from "./schema.ts";
import type { SchemaParts } from "./schema.ts";

/** Header parameters that OpenAPI says are ignored; the client sets them itself. */
const IGNORED_HEADERS = new Set(["accept", "content-type", "authorization"]);

/** Names a parameter of an operation. */
type ParameterPlace = Pick<Parameter, "in" | "name">;

const NO_PARAMETER: ParameterPlace = { in: "", name: "" };

/** A query parameter or a header that each request of an operation must have. */
export interface FilledParameter {
  readonly name: string;
  readonly in: "query" | "header";
  /** The one value that it can have; absent if an option of the client gives its value. */
  readonly constant?: string;
  /** The name of that option. */
  readonly option: string;
  readonly value: JsonObject;
  readonly schema: SchemaParts;
}

/** The parameters that an operation requires beside its path and one other, such as the job's id. */
export function requiredParameters(
  { parameters }: Operation,
  other: ParameterPlace = NO_PARAMETER,
): readonly Parameter[] {
  return parameters
    .filter(({ value, in: place }) => place !== "path" && member(value, "required") === true)
    .filter(({ name, in: place }) => !(name === other.name && place === other.in))
    .filter(({ name, in: place }) => !(place === "header" && IGNORED_HEADERS.has(name.toLowerCase())));
}

/** Those of them that a client can fill: in the query or a header, with a value that is neither an object nor a list. */
export function filledParameters(
  root: JsonObject,
  operation: Operation,
  other: ParameterPlace = NO_PARAMETER,
): FilledParameter[] {
  return requiredParameters(operation, other).flatMap(({ name, in: place, value }): FilledParameter[] => {
    const schema = partsOf(root, [member(value, "schema")]);
    const isText = [...typesOf(schema)].some((type) => type !== "object" && type !== "array");
    if ((place !== "query" && place !== "header") || !isText) return [];
    const constant = constantOf(schema);
    const option = optionName(name);
    return [{ name, in: place, ...(constant !== undefined && { constant: String(constant) }), option, value, schema }];
  });
}

function constantOf(schema: SchemaParts): Constant | undefined {
  const [value, ...others] = new Set(enumOf(schema));
  const isConstant = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return isConstant && others.length === 0 ? value : undefined;
}

/** The option for a parameter: its own name, or its words joined as in `apiVersion` if a program can't write that. */
function optionName(name: string): string {
  if (/^[A-Za-z_$][\w$]*$/.test(name)) return name;
  const [first = "", ...others] = name.split(/[^A-Za-z0-9]+/).filter(Boolean);
  return (
    first.charAt(0).toLowerCase() +
    first.slice(1) +
    others.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("")
  );
}

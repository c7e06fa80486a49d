import { elementsOf, entriesOf, isJsonObject, member, textOf } from "../json.ts";
import type { JsonObject, JsonPath, JsonValue } from "../json.ts";
import { resolve } from "./resolve.ts";

/** An operation of the document, with what its path adds. */
export interface Operation {
  readonly id: string;
  /** In lower case, as the document has it. */
  readonly method: string;
  /** The path template. */
  readonly path: string;
  /** Where the operation is in the document. */
  readonly at: JsonPath;
  readonly value: JsonObject;
  /** Its parameters and those of its path, resolved; its own hold where both name one. */
  readonly parameters: readonly Parameter[];
}

/** A resolved parameter of an operation. */
export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly value: JsonObject;
}

const METHODS = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

/** All operations of the document that have an `operationId`, in its order. */
export function operationsOf(root: JsonObject): Operation[] {
  return entriesOf(member(root, "paths")).flatMap(([path, item]) => {
    const pathItem = resolve(root, item);
    return entriesOf(pathItem).flatMap(([method, value]): Operation[] => {
      const id = textOf(member(value, "operationId"));
      if (!METHODS.has(method) || id === undefined || !isJsonObject(value)) return [];
      const own = parametersOf(root, member(value, "parameters"));
      const shared = parametersOf(root, member(pathItem, "parameters")).filter(
        (parameter) => !own.some((other) => other.name === parameter.name && other.in === parameter.in),
      );
      return [{ id, method, path, at: ["paths", path, method], value, parameters: [...own, ...shared] }];
    });
  });
}

/** The operation with the given `operationId`. */
export function findOperation(root: JsonObject, id: string): Operation | undefined {
  return operationsOf(root).find((operation) => operation.id === id);
}

/** The names in braces of a path or URL template, each once, in order. */
export function templateNames(template: string): string[] {
  const names = [...template.matchAll(/\{([^{}]*)\}/g)].flatMap((match) => match[1] ?? []);
  return [...new Set(names)];
}

function parametersOf(root: JsonObject, list: JsonValue | undefined): Parameter[] {
  return elementsOf(list).flatMap((element) => {
    const value = resolve(root, element);
    const name = textOf(member(value, "name"));
    const place = textOf(member(value, "in"));
    return value !== undefined && name !== undefined && place !== undefined ? [{ name, in: place, value }] : [];
  });
}

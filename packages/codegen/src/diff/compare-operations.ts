import { entriesOf, member } from "../json.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { operationsOf } from "../openapi/operation.ts";
import type { Operation, Parameter } from "../openapi/operation.ts";
import { contentsOf } from "../openapi/media-type.ts";
import { resolve } from "../openapi/resolve.ts";
import type { Change } from "./change.ts";
import { compareSchemas } from "./compare-schemas.ts";
import type { Comparison } from "./compare-schemas.ts";

/** Compares what the operations of two documents take and return. */
export function compareOperations(before: JsonObject, after: JsonObject): Change[] {
  const old = operationsOf(before);
  const current = operationsOf(after);
  const sent = { before, after, isSent: true, compared: new Map() };
  const received = { before, after, isSent: false, compared: new Map() };
  const paired = old.map((operation) => [operation, current.find((other) => other.id === operation.id)] as const);
  return [
    ...paired.flatMap(([operation, now]): Change[] => {
      if (now === undefined) {
        return [{ severity: "major", place: labelOf(operation), message: `the operation ${operation.id} is gone` }];
      }
      return [
        ...compareAddress(operation, now),
        ...compareParameters(sent, operation, now),
        ...compareBodies(sent, operation, now),
        ...compareResponses(received, operation, now),
      ];
    }),
    ...current
      .filter(({ id }) => !old.some((operation) => operation.id === id))
      .map((operation): Change => ({
        severity: "minor",
        place: labelOf(operation),
        message: `the operation ${operation.id} is new`,
      })),
  ];
}

function labelOf({ method, path }: Operation): string {
  return `${method.toUpperCase()} ${path}`;
}

function compareAddress(before: Operation, after: Operation): Change[] {
  if (labelOf(before) === labelOf(after)) return [];
  return [{ severity: "major", place: labelOf(after), message: `${after.id} was ${labelOf(before)} before` }];
}

function compareParameters(comparison: Comparison, before: Operation, after: Operation): Change[] {
  const place = labelOf(after);
  const find = (list: readonly Parameter[], wanted: Parameter): Parameter | undefined =>
    list.find(({ name, in: where }) => name === wanted.name && where === wanted.in);
  const nameOf = ({ name, in: where }: Parameter): string => `the ${where} parameter ${JSON.stringify(name)}`;
  const isRequired = (parameter: Parameter): boolean => member(parameter.value, "required") === true;
  return [
    ...before.parameters
      .filter((parameter) => find(after.parameters, parameter) === undefined)
      .map((parameter): Change => ({ severity: "major", place, message: `${nameOf(parameter)} is gone` })),
    ...after.parameters.flatMap((parameter): Change[] => {
      const was = find(before.parameters, parameter);
      if (was === undefined) {
        return isRequired(parameter)
          ? [{ severity: "major", place, message: `${nameOf(parameter)} is new, and required` }]
          : [{ severity: "minor", place, message: `${nameOf(parameter)} is new` }];
      }
      const presence: Change[] =
        isRequired(was) === isRequired(parameter)
          ? []
          : isRequired(parameter)
            ? [{ severity: "major", place, message: `${nameOf(parameter)} is required now` }]
            : [{ severity: "minor", place, message: `${nameOf(parameter)} may be left out now` }];
      const schemas = [member(was.value, "schema"), member(parameter.value, "schema")] as const;
      return [...presence, ...compareSchemas(comparison, schemas, `${place}, ${nameOf(parameter)}`)];
    }),
  ];
}

function compareBodies(comparison: Comparison, before: Operation, after: Operation): Change[] {
  const place = `${labelOf(after)}, request`;
  const [old, current] = [member(before.value, "requestBody"), member(after.value, "requestBody")];
  const required = member(resolve(comparison.after, current), "required") === true;
  if (required && member(resolve(comparison.before, old), "required") !== true) {
    return [{ severity: "major", place, message: "a body is required now" }];
  }
  return compareContents(comparison, old, current, place);
}

function compareResponses(comparison: Comparison, before: Operation, after: Operation): Change[] {
  const [old, current] = [entriesOf(member(before.value, "responses")), entriesOf(member(after.value, "responses"))];
  const place = (status: string): string => `${labelOf(after)}, response ${status}`;
  return [
    ...old.flatMap(([status, response]): Change[] => {
      const now = current.find(([other]) => other === status)?.[1];
      if (now !== undefined) return compareContents(comparison, response, now, place(status));
      const severity = status.startsWith("2") ? "major" : "minor";
      return [{ severity, place: place(status), message: "the response is gone" }];
    }),
    ...current
      .filter(([status]) => !old.some(([other]) => other === status))
      .map(([status]): Change => ({ severity: "minor", place: place(status), message: "the response is new" })),
  ];
}

function compareContents(
  comparison: Comparison,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  place: string,
): Change[] {
  const old = contentsOf(comparison.before, before);
  const current = contentsOf(comparison.after, after);
  return [
    ...old.flatMap(({ mediaType, schema }): Change[] => {
      const now = current.find((content) => content.mediaType === mediaType);
      if (now !== undefined) return compareSchemas(comparison, [schema, now.schema], place);
      return [{ severity: "major", place, message: `the media type ${mediaType} is gone` }];
    }),
    ...current
      .filter(({ mediaType }) => !old.some((content) => content.mediaType === mediaType))
      .map(({ mediaType }): Change => ({ severity: "minor", place, message: `the media type ${mediaType} is new` })),
  ];
}

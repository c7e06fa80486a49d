import { elementsOf, member, pointerFromPath, textOf } from "../json.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { objectsAmong, propertyNamesOf, stepInto, typesOf } from "../openapi/schema.ts";
import type { SchemaParts } from "../openapi/schema.ts";

const MESSAGE = /^(?:(?:status|state|error|failure)[_-]?)?(?:message|detail|details|reason|description)$/i;
const PERCENT =
  /^(?:progress|percent|percentage|percent[_-]?complete[d]?|progress[_-]?percent(?:age)?|completion[_-]?percentage)$/i;
const COMPLETED =
  /^(?:(?:number[_-]?)?(?:records|items|rows|files|count)?[_-]?(?:processed|completed)|(?:processed|completed)[_-]?(?:records|items|rows|files|count))$/i;
const TOTAL = /^(?:total(?:[_-]?(?:records|items|rows|files|count))?|(?:records|items|rows|files)[_-]?total)$/i;
const TIMES: readonly (readonly [time: string, name: RegExp])[] = [
  ["createdAt", /^(?:created|submitted|submission|create|date[_-]?created)(?:[_-]?(?:at|on|date|time))?$/i],
  ["startedAt", /^(?:started|start|began|begin)(?:[_-]?(?:at|on|date|time))?$/i],
  ["updatedAt", /^(?:updated|modified|update|last[_-]?(?:updated|modified))(?:[_-]?(?:at|on|date|time))?$/i],
  ["finishedAt", /^(?:finished|completed|ended|finish|complete|completion|end)(?:[_-]?(?:at|on|date|time))$/i],
];

/** The parts of a job beside its status, as `x-job-status.job` states them, as far as names and types tell. */
export function guessFields(root: JsonObject, job: SchemaParts): Record<string, JsonValue> {
  const find = (name: RegExp, fits: (parts: SchemaParts) => boolean): string | undefined =>
    propertyNamesOf(job).find((property) => name.test(property) && fits(stepInto(root, job, property)));
  const text = find(MESSAGE, isText) ?? find(/^error$/i, isText);
  const message = text === undefined ? errorText(root, job) : pointerFromPath([text]);
  const progress = guessProgress(find);
  const times = TIMES.flatMap(([time, name]) => {
    const found = find(name, isDateTime);
    return found === undefined ? [] : [[time, { at: pointerFromPath([found]) }] as const];
  });
  return {
    ...(message !== undefined && { message }),
    ...(progress && { progress }),
    ...(times.length > 0 && { times: Object.fromEntries(times) }),
  };
}

type Find = (name: RegExp, fits: (parts: SchemaParts) => boolean) => string | undefined;

function guessProgress(find: Find): Record<string, string> | undefined {
  const percent = find(PERCENT, isNumber);
  if (percent !== undefined) return { percent: pointerFromPath([percent]) };
  const completed = find(COMPLETED, isNumber);
  const total = find(TOTAL, isNumber);
  if (completed === undefined || total === undefined) return undefined;
  return { completed: pointerFromPath([completed]), total: pointerFromPath([total]) };
}

/** The text of an `error` object. */
function errorText(root: JsonObject, job: SchemaParts): string | undefined {
  const error = objectsAmong(stepInto(root, job, "error"));
  return isText(stepInto(root, error, "message")) ? "/error/message" : undefined;
}

function isText(parts: SchemaParts): boolean {
  return typesOf(parts).has("string");
}

function isNumber(parts: SchemaParts): boolean {
  const types = typesOf(parts);
  // A share of 1 is not a percentage.
  return types.has("integer") || (types.has("number") && !parts.some((part) => member(part, "maximum") === 1));
}

function isDateTime(parts: SchemaParts): boolean {
  return isText(parts) && parts.some((part) => textOf(member(part, "format")) === "date-time" || hasTimeExample(part));
}

function hasTimeExample(part: JsonObject): boolean {
  return elementsOf(member(part, "examples")).some((example) => /^\d{4}-\d\d-\d\dT/.test(textOf(example) ?? ""));
}

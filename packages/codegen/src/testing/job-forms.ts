import * as fc from "fast-check";
import { pointerFromPath } from "../json.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { anySchema, formsOf, number, text } from "./schemas.ts";

// The forms in which a response may say what a job is: of each document, one in a few.

/** The form of each part of a job. */
export interface JobForms {
  readonly status: "text" | "integer" | "boolean" | "null" | "rules" | "http";
  readonly progress: "percent" | "percent as text" | "fraction" | "completed" | "header";
  readonly time: "rfc3339" | "epoch-seconds" | "iso8601-offset";
  readonly items: "list" | "map";
  readonly result: "none" | "value" | "link" | "header";
  readonly decidedBy: "items" | "counts";
}

export const JOB_FORMS: fc.Arbitrary<JobForms> = fc.record({
  status: fc.constantFrom("text", "text", "integer", "boolean", "null", "rules", "http"),
  progress: fc.constantFrom("percent", "percent as text", "fraction", "completed", "header"),
  time: fc.constantFrom("rfc3339", "epoch-seconds", "iso8601-offset"),
  items: fc.constantFrom("list", "map"),
  result: fc.constantFrom("none", "value", "link", "header"),
  decidedBy: fc.constantFrom("items", "counts"),
});

type Parts = Readonly<Record<string, string | undefined>>;

/** The schemas of those parts that have another form than in the plainest job. */
export function schemasOfForms(forms: JobForms, parts: Parts): Record<string, fc.Arbitrary<JsonObject>> {
  const status: Readonly<Partial<Record<JobForms["status"], fc.Arbitrary<JsonObject>>>> = {
    integer: formsOf({ type: "integer", enum: [0, 1, 2] }),
    boolean: formsOf({ type: "boolean" }),
  };
  const ofStatus = status[forms.status];
  const ofText = formsOf({ type: ["string", "integer"] });
  return {
    ...(ofStatus && { [parts["status"] ?? ""]: ofStatus }),
    ...(forms.progress === "percent as text" && { [parts["progress"] ?? ""]: fc.oneof(text, ofText) }),
    ...(forms.time === "epoch-seconds" && { [parts["time"] ?? ""]: fc.oneof(number, text, ofText) }),
    ...(forms.result === "value" && { [parts["result"] ?? ""]: formable(anySchema) }),
    ...(forms.result === "link" && { [parts["result"] ?? ""]: text }),
    ...(forms.decidedBy === "counts" && { [parts["failed"] ?? ""]: number, [parts["all"] ?? ""]: number }),
  };
}

/** Any schema that is an object. */
function formable(schema: fc.Arbitrary<JsonValue>): fc.Arbitrary<JsonObject> {
  return schema.map((value) => ({ anyOf: [value] }));
}

/** The schema of the items, in the form of their list. */
export function itemsOfForms(forms: JobForms, item: JsonObject): fc.Arbitrary<JsonObject> {
  return formsOf(
    forms.items === "map" ? { type: "object", additionalProperties: item } : { type: "array", items: item },
  );
}

const pointer = (name: string | undefined): string => pointerFromPath([name ?? ""]);

/** The members of `job` that say those forms. */
export function jobOfForms(forms: JobForms, parts: Parts): JsonObject {
  const [status, progress] = [pointer(parts["status"]), pointer(parts["progress"])];
  const rules: Readonly<Record<"rules" | "http", JsonObject>> = {
    rules: { value: "has a progress", where: { at: progress } },
    http: { value: "202", where: { http: 202 } },
  };
  const rule = forms.status === "rules" || forms.status === "http" ? rules[forms.status] : undefined;
  const result: Readonly<Record<JobForms["result"], JsonObject>> = {
    none: {},
    value: { result: pointer(parts["result"]) },
    link: { result: { link: pointer(parts["result"]) } },
    header: { result: { header: "Location" } },
  };
  const places: Readonly<Record<JobForms["progress"], JsonObject>> = {
    percent: { percent: progress },
    "percent as text": { percent: progress },
    fraction: { fraction: progress },
    completed: { completed: progress },
    header: { percent: { header: "X-Progress" } },
  };
  return {
    status: rule === undefined ? status : [rule, { at: status }],
    progress: places[forms.progress],
    times: { createdAt: { at: pointer(parts["time"]), encodings: [forms.time] } },
    ...(forms.decidedBy === "counts" && {
      counts: { failed: [pointer(parts["failed"])], total: pointer(parts["all"]) },
    }),
    ...result[forms.result],
  };
}

/** The states of the status values, and of those that the forms add. */
export function statesOfForms({ status, decidedBy }: JobForms, values: readonly string[]): JsonObject {
  const [first = "", second = "", ...others] = values;
  if (status === "integer") return { running: [0], succeeded: [{ value: 1, outcomeFrom: decidedBy }], failed: [2] };
  if (status === "boolean") return { running: [false], succeeded: [{ value: true, outcomeFrom: decidedBy }] };
  const more: Readonly<Partial<Record<JobForms["status"], JsonValue[]>>> = {
    // `native` has null as text, so it can't stand beside that text.
    null: values.includes("null") ? [] : [null],
    rules: ["has a progress"],
    http: ["202"],
  };
  return {
    running: [first, ...(more[status] ?? [])],
    succeeded: [{ value: second, outcomeFrom: decidedBy }],
    failed: others,
  };
}

/** The responses that the forms add. */
export function responsesOfForms({ status }: JobForms): JsonObject {
  return status === "http" ? { "202": { description: "It is not done." } } : {};
}

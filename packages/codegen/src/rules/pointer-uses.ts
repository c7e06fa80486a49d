import { conditionsOf } from "../extension.ts";
import type { ExtensionJob, TimeEncoding } from "../extension.ts";
import type { JsonPath } from "../json.ts";
import { responsesOf } from "../openapi/media-type.ts";
import { findOperation } from "../openapi/operation.ts";
import { membersOf, objectsAmong, partsAt, stepInto } from "../openapi/schema.ts";
import type { SchemaParts } from "../openapi/schema.ts";
import { inExtension, jsonParts } from "./rule-context.ts";
import type { RuleContext } from "./rule-context.ts";

/** A pointer of the extension, with what it must lead to. */
export interface PointerUse {
  readonly pointer: string;
  /** Where it stands in the document. */
  readonly path: JsonPath;
  /** The schema from which it starts; empty where another rule finds fault with that. */
  readonly start: SchemaParts;
  /** What it starts from, in words. */
  readonly startInWords: string;
  /** The JSON types of which one must be there; empty if any may be. */
  readonly types: readonly string[];
}

const TEXT = ["string"];
const NUMBER = ["number", "integer"];
const SCALAR = ["string", ...NUMBER];
const NATIVE = [...SCALAR, "boolean"];

/** The encodings that a number can have. */
const NUMERIC_ENCODINGS: ReadonlySet<TimeEncoding> = new Set(["epoch-seconds", "epoch-milliseconds"]);

/** Every pointer of the extension that starts in a schema of the document. */
export function pointerUsesOf(context: RuleContext): PointerUse[] {
  return [
    ...jobPointers(context),
    ...itemPointers(context),
    ...linkPointers(context),
    ...errorPointers(context),
    ...batchPointers(context),
    ...grantPointers(context),
    ...pollPointers(context),
  ];
}

function usesFrom(start: SchemaParts, startInWords: string, base: JsonPath) {
  return (pointer: string | undefined, path: JsonPath, types: readonly string[]): PointerUse[] =>
    pointer === undefined ? [] : [{ pointer, path: inExtension(...base, ...path), start, startInWords, types }];
}

function jobPointers({ extension, body, job }: RuleContext): PointerUse[] {
  const { at, message, title, counts, result, times } = extension.job;
  const inBody = usesFrom(body, "the response", ["job"]);
  const inJob = usesFrom(job, "the job", ["job"]);
  return [
    ...(at ?? []).flatMap((pointer, index) => inBody(pointer, ["at", index], ["object"])),
    ...statusPointers(extension.job, inJob),
    ...inJob(message, ["message"], TEXT),
    ...inJob(title, ["title"], TEXT),
    ...progressPointers(extension.job, inJob),
    ...(counts?.failed ?? []).flatMap((pointer, index) => inJob(pointer, ["counts", "failed", index], NUMBER)),
    ...(counts?.succeeded ?? []).flatMap((pointer, index) => inJob(pointer, ["counts", "succeeded", index], NUMBER)),
    ...inJob(counts?.total, ["counts", "total"], NUMBER),
    ...(typeof result === "string" ? inJob(result, ["result"], []) : inJob(result?.link, ["result", "link"], TEXT)),
    ...Object.entries(times ?? {}).flatMap(([name, { at: place, encodings = [] }]) => {
      const isNumeric = encodings.some((encoding) => NUMERIC_ENCODINGS.has(encoding));
      return inJob(place, ["times", name, "at"], isNumeric ? SCALAR : TEXT);
    }),
  ];
}

type FindUses = ReturnType<typeof usesFrom>;

function statusPointers({ status }: ExtensionJob, inJob: FindUses): PointerUse[] {
  if (typeof status === "string") return inJob(status, ["status"], NATIVE);
  return status.flatMap((rule, index) => [
    ...inJob(rule.at, ["status", index, "at"], NATIVE),
    ...conditionsOf(rule).flatMap(({ at, equals, path }) =>
      inJob(at, ["status", index, ...path, "at"], equals === undefined ? [] : NATIVE),
    ),
  ]);
}

function progressPointers({ progress = {} }: ExtensionJob, inJob: FindUses): PointerUse[] {
  return (["percent", "fraction", "completed", "total"] as const).flatMap((name) => {
    const place = progress[name];
    return typeof place === "string" ? inJob(place, ["progress", name], SCALAR) : [];
  });
}

function itemPointers({ root, extension, job }: RuleContext): PointerUse[] {
  const { items } = extension.job;
  if (items === undefined) return [];
  const found = partsAt(root, job, items.at);
  const all = items.map ? membersOf(root, found) : [...found, ...stepInto(root, found, "*")];
  const inItem = usesFrom(objectsAmong(all), "an item", ["job", "items"]);
  return [
    ...usesFrom(job, "the job", ["job", "items"])(items.at, ["at"], items.map ? ["object"] : ["array", "object"]),
    ...inItem(items.id, ["id"], SCALAR),
    ...inItem(items.index, ["index"], NUMBER),
    ...inItem(items.success, ["success"], ["boolean"]),
    ...(items.errors ?? []).flatMap((pointer, index) => inItem(pointer, ["errors", index], [])),
    ...inItem(items.details, ["details"], TEXT),
    ...(items.outcome ?? []).flatMap((pointer, index) => inItem(pointer, ["outcome", index], NATIVE)),
  ];
}

function linkPointers({ root, extension, job }: RuleContext): PointerUse[] {
  return (extension.job.links ?? []).flatMap((link, index) => {
    const base = ["job", "links", index];
    const inJob = usesFrom(job, "the job", base);
    if (link.href === undefined) return inJob(link.at, ["at"], TEXT);
    const inLink = usesFrom(objectsAmong(stepInto(root, partsAt(root, job, link.at), "*")), "a link object", base);
    return inJob(link.at, ["at"], ["array"]).concat(
      inLink(link.rel, ["rel"], TEXT),
      inLink(link.href, ["href"], TEXT),
      inLink(link.method, ["method"], TEXT),
    );
  });
}

function errorPointers({ root, extension, responses }: RuleContext): PointerUse[] {
  const { success, native, message } = extension.errors ?? {};
  const inResponse = usesFrom(responses, "any response", ["errors"]);
  return [
    ...(success ?? []).flatMap(({ at }, index) => inResponse(at, ["success", index, "at"], NATIVE)),
    ...(native ?? []).flatMap((pointer, index) => inResponse(pointer, ["native", index], SCALAR)),
    ...(message ?? []).flatMap((entry, index) => {
      if (typeof entry === "string") return inResponse(entry, ["message", index], TEXT);
      const objects = objectsAmong(partsAt(root, responses, entry.at));
      const inObject = usesFrom(objects, `an object at ${JSON.stringify(entry.at)}`, ["errors", "message", index]);
      return inResponse(entry.at, ["message", index, "at"], ["object"]).concat(
        inObject(entry.text, ["text"], TEXT),
        inObject(entry.level, ["level"], TEXT),
      );
    }),
  ];
}

function batchPointers({ root, extension }: RuleContext): PointerUse[] {
  const { batch } = extension;
  if (batch === undefined) return [];
  const operation = findOperation(root, batch.operation);
  const response = operation === undefined ? [] : jsonParts(root, responsesOf(root, operation.value, "200"));
  const jobs = objectsAmong(stepInto(root, partsAt(root, response, batch.jobs), "*"));
  return [
    ...usesFrom(response, `the 200 response of ${batch.operation}`, ["batch"])(batch.jobs, ["jobs"], ["array"]),
    ...usesFrom(jobs, "a job of that list", ["batch"])(batch.id, ["id"], SCALAR),
  ];
}

function grantPointers({ root, extension }: RuleContext): PointerUse[] {
  const { login } = extension.session ?? {};
  if (login === undefined) return [];
  const operation = findOperation(root, login.operation);
  const responses = operation === undefined ? [] : responsesOf(root, operation.value);
  const inResponse = usesFrom(jsonParts(root, responses), `any response of ${login.operation}`, ["session", "login"]);
  return [
    ...inResponse(login.lifetime?.at, ["lifetime", "at"], SCALAR),
    ...login.grants.flatMap(({ at }, index) => inResponse(at, ["grants", index, "at"], TEXT)),
    ...(login.confirms ?? []).flatMap(({ at }, index) => inResponse(at, ["confirms", index, "at"], SCALAR)),
  ];
}

function pollPointers({ extension: { delayField, nextUrl }, responses }: RuleContext): PointerUse[] {
  return [
    ...usesFrom(responses, "any response", ["delayField"])(delayField?.at, ["at"], SCALAR),
    ...usesFrom(responses, "any response", ["nextUrl"])(nextUrl?.at, ["at"], TEXT),
  ];
}

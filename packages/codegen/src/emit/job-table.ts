import type { Contract } from "@jobstatus/core";
import type { ContractItems, ContractPlace, ContractStatusRule } from "@jobstatus/core/provider";
import { conditionsOf, statusRulesOf, statusValueOf } from "../extension.ts";
import type {
  Extension,
  ExtensionItems,
  ExtensionLink,
  ExtensionPlace,
  ExtensionStatusRule,
  JobTime,
} from "../extension.ts";
import type { Operation } from "../openapi/operation.ts";
import { partsAt, typesOf } from "../openapi/schema.ts";
import type { SchemaParts } from "../openapi/schema.ts";
import { jobPartsOf, statusResponsesOf } from "../openapi/status-responses.ts";
import { isTextOnly } from "../openapi/status-values.ts";
import type { Spec } from "../spec.ts";

type JobTable = Contract["job"];

/** The part of the table that says where a job and its parts are in the responses of an operation. */
export function jobTable(spec: Spec, operation: Operation): JobTable {
  const { root, extension } = spec;
  const { at, message, title, counts, result, times, untrustedZoneStatuses, items, links } = extension.job;
  const parts = jobPartsOf(root, statusResponsesOf(root, operation, extension), extension);
  const progress = progressOf(spec, parts);
  return {
    at: at ?? [""],
    status: statusOf(spec, parts),
    ...(message !== undefined && { message }),
    ...(title !== undefined && { title }),
    ...(progress !== undefined && { progress }),
    ...(counts !== undefined && { counts: counts as NonNullable<JobTable["counts"]> }),
    ...(result !== undefined && { result: result as NonNullable<JobTable["result"]> }),
    ...(times !== undefined && { times: timesOf(times) }),
    ...(untrustedZoneStatuses !== undefined && { untrustedZoneStatuses }),
    ...(items !== undefined && { items: itemsOf(items) }),
    ...(links !== undefined && { links: links.map(linkOf) }),
  };
}

/** The pointer to a value that is always text; rules for all else, and for a field without a value. */
function statusOf({ root, extension }: Spec, job: SchemaParts): JobTable["status"] {
  const { status } = extension.job;
  const mapped = Object.values(extension.states).flatMap((values) => values.map(statusValueOf));
  const isNullMapped = mapped.some(({ value }) => value === "null");
  if (typeof status === "string" && !isNullMapped && isTextOnly(partsAt(root, job, status))) return status;
  const rules = statusRulesOf(extension.job).map(ruleOf);
  return typeof status === "string" && isNullMapped ? [...rules, { value: "null" }] : rules;
}

function ruleOf(rule: ExtensionStatusRule): ContractStatusRule {
  const { value, at = "", where } = rule;
  const place = value === undefined ? { at } : { value };
  if (where === undefined) return place;
  const fields = conditionsOf(rule).map(({ at: field, equals }) => ({
    at: field,
    ...(equals !== undefined && { equals: String(equals) }),
  }));
  const { http } = where;
  const [first, ...and] = where.at === undefined ? [undefined, ...fields] : fields;
  return {
    ...place,
    where: { ...first, ...(http !== undefined && { http }), ...(and.length > 0 && { and: and as typeof fields }) },
  };
}

function progressOf({ root, extension }: Spec, job: SchemaParts): JobTable["progress"] {
  const { percent, fraction, completed, total } = extension.job.progress ?? {};
  const placeOf = (place: ExtensionPlace): ContractPlace =>
    typeof place === "string" && typesOf(partsAt(root, job, place)).has("string") ? { text: place } : place;
  if (percent !== undefined) return { percent: placeOf(percent) };
  if (fraction !== undefined) return { fraction: placeOf(fraction) };
  if (completed === undefined) return undefined;
  return { completed: placeOf(completed), ...(total !== undefined && { total: placeOf(total) }) };
}

function itemsOf({ map, failedOutcomes, ...places }: ExtensionItems): ContractItems {
  return {
    ...places,
    ...(map === true && { map }),
    ...(failedOutcomes !== undefined && { failedOutcomes: failedOutcomes.map(String) }),
  };
}

function linkOf({ at, rel, href, method }: ExtensionLink): NonNullable<JobTable["links"]>[number] {
  if (href === undefined) return { at, rel };
  return method === undefined ? { at, rel, href } : { at, rel, href, method };
}

function timesOf(times: NonNullable<Extension["job"]["times"]>): NonNullable<JobTable["times"]> {
  const names: readonly JobTime[] = ["createdAt", "startedAt", "updatedAt", "finishedAt"];
  return Object.fromEntries(
    names.flatMap((name) => {
      const time = times[name];
      return time === undefined ? [] : [[name, { at: time.at, encodings: time.encodings ?? ["rfc3339"] }]];
    }),
  );
}

import type { Contract } from "@jobstatus/core";
import type { ContractOperation } from "@jobstatus/core/provider";
import { UNITS_MS, millisecondsFromDuration } from "../duration.ts";
import { STATES, credentialsOf, statusValueOf } from "../extension.ts";
import type { Extension, ExtensionCredentials, ExtensionLimit, ExtensionNextUrl } from "../extension.ts";
import { publicOperationsOf, referencesOf, sessionOf } from "./access-table.ts";
import { namedOperations } from "../named-operations.ts";
import { responsesOf, isJsonMediaType, isXmlMediaType } from "../openapi/media-type.ts";
import type { Content } from "../openapi/media-type.ts";
import { jobTable } from "./job-table.ts";
import type { Operation } from "../openapi/operation.ts";
import { allowsAnonymous } from "../openapi/security.ts";
import { statusResponsesOf } from "../openapi/status-responses.ts";
import type { Spec } from "../spec.ts";
import { batchOf, requestOf } from "./request-table.ts";
import { statusOperation } from "./status-operation.ts";
import { serverOf, variablesOf } from "./variables.ts";

/** The default of the extension's schema. */
const DEFAULT_TIMEOUT = "PT1H";

/** The table of a specification: what core must know about the provider. */
export function contractFromSpec(spec: Spec): Contract {
  const { root, extension } = spec;
  const { operation, request, job, states, ...own } = operationTable(spec);
  const accountLimits = statedLimitsOf(extension);
  const remainingRequests = remainingRequestsOf(extension);
  const others = namedOperations(extension).map(
    (other) => [other.name, operationTable({ ...spec, extension: other.extension })] as const,
  );
  return {
    provider: extension.provider,
    operation,
    server: serverOf(root).url,
    variables: Object.fromEntries(variablesOf(spec).map(({ name, fallback }) => [name, fallback])),
    request,
    credentials: credentialWaysOf(spec),
    job,
    states,
    ...own,
    ...(others.length > 0 && { operations: Object.fromEntries(others) }),
    errors: errorsOf(extension),
    ...(accountLimits.length > 0 && { accountLimits }),
    ...(remainingRequests && { remainingRequests }),
    ...(extension.delayHeader !== undefined && {
      delayHeader: { name: extension.delayHeader.name, unitMs: UNITS_MS[extension.delayHeader.unit] },
    }),
    ...(extension.delayField !== undefined && {
      delayField: { at: extension.delayField.at, unitMs: UNITS_MS[extension.delayField.unit] },
    }),
    ...(extension.nextUrl !== undefined && { nextUrl: nextUrlOf(extension.nextUrl) }),
    ...batchOf(spec),
    timeoutMs: millisecondsFromDuration(extension.timeout ?? DEFAULT_TIMEOUT),
    ...(extension.notFoundGrace !== undefined && {
      notFoundGraceMs: millisecondsFromDuration(extension.notFoundGrace.duration),
    }),
    ...referencesOf(spec),
    ...sessionOf(spec),
    ...publicOperationsOf(spec),
  };
}

function nextUrlOf({ at, header }: ExtensionNextUrl): NonNullable<Contract["nextUrl"]> {
  return { ...(at !== undefined && { at }), ...(header !== undefined && { header }) };
}

/** The ways to authenticate; that of an API that can do without credentials has no place for them. */
function credentialWaysOf(spec: Spec): Contract["credentials"] {
  const ways = credentialsOf(spec.extension).map(credentialWayOf);
  return allowsAnonymous(spec.root, statusOperation(spec)) ? [...ways, { places: [] }] : ways;
}

function credentialWayOf({ header, query, basic, places = [] }: ExtensionCredentials): Contract["credentials"][number] {
  if (header !== undefined) return { header: { name: header.name, value: header.value } };
  if (basic !== undefined) return { basic };
  if (query !== undefined) return { places: [{ in: "query", name: query.name, value: query.value }] };
  return { places: places.map(({ in: place, name, value }) => ({ in: place, name, value })) };
}

/** The limits of the account, of all operations. */
function accountLimitsOf({ limits = [], operations = {} }: Extension): readonly ExtensionLimit[] {
  const all = [limits, ...Object.values(operations).map((other) => other.limits ?? [])].flat();
  return all.filter(({ of }) => of === "account");
}

/** Those limits of the account whose number is stated. */
function statedLimitsOf(extension: Extension): NonNullable<Contract["accountLimits"]> {
  return accountLimitsOf(extension)
    .filter(({ requests, remainingHeader }) => requests !== undefined || remainingHeader === undefined)
    .map(({ requests = 1, interval }) => ({ requests, intervalMs: millisecondsFromDuration(interval) }));
}

/** The headers that tell what is left of the account's limit. */
function remainingRequestsOf(extension: Extension): Contract["remainingRequests"] {
  const [told] = accountLimitsOf(extension).flatMap(({ remainingHeader, resetHeader, interval }) =>
    remainingHeader === undefined || resetHeader === undefined
      ? []
      : [{ header: remainingHeader, resetHeader, intervalMs: millisecondsFromDuration(interval) }],
  );
  return told;
}

/** The part of the table that is about the operation of an extension alone. */
function operationTable(spec: Spec): ContractOperation {
  const { extension } = spec;
  const operation = statusOperation(spec);
  const values = Object.values(extension.states).flatMap((list) => list.map(statusValueOf));
  const decidedBy = (what: "items" | "counts"): string[] =>
    values.filter(({ outcomeFrom }) => outcomeFrom === what).map(({ value }) => value);
  const byItems = decidedBy("items");
  const byCounts = decidedBy("counts");
  const intervals = (extension.limits ?? [])
    .filter((limit) => limit.of === "job")
    .map((limit) => millisecondsFromDuration(limit.interval));
  return {
    operation: operation.id,
    request: requestOf(spec, operation, isJsonMediaType, responseMediaType(spec)),
    job: jobTable(spec, operation),
    states: statesOf(extension),
    ...(byItems.length > 0 && { outcomeFromItems: byItems }),
    ...(byCounts.length > 0 && { outcomeFromCounts: byCounts }),
    ...(intervals.length > 0 && { minPollIntervalMs: Math.max(...intervals) }),
  };
}

/** The media type that a request for the status accepts: that of the first JSON. */
export function responseMediaType(spec: Spec): string {
  const responses = statusResponsesOf(spec.root, statusOperation(spec), spec.extension);
  return responses.find(({ content }) => content !== undefined)?.content?.mediaType ?? "application/json";
}

/** The first content of an operation's 200 response in XML. */
export function xmlContent(spec: Spec, operation: Operation): Content {
  const response = responsesOf(spec.root, operation.value, "200").find(({ mediaType }) => isXmlMediaType(mediaType));
  if (response === undefined) throw new Error(`${spec.file}: ${operation.id} has no response in XML.`);
  return response;
}

function statesOf({ states }: Extension): Contract["states"] {
  // In the order of the model, so that the table does not change when lists change places.
  return Object.fromEntries(
    STATES.flatMap((state) => (states[state] ?? []).map((value) => [statusValueOf(value).value, state] as const)),
  );
}

function errorsOf({ errors }: Extension): Contract["errors"] {
  const { success, native, message, codes, http, requestIdHeader, defaultCode } = errors ?? {};
  return {
    ...(success !== undefined && {
      success: success.map(({ at, values }) => ({ at, values: values.map(String) })),
    }),
    ...(native !== undefined && { native }),
    ...(message !== undefined && { message }),
    ...(codes !== undefined && {
      codes: Object.fromEntries(codes.map(({ native: nativeCode, code }) => [String(nativeCode), code])),
    }),
    ...(http !== undefined && { http: Object.fromEntries(http.map(({ status, code }) => [status, code])) }),
    requestIdHeader: requestIdHeader ?? "X-Request-Id",
    defaultCode: defaultCode ?? "unavailable",
  };
}

import type { Contract, JobState, JobStatusErrorCode } from "@jobstatus/core";
import type { JsonPath } from "./json.ts";

/** The moments of a job. */
export type JobTime = keyof NonNullable<Contract["job"]["times"]>;

/** How the text of a moment is written. */
export type TimeEncoding = NonNullable<NonNullable<Contract["job"]["times"]>[JobTime]>["encodings"][number];

/** The `x-job-status` extension of an OpenAPI document, as `x-job-status.schema.json` describes it, field by field. */
export interface Extension {
  readonly provider: string;
  readonly operation: string;
  readonly xmlOperation?: string;
  readonly jobs?: string;
  readonly operations?: Readonly<Record<string, ExtensionOperation>>;
  readonly id: ExtensionId;
  readonly job: ExtensionJob;
  readonly states: ExtensionStates;
  readonly errors?: ExtensionErrors;
  readonly delayHeader?: { readonly name: string; readonly unit: DurationUnit } & Evidence;
  readonly delayField?: { readonly at: string; readonly unit: DurationUnit } & Evidence;
  readonly nextUrl?: ExtensionNextUrl;
  readonly limits?: readonly ExtensionLimit[];
  readonly timeout?: string;
  readonly notFoundGrace?: ExtensionSpan;
  readonly retention?: ExtensionSpan;
  readonly batch?: ExtensionBatch;
  readonly requiredVariables?: readonly string[];
  readonly credentials?: readonly ExtensionCredentials[];
  readonly session?: ExtensionSession;
  readonly references?: readonly ExtensionReference[];
  readonly notes?: readonly (string | ExtensionNote)[];
}

/** A fact that fits no field. */
export interface ExtensionNote extends Evidence {
  readonly note: string;
}

/** The unit of a number that is a duration. */
export type DurationUnit = "milliseconds" | "seconds" | "minutes";

/** Where a response names the URL for the next request: in its body, or in a header. */
export interface ExtensionNextUrl extends Evidence {
  readonly at?: string;
  readonly header?: string;
}

/** Another operation that gives a job's status; what it leaves out is that of the default operation. */
export interface ExtensionOperation extends Evidence {
  readonly operation: string;
  readonly xmlOperation?: string;
  readonly jobs: string;
  readonly id?: ExtensionId;
  readonly job?: ExtensionJob;
  readonly states?: ExtensionStates;
  readonly limits?: readonly ExtensionLimit[];
}

/** Where in the request the job's id goes. */
export interface ExtensionId {
  readonly in: "path" | "query" | "body";
  readonly name: string;
  readonly slashes?: boolean;
}

/** Which status value is which state. */
export type ExtensionStates = Readonly<Partial<Record<JobState, readonly (NativeValue | ExtensionStatusValue)[]>>>;

/** The states in the order of core's `JOB_STATES`. The generator runs from its source, before core is built. */
export const STATES: readonly JobState[] = [
  "pending",
  "running",
  "succeeded",
  "partial",
  "failed",
  "cancelled",
  "unknown",
];

/** A status value as the provider sends it: null if the field has none. */
export type NativeValue = string | number | boolean | null;

/** How often the status may be requested. */
export interface ExtensionLimit extends Evidence {
  readonly of: "job" | "account";
  readonly interval: string;
  /** How many requests an account may send in an interval. Default: 1, or what `remainingHeader` tells. */
  readonly requests?: number;
  /** The headers that tell how many are left, and in how many seconds they are allowed again. */
  readonly remainingHeader?: string;
  readonly resetHeader?: string;
}

/** The evidence of a statement, and where you can check it. */
export interface Evidence {
  readonly evidence?: "documented" | "observed" | "assumed";
  readonly source?: string;
}

/** Where the job is, and where its parts are. */
export interface ExtensionJob {
  readonly at?: readonly string[];
  readonly status: string | readonly ExtensionStatusRule[];
  readonly message?: string;
  readonly title?: string;
  readonly progress?: ExtensionProgress;
  readonly counts?: {
    readonly failed: readonly string[];
    readonly succeeded?: readonly string[];
    readonly total?: string;
  };
  readonly result?: string | { readonly link?: string; readonly header?: string };
  readonly times?: Readonly<Partial<Record<JobTime, ExtensionTime>>>;
  readonly untrustedZoneStatuses?: readonly string[];
  readonly items?: ExtensionItems;
  readonly links?: readonly ExtensionLink[];
}

/** A status value or its place, and the condition for it to hold. */
export interface ExtensionStatusRule {
  readonly value?: string;
  readonly at?: string;
  readonly where?: Partial<ExtensionCondition> & {
    readonly and?: readonly ExtensionCondition[];
    readonly http?: number;
  };
}

/** A field that must be present, or have a value. */
export interface ExtensionCondition {
  readonly at: string;
  readonly equals?: string | number | boolean;
}

/** Where a number is: a pointer, or a header of the response. */
export type ExtensionPlace = string | { readonly header: string };

/** How far the job is. */
export interface ExtensionProgress {
  readonly percent?: ExtensionPlace;
  readonly fraction?: ExtensionPlace;
  readonly completed?: ExtensionPlace;
  readonly total?: ExtensionPlace;
}

/** Where a time is, and how its text is written. */
export interface ExtensionTime extends Evidence {
  readonly at: string;
  readonly encodings?: readonly TimeEncoding[];
}

/** Where the items are, and where their parts are. */
export interface ExtensionItems {
  readonly at: string;
  readonly id?: string;
  readonly index?: string;
  readonly success?: string;
  readonly errors?: readonly string[];
  readonly details?: string;
  readonly outcome?: readonly string[];
  readonly map?: boolean;
  readonly failedOutcomes?: readonly (string | number | boolean)[];
}

/** Where links are. */
export interface ExtensionLink {
  readonly at: string;
  readonly rel: string;
  readonly href?: string;
  readonly method?: string;
}

/** A native value with more than its text. */
export interface ExtensionStatusValue extends Evidence {
  readonly value: NativeValue;
  readonly outcomeFrom?: "items" | "counts";
}

/** What an error looks like, and which code it means. */
export interface ExtensionErrors {
  readonly success?: readonly ({
    readonly at: string;
    readonly values: readonly (string | number | boolean)[];
  } & Evidence)[];
  readonly native?: readonly string[];
  readonly message?: readonly (string | ExtensionErrorTexts)[];
  readonly codes?: readonly ({ readonly native: string | number; readonly code: JobStatusErrorCode } & Evidence)[];
  readonly http?: readonly ({ readonly status: number; readonly code: JobStatusErrorCode } & Evidence)[];
  readonly requestIdHeader?: string;
  readonly defaultCode?: JobStatusErrorCode;
}

/** Where several texts are that have levels. */
export interface ExtensionErrorTexts {
  readonly at: string;
  readonly text: string;
  readonly level: string;
  readonly order: readonly string[];
}

/** A duration and how it is known. */
export interface ExtensionSpan extends Evidence {
  readonly duration: string;
}

/** The operation that returns many jobs in one response. */
export interface ExtensionBatch extends Evidence {
  readonly operation: string;
  readonly ids: string;
  readonly separator?: string;
  readonly maximum: number;
  readonly jobs: string;
  readonly id: string;
}

/** One way to authenticate. */
export interface ExtensionCredentials extends Evidence {
  readonly scheme: string;
  readonly header?: { readonly name: string; readonly value: string };
  readonly query?: { readonly name: string; readonly value: string };
  readonly basic?: string;
  readonly places?: readonly ExtensionPlaceOfCredentials[];
}

/** A header or a query parameter that is needed with others. */
export interface ExtensionPlaceOfCredentials {
  readonly in: "header" | "query";
  readonly name: string;
  readonly value: string;
  readonly scheme?: string;
}

/** How a session is obtained, kept and given back. */
export interface ExtensionSession {
  readonly login: {
    readonly operation: string;
    readonly fields: readonly string[];
    readonly basic?: string;
    readonly grants: readonly ExtensionGrant[];
    readonly confirms?: readonly { readonly field: string; readonly at: string }[];
    readonly refused?: readonly number[];
    readonly refusedInOutage?: { readonly statuses: readonly number[] } & Evidence;
    readonly lockout?: ExtensionSpan;
    readonly lifetime?: ExtensionLifetime;
  } & Evidence;
  readonly renewedByResponses?: boolean;
  readonly logout?: string;
}

/** How long a session holds: a duration, or where the login's response says so. */
export interface ExtensionLifetime extends Evidence {
  readonly duration?: string;
  readonly at?: string;
  readonly unit?: DurationUnit;
}

/** A credential that a login grants. */
export interface ExtensionGrant {
  readonly field: string;
  readonly at?: string;
  readonly cookie?: string;
  readonly cookieValue?: string;
}

/** A shape in which you can pass a job. */
export interface ExtensionReference extends Evidence {
  readonly from: "body" | "location" | "header" | "url";
  readonly header?: string;
  readonly at?: string;
  readonly where?: { readonly at: string; readonly equals: string | number | boolean };
  readonly id?: string;
  readonly path?: string;
  readonly operation?: string;
  readonly link?: string;
  readonly noJob?: boolean;
  readonly mayHaveStarted?: boolean;
  readonly equals?: string;
  readonly name?: string;
  readonly message?: string;
}

/** The ways of the credentials. */
export function credentialsOf({ credentials }: Extension): readonly ExtensionCredentials[] {
  return credentials ?? [];
}

/** The templates of a way, each with the path from the way to it. */
export function templatesOf({ header, query, basic, places = [] }: ExtensionCredentials): PlacedTemplate[] {
  return [
    ...(header === undefined ? [] : [{ template: header.value, path: ["header", "value"] }]),
    ...(query === undefined ? [] : [{ template: query.value, path: ["query", "value"] }]),
    ...(basic === undefined ? [] : [{ template: basic, path: ["basic"] }]),
    ...places.map(({ value }, index) => ({ template: value, path: ["places", index, "value"] })),
  ];
}

/** A template of credentials, and where it is. */
export interface PlacedTemplate {
  readonly template: string;
  readonly path: readonly (string | number)[];
}

/** A field in a template of credentials: its name in braces. */
export const TEMPLATE_FIELD = /\{([A-Za-z][A-Za-z0-9_]*)\}/g;

/** The fields in a template of credentials, each once, in order. */
export function templateFields(template: string): string[] {
  return [...new Set([...template.matchAll(TEMPLATE_FIELD)].flatMap((match) => match[1] ?? []))];
}

/** The fields of a way's credentials: those in its templates, each once, in order. */
export function credentialFields(way: ExtensionCredentials): string[] {
  return templateFields(
    templatesOf(way)
      .map(({ template }) => template)
      .join(" "),
  );
}

/** A status value of a state list in its long form, as text. */
export function statusValueOf(given: NativeValue | ExtensionStatusValue): ExtensionStatusValue & { value: string } {
  const long = typeof given === "object" && given !== null ? given : { value: given };
  return { ...long, value: String(long.value) };
}

/** The fields that a rule needs, each with its path in the rule. */
export function conditionsOf({ where }: ExtensionStatusRule): (ExtensionCondition & { readonly path: JsonPath })[] {
  const { at, equals, and = [] } = where ?? {};
  const first = at === undefined ? [] : [{ at, ...(equals !== undefined && { equals }), path: ["where"] }];
  return [...first, ...and.map((condition, index) => ({ ...condition, path: ["where", "and", index] }))];
}

/** The rules that give the status value; a pointer is a single one. */
export function statusRulesOf({ status }: ExtensionJob): readonly ExtensionStatusRule[] {
  return typeof status === "string" ? [{ at: status }] : status;
}

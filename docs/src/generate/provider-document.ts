import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { JobState, JobStatusErrorCode } from "@jobstatus/core";
import { parse } from "yaml";

/** How a statement is known. */
export interface Evidence {
  readonly evidence?: "documented" | "observed" | "assumed";
  readonly source?: string;
}

/** A status value of a provider. */
export interface StatusValue extends Evidence {
  readonly value: string;
  readonly outcomeFrom?: "items";
}

/** What the pages show of `x-job-status`; `specs/README.md` describes all of it. */
export interface Extension {
  readonly provider: string;
  readonly operation: string;
  readonly xmlOperation?: string;
  readonly jobs?: string;
  readonly operations?: Readonly<
    Record<string, { readonly operation: string; readonly xmlOperation?: string; readonly jobs: string } & Evidence>
  >;
  readonly id: { readonly in: string; readonly name: string };
  readonly job: {
    readonly at?: readonly string[];
    readonly status: string;
    readonly message?: string;
    readonly title?: string;
    readonly progress?: { readonly percent?: string; readonly completed?: string; readonly total?: string };
    readonly times?: Readonly<
      Record<string, { readonly at: string; readonly encodings?: readonly string[] } & Evidence>
    >;
    readonly untrustedZoneStatuses?: readonly string[];
    readonly items?: { readonly at: string };
    readonly links?: readonly { readonly at: string; readonly rel: string }[];
  };
  readonly states: Readonly<Partial<Record<JobState, readonly (string | StatusValue)[]>>>;
  readonly errors?: {
    readonly success?: readonly ({ readonly at: string; readonly values: readonly unknown[] } & Evidence)[];
    readonly codes?: readonly ({ readonly native: string | number; readonly code: JobStatusErrorCode } & Evidence)[];
    readonly http?: readonly ({ readonly status: number; readonly code: JobStatusErrorCode } & Evidence)[];
    readonly requestIdHeader?: string;
    readonly defaultCode?: JobStatusErrorCode;
  };
  readonly limits?: readonly ({
    readonly of: "job" | "account";
    readonly interval: string;
    readonly requests?: number;
  } & Evidence)[];
  readonly timeout?: string;
  readonly notFoundGrace?: { readonly duration: string } & Evidence;
  readonly retention?: { readonly duration: string } & Evidence;
  readonly batch?: { readonly operation: string; readonly maximum: number } & Evidence;
  readonly credentials: readonly ({
    readonly scheme: string;
    readonly header?: { readonly name: string; readonly value: string };
    readonly basic?: string;
  } & Evidence)[];
  readonly session?: {
    readonly login: {
      readonly operation: string;
      readonly fields: readonly string[];
      readonly lifetime?: { readonly duration: string } & Evidence;
    } & Evidence;
    readonly renewedByResponses?: boolean;
    readonly logout?: string;
  };
  readonly references?: readonly ({
    readonly from: "body" | "location" | "url";
    readonly at?: string;
    readonly id?: string;
    readonly path?: string;
    readonly operation?: string;
    readonly noJob?: boolean;
    readonly where?: { readonly at: string; readonly equals: unknown };
  } & Evidence)[];
}

interface OperationObject {
  readonly operationId?: string;
  readonly summary?: string;
}

/** One specification, as far as the pages need it. */
export interface ProviderDocument {
  /** The file, from the root of the repository. */
  readonly file: string;
  readonly info: { readonly title: string; readonly summary: string; readonly description: string };
  readonly externalDocs: { readonly description: string; readonly url: string };
  readonly server: string;
  readonly operations: readonly {
    readonly id: string;
    readonly method: string;
    readonly path: string;
    readonly summary: string;
  }[];
  readonly extension: Extension;
}

interface OpenApiObject {
  readonly info: ProviderDocument["info"];
  readonly externalDocs: ProviderDocument["externalDocs"];
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly "x-job-status": Extension;
}

const METHODS = ["get", "put", "post", "delete", "patch"];

/** Reads every specification of a folder, in the order of their names. The generator has checked their form. */
export function readProviderDocuments(folder: string): readonly ProviderDocument[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".openapi.yaml"))
    .toSorted()
    .map((name) => {
      const document = parse(readFileSync(join(folder, name), "utf8")) as OpenApiObject;
      return {
        file: `specs/${name}`,
        info: document.info,
        externalDocs: document.externalDocs,
        server: document.servers[0]?.url ?? "",
        operations: Object.entries(document.paths).flatMap(([path, item]) =>
          METHODS.flatMap((method) => {
            const operation = item[method];
            if (!operation) return [];
            const { operationId: id = "", summary = "" } = operation;
            return [{ id, method: method.toUpperCase(), path, summary }];
          }),
        ),
        extension: document["x-job-status"],
      };
    });
}

/** The status values of a state in their long form. */
export function statusValuesOf(extension: Extension, state: JobState): readonly StatusValue[] {
  return (extension.states[state] ?? []).map((value) => (typeof value === "string" ? { value } : value));
}

/** A duration of ISO 8601 in text: `10 seconds`, `1 hour`. */
export function wordsFromDuration(duration: string): string {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration);
  if (!match) throw new RangeError(`"${duration}" is not a duration of days, hours, minutes and seconds`);
  return ["day", "hour", "minute", "second"]
    .map((unit, index) => ({ unit, count: Number(match[index + 1] ?? 0) }))
    .filter(({ count }) => count > 0)
    .map(({ unit, count }) => `${count} ${unit}${count === 1 ? "" : "s"}`)
    .join(" ");
}

/** How a statement is known, in words. */
export function evidenceWords({ evidence = "documented", source }: Evidence): string {
  return source === undefined ? evidence : `${evidence}: ${source}`;
}

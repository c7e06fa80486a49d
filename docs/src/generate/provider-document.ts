import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import {
  type Evidence,
  type Extension,
  type ExtensionLifetime,
  statusValueOf,
  wordsFromDuration,
} from "@jobstatus/codegen/x-job-status";
import type { JobState } from "@jobstatus/core";
import { parse } from "yaml";

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
export function statusValuesOf(extension: Extension, state: JobState): readonly ReturnType<typeof statusValueOf>[] {
  return (extension.states[state] ?? []).map(statusValueOf);
}

/** How long a session lasts, in words: for a duration, or for as long as a field of the login's response says. */
export function wordsFromLifetime({ duration, at = "" }: ExtensionLifetime): string {
  return duration === undefined ? `for as long as \`${at}\` of the login's response says` : wordsFromDuration(duration);
}

/** How a statement is known, in words. */
export function evidenceWords({ evidence = "documented", source }: Evidence): string {
  return source === undefined ? evidence : `${evidence}: ${source}`;
}

import type { PackageFacts } from "./package-facts.ts";
import { moduleHeader } from "./provenance.ts";
import { resultsOf } from "./results.ts";

/** What core exports at run time, from the entry that the client loads anyway. */
const CORE_VALUES = [
  "JOB_STATES",
  "JobStatusError",
  "adaptive",
  "exponential",
  "firstToken",
  "fixed",
  "isTerminalState",
  "jobIdsFrom",
  "jobKey",
  "nextBatchPollMs",
  "parseJson",
  "providerFromUrl",
  "reserve",
  "step",
  "stepAll",
  "waitAll",
  "watchAll",
];

/**
 * `src/index.ts`: the table of contents of the package. It exports all of `@jobstatus/core`, so that a user of the package
 * never imports core. It names the values one by one: Node takes longer to load a second file for them.
 */
export function indexModule({ names, provenance, contract }: PackageFacts): string {
  const { session } = contract;
  const { client, response, credentials, options, statusValue, result } = names;
  const results = resultsOf(contract).length > 0 ? [result] : [];
  const types = [client, response, credentials, options, statusValue, ...results].toSorted();
  return [
    moduleHeader(provenance),
    'export type * from "@jobstatus/core";\n',
    exportNames("export", CORE_VALUES, "@jobstatus/core/client"),
    session === undefined ? "" : exportTypes(["SavedSession", "SessionStore"], PROVIDER),
    session?.logout === undefined ? "" : exportNames("export", ["logOut"], PROVIDER),
    `export { ${names.create} } from "./gen/client.ts";\n`,
    exportTypes(types, "./gen/client.ts"),
    `export { contract as ${names.contract} } from "./gen/contract.ts";\n`,
    exportTypes(["components", "operations", "paths"], "./gen/schema.ts"),
  ].join("");
}

const PROVIDER = "@jobstatus/core/provider";

/** The subpaths of `@jobstatus/core` that a provider package exports under the same name. */
export const CORE_SUBPATHS = ["opentelemetry", "virtual-clock"] as const;

/** `src/gen/virtual-clock.ts` and its like: all of one subpath of `@jobstatus/core`. */
export function coreModule({ provenance }: PackageFacts, subpath: (typeof CORE_SUBPATHS)[number]): string {
  return `${moduleHeader(provenance)}export * from "@jobstatus/core/${subpath}";\n`;
}

function exportTypes(names: readonly string[], from: string): string {
  return exportNames("export type", names, from);
}

function exportNames(lead: string, names: readonly string[], from: string): string {
  const line = `${lead} { ${names.join(", ")} } from "${from}";\n`;
  return line.length <= 121 ? line : `${lead} {\n${names.map((name) => `  ${name},\n`).join("")}} from "${from}";\n`;
}

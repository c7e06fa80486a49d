import type { PackageFacts } from "./package-facts.ts";
import { moduleHeader } from "./provenance.ts";

/** `src/index.ts`: the table of contents of the package. */
export function indexModule({ names, provenance, contract: { session } }: PackageFacts): string {
  const types = [names.client, names.response, names.credentials, names.options, names.statusValue].toSorted();
  return [
    moduleHeader(provenance),
    exportNames(
      "export",
      session?.logout === undefined ? CORE_NAMES : CORE_NAMES.toSpliced(2, 0, "logOut"),
      "@jobstatus/core",
    ),
    "export type {\n",
    [...CORE_TYPES, ...(session ? ["SavedSession", "SessionStore"] : [])].map((name) => `  ${name},\n`).join(""),
    '} from "@jobstatus/core";\n',
    `export { type ${names.api}, ${names.createApi} } from "./gen/api.ts";\n`,
    `export { ${names.create} } from "./gen/client.ts";\n`,
    exportTypes(types, "./gen/client.ts"),
    `export { contract as ${names.contract} } from "./gen/contract.ts";\n`,
    exportTypes(["components", "operations", "paths"], "./gen/schema.ts"),
  ].join("");
}

const CORE_NAMES = ["JobStatusError", "isTerminalState", "parseJson", "jobIdsFrom", "step", "waitAll", "watchAll"];

const CORE_TYPES = [
  "JobEvent",
  "JobItem",
  "JobLink",
  "JobProgress",
  "JobReference",
  "JobState",
  "JobStatus",
  "JobStatusErrorCode",
  "JobUpdate",
  "ResumeToken",
  "Schedule",
  "StatusOptions",
  "Step",
  "WaitOptions",
  "WatchOptions",
];

function exportTypes(names: readonly string[], from: string): string {
  return exportNames("export type", names, from);
}

function exportNames(lead: string, names: readonly string[], from: string): string {
  const line = `${lead} { ${names.join(", ")} } from "${from}";\n`;
  return line.length <= 121 ? line : `${lead} {\n${names.map((name) => `  ${name},\n`).join("")}} from "${from}";\n`;
}

import type { PackageFacts } from "./package-facts.ts";
import { moduleHeader } from "./provenance.ts";

/** `src/index.ts`: the table of contents of the package. */
export function indexModule({ names, provenance, contract: { session } }: PackageFacts): string {
  const types = [names.client, names.answer, names.credentials, names.options].toSorted();
  return [
    moduleHeader(provenance),
    `export { JobStatusError, isEndState, ${session?.logout ? "logOut, " : ""}parseJson, readReferences, step, waitAll, watchAll } from "@jobstatus/core";\n`,
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
  const line = `export type { ${names.join(", ")} } from "${from}";\n`;
  return line.length <= 121
    ? line
    : `export type {\n${names.map((name) => `  ${name},\n`).join("")}} from "${from}";\n`;
}

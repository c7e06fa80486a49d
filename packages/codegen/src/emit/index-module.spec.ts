import { expect, it } from "vitest";
import { FROM, smallFacts } from "../testing/small-facts.ts";
import { WITH_SESSION } from "../testing/small-variants.ts";
import { indexModule } from "./index-module.ts";

it("exports what a caller of the package needs, and nothing else", () => {
  expect(indexModule(smallFacts())).toBe(`\
// ${FROM}
// Do not edit: change the specification and generate again.

export { JobStatusError, isTerminalState, parseJson, jobIdsFrom, step, waitAll, watchAll } from "@jobstatus/core";
export type {
  JobEvent,
  JobItem,
  JobLink,
  JobProgress,
  JobReference,
  JobState,
  JobStatus,
  JobStatusErrorCode,
  JobUpdate,
  ResumeToken,
  Schedule,
  StatusOptions,
  Step,
  WaitOptions,
  WatchOptions,
} from "@jobstatus/core";
export { type PrintApi, createPrintApi } from "./gen/api.ts";
export { createPrint } from "./gen/client.ts";
export type { Print, PrintCredentials, PrintOptions, PrintResponse, PrintStatusValue } from "./gen/client.ts";
export { contract as printContract } from "./gen/contract.ts";
export type { components, operations, paths } from "./gen/schema.ts";
`);
});

it("exports how to give a session back where the provider has a logout", () => {
  const module = indexModule(smallFacts(WITH_SESSION));
  expect(module).toContain(
    "export {\n  JobStatusError,\n  isTerminalState,\n  logOut,\n  parseJson,\n  jobIdsFrom,\n  step,\n  waitAll,\n  watchAll,\n" +
      '} from "@jobstatus/core";\n',
  );
  expect(module).toContain('  WatchOptions,\n  SavedSession,\n  SessionStore,\n} from "@jobstatus/core";\n');
});

it("exports the types of a session, and no logout, where the provider has none", () => {
  const module = indexModule(
    smallFacts({
      ...WITH_SESSION,
      "  credentials:": WITH_SESSION["  credentials:"].replace("    logout: logOut\n", ""),
    }),
  );
  expect(module).toContain("export { JobStatusError, isTerminalState, parseJson, ");
  expect(module).toContain("  SavedSession,\n  SessionStore,\n");
});

it("keeps a line of 120 columns, and breaks a longer one", () => {
  const lineOf = (provider: string): string =>
    indexModule(smallFacts({ "provider: print": `provider: ${provider}` }))
      .split("\n")
      .filter((line) => line.startsWith("export type { A"))
      .join();
  expect(lineOf(`a${"b".repeat(6)}`)).toHaveLength(120);
  expect(lineOf(`a${"b".repeat(7)}`)).toBe("");
});

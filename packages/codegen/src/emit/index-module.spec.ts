import * as core from "@jobstatus/core";
import * as client from "@jobstatus/core/client";
import { expect, it } from "vitest";
import { FROM, smallFacts } from "../testing/small-facts.ts";
import { WITH_SESSION } from "../testing/small-variants.ts";
import { indexModule } from "./index-module.ts";

it("exports all of core and what is the provider's own", () => {
  expect(indexModule(smallFacts())).toBe(`\
// ${FROM}
// Do not edit: change the specification and generate again.

export type * from "@jobstatus/core";
export {
  JOB_STATES,
  JobStatusError,
  adaptive,
  exponential,
  firstToken,
  fixed,
  isTerminalState,
  jobIdsFrom,
  jobKey,
  nextBatchPollMs,
  parseJson,
  providerFromUrl,
  reserve,
  step,
  stepAll,
  waitAll,
  watchAll,
} from "@jobstatus/core/client";
export { createPrint } from "./gen/client.ts";
export type { Print, PrintCredentials, PrintOptions, PrintResponse, PrintStatusValue } from "./gen/client.ts";
export { contract as printContract } from "./gen/contract.ts";
export type { components, operations, paths } from "./gen/schema.ts";
`);
});

it("names each value of core, and none that the client's entry has not", () => {
  const names = /export \{\n([^}]*)\} from "@jobstatus\/core\/client"/.exec(indexModule(smallFacts()))?.[1];
  expect(names?.match(/\w+/g)).toEqual(Object.keys(core).toSorted());
  expect(Object.keys(client)).toEqual(expect.arrayContaining(Object.keys(core)));
});

it("exports the types of a session and the logout of a provider that has them", () => {
  expect(indexModule(smallFacts(WITH_SESSION))).toContain(`
} from "@jobstatus/core/client";
export type { SavedSession, SessionStore } from "@jobstatus/core/provider";
export { logOut } from "@jobstatus/core/provider";
`);
});

it("exports the types of a session, and no logout, if the provider has none", () => {
  const module = indexModule(
    smallFacts({
      ...WITH_SESSION,
      "  credentials:": WITH_SESSION["  credentials:"].replace("    logout: logOut\n", ""),
    }),
  );
  expect(module).toContain("export type { SavedSession, SessionStore }");
  expect(module).not.toContain("logOut");
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

it("exports the type of the result, if a response has one", () => {
  const given = { "    message: /note": "    message: /note\n    result: /pages" };
  expect(indexModule(smallFacts(given))).toContain("  PrintResult,\n");
});

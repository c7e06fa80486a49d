import { describe, expect, it } from "vitest";
import { FROM, smallFacts } from "../testing/small-facts.ts";
import { WITH_BATCH, WITH_SESSION } from "../testing/small-variants.ts";
import { contractModule } from "./contract-module.ts";

/** What the table is checked against. */
function typeOf(given: Readonly<Record<string, string>>): string | undefined {
  return /as const satisfies (.*)\);\n$/.exec(contractModule(smallFacts(given)))?.[1];
}

describe("contractModule", () => {
  it("writes the whole table", () => {
    expect(contractModule(smallFacts())).toBe(`\
// ${FROM}
// Do not edit: change the specification and generate again.

import { freezeContract } from "@jobstatus/core/client";
import type { ContractFor } from "@jobstatus/core/provider";
import type { operations } from "./schema.ts";

/** What print says, and where: the table by which its responses are read. */
export const contract = /* @__PURE__ */ freezeContract({
  provider: "print",
  operation: "getJob",
  server: "https://print.example",
  variables: {},
  request: {
    method: "GET",
    path: "/jobs/{id}",
    id: { in: "path", name: "id", type: "string" },
    accept: "application/json",
  },
  credentials: [{ header: { name: "X-Key", value: "{key}" } }],
  job: {
    at: [""],
    status: "/state",
    message: "/note",
    progress: { percent: "/done" },
    items: { at: "/pages", success: "/ok" },
  },
  states: { printing: "running", printed: "succeeded", jammed: "failed" },
  errors: { requestIdHeader: "X-Request-Id", defaultCode: "unavailable" },
  timeoutMs: 3600000,
} as const satisfies ContractFor<operations["getJob"], "", "/state">);
`);
  });

  it.each([
    {
      name: "every place where the job may be",
      given: {
        "    status: /state": '    at: [/job, ""]\n    status: /state',
        "        done:": '        job: { $ref: "#/components/schemas/Job" }\n        done:',
      },
      want: 'ContractFor<operations["getJob"], "/job" | "", "/state">',
    },
    {
      name: "the places and the values of the rules for the status",
      given: {
        "    status: /state": `    status:
      - { value: printed, where: { at: /note } }
      - { at: /state }
      - { value: jammed }`,
      },
      want: 'ContractFor<operations["getJob"], "", { at: "/state"; value: "printed" | "jammed" }>',
    },
    {
      name: "the operation of a batch",
      given: WITH_BATCH,
      want: 'ContractFor<operations["getJob"], "", "/state", operations["listJobs"]>',
    },
    {
      name: "the operation of a login, and none of a batch",
      given: WITH_SESSION,
      want: 'ContractFor<operations["getJob"], "", "/state", never, operations["logIn"]>',
    },
    {
      name: "the operations of both",
      given: {
        "  credentials:": WITH_BATCH["  credentials:"].replace("  credentials:", "") + WITH_SESSION["  credentials:"],
        "components:": WITH_BATCH["components:"].replace(/components:$/, "") + WITH_SESSION["components:"],
      },
      want: 'ContractFor<operations["getJob"], "", "/state", operations["listJobs"], operations["logIn"]>',
    },
  ])("checks the table against $name", ({ given, want }) => {
    expect(typeOf(given)).toBe(want);
  });
});

import * as client from "@jobstatus/core/client";
import * as provider from "@jobstatus/core/provider";
import { describe, expect, it } from "vitest";
import { FROM, smallFacts } from "../testing/small-facts.ts";
import { IN_XML, WITH_BATCH, WITH_SESSION } from "../testing/small-variants.ts";
import type { PackageFacts } from "./package-facts.ts";
import { partsModule } from "./parts-module.ts";

/** The facts of the small specification with another table. */
function factsWith(table: Partial<PackageFacts["contract"]>): PackageFacts {
  const facts = smallFacts();
  return { ...facts, contract: { ...facts.contract, ...table } };
}

describe("partsModule", () => {
  it("imports the parts that the contract needs, and no other", () => {
    expect(partsModule(smallFacts())).toBe(`\
// ${FROM}
// Do not edit: change the specification and generate again.

import { ownRequests, readItems, readProgress } from "@jobstatus/core/client";
import type { ClientParts } from "@jobstatus/core/provider";

const readers: ClientParts["readers"] = [
  readProgress,
  readItems,
];

/** What print's contract needs of core beside the engine. Bundlers leave out the rest. */
export const parts: ClientParts = { readers, ownRequests };

/** The same for a client that finds jobs by their ID alone, and polls each by itself. */
export const partsById: ClientParts = { readers };
`);
  });

  it("has no readers for a contract that says no more than the status", () => {
    expect(partsModule(factsWith({ job: { at: [""], status: "/state" } }))).toContain(
      'const readers: ClientParts["readers"] = [];\n',
    );
  });

  it("has sessions and batches if the contract has them", () => {
    expect(partsModule(smallFacts(WITH_SESSION))).toContain(
      "parts: ClientParts = { readers, ownRequests, sessions };\n",
    );
    expect(partsModule(smallFacts(WITH_BATCH))).toContain("parts: ClientParts = { readers, ownRequests, batches };\n");
  });

  it("imports sessions, and nothing else, from the second file of core", () => {
    expect(partsModule(smallFacts(WITH_SESSION))).toContain(
      'import { type ClientParts, sessions } from "@jobstatus/core/provider";\n',
    );
    const { allParts, createTimesReader } = provider;
    const partsOfCore = new Set<unknown>([...Object.values(allParts), ...allParts.readers, createTimesReader]);
    const apart = Object.entries(provider).filter(([name, value]) => partsOfCore.has(value) && !(name in client));
    expect(apart).toEqual([["sessions", provider.sessions]]);
  });

  it("has the limits of each job and of the account, and formats, if the provider has them", () => {
    expect(partsModule(factsWith({ minPollIntervalMs: 10_000 }))).toContain(
      "parts: ClientParts = { readers, ownRequests, limitJobs };\n",
    );
    expect(partsModule(factsWith({ accountLimits: [{ requests: 5, intervalMs: 60_000 }] }))).toContain(
      "parts: ClientParts = { readers, ownRequests, limitAccounts };\n",
    );
    const { operation, request, job, states } = smallFacts().contract;
    const limited = { batch: { operation, request, states, job, minPollIntervalMs: 10_000 } };
    expect(partsModule(factsWith({ operations: limited }))).toContain("ownRequests, operations, limitJobs };\n");
    expect(partsModule(smallFacts(IN_XML))).toContain("ownRequests, formats };\n");
  });

  it("leaves out references and batches for a client that finds jobs by their ID alone", () => {
    const { contract } = smallFacts(WITH_SESSION);
    const { batch } = smallFacts(WITH_BATCH).contract;
    const all = { ...contract, ...(batch && { batch }), references: [{ from: "body", id: "/id" }] } as const;
    expect(partsModule(factsWith(all))).toContain(`\
export const parts: ClientParts = { readers, references, ownRequests, sessions, batches };

/** The same for a client that finds jobs by their ID alone, and polls each by itself. */
export const partsById: ClientParts = { readers, sessions };
`);
  });

  it("has the decoders of the encodings in which the operations' times are written", () => {
    const { operation, request, job, states } = smallFacts().contract;
    const times = { finishedAt: { at: "/end", encodings: ["dotnet-date", "local-date-time"] } } as const;
    const module = partsModule(
      factsWith({ operations: { batch: { operation, request, states, job: { ...job, times } } } }),
    );
    expect(module).toContain(
      "import { createTimesReader, dotnetDate, localDateTime, operations, ownRequests, readItems, readProgress } from",
    );
    expect(module).toContain(
      '  /* @__PURE__ */ createTimesReader({ "local-date-time": localDateTime, "dotnet-date": dotnetDate }),\n',
    );
  });

  it("has the reader of more forms only for a contract that has one of them", () => {
    const { job } = smallFacts().contract;
    const readersOf = (more: Partial<typeof job>) =>
      Array.from(partsModule(factsWith({ job: { ...job, ...more } })).matchAll(/^ {2}(\w+),/gm), ([, name]) => name);
    expect(readersOf({ progress: { completed: "/done" } })).toEqual(["readProgress", "readItems"]);
    expect(readersOf({ progress: { percent: { text: "/done" } } })).toEqual(["readProgressForms", "readItems"]);
    expect(readersOf({ progress: { fraction: "/done" } })).toEqual(["readProgressForms", "readItems"]);
    expect(readersOf({ items: { at: "/pages", failedOutcomes: ["torn"] } })).toEqual(["readProgress", "readItemForms"]);
    expect(readersOf({})).toEqual(["readProgress", "readItems"]);
  });

  it("says so if a reader reads the HTTP status or a header", () => {
    const { job } = smallFacts().contract;
    expect(partsModule(factsWith({ job: { ...job, result: { header: "Location" } } }))).toContain(
      "parts: ClientParts = { readers, ownRequests, readsHead: true };\n",
    );
    expect(partsModule(factsWith({ job: { ...job, status: [{ value: "printed" }] } }))).toContain(
      "parts: ClientParts = { readers, ownRequests, statusRules, readsHead: true };\n",
    );
  });

  it("runs every reader of core, in core's order, for a contract that has all", () => {
    const { job } = smallFacts().contract;
    const module = partsModule(
      factsWith({
        job: {
          ...job,
          status: [{ value: "printed" }],
          progress: { fraction: { header: "X-Part" } },
          items: { at: "/pages", map: true },
          times: {
            createdAt: { at: "/begin", encodings: ["rfc3339", "local-date-time", "dotnet-date"] },
            finishedAt: { at: "/end", encodings: ["iso8601-offset", "epoch-seconds", "epoch-milliseconds"] },
          },
          links: [{ at: "/url", rel: "self" }],
          result: "/paper",
        },
        outcomeFromItems: ["printed"],
        outcomeFromCounts: ["printed"],
      }),
    );
    const names = Array.from(module.matchAll(/^ {2}(?:\/\* @__PURE__ \*\/ )?(\w+)/gm), ([, name = ""]) => name);
    const { createTimesReader, ...others } = provider;
    const known = Object.entries(others);
    expect(createTimesReader).toBeTypeOf("function");
    const ofCore = provider.allParts.readers.map(
      (reader) => known.find(([, value]) => value === reader)?.[0] ?? "createTimesReader",
    );
    expect(names).toEqual(ofCore);
  });
});

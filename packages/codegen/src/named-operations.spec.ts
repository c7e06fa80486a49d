import { expect, it } from "vitest";
import type { Extension } from "./extension.ts";
import { namedOperations } from "./named-operations.ts";

const extension: Extension = {
  provider: "print",
  operation: "getJob",
  xmlOperation: "getJobXml",
  jobs: "pages",
  id: { in: "path", name: "id" },
  job: { status: "/state" },
  states: { succeeded: ["printed"], failed: ["jammed"] },
  limits: [{ of: "job", interval: "PT1S" }],
  timeout: "PT2H",
  batch: { operation: "getJobs", ids: "ids", maximum: 2, jobs: "/jobs", id: "/id" },
  credentials: [{ scheme: "key", header: { name: "X-Key", value: "{key}" } }],
};

it("gives none where an extension has one operation", () => {
  expect(namedOperations(extension)).toEqual([]);
});

it("gives each operation its own fields, and the default operation's in place of those that it leaves out", () => {
  const own = { operation: "getBatch", jobs: "batches", id: { in: "query", name: "batch" } } as const;
  expect(namedOperations({ ...extension, operations: { batch: own } })).toEqual([
    {
      name: "batch",
      extension: {
        provider: "print",
        operation: "getBatch",
        jobs: "batches",
        id: { in: "query", name: "batch" },
        job: { status: "/state" },
        states: { succeeded: ["printed"], failed: ["jammed"] },
        limits: [{ of: "job", interval: "PT1S" }],
        credentials: extension.credentials,
      },
    },
  ]);
});

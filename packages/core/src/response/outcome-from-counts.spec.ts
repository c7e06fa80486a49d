import { expect, it } from "vitest";
import { acmeContract, reading } from "../testing/acme-contract.ts";
import { readJobStatus } from "./read-job-status.ts";

const { items: _items, ...job } = acmeContract.job;
const contract = { ...acmeContract, outcomeFromItems: [], outcomeFromCounts: ["DONE"] };
const byTotal = { ...contract, job: { ...job, counts: { failed: ["/bad"], total: "/all" } } };
const byParts = { ...contract, job: { ...job, counts: { failed: ["/bad", "/lost"], succeeded: ["/good", "/fair"] } } };

it.each([
  ["none of them failed", { bad: 0, all: 100 }, "succeeded"],
  ["some failed", { bad: 1, all: 100 }, "partial"],
  ["all failed", { bad: 100, all: 100 }, "failed"],
  ["more failed than there were", { bad: 101, all: 100 }, "failed"],
  ["some failed and nothing says of how many", { bad: 1 }, "partial"],
  ["nothing says how many failed", { all: 100 }, "succeeded"],
  ["there was nothing to do", { bad: 0, all: 0 }, "succeeded"],
  ["some failed and the total is below 0", { bad: 1, all: -1 }, "partial"],
  ["the counts are texts", { bad: "3", all: "3" }, "succeeded"],
  ["the counts are not numbers", { bad: "many", all: -1 }, "succeeded"],
])("counts with a total say how a job ended if %s", (_, counts, state) => {
  expect(readJobStatus(reading(byTotal), "7", { state: "DONE", ...counts }).state).toBe(state);
});

it.each([
  ["all succeeded", { good: 2, fair: 1, bad: 0, lost: 0 }, "succeeded"],
  ["one of either kind failed", { good: 2, lost: 1 }, "partial"],
  ["none succeeded", { good: 0, fair: 0, bad: 1, lost: 1 }, "failed"],
  ["nothing says how many succeeded", { bad: 2 }, "partial"],
])("counts of both kinds say how a job ended if %s", (_, counts, state) => {
  expect(readJobStatus(reading(byParts), "7", { state: "DONE", ...counts }).state).toBe(state);
});

it("leaves every other status value as it is", () => {
  expect(readJobStatus(reading(byTotal), "7", { state: "WORKING", bad: 3, all: 3 }).state).toBe("running");
});

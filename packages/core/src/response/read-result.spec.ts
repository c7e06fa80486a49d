import { describe, expect, it } from "vitest";
import type { Contract, ContractResult } from "../contract/contract.ts";
import { acmeContract, reading } from "../testing/acme-contract.ts";
import { readJobStatus } from "./read-job-status.ts";

const { items: _items, ...plainJob } = acmeContract.job;
const contract = { ...acmeContract, outcomeFromItems: [] };

describe("the result", () => {
  const statusOf = (result: ContractResult, body: object, headers: Record<string, string> = {}) =>
    readJobStatus(reading({ ...contract, job: { ...plainJob, result } }, new Response(null, { headers })), "7", {
      state: "DONE",
      ...body,
    });

  it("is a value of the response", () => {
    expect(statusOf("/paper", { paper: { pages: 3 } })).toMatchObject({ state: "succeeded", result: { pages: 3 } });
    expect(statusOf("/paper", { paper: false })).toMatchObject({ result: false });
  });

  it("exists as well if only a part of the job worked", () => {
    const partly = {
      ...contract,
      states: { ...contract.states, PARTLY: "partial" },
      job: { ...plainJob, result: "/paper" },
    };
    expect(readJobStatus(reading(partly as Contract), "7", { state: "PARTLY", paper: 3 })).toMatchObject({ result: 3 });
  });

  it("is absent if the response has none", () => {
    expect("result" in statusOf("/paper", { paper: null })).toBe(false);
    expect("result" in statusOf("/paper", {})).toBe(false);
  });

  it("is a link behind the others, from the body or from a header", () => {
    const result = { rel: "result", href: "https://files.example/7" };
    expect(statusOf({ link: "/file" }, { url: "/jobs/7", file: result.href }).links).toEqual([
      { rel: "self", href: "/jobs/7" },
      result,
    ]);
    expect(statusOf({ header: "Location" }, {}, { location: result.href }).links).toEqual([result]);
    expect("links" in statusOf({ header: "Location" }, {})).toBe(false);
  });

  it.each(["WORKING", "QUEUED", "BROKEN", "STOPPED", "NEW"])("does not exist while the status value is %s", (state) => {
    expect("result" in statusOf("/paper", { state, paper: 1 })).toBe(false);
    expect("links" in statusOf({ header: "Location" }, { state }, { location: "/files/7" })).toBe(false);
  });
});

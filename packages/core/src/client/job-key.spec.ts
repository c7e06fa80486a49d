import { describe, expect, it } from "vitest";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import { failureIn } from "../testing/rejection-of.ts";
import { step } from "./step.ts";
import { jobKey } from "./job-key.ts";

describe("the key of a job", () => {
  it("is its URL and its ID, with no secret, and the same for whatever names the job", () => {
    const { client } = createAcmeClient([jobIn("WORKING")]);
    const key = "https://shop.acme.example/v1/main/jobs/7 7";
    expect(jobKey(client, "7")).toBe(key);
    expect(jobKey(client, 7n)).toBe(key);
    expect(jobKey(client, { id: "7", operation: "default" })).toBe(key);
  });

  it("differs for equal IDs of two servers", () => {
    const one = createAcmeClient([], { tenant: "shop" });
    const two = createAcmeClient([], { tenant: "store" });
    expect(jobKey(one.client, "7")).not.toBe(jobKey(two.client, "7"));
  });

  it("the key of a token is that of its job", async () => {
    const { client, clock } = createAcmeClient([jobIn("WORKING")]);
    const taken = await clock.run(step(client, "7"));
    expect(taken.done ? undefined : jobKey(client, taken.resume)).toBe(jobKey(client, "7"));
  });

  it("is not that of a Response, which must be read first", () => {
    const { client } = createAcmeClient([]);
    const error = failureIn(() => jobKey(client, Response.json({ number: 7 })));
    expect([error.code, error.message]).toEqual([
      "invalid-request",
      "acme showJob: a Response is read with jobIdsFrom first; pass the jobs that it finds",
    ]);
  });

  it("the key of what names no job is refused", () => {
    const { client } = createAcmeClient([]);
    expect(failureIn(() => jobKey(client, "")).code).toBe("invalid-request");
  });
});

it("a client tells what its provider allows", () => {
  const contract = {
    ...acmeContract,
    minPollIntervalMs: 10_000,
    accountLimits: [{ requests: 60, intervalMs: 60_000 }],
  };
  const { client } = createAcmeClient([], {}, contract);
  expect(client.provider).toBe("acme");
  expect(client.limits).toEqual({
    minPollIntervalMs: 10_000,
    maxIdsPerRequest: undefined,
    account: [{ requests: 60, intervalMs: 60_000 }],
  });
});

import { describe, expect, it } from "vitest";
import { allParts } from "../client/all-parts.ts";
import { createJobClient } from "../client/create-job-client.ts";
import type { JobClient } from "../client/job-client.ts";
import { step } from "../client/step.ts";
import { contextOf } from "../context/context-of.ts";
import type { Contract } from "../contract/contract.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import { references } from "./reference-part.ts";

const contract = { ...acmeContract, references: [{ from: "body", id: "/number" }] } as const;

/** A client that can't find jobs in links and responses. */
function createPlainClient(): JobClient {
  const { references: _references, ...parts } = allParts;
  const { clock, fetch } = createAcmeClient([jobIn("WORKING"), jobIn("DONE")]);
  const options = { tenant: "shop", credentials: { token: "opensesame" }, clock, fetch };
  return createJobClient(contract, options, parts);
}

describe("a client without references", () => {
  it.each([
    ["an ID", "7"],
    ["a number", 7],
    ["a bigint", 7n],
    ["a named job", { id: "7", operation: "default" }],
  ])("finds a job by %s", async (_, job) => {
    expect(await createPlainClient().status(job)).toMatchObject({ id: "7", state: "running" });
  });

  it("finds a job by a resume token", async () => {
    const client = createPlainClient();
    const first = await step(client, "7");
    if (first.done) throw new Error("the job has not ended");
    expect(await client.status(first.resume)).toMatchObject({ id: "7", state: "succeeded" });
  });

  it.each([
    ["a body", { number: 7 }],
    ["a response", Response.json({ number: 7 })],
    ["a URL", new URL("https://shop.acme.example/v1/main/jobs/7")],
    ["a link", "/v1/main/jobs/7"],
  ])("refuses %s", async (_, job) => {
    expect(await rejectionOf(createPlainClient().wait(job))).toMatchObject({
      code: "invalid-request",
      message: "acme showJob: this client finds a job by its ID only; pass the ID",
    });
  });
});

describe("a job is known to have only just started", () => {
  const withLinks: Contract = {
    ...contract,
    references: [...contract.references, { from: "url", path: "/v1/{account}/jobs/{id}" }],
  };
  const { client } = createAcmeClient([], {}, withLinks);
  const job = { id: "7", operation: "default" };

  it.each([
    ["a link", "/v1/main/jobs/7", job],
    ["a URL", new URL("https://shop.acme.example/v1/main/jobs/7"), job],
    ["the body of a start call", { number: 7 }, { ...job, isNew: true }],
  ])("the reference tells: %s", (_, reference, expected) => {
    expect(references.resolve(contextOf(client), reference)).toEqual(expected);
  });

  it("the response of a start call tells", async () => {
    const found = references.resolve(contextOf(client), Response.json({ number: 7 }));
    const target = typeof found === "function" ? await found() : found;
    expect(target).toEqual({ ...job, isNew: true });
  });
});

import { describe, expect, it } from "vitest";
import { jobIdsFrom } from "../client/job-ids-from.ts";
import type { Contract } from "../contract/contract.ts";
import { createAcmeClient } from "../testing/acme-client.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import { rejectionOf } from "../testing/rejection-of.ts";

const contract: Contract = {
  ...acmeContract,
  references: [
    { from: "body", at: "/jobs/*", id: "/id" },
    { from: "body", at: "/refused/*", noJob: true, name: "/name", message: "/why" },
  ],
};
const SECRET = "opensesame";
const text = `the header was ${SECRET}`;

describe("a secret that a start call's response repeats is in no error", () => {
  it.each<[string, Response]>([
    ["a page that can't be decoded", new Response(text, { status: 502 })],
    ["a body without a known text", Response.json({ page: text }, { status: 500 })],
    ["an error's text and code", Response.json({ error: { text, code: SECRET } }, { status: 403 })],
    ["a refusal of all", Response.json({ refused: [{ name: SECRET, why: text }] })],
    ["a refusal of a part", Response.json({ jobs: [{ id: 1 }], refused: [{ name: SECRET, why: text }] })],
    ["a shape that is unknown", Response.json({ error: { text } })],
  ])("%s", async (_, response) => {
    const { client } = createAcmeClient([], { credentials: { token: SECRET } }, contract);
    const error = await rejectionOf(client.wait(response));
    expect(error.message).toContain("[redacted]");
    expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain(SECRET);
  });

  it("whether the credentials are a value or come from a function", async () => {
    const answer = { status: 502, body: text, headers: {} };
    const options = { credentials: () => ({ token: SECRET }) };
    const { client, clock } = createAcmeClient([answer], options, contract);
    const started = await clock.run(client.fetch("https://shop.acme.example/v1/start", { method: "POST" }));
    const error = await rejectionOf(jobIdsFrom(client, started));
    expect(error.message).toContain("[redacted]");
  });

  it("nor is one in the client's headers", async () => {
    const options = { credentials: () => ({ token: "other" }), headers: { "X-Proxy": SECRET } };
    const { client } = createAcmeClient([], options, contract);
    const error = await rejectionOf(jobIdsFrom(client, new Response(text, { status: 502 })));
    expect(error.message).toContain("HTTP 502 (the header was [redacted])");
  });
});

it("a decoded body whose text is not where the contract looks is shown by its beginning", async () => {
  const { client } = createAcmeClient([], {}, contract);
  const page = "x".repeat(300);
  const error = await rejectionOf(jobIdsFrom(client, Response.json({ page }, { status: 409 })));
  expect([error.code, error.message]).toEqual([
    "no-job",
    `acme: the start call started no job: HTTP 409 ({"page":"${"x".repeat(191)})`,
  ]);
});

it("a failure without any text is told without one", async () => {
  const { client } = createAcmeClient(
    [],
    {},
    { ...contract, errors: { ...contract.errors, codes: { X: "unavailable" } } },
  );
  const error = await rejectionOf(jobIdsFrom(client, { refused: [{}], ok: false, error: { code: "X" } }));
  expect(error.message).toBe(
    "acme: it is not known whether the start call started a job; look for the job before you start it again",
  );
});

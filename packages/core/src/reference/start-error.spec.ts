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

describe("a response that names no job is shown", () => {
  it.each<[string, Response, string, string]>([
    ["by its HTTP status", new Response("", { status: 202 }), "invalid-request", "(HTTP 202)"],
    [
      "by where it leads",
      new Response("", { status: 303, headers: { Location: "/login" } }),
      "invalid-request",
      '(HTTP 303; Location "/login")',
    ],
    ["by its text", Response.json({ error: { text: "Done." } }), "invalid-request", "(HTTP 200; it says: Done.)"],
    ["by its beginning", Response.json({ made: 7 }), "invalid-request", '(HTTP 200; {"made":7})'],
    [
      "by what the client lacks to read it",
      new Response("<job/>", { headers: { "Content-Type": "text/xml" } }),
      "invalid-request",
      "(HTTP 200; the response is XML, which this client does not read; give the client the option format, from the " +
        "provider's package's subpath, or have JSON sent)",
    ],
  ])("%s", async (_, response, code, shown) => {
    const { client } = createAcmeClient([], {}, contract);
    const error = await rejectionOf(jobIdsFrom(client, response));
    expect([error.code, error.message]).toEqual([
      code,
      `acme showJob: what was given names no job in a shape that is known; pass the job's id ${shown}`,
    ]);
  });
});

describe("it is not known whether there is a job", () => {
  const unknown = (shown: string) =>
    `acme: it is not known whether the start call started a job: ${shown}; look for the job before you start it again`;

  it.each<[string, Response, string]>([
    [
      "after JSON that broke off",
      new Response('{"jobs":[{"id":'),
      'HTTP 200: the response isn\'t JSON: {"jobs":[{"id":',
    ],
    [
      "after a page in place of a response",
      new Response("<html>Sign in</html>"),
      "HTTP 200: the response is an HTML page, perhaps of a proxy or of a maintenance: <html>Sign in</html>",
    ],
  ])("%s", async (_, response, shown) => {
    const { client } = createAcmeClient([], {}, contract);
    const error = await rejectionOf(jobIdsFrom(client, response));
    expect([error.code, error.message, error.httpStatus]).toEqual(["unavailable", unknown(shown), 200]);
  });

  const failing: Contract = {
    ...contract,
    references: [
      { from: "body", where: { at: "/state", equals: "crashed" }, noJob: true, mayHaveStarted: true, message: "/why" },
      ...(contract.references ?? []),
      { from: "body", at: "/failed/*", noJob: true, mayHaveStarted: true, name: "/name", message: "/why" },
    ],
  };

  it("if the provider says that it failed", async () => {
    const { client } = createAcmeClient([], {}, failing);
    const error = await rejectionOf(jobIdsFrom(client, { state: "crashed", why: "Oops.", jobs: [{ id: 1 }] }));
    expect([error.code, error.message]).toEqual(["unavailable", unknown("Oops. (a job may have been started)")]);
  });

  it("if the provider failed on one part and refused the others", async () => {
    const { client } = createAcmeClient([], {}, failing);
    const body = { refused: [{ name: "a", why: "Busy." }], failed: [{ name: "b", why: "Oops." }, { name: "c" }] };
    const error = await rejectionOf(jobIdsFrom(client, body));
    expect([error.code, error.message]).toEqual([
      "unavailable",
      unknown('"a": Busy.; "b": Oops. (a job may have been started); "c": (a job may have been started)'),
    ]);
  });

  it("a part on which the provider failed may have started its job", async () => {
    const { client } = createAcmeClient([], {}, failing);
    const body = { jobs: [{ id: 1 }], failed: [{ name: "b", why: "Oops." }] };
    expect(await jobIdsFrom(client, body)).toEqual({
      jobs: [{ id: "1", operation: "default" }],
      refusals: [{ name: "b", message: "Oops.", mayHaveStarted: true }],
    });
  });
});

it("a body that the contract counts as an error names no job, whatever else it holds", async () => {
  const { client } = createAcmeClient([], {}, contract);
  for (const [body, code] of [
    [{ ok: false, jobs: [{ id: 1 }] }, "no-job"],
    [{ ok: "odd", jobs: [{ id: 1 }], error: { code: "NOT_YOURS" } }, "no-job"],
  ] as const) {
    expect((await rejectionOf(jobIdsFrom(client, body))).code).toBe(code);
    expect((await rejectionOf(jobIdsFrom(client, Response.json(body)))).code).toBe(code);
  }
  const unsure = { ...contract, errors: { ...contract.errors, defaultCode: "unavailable" } } as const;
  const error = await rejectionOf(
    jobIdsFrom(createAcmeClient([], {}, unsure).client, { ok: false, jobs: [{ id: 1 }] }),
  );
  expect(error.code).toBe("unavailable");
});

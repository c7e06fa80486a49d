import { describe, expect, it } from "vitest";
import type { Contract } from "../contract/contract.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import { step } from "../client/step.ts";
import type { JobReference } from "./job-reference.ts";
import type { JobClient } from "../client/job-client.ts";
import { jobIdsFrom } from "../client/job-ids-from.ts";

const contract: Contract = {
  ...acmeContract,
  errors: { ...acmeContract.errors, codes: { ...acmeContract.errors.codes, BROKEN: "unavailable" } },
  variables: { tenant: null, account: null, version: "v1" },
  references: [
    { from: "body", where: { at: "/ok", equals: "false" }, noJob: true, message: "/why" },
    { from: "body", at: "/failures/*", noJob: true, message: "/why" },
    { from: "body", id: "/count", noJob: true, equals: "0" },
    { from: "body", id: "/problem", noJob: true },
    { from: "body", at: "/jobs/*", where: { at: "/kind", equals: "job" }, id: "/id" },
    { from: "body", id: "/link", path: "/{version}/{account}/jobs/{id}" },
    { from: "body", path: "/v1/{account}/tasks/{id}" },
    { from: "body" },
    { from: "location", path: "/v1/{account}/jobs/{id}", noJob: true, equals: "none" },
    { from: "url", path: "/{version}/{account}/jobs/{id}" },
  ],
};
const { client } = createAcmeClient([jobIn("DONE")], { account: "Main" }, contract);
const ids = (reference: JobReference) => idsOf(client, reference);

async function idsOf(from: JobClient, reference: JobReference): Promise<string[]> {
  const { jobs } = await jobIdsFrom(from, reference);
  return jobs.map(({ id }) => id);
}

/** A response whose body was read already. */
function spent(init: ResponseInit = {}): Response {
  const response = new Response("{}", init);
  void response.text();
  return response;
}

describe("the ids in what names a job", () => {
  it.each<[string, JobReference, string[]]>([
    ["an id that only looks like a path", "a/b", ["a/b"]],
    ["a bigint", 9007199254740993n, ["9007199254740993"]],
    [
      "each once",
      {
        jobs: [
          { kind: "job", id: 1 },
          { kind: "job", id: "1" },
          { kind: "task", id: 2 },
        ],
      },
      ["1"],
    ],
    ["a link in a body, its account in another case", { link: "/v2/MAIN/jobs/7" }, ["7"]],
    ["an absolute link", "https://shop.acme.example/v1/main/jobs/a%2Fb", ["a/b"]],
    ["a URL", new URL("https://shop.acme.example/v9/main/jobs/7?x#y"), ["7"]],
    ["a Location", new Response(null, { headers: { Location: "/v1/main/jobs/7" } }), ["7"]],
    [
      "a body behind a Location of something else",
      Response.json({ jobs: [{ kind: "job", id: 3 }] }, { headers: { Location: "/x" } }),
      ["3"],
    ],
    ["a body that is the id alone", Response.json(7), ["7"]],
    ["a body that is a link alone", Response.json("/v1/main/tasks/7"), ["7"]],
    ["a body that has been read, behind a Location", spent({ headers: { Location: "/v1/main/jobs/7" } }), ["7"]],
  ])("%s", async (_, reference, expected) => {
    expect(await ids(reference)).toEqual(expected);
  });

  it("a Response stays readable", async () => {
    const response = Response.json({ jobs: [{ kind: "job", id: 3 }] });
    await ids(response);
    expect(await response.json()).toEqual({ jobs: [{ kind: "job", id: 3 }] });
  });

  it.each<[string, JobReference, string]>([
    ["another host", "https://other.example/v1/main/jobs/7", "the link leads to https://other.example"],
    ["plain http", "http://shop.acme.example/v1/main/jobs/7", "the link leads to http://shop.acme.example"],
    ["a user", "https://ann:pw@shop.acme.example/v1/main/jobs/7", "may not hold a user"],
    ["a user without a password", "https://ann@shop.acme.example/v1/main/jobs/7", "may not hold a user"],
    ["a password without a user", "https://:pw@shop.acme.example/v1/main/jobs/7", "may not hold a user"],
    [
      "a scheme with a digit in it",
      "h2c://shop.acme.example/v1/main/jobs/7",
      "the link leads to h2c://shop.acme.example",
    ],
    ["no URL", "https://", "the link is no URL"],
    ["another account", "/v1/other/jobs/7", 'is for the account "other", and this client for "Main"'],
    ["another path", "/v1/main/tasks/7", "does not lead to a job's status"],
    ["a badly encoded id", "/v1/main/jobs/%E0%A4%A", "does not lead to a job's status"],
    ["lost digits", { jobs: [{ kind: "job", id: 2 ** 53 }] }, "has lost digits; decode the response with parseJson"],
    ["a number beyond 2^53", 2 ** 53, "a job's id must be text"],
    ["an unknown shape, with its words", { error: { text: "Sorry." } }, "(it says: Sorry.)"],
    ["a count that is not the one that means no job", { count: 5 }, "names no job in a shape that is known"],
    [
      "a Location that leads elsewhere, whatever the body says",
      Response.json({ error: { text: "Sorry." } }, { headers: { Location: "https://other.example/v1/main/jobs/7" } }),
      "the link leads to https://other.example",
    ],
    ["a Response of another shape", Response.json({}), "names no job in a shape that is known"],
    [
      "a body that has been read",
      spent(),
      "the body of the start call's response was read already; pass what it decoded to",
    ],
  ])("%s is refused", async (_, reference, message) => {
    const error = await rejectionOf(ids(reference));
    expect(error.code).toBe("invalid-request");
    expect(error.message).toContain(message);
    expect(error.message).not.toContain("pw");
  });

  it("what names no job is told without words where it says none", async () => {
    expect((await rejectionOf(ids({}))).message).toBe(
      "acme showJob: what was given names no job in a shape that is known; pass the job's id",
    );
  });

  it.each<[string, JobReference, object]>([
    [
      "a body, in its words",
      { ok: false, why: "Too busy." },
      { nativeMessage: "Too busy.", message: "acme: the start call started no job: Too busy." },
    ],
    [
      "a body, in all its words, each once",
      { failures: [{ why: "Too busy." }, {}, { why: "Too late." }, { why: "Too busy." }] },
      { nativeMessage: "Too busy.; Too late." },
    ],
    ["a body, by an id that means none", { count: 0 }, {}],
    ["a body, by an id that is there at all", { problem: 4 }, {}],
    ["a link", "/v1/main/jobs/none", { message: "acme: the start call started no job" }],
    [
      "a Location, without words",
      new Response(null, { headers: { Location: "/v1/main/jobs/none" } }),
      { message: "acme: the start call started no job" },
    ],
    [
      "a Location, in the body's words",
      Response.json({ error: { text: "Too busy." } }, { status: 202, headers: { Location: "/v1/main/jobs/none" } }),
      { httpStatus: 202, nativeMessage: "Too busy.", message: "acme: the start call started no job: Too busy." },
    ],
    [
      "an error",
      Response.json({ error: { code: "NOT_YOURS" } }, { status: 403 }),
      {
        httpStatus: 403,
        nativeCode: "NOT_YOURS",
        message: "acme: the start call started no job: HTTP 403 (NOT_YOURS)",
      },
    ],
    [
      "an error, in its words, whatever its Location",
      Response.json(
        { error: { code: "BAD", text: "Sorry." } },
        { status: 400, headers: { Location: "/v1/main/jobs/7" } },
      ),
      {
        httpStatus: 400,
        nativeMessage: "Sorry.",
        message: "acme: the start call started no job: HTTP 400 (BAD: Sorry.)",
      },
    ],
    [
      "an error without words",
      new Response(null, { status: 409 }),
      { httpStatus: 409, message: "acme: the start call started no job: HTTP 409" },
    ],
    [
      "a failure that the contract reads as a refusal",
      Response.json({ error: { code: "NOT_YOURS" } }, { status: 500 }),
      { httpStatus: 500, nativeCode: "NOT_YOURS" },
    ],
  ])("no job was started, says %s", async (_, reference, expected) => {
    const error = await rejectionOf(ids(reference));
    expect(error).toMatchObject({ code: "no-job", provider: "acme", ...expected });
    expect(error.operation).toBeUndefined();
  });

  it.each<[string, JobReference, object]>([
    [
      "a server error",
      new Response("server timed out", { status: 503 }),
      {
        httpStatus: 503,
        excerpt: "server timed out",
        message:
          "acme: it is not known whether the start call started a job: HTTP 503 (server timed out); look for the job before you start it again",
      },
    ],
    ["a server error without a text", new Response(null, { status: 500 }), { httpStatus: 500 }],
    [
      "a server error with a text of the provider's",
      Response.json({ error: { code: "BAD", text: "Sorry." } }, { status: 502 }),
      { httpStatus: 502, nativeCode: "BAD", nativeMessage: "Sorry." },
    ],
    ["a request that timed out at the server", new Response(null, { status: 408 }), { httpStatus: 408 }],
    ["a status that the contract calls unavailable", new Response(null, { status: 423 }), { httpStatus: 423 }],
    [
      "a refusal with a code that the contract lists as a failure",
      { ok: false, why: "Sorry.", error: { code: "BROKEN" } },
      {
        nativeCode: "BROKEN",
        nativeMessage: "Sorry.",
        message:
          "acme: it is not known whether the start call started a job: Sorry.; look for the job before you start it again",
      },
    ],
  ])("whether a job was started is not known after %s", async (_, reference, expected) => {
    const error = await rejectionOf(ids(reference));
    expect(error).toMatchObject({ code: "unavailable", provider: "acme", ...expected });
    expect(error.operation).toBeUndefined();
  });

  it.each<[string, JobReference]>([
    ["a link", "/v1/main/tickets/list"],
    ["a link in a body", { ticketLink: "/v1/main/tickets/list" }],
    ["a body", { ticket: "list" }],
  ])("%s whose id has another form names no job", async (_, reference) => {
    const { request } = contract;
    const id = { ...request.id, pattern: "^\\d+$" };
    const references: Contract["references"] = [
      { from: "url", path: "/v1/{account}/tickets/{id}" },
      { from: "body", id: "/ticketLink", path: "/v1/{account}/tickets/{id}" },
      { from: "body", id: "/ticket" },
    ];
    const acme = createAcmeClient([], { account: "Main" }, { ...contract, request: { ...request, id }, references });
    const error = await rejectionOf(jobIdsFrom(acme.client, reference));
    expect(error.message).toMatch(/does not lead to a job's status|names no job in a shape that is known/);
    // What the caller itself calls an id is one.
    expect(await idsOf(acme.client, "list")).toEqual(["list"]);
    expect(await idsOf(acme.client, { ticket: 7 })).toEqual(["7"]);
  });

  it("one job is wanted: several are named", async () => {
    const error = await rejectionOf(
      client.status({
        jobs: [
          { kind: "job", id: 1 },
          { kind: "job", id: 2 },
        ],
      }),
    );
    expect([error.code, error.message]).toEqual([
      "invalid-request",
      'acme showJob: the response names several jobs: "1", "2"; read them with jobIdsFrom, and wait for each, or for all with waitAll',
    ]);
  });

  it("a step reads a Response as well", async () => {
    expect(await step(client, Response.json(7))).toMatchObject({ done: true, status: { id: "7" } });
  });
});

describe("behind a base URL with a path", () => {
  const references: Contract["references"] = [
    { from: "url", path: "/v1/{account}/jobs/{id}" },
    { from: "url", path: "/t/{tenant}/jobs/{id}" },
  ];
  const behind = createAcmeClient([], { baseUrl: "https://proxy.example/acme/" }, { ...acmeContract, references });

  it.each([
    ["with it", "/acme/v1/main/jobs/7"],
    ["as the provider itself writes it", "/v1/main/jobs/7"],
    ["with a tenant, which the base URL stands for", "https://proxy.example/acme/t/anyone/jobs/7"],
  ])("a link counts %s", async (_, link) => {
    expect(await idsOf(behind.client, link)).toEqual(["7"]);
  });

  it("a link in a body does not count where the contract has no such body", async () => {
    const error = await rejectionOf(jobIdsFrom(behind.client, Response.json("/v1/main/jobs/7")));
    expect(error.message).toContain("names no job in a shape that is known");
  });

  it.each(["/acmd/v1/main/jobs/7", "/v1/acme/v1/main/jobs/7"])("%s is another path", async (link) => {
    expect((await rejectionOf(jobIdsFrom(behind.client, link))).message).toContain("does not lead to a job's status");
  });
});

import { describe, expect, it } from "vitest";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import { createCountedSignal } from "../testing/counted-signal.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import { jobIdsFrom } from "../client/job-ids-from.ts";

const contract = { ...acmeContract, references: [{ from: "body", id: "/id" }] } as const;
const create = () => createAcmeClient([jobIn("DONE")], {}, contract);

/** A start call's response whose body never comes to its end, or breaks off. */
function responseThat(ends: "hangs" | "breaks"): Response {
  return new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"id":'));
        if (ends === "breaks") controller.error(new Error("reset"));
      },
    }),
  );
}

describe("the response of a start call, passed as it is,", () => {
  it("names the job for status and for a wait", async () => {
    const { client, clock, requests } = create();
    expect((await clock.run(client.status(Response.json({ id: 7 })))).id).toBe("7");
    expect((await clock.run(client.wait(Response.json({ id: 8 })))).id).toBe("8");
    expect(requests.map(({ url }) => url.at(-1))).toEqual(["7", "8"]);
    expect(clock.sleepers).toBe(0);
  });

  it("is waited for no longer than 30 s", async () => {
    const { client, clock } = create();
    const error = await clock.run(rejectionOf(jobIdsFrom(client, responseThat("hangs"))));
    expect([error.code, error.message, clock.now()]).toEqual([
      "unavailable",
      "acme showJob: the job is not known, since the body of the start call's response did not arrive within 30000 ms",
      30_000,
    ]);
    expect(error.cause).toBeInstanceOf(DOMException);
    expect(clock.sleepers).toBe(0);
  });

  it.each([
    [10_000, "timeout", 10_000],
    [30_000, "timeout", 30_000],
    [30_001, "unavailable", 30_000],
  ])("by a wait of %i ms no longer than its timeout: %s", async (timeoutMs, code, atMs) => {
    const { client, clock } = create();
    const error = await clock.run(rejectionOf(client.wait(responseThat("hangs"), { timeoutMs })));
    expect([error.code, clock.now(), clock.sleepers]).toEqual([code, atMs, 0]);
  });

  it("may break off, which is not a timeout", async () => {
    const { client, clock } = create();
    const error = await clock.run(rejectionOf(client.wait(responseThat("breaks"), { timeoutMs: 10_000 })));
    expect([error.code, clock.now()]).toEqual(["unavailable", 0]);
    expect(error.cause).toEqual(new Error("reset"));
  });

  it("is not waited for after an abort, which leaves nothing", async () => {
    const { client, clock } = create();
    const { signal, abort, listeners } = createCountedSignal();
    const error = rejectionOf(client.status(responseThat("hangs"), { signal }));
    await clock.advance(500);
    abort("enough");
    expect(await error).toMatchObject({
      code: "aborted",
      message: "acme showJob: the caller's signal was aborted",
      cause: "enough",
    });
    expect([clock.now(), clock.sleepers, listeners()]).toEqual([500, 0, 0]);
  });
});

describe("a header of the start call's response", () => {
  const headers = {
    ...acmeContract,
    references: [
      { from: "location", header: "Operation-Location", path: "/ops/{id}" },
      { from: "location", path: "/jobs/{id}" },
      { from: "location", header: "X-Job" },
    ],
  } as const;

  it.each([
    ["its URL", 202, { "Operation-Location": "https://shop.acme.example/ops/7?api-version=1" }, ["7"]],
    ["its path", 201, { "operation-location": "/ops/7" }, ["7"]],
    ["the first of two", 202, { Location: "/jobs/8", "Operation-Location": "/ops/7" }, ["7"]],
    ["another one, if it leads elsewhere", 200, { "Operation-Location": "/docs", Location: "/jobs/8" }, ["8"]],
    ["a redirect to the status", 303, { Location: "/jobs/8" }, ["8"]],
    ["the ID alone", 202, { "X-Job": "a/b" }, ["a/b"]],
  ])("names the job by %s", async (_, status, given, ids) => {
    const { client, requests } = createAcmeClient([], {}, headers);
    const { jobs } = await jobIdsFrom(client, new Response(status === 202 ? "" : "{}", { status, headers: given }));
    expect([jobs.map(({ id }) => id), requests]).toEqual([ids, []]);
  });

  it("can't lead to another origin", async () => {
    const { client } = createAcmeClient([], {}, headers);
    const response = new Response("", { status: 202, headers: { "Operation-Location": "https://evil.example/ops/7" } });
    expect(await rejectionOf(jobIdsFrom(client, response))).toMatchObject({
      code: "invalid-request",
      message:
        "acme showJob: the link leads to https://evil.example, and this client sends requests to https://shop.acme.example only; pass the id",
    });
  });

  it("says nothing about a link that a caller passes: it isn't an ID", async () => {
    const { client } = createAcmeClient([], {}, headers);
    expect((await rejectionOf(jobIdsFrom(client, "/things/7"))).message).toBe(
      "acme showJob: the link does not lead to a job's status",
    );
    expect((await jobIdsFrom(client, "/ops/7")).jobs.map(({ id }) => id)).toEqual(["7"]);
  });
});

describe("a link to a job whose ID may have slashes", () => {
  const slashes = {
    ...acmeContract,
    request: {
      ...acmeContract.request,
      path: "/v1/{+id}",
      id: { in: "path", name: "id", type: "string", slashes: true },
    },
    references: [{ from: "location", path: "/v1/{+id}" }],
  } as const;

  it.each([
    ["/v1/operations/7", "operations/7"],
    ["https://shop.acme.example/v1/a%20b/7?alt=json", "a b/7"],
    ["/v1/x/%2e%2e/operations/7", "operations/7"],
  ])("names it: %s", async (link, id) => {
    const { client, requests } = createAcmeClient([jobIn("DONE")], {}, slashes);
    expect((await client.status(link)).id).toBe(id);
    expect(requests.map(({ url }) => url)).toEqual([`https://shop.acme.example/v1/${id.replace(" ", "%20")}`]);
  });

  it.each(["/v1/..%2Fadmin", "/v1/a%2F..%2F..%2Fadmin", "/v1/../admin", "/v1/%2e%2e/admin", "/v1//admin", "/v1/a%2F"])(
    "can't leave the path of the API: %s",
    async (link) => {
      const { client, requests } = createAcmeClient([jobIn("DONE")], {}, slashes);
      expect([(await rejectionOf(client.status(link))).code, requests]).toEqual(["invalid-request", []]);
    },
  );
});

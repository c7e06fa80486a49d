import { describe, expect, it } from "vitest";
import { createCaller, type CallInit } from "./testing/caller.ts";
import { createTestClock } from "./testing/test-clock.ts";
import { createZendeskSimulator, zendeskCredentials } from "./zendesk-simulator.ts";

const session: CallInit = { headers: { authorization: `Bearer ${zendeskCredentials.accessToken}` } };
const basic = (pair: string): CallInit => ({ headers: { authorization: `Basic ${btoa(pair)}` } });

const documentedId = "8b726e606741012ffc2d782bcb7848fe";

describe("the simulated Zendesk", () => {
  it("takes a job from its start call to its end, with failed items under completed", async () => {
    const clock = createTestClock("2024-03-04T05:06:00Z");
    const simulator = createZendeskSimulator({ clock, scenario: { id: documentedId, outcome: "partial" } });
    const call = createCaller(simulator);
    const started = await call("POST /api/v2/tickets/create_many.json", {
      ...session,
      body: '{"tickets":[{"subject":"One"},{"subject":"Two"}]}',
    });
    const seen: unknown[] = [started.json];
    for (const waitMs of [2_000, 4_000, 4_000]) {
      clock.advance(waitMs);
      seen.push((await call(`GET /api/v2/job_statuses/${documentedId}.json`, session)).json);
    }
    const common = {
      id: documentedId,
      job_type: "Bulk Create Ticket",
      url: `https://provider.example/api/v2/job_statuses/${documentedId}.json`,
    };
    const first = { id: 380, index: 0, title: "One", action: "create", errors: "", success: true, status: "Created" };
    const second = { id: 381, index: 1, error: "RecordInvalid", details: "Subject: cannot be blank" };
    expect(seen).toEqual(
      [
        { ...common, status: "queued", total: null, progress: null, message: null, results: null },
        { ...common, status: "working", total: 2, progress: 0, message: null, results: null },
        { ...common, status: "working", total: 2, progress: 1, message: null, results: [first] },
        {
          ...common,
          status: "completed",
          total: 2,
          progress: 2,
          message: "Completed at 2024-03-04 05:06:10 +0000",
          results: [first, second],
        },
      ].map((job) => ({ job_status: job })),
    );
    expect(call.compared()).toEqual(["showJobStatus 200 application/json"]);
  });

  it("says how many requests the minute has left, and when it ends", async () => {
    const clock = createTestClock("2024-03-04T05:06:00Z");
    const simulator = createZendeskSimulator({ clock, requestsPerMinute: 2 });
    const url = `https://company.zendesk.com/api/v2/job_statuses/${simulator.start()}.json`;
    const heard = [];
    for (const waitMs of [0, 18_500, 1_500, 40_000]) {
      clock.advance(waitMs);
      const { status, headers } = await simulator.fetch(new Request(url, session));
      heard.push([status, headers.get("ratelimit-remaining"), headers.get("ratelimit-reset")]);
    }
    expect(heard).toEqual([
      [200, "1", "60"],
      [200, "0", "42"],
      [429, "0", "40"],
      [200, "1", "60"],
    ]);
  });

  it.each(["queued", "working", "completed", "failed", "killed"])(
    "shows the status %s, with and without .json",
    async (status) => {
      const simulator = createZendeskSimulator();
      const call = createCaller(simulator);
      const id = simulator.start({ phases: [{ status }] });
      const responses = [
        await call(`GET /api/v2/job_statuses/${id}.json`, session),
        await call(`GET /api/v2/job_statuses/${id}`, session),
      ];
      for (const { json } of responses) expect(json).toMatchObject({ job_status: { id, status: status } });
    },
  );

  it.each([
    {
      line: "POST /api/v2/tickets/create_many",
      body: '{"tickets":[{}]}',
      type: "Bulk Create Ticket",
      status: "Created",
    },
    {
      line: "PUT /api/v2/tickets/update_many.json?ids=7",
      body: '{"ticket":{}}',
      type: "Bulk Update Ticket",
      status: "Updated",
    },
    {
      line: "DELETE /api/v2/tickets/destroy_many.json?ids=7",
      body: undefined,
      type: "Bulk Delete Ticket",
      status: "Deleted",
    },
  ])("starts a job at $line", async ({ line, body, type, status }) => {
    const clock = createTestClock("2024-03-04T05:06:00Z");
    const call = createCaller(createZendeskSimulator({ clock, scenario: { id: documentedId } }));
    const started = await call(line, { ...session, ...(body === undefined ? {} : { body }) });
    expect(started.json).toMatchObject({ job_status: { id: documentedId, job_type: type, status: "queued" } });
    clock.advance(10_000);
    const ended = await call(`GET /api/v2/job_statuses/${documentedId}`, session);
    expect(ended.json).toMatchObject({
      job_status: { status: "completed", total: 1, results: [{ success: true, status }] },
    });
  });

  it("gives ids of 32 hexadecimal digits, the same in every run, with V3- if the options say so", () => {
    const plain = createZendeskSimulator();
    const again = createZendeskSimulator();
    const ids = [plain.start(), plain.start()];
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect([again.start(), again.start()]).toEqual(ids);
    expect(createZendeskSimulator({ v3Ids: true }).start()).toBe(`V3-${ids[0] ?? ""}`);
  });

  it("shows many jobs at once and leaves out those that it does not know", async () => {
    const simulator = createZendeskSimulator();
    const call = createCaller(simulator);
    simulator.start({ id: "one" });
    simulator.start({ id: "two" });
    const response = await call("GET /api/v2/job_statuses/show_many?ids=two,none,one", session);
    expect(response.json).toMatchObject({ job_statuses: [{ id: "two" }, { id: "one" }] });
    const hundred = Array.from({ length: 100 }, (_, index) => `x${index}`).join(",");
    expect((await call(`GET /api/v2/job_statuses/show_many?ids=${hundred}`, session)).json).toEqual({
      job_statuses: [],
    });
    const tooMany = new Request(`https://provider.example/api/v2/job_statuses/show_many?ids=${hundred},y`, session);
    expect((await simulator.fetch(tooMany)).status).toBe(400);
    expect(call.compared()).toEqual(["showManyJobStatuses 200 application/json"]);
  });

  it("lists the jobs page by page", async () => {
    const simulator = createZendeskSimulator();
    const call = createCaller(simulator);
    for (const id of ["a", "b", "c"]) simulator.start({ id });
    const first = await call("GET /api/v2/job_statuses?page[size]=2", session);
    const next = "/api/v2/job_statuses?page%5Bsize%5D=2&page%5Bafter%5D=b";
    expect(first.json).toMatchObject({
      job_statuses: [{ id: "a" }, { id: "b" }],
      meta: { has_more: true, after_cursor: "b", before_cursor: null },
      links: { next: `https://provider.example${next}`, prev: null },
    });
    const second = await call(`GET ${next}`, session);
    expect(second.json).toMatchObject({
      job_statuses: [{ id: "c" }],
      meta: { has_more: false },
      links: { next: null },
    });
    expect(call.compared()).toEqual(["listJobStatuses 200 application/json"]);
  });

  it.each([
    { caller: "the password", init: basic("agent@example.org:simulated-password"), status: 404 },
    { caller: "the API token", init: basic("agent@example.org/token:simulated-api-token"), status: 404 },
    { caller: "an OAuth token", init: session, status: 404 },
    { caller: "a wrong password", init: basic("agent@example.org:wrong"), status: 401 },
    { caller: "the API token as a password", init: basic("agent@example.org:simulated-api-token"), status: 401 },
    { caller: "a wrong OAuth token", init: { headers: { authorization: "Bearer wrong" } }, status: 401 },
    { caller: "nothing", init: {}, status: 401 },
  ])("answers $status to $caller", async ({ init, status }) => {
    const call = createCaller(createZendeskSimulator());
    const response = await call("GET /api/v2/job_statuses/none.json", init);
    expect(response.status).toBe(status);
    expect(response.json).toEqual(
      status === 404 ? { error: "RecordNotFound", description: "Not found" } : { error: "Couldn't authenticate you" },
    );
  });

  it("takes its OAuth token until the sessions are expired, and again after a reset", async () => {
    const simulator = createZendeskSimulator();
    const call = createCaller(simulator);
    const line = "GET /api/v2/job_statuses/none.json";
    expect((await call(line, session)).status).toBe(404);
    simulator.expireSessions();
    expect((await call(line, session)).status).toBe(401);
    simulator.reset();
    expect((await call(line, session)).status).toBe(404);
  });

  it("takes credentials beyond ASCII", async () => {
    const credentials = { ...zendeskCredentials, password: "pässword" };
    const call = createCaller(createZendeskSimulator({ credentials }));
    // "agent@example.org:pässword" in UTF-8 and base64 (RFC 4648).
    const authorization = `Basic ${Buffer.from("agent@example.org:pässword", "utf8").toString("base64")}`;
    expect((await call("GET /api/v2/job_statuses/none", { headers: { authorization } })).status).toBe(404);
  });

  it("hides a job until it has appeared and a day after it has ended", async () => {
    const clock = createTestClock("2024-03-04T05:06:00Z");
    const simulator = createZendeskSimulator({ clock, notFoundGraceMs: 1_000 });
    const call = createCaller(simulator);
    simulator.start({ id: "one", phases: [{ status: "working", forMs: 5_000 }, { status: "completed" }] });
    const seen: number[] = [];
    for (const waitMs of [0, 999, 1, 4_000, 86_399_999, 1]) {
      clock.advance(waitMs);
      seen.push((await call("GET /api/v2/job_statuses/one", session)).status);
    }
    expect(seen).toEqual([404, 404, 200, 200, 200, 404]);
  });

  it("refuses requests beyond the minute's, and says for how long", async () => {
    const clock = createTestClock("2024-03-04T05:06:00Z");
    const simulator = createZendeskSimulator({ clock, requestsPerMinute: 2 });
    const call = createCaller(simulator);
    const seen: unknown[] = [];
    for (const waitMs of [0, 10_000, 20_500, 29_500]) {
      clock.advance(waitMs);
      const { status, headers } = await call("GET /api/v2/job_statuses/none.json", session);
      seen.push([status, headers.get("retry-after")]);
    }
    expect(seen).toEqual([
      [404, null],
      [404, null],
      [429, "30"],
      [404, null],
    ]);
    simulator.setState("the account's rate limit is used up");
    expect((await call("GET /api/v2/job_statuses/none.json", session)).status).toBe(429);
  });

  it("starts no 31st job while 30 are queued or running", async () => {
    const simulator = createZendeskSimulator();
    const call = createCaller(simulator);
    for (let count = 0; count < 29; count += 1) simulator.start();
    const body = '{"tickets":[{}]}';
    expect((await call("POST /api/v2/tickets/create_many.json", { ...session, body })).status).toBe(200);
    const refused = await call("POST /api/v2/tickets/create_many.json", { ...session, body });
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("60");
  });

  it("names another origin in its URLs where it is told to", async () => {
    const simulator = createZendeskSimulator({ origin: "https://company.zendesk.com" });
    const call = createCaller(simulator);
    simulator.start({ id: documentedId, fields: { results: { success: true } } });
    expect((await call(`GET /api/v2/job_statuses/${documentedId}`, session)).json).toMatchObject({
      job_status: {
        url: `https://company.zendesk.com/api/v2/job_statuses/${documentedId}.json`,
        results: { success: true },
      },
    });
  });
});

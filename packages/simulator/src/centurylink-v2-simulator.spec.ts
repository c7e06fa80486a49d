import { describe, expect, it } from "vitest";
import { centurylinkV2Credentials, createCenturylinkV2Simulator } from "./centurylink-v2-simulator.ts";
import { createCaller, type Caller } from "./testing/caller.ts";
import { createTestClock } from "./testing/test-clock.ts";

const statusOf = (id: string): string => `GET /v2/operations/ALIAS/status/${id}`;

async function logIn(call: Caller): Promise<{ readonly headers: { readonly authorization: string } }> {
  const { status, json } = await call("POST /v2/authentication/login", {
    body: JSON.stringify(centurylinkV2Credentials),
  });
  expect(status).toBe(200);
  expect(json).toEqual({
    userName: "simulated-user",
    accountAlias: "ALIAS",
    locationAlias: "WA1",
    roles: ["AccountAdmin", "ServerAdmin"],
    bearerToken: "simulated-token-1",
  });
  return { headers: { authorization: "Bearer simulated-token-1" } };
}

describe("the simulated CenturyLink Cloud v2", () => {
  it("refuses one server and queues another in one response, as the scenario says", async () => {
    const scenario = { items: [{}, { error: "The server is busy." }] };
    const call = createCaller(createCenturylinkV2Simulator({ scenario }));
    const session = await logIn(call);
    const started = await call("POST /v2/operations/ALIAS/servers/powerOn", { ...session, body: '["WA1A","WA1B"]' });
    expect(started.json).toEqual([
      {
        server: "WA1A",
        isQueued: true,
        links: [{ rel: "status", href: "/v2/operations/ALIAS/status/wa1-12345", id: "wa1-12345" }],
      },
      { server: "WA1B", isQueued: false, errorMessage: "The server is busy." },
    ]);
  });

  it.each([
    ["/v2-experimental/networks/ALIAS/WA1/claim", ""],
    ["/v2/servers/ALIAS/WA1A/networks", "http://api.ctl.io"],
  ])("%s starts an operation that is under /v2-experimental alone", async (start, host) => {
    const call = createCaller(createCenturylinkV2Simulator());
    const session = await logIn(call);
    const id = "00000000000000000000000000000001";
    const uri = `/v2-experimental/operations/ALIAS/status/${id}`;
    expect((await call(`POST ${start}`, session)).json).toEqual({ operationId: id, uri: host + uri });
    expect((await call(`GET ${uri}`, session)).json).toMatchObject({
      status: "notStarted",
      requestType: expect.any(String) as unknown,
    });
    expect((await call(statusOf(id), session)).status).toBe(404);
    expect(call.compared()).toContain("getExperimentalStatus 200 application/json");
  });

  it("starts no operation where the scenario refuses, or the session is missing", async () => {
    const call = createCaller(createCenturylinkV2Simulator({ scenario: { refusal: "There is no free network." } }));
    const start = "POST /v2-experimental/networks/ALIAS/WA1/claim";
    expect((await call(start, {})).status).toBe(401);
    const refused = await call(start, await logIn(call));
    expect([refused.status, refused.json]).toEqual([400, { message: "There is no free network." }]);
  });

  it("takes a job from its start call to its end", async () => {
    const clock = createTestClock("2014-10-13T08:00:00Z");
    const call = createCaller(createCenturylinkV2Simulator({ clock }));
    const session = await logIn(call);
    const started = await call("POST /v2/operations/ALIAS/servers/powerOn", { ...session, body: '["WA1A","WA1B"]' });
    const links = [{ rel: "status", href: "/v2/operations/ALIAS/status/wa1-12345", id: "wa1-12345" }];
    expect(started.json).toEqual([
      { server: "WA1A", isQueued: true, links },
      { server: "WA1B", isQueued: true, links },
    ]);
    const seen: unknown[] = [];
    for (const waitMs of [0, 1_999, 1, 4_999, 1, 2_999, 1, 1_000_000]) {
      clock.advance(waitMs);
      seen.push((await call(statusOf("wa1-12345"), session)).json);
    }
    expect(seen).toEqual(
      ["notStarted", "notStarted", "executing", "executing", "resumed", "resumed", "succeeded", "succeeded"].map(
        (status) => ({
          status,
        }),
      ),
    );
    expect(call.compared()).toEqual(["getStatus 200 application/json", "login 200 application/json"]);
  });

  it.each(["notStarted", "executing", "succeeded", "failed", "resumed", "unknown", "queued", "running"])(
    "shows the status %s",
    async (status) => {
      const simulator = createCenturylinkV2Simulator();
      const call = createCaller(simulator);
      const id = simulator.start({ phases: [{ status }] });
      expect((await call(statusOf(id), await logIn(call))).text).toBe(`{"status":"${status}"}`);
    },
  );

  it("adds what newer calls add if the options say so", async () => {
    const clock = createTestClock("2016-01-11T18:39:07Z");
    const simulator = createCenturylinkV2Simulator({ clock, enriched: true });
    const call = createCaller(simulator);
    const id = simulator.start({ phases: [{ status: "running" }] });
    expect((await call(statusOf(id), await logIn(call))).json).toEqual({
      requestType: "blueprintOperation",
      status: "running",
      summary: { blueprintId: 92121, locationId: "WA1" },
      source: { userName: "simulated-user", requestedAt: "2016-01-11T18:39:07Z" },
    });
  });

  it("says that no job exists where the scenario refuses the start", async () => {
    const simulator = createCenturylinkV2Simulator();
    const call = createCaller(simulator);
    simulator.planNext({ refusal: "The server is not powered off." });
    const started = await call("POST /v2/operations/ALIAS/servers/powerOn", {
      ...(await logIn(call)),
      body: '["WA1A"]',
    });
    expect(started.json).toEqual([{ server: "WA1A", isQueued: false, errorMessage: "The server is not powered off." }]);
  });

  it("takes the account's alias in any case, and an id with any character", async () => {
    const simulator = createCenturylinkV2Simulator();
    const call = createCaller(simulator);
    const session = await logIn(call);
    simulator.start({ id: "a/b?c#d%e é", phases: [{ status: "failed" }] });
    const response = await call("GET /v2/operations/alias/status/a%2Fb%3Fc%23d%25e%20%C3%A9", session);
    expect(response.json).toEqual({ status: "failed" });
  });

  it.each([
    {
      fault: "wrong credentials",
      line: "POST /v2/authentication/login",
      body: '{"username":"x","password":"y"}',
      status: 400,
    },
    { fault: "no token", line: statusOf("wa1-1"), headers: {}, status: 401 },
    { fault: "a stale token", line: statusOf("wa1-1"), headers: { authorization: "Bearer old" }, status: 401 },
    { fault: "another account", line: "GET /v2/operations/OTHER/status/wa1-1", status: 403 },
    { fault: "an unknown job", line: statusOf("wa1-1"), status: 404 },
    { fault: "no list of servers", line: "POST /v2/operations/ALIAS/servers/powerOn", body: "{}", status: 400 },
    { fault: "an unknown path", line: "GET /v2/nothing", status: 404 },
  ])("answers $status to $fault", async ({ line, body, headers, status }) => {
    const call = createCaller(createCenturylinkV2Simulator());
    const session = await logIn(call);
    const response = await call(line, { headers: headers ?? session.headers, ...(body === undefined ? {} : { body }) });
    expect(response.status).toBe(status);
    expect(response.json).toHaveProperty("message");
  });

  it("refuses after the sessions are expired, and after two weeks", async () => {
    const clock = createTestClock("2014-10-13T08:00:00Z");
    const simulator = createCenturylinkV2Simulator({ clock });
    const call = createCaller(simulator);
    const id = simulator.start();
    const session = await logIn(call);
    clock.advance(14 * 24 * 3_600_000 - 1);
    expect((await call(statusOf(id), session)).status).toBe(200);
    clock.advance(1);
    expect((await call(statusOf(id), session)).status).toBe(401);
    simulator.grantSession("chosen");
    const chosen = { headers: { authorization: "Bearer chosen" } };
    expect((await call(statusOf(id), chosen)).status).toBe(200);
    simulator.expireSessions();
    expect((await call(statusOf(id), chosen)).status).toBe(401);
    expect(call.compared()).toEqual([
      "getStatus 200 application/json",
      "getStatus 401 application/json",
      "login 200 application/json",
    ]);
  });
});

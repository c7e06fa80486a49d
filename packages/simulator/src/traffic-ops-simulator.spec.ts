import { describe, expect, it } from "vitest";
import { createCaller, type Caller, type CallInit } from "./testing/caller.ts";
import { createTestClock } from "./testing/test-clock.ts";
import { createTrafficOpsSimulator, trafficOpsCredentials } from "./traffic-ops-simulator.ts";

const cookie = "mojolicious=simulated-session-1";
const session: CallInit = { headers: { cookie } };

async function logIn(call: Caller): Promise<void> {
  const answer = await call("POST /api/4.0/user/login", { body: JSON.stringify(trafficOpsCredentials) });
  expect(answer.json).toEqual({ alerts: [{ text: "Successfully logged in.", level: "success" }] });
  expect(answer.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^mojolicious=simulated-session-1; Path=\/; Expires=.*; Max-Age=21600; HttpOnly$/),
    expect.stringMatching(/^access_token=simulated-token-2; Path=\/; Expires=.*; Max-Age=21600; HttpOnly$/),
  ]);
}

describe("the simulated Traffic Ops", () => {
  it("takes a job from its start call to its end, without end_time while PENDING", async () => {
    const clock = createTestClock("2021-02-18T17:13:56.352Z");
    const call = createCaller(createTrafficOpsSimulator({ clock }));
    await logIn(call);
    const started = await call("POST /api/4.0/acme_autorenew", session);
    expect(started.status).toBe(202);
    expect(started.headers.get("location")).toBe("/api/4.0/async_status/1");
    expect(Object.keys(started.json ?? {})).toEqual(["alerts"]);
    const seen: unknown[] = [];
    for (const waitMs of [0, 9_000, 1_000]) {
      clock.advance(waitMs);
      seen.push((await call("GET /api/4.0/async_status/1", session)).json);
    }
    const start = { id: 1, start_time: "2021-02-18T17:13:56.352261Z" };
    expect(seen).toEqual([
      { response: { ...start, status: "PENDING", message: "Async job has started." } },
      { response: { ...start, status: "PENDING", message: "2 of 3 certificates renewed." } },
      {
        response: {
          ...start,
          status: "SUCCEEDED",
          end_time: "2021-02-18T17:14:06.352261Z",
          message: "Certificate renewal has finished: 3 renewed.",
        },
      },
    ]);
  });

  it("gives the documented response where the scenario asks for the null", async () => {
    const simulator = createTrafficOpsSimulator({ clock: createTestClock("2021-02-18T17:13:56.352Z") });
    const call = createCaller(simulator);
    await logIn(call);
    simulator.start({
      id: "1",
      phases: [{ status: "PENDING", message: "Async job has started.", fields: { end_time: null } }],
    });
    expect((await call("GET /api/4.0/async_status/1", session)).json).toEqual({
      response: {
        id: 1,
        status: "PENDING",
        start_time: "2021-02-18T17:13:56.352261Z",
        end_time: null,
        message: "Async job has started.",
      },
    });
  });

  it("starts nothing while a job runs, and says so with the id 0", async () => {
    const clock = createTestClock("2021-02-18T17:13:56Z");
    const call = createCaller(createTrafficOpsSimulator({ clock }));
    await logIn(call);
    const places: unknown[] = [];
    for (const line of [
      "PUT /api/4.0/cdns/dnsseckeys/refresh",
      "PUT /api/5.0/cdns/dnsseckeys/refresh",
      "POST /api/5.0/acme_autorenew",
    ]) {
      places.push((await call(line, session)).headers.get("location"));
    }
    clock.advance(10_000);
    places.push((await call("PUT /api/4.0/cdns/dnsseckeys/refresh", session)).headers.get("location"));
    expect(places).toEqual([
      "/api/4.0/async_status/1",
      "/api/4.0/async_status/0",
      "/api/4.0/async_status/2",
      "/api/4.0/async_status/3",
    ]);
    expect((await call("GET /api/4.0/async_status/0", session)).status).toBe(404);
  });

  it("sets its cookie anew on every response to a session, and the newest holds for an hour", async () => {
    const clock = createTestClock("2021-02-18T17:00:00Z");
    const call = createCaller(createTrafficOpsSimulator({ clock }));
    await logIn(call);
    clock.advance(21_599_000);
    const answer = await call("GET /api/4.0/async_status/1", session);
    expect(answer.status).toBe(404);
    expect(answer.headers.getSetCookie()).toEqual([
      "mojolicious=simulated-session-3; Path=/; Expires=Thu, 18 Feb 2021 23:59:59 GMT; Max-Age=3600; HttpOnly",
    ]);
    clock.advance(3_599_000);
    expect((await call("GET /api/4.0/async_status/1", session)).status).toBe(401);
    const newest = { headers: { cookie: "other=1; mojolicious=simulated-session-3" } };
    expect((await call("GET /api/4.0/async_status/1", newest)).status).toBe(404);
    clock.advance(1_000);
    expect((await call("GET /api/4.0/async_status/1", newest)).status).toBe(401);
  });

  it.each([
    {
      fault: "no session",
      line: "GET /api/4.0/async_status/1",
      init: {},
      status: 401,
      text: "Unauthorized, please log in.",
    },
    {
      fault: "an id that isn't an integer",
      line: "GET /api/4.0/async_status/one",
      init: session,
      status: 400,
      text: "id must be an integer",
    },
    { fault: "an unknown id", line: "GET /api/4.0/async_status/7", init: session, status: 404, text: "Not Found" },
    {
      fault: "an unknown path",
      line: "GET /api/4.0/nothing",
      init: session,
      status: 404,
      text: "There is nothing at this path.",
    },
    {
      fault: "a wrong method",
      line: "PATCH /api/4.0/async_status/1",
      init: session,
      status: 404,
      text: "There is nothing at this path.",
    },
    {
      fault: "a version without jobs",
      line: "GET /api/3.0/async_status/1",
      init: session,
      status: 404,
      text: "There is nothing at this path.",
    },
    {
      fault: "an unknown version",
      line: "GET /api/9.0/async_status/1",
      init: session,
      status: 501,
      text: "The API version is not supported.",
    },
    {
      fault: "wrong credentials",
      line: "POST /api/4.0/user/login",
      init: { body: '{"u":"x","p":"y"}' },
      status: 401,
      text: "Invalid username or password.",
    },
  ])("answers $status with alerts to $fault", async ({ line, init, status, text }) => {
    const call = createCaller(createTrafficOpsSimulator());
    await logIn(call);
    const answer = await call(line, init);
    expect({ status: answer.status, body: answer.json }).toEqual({
      status,
      body: { alerts: [{ text, level: "error" }] },
    });
  });

  it.each(["/api/4.0", "/api/4.1", "/api/5.0"])("answers alike under %s, to a bearer token as well", async (base) => {
    const simulator = createTrafficOpsSimulator();
    const call = createCaller(simulator);
    await logIn(call);
    simulator.start({ id: "9007199254740993", outcome: "failed", startedMsAgo: 60_000 });
    const answer = await call(`GET ${base}/async_status/9007199254740993`, {
      headers: { authorization: "Bearer simulated-token-2" },
    });
    expect(answer.text).toContain('"id":9007199254740993,"status":"FAILED"');
  });

  it("forbids a caller without the permission to read jobs, though not to start them", async () => {
    const simulator = createTrafficOpsSimulator();
    const call = createCaller(simulator);
    await logIn(call);
    simulator.setState("the caller may not read jobs");
    expect((await call("POST /api/4.0/acme_autorenew", session)).status).toBe(202);
    const answer = await call("GET /api/4.0/async_status/1", session);
    expect(answer.status).toBe(403);
    expect(answer.json).toEqual({
      alerts: [{ text: "missing required Permissions: ASYNC-STATUS:READ", level: "error" }],
    });
    expect(call.compared()).toEqual(["getAsyncStatus 403 application/json", "login 200 application/json"]);
  });
});

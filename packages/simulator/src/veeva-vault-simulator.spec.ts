import { describe, expect, it } from "vitest";
import { createCaller, type Caller, type CallInit } from "./testing/caller.ts";
import { createTestClock } from "./testing/test-clock.ts";
import { createVeevaVaultSimulator, veevaVaultCredentials } from "./veeva-vault-simulator.ts";

const sessionId = "simulated-session-1";
const session: CallInit = { headers: { authorization: sessionId } };
const xmlSession: CallInit = { headers: { authorization: sessionId, accept: "application/xml" } };
const status = "GET /api/v26.1/services/jobs/1201";

async function logIn(call: Caller, accept = "application/json"): Promise<string> {
  const body = new URLSearchParams(veevaVaultCredentials).toString();
  return (await call("POST /api/v26.1/auth", { headers: { accept }, body })).text;
}

const failure = (type: string): unknown => ({
  responseStatus: "FAILURE",
  responseMessage: expect.any(String) as unknown,
  errors: [{ type, message: expect.any(String) as unknown }],
});

describe("the simulated Veeva Vault", () => {
  it("takes a job from its start call to its end", async () => {
    const clock = createTestClock("2016-04-20T18:14:42Z");
    const call = createCaller(createVeevaVaultSimulator({ clock }));
    expect(JSON.parse(await logIn(call))).toEqual({
      responseStatus: "SUCCESS",
      sessionId,
      userId: 44533,
      vaultIds: [{ id: 1776, name: "Simulated Vault", url: "https://provider.example/api" }],
      vaultId: 1776,
    });
    const started = await call("POST /api/v26.1/services/loader/extract", session);
    expect(started.json).toEqual({ responseStatus: "SUCCESS", job_id: 1201, url: "/api/v26.1/services/jobs/1201" });
    const seen: unknown[] = [];
    for (const waitMs of [0, 10_000, 10_000]) {
      clock.advance(waitMs);
      seen.push((await call(status, session)).json);
    }
    const link = (rel: string, href: string): unknown => ({ rel, href, method: "GET", accept: "application/json" });
    const self = link("self", "/api/v26.1/services/jobs/1201");
    const common = {
      id: 1201,
      method: "POST",
      created_by: 44533,
      created_date: "2016-04-20T18:14:42.000Z",
      run_start_date: "2016-04-20T18:14:47.000Z",
    };
    const ended = { run_end_date: "2016-04-20T18:14:57.000Z" };
    const artifacts = link("artifacts", "/api/v26.1/services/jobs/1201/artifacts");
    expect(seen).toEqual(
      [
        { ...common, status: "QUEUEING", links: [self] },
        { ...common, status: "RUNNING", links: [self] },
        { ...common, ...ended, status: "SUCCESS", links: [self, artifacts] },
      ].map((data) => ({ responseStatus: "SUCCESS", responseMessage: "OK", data })),
    );
  });

  it("gives the documented response where the scenario asks for its link", async () => {
    const simulator = createVeevaVaultSimulator({ clock: createTestClock("2016-04-20T18:14:44Z") });
    const call = createCaller(simulator);
    await logIn(call);
    const self = { rel: "self", href: "/api/v15.0/services/jobs/1601", method: "GET", accept: "application/json" };
    simulator.start({
      id: "1201",
      startedMsAgo: 2_000,
      phases: [
        { status: "QUEUED", forMs: 1_000 },
        { status: "RUNNING", forMs: 1_000 },
        { status: "SUCCESS", fields: { links: [self] } },
      ],
    });
    expect((await call("GET /api/v15.0/services/jobs/1201", session)).json).toEqual({
      responseStatus: "SUCCESS",
      responseMessage: "OK",
      data: {
        id: 1201,
        status: "SUCCESS",
        method: "POST",
        links: [self],
        created_by: 44533,
        created_date: "2016-04-20T18:14:42.000Z",
        run_start_date: "2016-04-20T18:14:43.000Z",
        run_end_date: "2016-04-20T18:14:44.000Z",
      },
    });
  });

  it("answers in XML if the request accepts it", async () => {
    const simulator = createVeevaVaultSimulator({ clock: createTestClock("2016-04-20T18:14:42Z") });
    const call = createCaller(simulator);
    expect(await logIn(call, "application/xml")).toContain("<vaultIds><vaultId><id>1776</id>");
    simulator.start({ id: "1201", phases: [{ status: "CANCELLED", omit: ["method", "created_by", "links"] }] });
    const response = await call(status, xmlSession);
    expect(response.headers.get("content-type")).toBe("application/xml; charset=utf-8");
    expect(response.text).toBe(
      "<ApiRestResult><responseStatus>SUCCESS</responseStatus><responseMessage>OK</responseMessage><data>" +
        "<id>1201</id><status>CANCELLED</status><created_date>2016-04-20T18:14:42.000Z</created_date>" +
        "<run_end_date>2016-04-20T18:14:42.000Z</run_end_date></data></ApiRestResult>",
    );
    expect((await call(status, xmlSession)).text).toContain("<errors><error><type>API_LIMIT_EXCEEDED</type>");
    expect(call.compared()).toEqual(["authenticate 200 application/xml", "retrieveJobStatus 200 application/xml"]);
  });

  it.each([
    { accept: "application/xml;q=0.9, application/json", type: "application/xml" },
    { accept: "application/json, application/xml", type: "application/json" },
    { accept: "*/*", type: "application/json" },
  ])("answers $accept with $type", async ({ accept, type }) => {
    const call = createCaller(createVeevaVaultSimulator());
    await logIn(call);
    const response = await call(status, { headers: { authorization: sessionId, accept } });
    expect(response.headers.get("content-type")).toBe(`${type}; charset=utf-8`);
  });

  it.each([
    { status: "SCHEDULED", starts: true },
    { status: "QUEUED", starts: true },
    { status: "QUEUEING", starts: true },
    { status: "RUNNING", starts: true },
    { status: "SUCCESS", ends: true, starts: true },
    { status: "ERRORS_ENCOUNTERED", ends: true, starts: true },
    { status: "CANCELLED", ends: true },
    { status: "TIMEOUT", ends: true },
    { status: "COMPLETED_DUE_TO_INACTIVITY", ends: true },
    { status: "MISSED_SCHEDULE", ends: true },
    { status: "FAILED_TO_RUN", ends: true },
    { status: "failed_to_run", ends: true },
  ])(
    "shows the status $status, with the times that it has",
    async ({ status: value, starts = false, ends = false }) => {
      const simulator = createVeevaVaultSimulator();
      const call = createCaller(simulator);
      await logIn(call);
      // A job that is over without having worked has no start.
      simulator.start({
        id: "1201",
        phases: ends ? [{ status: value }] : [{ status: value, forMs: 60_000 }, { status: "RUNNING" }],
      });
      const { data } = (await call(status, session)).json as { readonly data: Readonly<Record<string, unknown>> };
      expect({ status: data["status"], starts: "run_start_date" in data, ends: "run_end_date" in data }).toEqual({
        status: value,
        starts,
        ends,
      });
    },
  );

  it("answers once in 10 s for each job, and a refused try does not count", async () => {
    const clock = createTestClock("2026-01-01T00:00:00Z");
    const simulator = createVeevaVaultSimulator({ clock });
    const call = createCaller(simulator);
    await logIn(call);
    simulator.start({ id: "1201" });
    simulator.start({ id: "1202" });
    expect((await call(status, session)).json).toHaveProperty("data");
    clock.advance(5_000);
    expect((await call(status, session)).json).toEqual(failure("API_LIMIT_EXCEEDED"));
    expect((await call("GET /api/v26.1/services/jobs/1202", session)).json).toHaveProperty("data");
    clock.advance(4_999);
    expect((await call(status, session)).json).toEqual(failure("API_LIMIT_EXCEEDED"));
    clock.advance(1);
    expect((await call(status, session)).json).toHaveProperty("data");
  });

  it("counts requests in its headers, and names a delay once the burst limit is passed", async () => {
    const clock = createTestClock("2026-01-01T00:00:00Z");
    const call = createCaller(createVeevaVaultSimulator({ clock, burstLimit: 2 }));
    const seen: unknown[] = [];
    for (const waitMs of [0, 0, 0, 300_000]) {
      clock.advance(waitMs);
      const { headers } = await call(status, { headers: { "x-vaultapi-clientid": "a-client" } });
      expect(headers.get("x-vaultapi-clientid")).toBe("a-client");
      seen.push(
        ["burstlimit", "burstlimitremaining", "responsedelay", "executionid"].map((name) =>
          headers.get(`x-vaultapi-${name}`),
        ),
      );
    }
    expect(seen).toEqual([
      ["2", "1", null, "simulated-execution-1"],
      ["2", "0", null, "simulated-execution-2"],
      ["2", "0", "500", "simulated-execution-3"],
      ["2", "1", null, "simulated-execution-4"],
    ]);
  });

  it.each([
    { fault: "no session", line: status, init: {}, http: 200, type: "INVALID_SESSION_ID" },
    { fault: "an unknown job", line: status, init: session, http: 200, type: "INVALID_DATA" },
    {
      fault: "a wrong method",
      line: "POST /api/v26.1/services/jobs/1201",
      init: session,
      http: 200,
      type: "METHOD_NOT_SUPPORTED",
    },
    { fault: "an unknown path", line: "GET /api/v26.1/nothing", init: session, http: 404, type: "MALFORMED_URL" },
    { fault: "no version", line: "GET /api/services/jobs/1201", init: session, http: 404, type: "MALFORMED_URL" },
    {
      fault: "wrong credentials",
      line: "POST /api/v26.1/auth",
      init: { body: "username=x" },
      http: 200,
      type: "USERNAME_OR_PASSWORD_INCORRECT",
    },
  ])("answers $type to $fault", async ({ line, init, http, type }) => {
    const call = createCaller(createVeevaVaultSimulator());
    await logIn(call);
    const response = await call(line, init);
    expect({ status: response.status, body: response.json }).toEqual({ status: http, body: failure(type) });
  });

  it("ends a session 20 minutes after its last use, at its end call, and when it is told to", async () => {
    const clock = createTestClock("2026-01-01T00:00:00Z");
    const simulator = createVeevaVaultSimulator({ clock });
    const call = createCaller(simulator);
    await logIn(call);
    const bearer: CallInit = { headers: { authorization: `Bearer ${sessionId}` } };
    for (const waitMs of [1_199_999, 1_199_999]) {
      clock.advance(waitMs);
      expect((await call(status, bearer)).json).toEqual(failure("INVALID_DATA"));
    }
    clock.advance(1_200_000);
    expect((await call(status, bearer)).json).toEqual(failure("INVALID_SESSION_ID"));
    simulator.grantSession("chosen");
    const chosen: CallInit = { headers: { authorization: "chosen" } };
    expect((await call("DELETE /api/v26.1/session", chosen)).json).toEqual({ responseStatus: "SUCCESS" });
    expect((await call(status, chosen)).json).toEqual(failure("INVALID_SESSION_ID"));
    simulator.grantSession("chosen");
    simulator.expireSessions();
    expect((await call(status, chosen)).json).toEqual(failure("INVALID_SESSION_ID"));
  });

  it("refuses a caller without the right to read jobs, and a start that the scenario refuses", async () => {
    const simulator = createVeevaVaultSimulator({ scenario: { refusal: "The package is not valid." } });
    const call = createCaller(simulator);
    await logIn(call);
    const started = await call("POST /api/v26.1/services/package/actions/deploy", session);
    expect(started.json).toEqual(failure("INVALID_DATA"));
    simulator.setState("the caller may not read jobs");
    expect((await call(status, session)).json).toEqual(failure("INSUFFICIENT_ACCESS"));
  });
});

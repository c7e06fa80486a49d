import { describe, expect, it } from "vitest";
import { createTestClock, type TestClock } from "../testing/test-clock.ts";
import type { Simulator } from "../simulator.ts";
import { createContractSimulator } from "./contract-simulator.ts";
import { sessionCredentials } from "./session-credentials.ts";
import type { SimulatedContract, SimulatedOperation } from "./simulated-contract.ts";

// What a client makes of these responses is tested with core, in the conformance suite.

const LAUNDRY: SimulatedContract = {
  provider: "laundry",
  request: { method: "GET", path: "/loads/{id}", id: { in: "path", name: "id", type: "integer" } },
  credentials: [{ header: { name: "X-Key", value: "{key}" } }],
  job: {
    at: ["/load"],
    status: "/phase",
    message: "/note",
    progress: { completed: "/done", total: "/pieces" },
    times: {
      createdAt: { at: "/at", encodings: ["epoch-seconds"] },
      finishedAt: { at: "/end", encodings: ["rfc3339"] },
    },
    items: { at: "/clothes", id: "/tag", success: "/clean", errors: ["/why"] },
  },
  states: { waiting: "pending", washing: "running", folded: "succeeded", shrunk: "failed" },
  outcomeFromItems: ["folded"],
  minPollIntervalMs: 10_000,
  errors: { native: ["/code"], message: ["/text"], codes: { E7: "not-found" }, http: { 420: "rate-limited" } },
  references: [
    { from: "location", path: "/loads/{id}" },
    { from: "body", at: "/load", id: "/id" },
  ],
};

function setUp(changes: Partial<SimulatedContract> = {}): { clock: TestClock; simulator: Simulator<string> } {
  const clock = createTestClock("2026-01-01T00:00:00Z");
  return { clock, simulator: createContractSimulator({ ...LAUNDRY, ...changes }, { clock }) };
}

async function call(simulator: Simulator<string>, line: string, headers: Record<string, string> = { "X-Key": "k" }) {
  const [method = "GET", path = ""] = line.split(" ");
  const response = await simulator.fetch(new Request(`https://laundry.example${path}`, { method, headers }));
  return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) as unknown };
}

describe("the simulator of a contract", () => {
  it("walks through the states, each written where the contract says", async () => {
    const { clock, simulator } = setUp();
    const id = simulator.start({ items: [{ id: 4 }, { id: 5, error: "torn" }] });
    expect((await call(simulator, `GET /loads/${id}`)).body).toEqual({
      load: { phase: "waiting", done: 0, pieces: 2, at: 1767225600, clothes: [] },
    });
    clock.advance(10_000);
    expect((await call(simulator, `GET /loads/${id}`)).body).toEqual({
      load: {
        phase: "folded",
        note: "The job succeeded.",
        done: 2,
        pieces: 2,
        at: 1767225600,
        end: "2026-01-01T00:00:10.000Z",
        clothes: [
          { tag: 4, clean: true },
          { tag: 5, clean: false, why: "torn" },
        ],
      },
    });
  });

  it("starts a job with any other call, and names it in every shape of the contract", async () => {
    const { simulator } = setUp();
    const { status, headers, body } = await call(simulator, "POST /wash/now");
    expect([status, headers.get("location"), body]).toEqual([
      202,
      "https://laundry.example/loads/1",
      { load: { id: 1 } },
    ]);
  });

  it.each([
    { pattern: undefined, id: "1" },
    { pattern: "^[0-9a-f]{32}$", id: "00000000000000000000000000000001" },
    { pattern: "^[0-9a-f-]{36}$", id: "00000000-0000-4000-8000-000000000001" },
    { pattern: "^[a-z]+/[^/]+$", id: "simulated/1" },
    { pattern: "^never$", id: "1" },
  ])("names its first job $id if the pattern of IDs is $pattern", ({ pattern, id }) => {
    const request = { ...LAUNDRY.request, id: { in: "path", name: "id", type: "string" } as const };
    const own = { ...request, id: { ...request.id, ...(pattern !== undefined && { pattern }) } };
    expect(setUp({ request: own }).simulator.start()).toBe(id);
  });

  it("keeps the limit of a job, with the status and the delay that the contract has for that", async () => {
    const { clock, simulator } = setUp();
    const path = `GET /loads/${simulator.start()}`;
    await call(simulator, path);
    clock.advance(4000);
    const { status, headers, body } = await call(simulator, path);
    expect([status, headers.get("retry-after"), body]).toEqual([420, "6", { text: "Too many requests." }]);
    clock.advance(6000);
    expect(await call(simulator, path)).toMatchObject({ status: 200 });
  });

  it("keeps the limit of an account", async () => {
    const { clock, simulator } = setUp({ accountLimits: [{ requests: 1, intervalMs: 5000 }] });
    const lines = [simulator.start(), simulator.start()].map((id) => `GET /loads/${id}`);
    await call(simulator, lines[0] ?? "");
    expect(await call(simulator, lines[1] ?? "")).toMatchObject({ status: 420 });
    clock.advance(5000);
    expect(await call(simulator, lines[1] ?? "")).toMatchObject({ status: 200 });
  });

  it("keeps all limits of an account", async () => {
    const accountLimits = [
      { requests: 1, intervalMs: 5000 },
      { requests: 2, intervalMs: 60_000 },
    ];
    const { clock, simulator } = setUp({ accountLimits });
    const pollNewJob = () => call(simulator, `GET /loads/${simulator.start()}`);
    await pollNewJob();
    clock.advance(5000);
    expect(await pollNewJob()).toMatchObject({ status: 200 });
    clock.advance(5000);
    const refused = await pollNewJob();
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([420, "50"]);
  });

  it("writes an error with the provider's own code", async () => {
    expect(await call(setUp().simulator, "GET /loads/9")).toMatchObject({
      status: 404,
      body: { code: "E7", text: "The job is not known." },
    });
  });

  it.each([
    { name: "without the header", headers: {}, status: 401 },
    { name: "with any key", headers: { "X-Key": "anything" }, status: 404 },
  ])("answers a request $name with $status", async ({ headers, status }) => {
    expect(await call(setUp().simulator, "GET /loads/9", headers)).toMatchObject({ status });
  });

  it("needs no credentials if the contract has none", async () => {
    expect(await call(setUp({ credentials: [] }).simulator, "GET /loads/9", {})).toMatchObject({ status: 404 });
  });

  it("refuses a scenario whose end the contract has no status value for", () => {
    expect(() => setUp().simulator.start({ outcome: "cancelled" })).toThrow(/"cancelled" has no status/);
  });
});

describe("a status that rules tell", () => {
  const job: SimulatedOperation["job"] = {
    at: [""],
    status: [
      { value: "failed", where: { at: "/error" } },
      { value: "done", where: { at: "/done", equals: "true" } },
      { value: "running", where: { http: 202 } },
    ],
    message: "/error/message",
  };
  const states = { running: "running", done: "succeeded", failed: "failed" };

  it.each([
    { outcome: "succeeded", atMs: 1000, status: 202, body: {} },
    { outcome: "succeeded", atMs: 20_000, status: 200, body: { done: true } },
    { outcome: "failed", atMs: 20_000, status: 200, body: { error: { message: "The job failed." } } },
  ] as const)(
    "is $body with HTTP $status after $atMs ms of a job that $outcome",
    async ({ outcome, atMs, status, body }) => {
      const { clock, simulator } = setUp({ job, states, outcomeFromItems: [] });
      const id = simulator.start({ outcome });
      clock.advance(atMs);
      expect(await call(simulator, `GET /loads/${id}`)).toMatchObject({ status, body });
    },
  );
});

describe("the credentials of a session", () => {
  const header = (name: string, value: string) => ({ header: { name, value } });
  const login = { method: "POST", path: "/login", fields: ["user"] };

  it("are the fields that a login grants, a cookie as its whole pair", () => {
    const credentials = [header("Authorization", "Bearer {token}"), header("Cookie", "{cookie}")];
    const session = { login: { ...login, grants: [{ field: "cookie", cookie: "SID" }] } };
    expect(sessionCredentials({ ...LAUNDRY, credentials, session }, "s-1")).toEqual({ cookie: "SID=s-1" });
  });

  it("are those of a way with one field if there are no sessions, or of the first way", () => {
    const basic = { basic: "{user}:{password}" };
    const one = { ...LAUNDRY, credentials: [basic, header("X-Key", "{key}")] };
    expect(sessionCredentials(one, "s-1")).toEqual({ key: "s-1" });
    expect(sessionCredentials({ ...LAUNDRY, credentials: [basic] }, "s-1")).toEqual({ user: "s-1", password: "s-1" });
    expect(sessionCredentials({ ...LAUNDRY, credentials: [] }, "s-1")).toEqual({});
  });

  it("pass at the simulator that was granted them", async () => {
    const session = { login: { ...login, grants: [{ field: "cookie", cookie: "SID" }] } };
    const { simulator } = setUp({ credentials: [header("Cookie", "{cookie}")], session });
    simulator.grantSession("SID=s-1");
    const path = `GET /loads/${simulator.start()}`;
    expect((await call(simulator, path, { cookie: "SID=s-1" })).status).toBe(200);
    expect((await call(simulator, path, { cookie: "SID=s-2" })).status).toBe(401);
  });
});

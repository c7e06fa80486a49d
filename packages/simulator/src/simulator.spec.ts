import { describe, expect, it } from "vitest";
import { providerStates } from "./provider-state.ts";
import type { ProviderName } from "./gen/provider-name.ts";
import type { Simulator } from "./simulator.ts";
import { simulators } from "./gen/simulators.ts";
import { createTestClock } from "./testing/test-clock.ts";

interface Row {
  readonly provider: ProviderName;
  /** Asks for a job, with the session `chosen`. */
  readonly requestStatus: (id: string) => Request;
  /** Starts a job, with the session `chosen`. */
  readonly start: () => Request;
  /** The first id that the provider gives. */
  readonly firstId: string;
}

const origin = "https://provider.example";
const bearer = { authorization: "Bearer chosen" };
const v1Headers = { cookie: "Tier3.API.Cookie=chosen", "content-type": "application/json" };

function post(path: string, headers: Readonly<Record<string, string>>, body = ""): Request {
  return new Request(`${origin}${path}`, { method: "POST", headers, body });
}

const rows: readonly Row[] = [
  {
    provider: "centurylink-v1",
    requestStatus: (id) => post("/REST/Queue/GetRequestStatus/JSON", v1Headers, `{"RequestID":"${id}"}`),
    start: () => post("/REST/Network/AddPublicIPAddress/JSON", v1Headers, "{}"),
    firstId: "50",
  },
  {
    provider: "centurylink-v2",
    requestStatus: (id) => new Request(`${origin}/v2/operations/ALIAS/status/${id}`, { headers: bearer }),
    start: () => post("/v2/operations/ALIAS/servers/powerOn", bearer, '["A"]'),
    firstId: "wa1-12345",
  },
  {
    provider: "traffic-ops",
    requestStatus: (id) => new Request(`${origin}/api/4.0/async_status/${id}`, { headers: bearer }),
    start: () => post("/api/4.0/acme_autorenew", bearer),
    firstId: "1",
  },
  {
    provider: "veeva-vault",
    requestStatus: (id) => new Request(`${origin}/api/v26.1/services/jobs/${id}`, { headers: bearer }),
    start: () => post("/api/v26.1/services/loader/extract", bearer),
    firstId: "1201",
  },
  {
    provider: "zendesk",
    requestStatus: (id) => new Request(`${origin}/api/v2/job_statuses/${id}.json`, { headers: bearer }),
    start: () => post("/api/v2/tickets/create_many.json", bearer, '{"tickets":[{}]}'),
    // The counter's first step, 1 · 1664525 + 1013904223 = 1015568748 = 3c88596c in hexadecimal, begins it.
    firstId: "3c885e888116b4730cf05e98c6568e62",
  },
];

async function textOf(simulator: Simulator, request: Request): Promise<string> {
  return (await simulator.fetch(request)).text();
}

describe("the table of simulators", () => {
  it("has each simulator under the name of its provider", () => {
    for (const [provider, create] of Object.entries(simulators)) expect(create().provider).toBe(provider);
    expect(Object.keys(simulators)).toEqual(expect.arrayContaining(rows.map((row) => row.provider)));
  });
});

describe.each(rows)("every simulator: $provider", ({ provider, requestStatus, start, firstId }) => {
  function create(): { simulator: Simulator; clock: ReturnType<typeof createTestClock> } {
    const clock = createTestClock("2026-01-01T00:00:00Z");
    const simulator = simulators[provider]({ clock });
    simulator.grantSession("chosen");
    return { simulator, clock };
  }

  it("counts ids up, and passes over those that are taken", async () => {
    const { simulator } = create();
    simulator.start({ id: firstId });
    simulator.start();
    expect(await textOf(simulator, start())).not.toContain(firstId);
    const { simulator: other } = create();
    expect(other.start()).toBe(firstId);
    expect(() => other.start({ id: firstId })).toThrow(`scenario.id "${firstId}" is taken`);
    expect(() => other.start({ id: "" })).toThrow("scenario.id must be a text that is not empty");
  });

  it("gives the same answers to the same calls", async () => {
    const texts = await Promise.all(
      [create(), create()].map(async ({ simulator, clock }) => {
        const first = await textOf(simulator, start());
        clock.advance(6_000);
        return first + (await textOf(simulator, requestStatus(firstId)));
      }),
    );
    expect(texts[0]).toBe(texts[1]);
  });

  it("starts jobs at any moment of their lives", async () => {
    const { simulator } = create();
    simulator.start({ id: "77", phases: [{ status: "early", forMs: 1_000 }, { status: "late" }], startedMsAgo: 1_000 });
    expect(await textOf(simulator, requestStatus("77"))).toContain("late");
  });

  it("lives the planned scenarios first, one for each start call", async () => {
    const { simulator } = create();
    simulator.planNext({ id: "77", phases: [{ status: "planned", stage: "ended" }] }, { refusal: "not today" });
    expect(await textOf(simulator, start())).toContain("77");
    expect(await textOf(simulator, start())).toContain("not today");
    expect(await textOf(simulator, requestStatus("77"))).toContain("planned");
    expect(() => simulator.planNext({ phases: [] })).toThrow("scenario.phases");
  });

  it("gives the set answers first, in order, and changes nothing for them", async () => {
    const { simulator } = create();
    const job = simulator.start();
    simulator.respondNext(
      { status: 500 },
      new Response("<h1>429</h1>", { status: 429, headers: { "content-type": "text/html" } }),
      { status: 204 },
      async (_request, usual) => new Response(await (await usual()).text(), { status: 203 }),
    );
    const seen: unknown[] = [];
    for (let count = 0; count < 3; count += 1) {
      const response = await simulator.fetch(requestStatus(job));
      seen.push([response.status, await response.text(), response.headers.get("content-type")]);
    }
    expect(seen).toEqual([
      [500, "", "text/plain;charset=UTF-8"],
      [429, "<h1>429</h1>", "text/html"],
      [204, "", null],
    ]);
    const changed = await simulator.fetch(requestStatus(job));
    expect(changed.status).toBe(203);
    // Had the set answers counted, Vault's ten seconds would refuse this one.
    expect(await changed.text()).not.toMatch(/error/i);
  });

  it("can give one Response several times", async () => {
    const { simulator } = create();
    const busy = new Response("busy", { status: 503 });
    simulator.respondNext(busy, busy);
    expect([await textOf(simulator, requestStatus("77")), await textOf(simulator, requestStatus("77"))]).toEqual([
      "busy",
      "busy",
    ]);
  });

  it("keeps a log of requests without credentials", async () => {
    const { simulator, clock } = create();
    await simulator.fetch(requestStatus("77"));
    clock.advance(5);
    await simulator.fetch(start());
    const startMs = Date.parse("2026-01-01T00:00:00Z");
    const record = (request: Request, atMs: number): unknown => ({
      method: request.method,
      url: request.url.slice(origin.length),
      atMs,
    });
    expect(simulator.requests).toEqual([record(requestStatus("77"), startMs), record(start(), startMs + 5)]);
    expect(JSON.stringify(simulator.requests)).not.toContain("chosen");
  });

  it("forgets one job, or everything", async () => {
    const { simulator } = create();
    const before = await textOf(simulator, requestStatus("77"));
    simulator.start({ id: "77" });
    simulator.forget("77");
    expect(await textOf(simulator, requestStatus("77"))).toBe(before);
    simulator.start({ id: "77" });
    simulator.respondNext({ status: 500 });
    simulator.planNext({ id: "78" });
    simulator.setState("the caller may not read jobs");
    simulator.reset();
    expect(simulator.requests).toEqual([]);
    expect(await textOf(simulator, requestStatus("77"))).not.toBe(before);
    simulator.grantSession("chosen");
    expect(await textOf(simulator, requestStatus("77"))).toBe(before);
    expect(await textOf(simulator, start())).not.toContain("78");
  });

  it("can be put into the states of its contracts", async () => {
    const { simulator } = create();
    simulator.expireSessions();
    simulator.setState("the session holds", { session: "chosen" });
    simulator.setState("there is a job", { id: "77", phases: [{ status: "first" }] });
    simulator.setState("there is a job", { id: "77", phases: [{ status: "second" }] });
    expect(await textOf(simulator, requestStatus("77"))).toContain("second");
    simulator.setState("there are no jobs");
    expect(await textOf(simulator, requestStatus("77"))).not.toContain("second");
    simulator.setState("the next response is", { status: 503, headers: { "retry-after": "7" }, body: "later" });
    const response = await simulator.fetch(requestStatus("77"));
    expect([response.status, response.headers.get("retry-after"), await response.text()]).toEqual([503, "7", "later"]);
    simulator.setState("the session has expired");
    const usual = await textOf(simulator, requestStatus("77"));
    simulator.setState("the session holds", { session: "chosen" });
    expect(await textOf(simulator, requestStatus("77"))).not.toBe(usual);
  });

  it.each([
    { name: "there is a jib", params: {}, message: `"there is a jib" is not a state; known are ${providerStates[0]}` },
    { name: "there is a job", params: { status: "x" }, message: "scenario.status is not known" },
    { name: "the session holds", params: {}, message: "params.session must be a text" },
    { name: "the next response is", params: { status: 42 }, message: "params.status must be an HTTP status" },
    { name: "the next response is", params: { status: 200, body: 1 }, message: "params.body must be a text" },
    {
      name: "the next response is",
      params: { status: 200, headers: { a: 1 } },
      message: "params.headers.a must be a text",
    },
  ])("refuses a wrong state: $message", ({ name, params, message }) => {
    expect(() => create().simulator.setState(name, params)).toThrow(message);
  });

  it("has the limits of its provider alone", async () => {
    const { simulator } = create();
    const id = simulator.start();
    const limits = [
      { state: "the job was polled just now", of: "veeva-vault", response: "API_LIMIT_EXCEEDED" },
      { state: "the account's rate limit is used up", of: "zendesk", response: "APIRateLimitExceeded" },
    ];
    for (const { state } of limits.filter(({ of }) => of !== provider)) {
      expect(() => simulator.setState(state, { id })).toThrow(`${provider} has no such limit`);
    }
    const own = limits.find(({ of }) => of === provider);
    if (own !== undefined) simulator.setState(own.state, { id });
    expect(await textOf(simulator, requestStatus(id))).toContain(own?.response ?? "");
  });

  it("starts a job whose start call fails in the provider's own way, if the scenario says so", async () => {
    const { simulator } = create();
    const failures: Readonly<Partial<Record<string, readonly [status: number, text: string]>>> = {
      "centurylink-v1": [200, '"StatusCode":2'],
      "veeva-vault": [200, '"responseStatus":"EXCEPTION"'],
    };
    const [status, text] = failures[provider] ?? [503, "server timed out"];
    simulator.planNext({ id: firstId, losesResponse: true });
    const response = await simulator.fetch(start());
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(text);
    expect(await textOf(simulator, start())).not.toContain(text);
    expect(() => simulator.start({ id: firstId })).toThrow("is taken by another job");
  });

  it("refuses a wrong scenario when it is made", () => {
    const wrong: unknown = { workingMs: -1 };
    expect(() => simulators[provider]({ scenario: wrong as { readonly workingMs: number } })).toThrow(
      "scenario.workingMs",
    );
  });
});

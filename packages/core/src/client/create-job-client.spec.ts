import { describe, expect, it, vi } from "vitest";
import { allParts } from "./all-parts.ts";
import { createJobClient } from "./create-job-client.ts";
import { contextOf } from "../context/context-of.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import { operationsContract } from "../testing/acme-operations.ts";
import { sessionContract } from "../testing/acme-session.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { failureIn, rejectionOf } from "../testing/rejection-of.ts";

describe("a wrong option of the client is refused at once, by name", () => {
  it.each<[string, object]>([
    ["credentials", {}],
    ["credentials", { credentials: "opensesame" }],
    ["credentials", { credentials: null }],
    ["tenant", { tenant: "" }],
    ["tenant", { tenant: 5 }],
    ["account", { account: "" }],
    ["baseUrl", { baseUrl: "" }],
    ["baseUrl", { baseUrl: "acme.example" }],
    ["baseUrl", { baseUrl: new URL("https://acme.example") }],
    ["headers", { headers: "X: 1" }],
    ["headers", { headers: { "X-Count": 1 } }],
    ["headers", { headers: { "X-Name": "blue", "X-Count": 1 } }],
    ["headers", { headers: new Headers({ "X-Lost": "1" }) }],
    ["headers", { headers: [["X", "1"]] }],
    ["fetch", { fetch: "fetch" }],
    ["clock", { clock: () => 0 }],
    ["clock", { clock: { now: () => 0 } }],
    ["random", { random: 0.5 }],
    ["gate", { gate: { admit: () => undefined } }],
    ["maxConcurrentRequests", { maxConcurrentRequests: 0 }],
    ["maxConcurrentRequests", { maxConcurrentRequests: 1.5 }],
    ["subdomain", { subdomain: "shop" }],
  ])("%s in %o", (name, wrong) => {
    const credentials = name === "credentials" ? {} : { credentials: { token: "opensesame" } };
    const options = { tenant: "shop", ...credentials, ...wrong };
    const error = failureIn(() => createJobClient(acmeContract, options as { credentials: object }, allParts));
    expect(error.code).toBe("invalid-request");
    expect(error.message).toContain(`option "${name}"`);
    expect(error.message).not.toContain("opensesame");
  });
});

it("a format of another provider is refused, and what is none", () => {
  const message = 'createAcme: the option "format" must be a format of acme, from its package\'s subpath';
  for (const format of [{ provider: "zeta" }, {}, null, "acme"]) {
    expect(failureIn(() => createAcmeClient([], { format } as object)).message).toBe(message);
  }
});

it("the option operation names an operation of the contract, and is unknown to a client that has one only", () => {
  for (const operation of ["tusk", "", 5]) {
    const error = failureIn(() => createAcmeClient([], { operation } as object, operationsContract));
    expect(error.message).toBe('createAcme: the option "operation" must be one of default, task, regional');
  }
  for (const operation of ["default", "task", "regional"]) {
    expect(() => createAcmeClient([], { operation } as object, operationsContract)).not.toThrow();
  }
  expect(failureIn(() => createAcmeClient([], { operation: "default" } as object)).message).toMatch(
    /^createAcme: unknown option "operation"; valid options: /,
  );
});

it("credentials of two kinds are refused", () => {
  const credentials = { user: "ann", password: "open", token: "opensesame" };
  expect(failureIn(() => createAcmeClient([], { credentials })).message).toBe(
    'createAcme: the option "credentials" must be only { user, password } or { token }',
  );
});

it("a client without the part for requests of the caller's own says where to get one", async () => {
  const { ownRequests: _own, ...parts } = allParts;
  const options = { tenant: "shop", credentials: { token: "opensesame" } };
  const client = createJobClient(acmeContract, options, parts);
  const error = await rejectionOf(client.fetch("/v1/start"));
  expect([error.code, error.message]).toEqual([
    "invalid-request",
    "acme showJob: this client only waits; create it from the package itself",
  ]);
});

it("a contract with sessions whose part is left out is that of a client without sessions", async () => {
  const { sessions: _sessions, ...parts } = allParts;
  const { fetch, clock } = createAcmeClient([jobIn("DONE")]);
  const options = { tenant: "shop", credentials: { token: "opensesame" }, fetch, clock };
  const client = createJobClient(sessionContract, options, parts);
  expect((await client.status("7")).state).toBe("succeeded");
});

it.each([
  ["Cloudflare-Workers", true],
  ["Node.js/24", false],
  [undefined, false],
])("whether each call stands alone is decided by the platform: %s", (userAgent, isIsolated) => {
  vi.stubGlobal("navigator", userAgent === undefined ? undefined : { userAgent });
  expect(contextOf(createAcmeClient([]).client).isIsolated).toBe(isIsolated);
  expect(contextOf(createAcmeClient([], { sharing: "process" }).client).isIsolated).toBe(false);
  expect(contextOf(createAcmeClient([], { sharing: "call" }).client).isIsolated).toBe(true);
});

it("credentials are required", () => {
  const error = failureIn(() => createJobClient(acmeContract, { tenant: "shop" } as never, allParts));
  expect(error.message).toBe('createAcme: the option "credentials" is required');
});

describe("without an option of its own", () => {
  it("a client sends with the fetch that is global at the time", async () => {
    const options = { tenant: "shop", credentials: { token: "opensesame" } };
    const client = createJobClient(acmeContract, options, allParts);
    const { fetch, requests } = createAcmeClient([jobIn("DONE")]);
    vi.stubGlobal("fetch", fetch);
    expect((await client.status("7")).state).toBe("succeeded");
    expect(requests.map(({ url }) => url)).toEqual(["https://shop.acme.example/v1/main/jobs/7"]);
  });

  it("without a listener, events are not logged", async () => {
    const log = vi.spyOn(console, "error").mockReturnValue();
    await createAcmeClient([jobIn("DONE")]).client.status("7");
    expect(log).not.toHaveBeenCalled();
  });
});

describe("a wrong option of a call is refused at once, by name", () => {
  it.each<[string, object]>([
    ["timeoutMs", { timeoutMs: 0 }],
    ["timeoutMs", { timeoutMs: -1 }],
    ["timeoutMs", { timeoutMs: NaN }],
    ["timeoutMs", { timeoutMs: "5000" }],
    ["schedule", { schedule: 1_000 }],
    ["retries", { retries: -1 }],
    ["retries", { retries: 1.5 }],
    ["retries", { retries: NaN }],
    ["stallMs", { stallMs: 0 }],
    ["stallMs", { stallMs: "5000" }],
    ["signal", { signal: new AbortController() }],
    ["requireSuccess", { requireSuccess: "yes" }],
    ["timeout", { timeout: 5_000 }],
  ])("%s in %o", async (name, wrong) => {
    const { client, requests } = createAcmeClient([jobIn("DONE")]);
    const error = await rejectionOf(client.wait("7", wrong));
    expect(error.code).toBe("invalid-request");
    expect(error.message).toContain(`option "${name}"`);
    const watching = failureIn(() => client.watch("7", wrong)).message;
    const status = (await rejectionOf(client.status("7", wrong))).message;
    expect([watching, status]).toEqual([
      expect.stringMatching(new RegExp(`^watch: .*option "${name}"`)),
      expect.stringMatching(new RegExp(`^status: .*option "${name}"`)),
    ]);
    expect(requests).toEqual([]);
  });

  it("options that aren't an object are refused, too", async () => {
    const { client } = createAcmeClient([]);
    const error = await rejectionOf(client.wait("7", JSON.parse("null") as object));
    expect([error.code, error.message]).toEqual(["invalid-request", "wait: the options must be an object"]);
  });
});

describe("requireSuccess", () => {
  it.each([
    ["BROKEN", {}, 'the job ended failed ("BROKEN")'],
    ["STOPPED", { text: "by ann" }, 'the job ended cancelled ("STOPPED"): by ann'],
    ["DONE", { parts: [{ success: true }, { success: false }] }, 'the job ended partial ("DONE")'],
  ])("rejects the end %s", async (native, more, message) => {
    const { client } = createAcmeClient([jobIn(native, more)]);
    const error = await rejectionOf(client.wait("7", { requireSuccess: true }));
    expect([error.code, error.message]).toEqual(["unsuccessful", `acme showJob job "7": ${message}`]);
    expect([error.jobId, error.lastStatus?.native]).toEqual(["7", native]);
  });

  it("resolves with success, and without it with any end", async () => {
    const { client } = createAcmeClient([jobIn("DONE"), jobIn("BROKEN")]);
    await expect(client.wait("7", { requireSuccess: true })).resolves.toMatchObject({ state: "succeeded" });
    await expect(client.wait("7")).resolves.toMatchObject({ state: "failed" });
  });
});

it("says where requests go", () => {
  expect(createAcmeClient([]).client.baseUrl).toBe("https://shop.acme.example");
  expect(createAcmeClient([], { baseUrl: "http://127.0.0.1:1/x/" }).client.baseUrl).toBe("http://127.0.0.1:1/x");
});

import { afterEach, describe, expect, it } from "vitest";
import { simulators } from "../gen/simulators.ts";
import { trafficOpsCredentials } from "../traffic-ops-simulator.ts";
import { serve, type ServedSimulator } from "./serve.ts";

describe("a served simulator", () => {
  const served: ServedSimulator[] = [];

  async function serveForTest(...given: Parameters<typeof serve>): Promise<ServedSimulator> {
    const one = await serve(...given);
    served.push(one);
    return one;
  }

  afterEach(async () => {
    await Promise.all(served.splice(0).map((one) => one.close()));
  });

  it("answers on the loopback address as the function does", async () => {
    const simulator = simulators["traffic-ops"]();
    const { url } = await serveForTest(simulator);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const login = await fetch(`${url}/api/4.0/user/login`, {
      method: "POST",
      body: JSON.stringify(trafficOpsCredentials),
    });
    expect(login.headers.getSetCookie()).toHaveLength(2);
    const headers = { authorization: "Bearer simulated-token-2" };
    const started = await fetch(`${url}/api/4.0/acme_autorenew`, { method: "POST", headers });
    expect([started.status, started.headers.get("location")]).toEqual([202, "/api/4.0/async_status/1"]);
    const status = await fetch(`${url}${started.headers.get("location") ?? ""}`, { headers });
    expect(await status.json()).toMatchObject({ response: { id: 1, status: "PENDING" } });
    expect(simulator.requests.map(({ method, url: path }) => `${method} ${path}`)).toEqual([
      "POST /api/4.0/user/login",
      "POST /api/4.0/acme_autorenew",
      "GET /api/4.0/async_status/1",
    ]);
  });

  it("gives encoded ids to the simulator as they came", async () => {
    const simulator = simulators["centurylink-v2"]();
    simulator.grantSession("chosen");
    simulator.start({ id: "../a/b?c%", phases: [{ status: "failed" }] });
    const { url } = await serveForTest(simulator);
    const response = await fetch(`${url}/v2/operations/ALIAS/status/..%2Fa%2Fb%3Fc%25`, {
      headers: { authorization: "Bearer chosen" },
    });
    expect(await response.json()).toEqual({ status: "failed" });
  });

  it("cuts requests that are under way when it closes, and its port is free again", async () => {
    const simulator = simulators.zendesk();
    const arrived = new Promise<void>((resolve) => {
      simulator.respondNext(() => {
        resolve();
        return new Promise<Response>(() => undefined);
      });
    });
    const one = await serve(simulator);
    const cut = fetch(one.url).then(
      () => "response",
      () => "cut",
    );
    await arrived;
    await one.close();
    expect(await cut).toBe("cut");
    await expect(fetch(one.url)).rejects.toThrow("fetch failed");
    const again = await serveForTest(simulator, { port: Number(new URL(one.url).port) });
    expect(again.url).toBe(one.url);
  });

  it("says so when its port is taken", async () => {
    const { url } = await serveForTest(simulators.zendesk());
    await expect(serve(simulators.zendesk(), { port: Number(new URL(url).port) })).rejects.toThrow("EADDRINUSE");
  });

  it("leaves the global Request and Response alone", async () => {
    const before = [globalThis.Request, globalThis.Response];
    await serveForTest(simulators.zendesk());
    expect([globalThis.Request, globalThis.Response]).toEqual(before);
  });
});

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createAcmeClient } from "../testing/acme-client.ts";

beforeEach(() => {
  // The answer of the runtime is kept in the module.
  vi.resetModules();
});

afterEach(() => {
  vi.unstubAllGlobals();
});

async function uncachedAgain() {
  const { uncached } = await import("./uncached.ts");
  return uncached();
}

it("a request bypasses caches", async () => {
  await expect(uncachedAgain()).resolves.toEqual({ cache: "no-store" });
});

it("leaves the field out if the runtime rejects it", async () => {
  vi.stubGlobal("WebSocketPair", vi.fn());
  vi.stubGlobal("Request", function (this: Request, _: string, { cache }: RequestInit) {
    if (cache) throw new Error("The 'cache' field on 'RequestInitializerDict' is not implemented.");
  });
  await expect(uncachedAgain()).resolves.toEqual({});
});

it("keeps the field in a Worker that takes it", async () => {
  vi.stubGlobal("WebSocketPair", vi.fn());
  await expect(uncachedAgain()).resolves.toEqual({ cache: "no-store" });
});

it("every poll bypasses caches", async () => {
  const { client, clock, requests } = createAcmeClient([
    { body: { job: { state: "WORKING" } } },
    { body: { job: { state: "DONE" } } },
  ]);
  await clock.run(client.wait("7"));
  expect(requests.map(({ cache }) => cache)).toEqual(["no-store", "no-store"]);
});

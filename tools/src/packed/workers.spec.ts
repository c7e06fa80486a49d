import { EdgeVM } from "@edge-runtime/vm";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { bundle } from "./bundle.ts";
import { EXPECTED_ENDS, type StandIn, startStandIn } from "./stand-in.ts";
import { startWorker } from "./workerd.ts";

const project = inject("clientProject");

let standIn: StandIn;
beforeEach(async () => {
  standIn = await startStandIn();
});
afterEach(() => standIn.close());

describe("Cloudflare Workers", () => {
  // A Worker from before 2024-11-11 rejects the option `cache` of a request.
  it.each(["2024-11-10", "2026-04-01"])("waits for a job of each provider (as of %s)", async (compatibilityDate) => {
    const code = await bundle(project, "worker.ts", { format: "esm", constants: { STAND_IN_URL: standIn.url } });
    const worker = await startWorker(code, compatibilityDate);
    try {
      const response = await fetch(`${worker.url}/each-provider`);
      expect({ ends: await response.json(), faults: worker.faults() }).toEqual({ ends: EXPECTED_ENDS, faults: [] });
    } finally {
      await worker.stop();
    }
  });
});

describe("Vercel's edge runtime", () => {
  it("waits for a job of each provider", async () => {
    const code = await bundle(project, "wait-for-each-provider.mjs", { format: "iife" });
    const vm = new EdgeVM({ initialCode: code });
    const ends: unknown = await vm.evaluate(`program.waitForEachProvider(${JSON.stringify(standIn.url)})`);
    expect(structuredClone(ends)).toEqual(EXPECTED_ENDS);
  });
});

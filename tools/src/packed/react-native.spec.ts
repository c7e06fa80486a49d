import { createContext, runInContext } from "node:vm";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { bundle } from "./bundle.ts";
import { reactNative } from "./react-native.ts";
import { EXPECTED_ENDS, RUNNING_ZENDESK_JOB, type StandIn, startStandIn } from "./stand-in.ts";

const project = inject("clientProject");

let standIn: StandIn;
beforeEach(async () => {
  standIn = await startStandIn();
});
afterEach(() => standIn.close());

/** Bundles a program, and evaluates an expression that uses it with the globals of React Native alone. */
async function evaluate(program: string, expression: string): Promise<unknown> {
  const code = await bundle(project, program, { format: "iife" });
  return runInContext(`${code}; ${expression}`, createContext({ ...reactNative }));
}

describe("React Native", () => {
  it("waits for a job of each provider", async () => {
    const call = `program.waitForEachProvider(${JSON.stringify(standIn.url)})`;
    expect(structuredClone(await evaluate("wait-for-each-provider.mjs", call))).toEqual(EXPECTED_ENDS);
  });

  it("stops a wait when its signal is aborted", async () => {
    const parameters = [standIn.url, "for-tests", RUNNING_ZENDESK_JOB].map((text) => JSON.stringify(text)).join();
    const wait = evaluate(
      "wait-for-zendesk-job.ts",
      `const stop = new AbortController(); [program.waitForZendeskJob(${parameters}, stop.signal), stop]`,
    );
    const [promise, stop] = (await wait) as [Promise<unknown>, { abort(): void }];
    const code = promise.then(
      () => "none",
      (error: unknown) => (error as { code: string }).code,
    );
    await standIn.untilRequested(1);
    stop.abort();
    expect(await code).toBe("aborted");
  });
});

import { expect, it } from "vitest";
import { runtimeResultsFrom } from "./runtime-results.ts";

const EACH_PROVIDER = "waits for a job of each provider";
/** One test of every claim, all in one runtime. */
const OF_ALL = [
  EACH_PROVIDER,
  "takes the package by require",
  "answers many requests at once",
  "stops many waits with one signal",
  "waits with fake timers",
  "bundles a client",
].map((title) => assertion("A", title));

function assertion(runtime: string, title: string, status = "passed") {
  return { ancestorTitles: [runtime], title, status };
}

function report(...assertionResults: readonly unknown[]): string {
  return JSON.stringify({ testResults: [{ assertionResults }] });
}

it("takes the tests of a claim together, from every report", () => {
  const first = report(
    ...OF_ALL,
    assertion("Bun", EACH_PROVIDER),
    assertion("Bun", "has the version that is meant"),
    assertion("Workers", `${EACH_PROVIDER} (old)`),
    assertion("Deno", EACH_PROVIDER, "skipped"),
  );
  const second = report(assertion("Workers", `${EACH_PROVIDER} (new)`, "failed"));
  expect(runtimeResultsFrom([first, second]).slice(1)).toEqual([
    { runtime: "Bun", claims: { [EACH_PROVIDER]: "passed" } },
    { runtime: "Deno", claims: { [EACH_PROVIDER]: "skipped" } },
    { runtime: "Workers", claims: { [EACH_PROVIDER]: "failed" } },
  ]);
});

it("refuses reports in which a claim has no test", () => {
  expect(() => runtimeResultsFrom([report(...OF_ALL.slice(1))])).toThrow(
    "no test that was run is about: waits for a job of each provider",
  );
});

import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { bundle, gzipBytes } from "./bundle.ts";
import { ENDED_ZENDESK_JOB, type StandIn, startStandIn } from "./stand-in.ts";

const project = inject("clientProject");

/** The most that each program may take. Raise a limit only with its reason in docs/decisions. */
const PROGRAMS = [
  { what: "a wait for a Zendesk job by its ID", program: "wait-for-zendesk-job-by-id.ts", limit: 22_800 },
  { what: "a wait for a Zendesk job, with references and batches", program: "wait-for-zendesk-job.ts", limit: 28_700 },
  { what: "the wait and the typed client", program: "wait-and-list-zendesk-jobs.ts", limit: 31_200 },
  { what: "watchAll", program: "watch-zendesk-jobs.ts", limit: 30_300 },
  { what: "a wait for a Vault job, with sessions", program: "wait-for-vault-job.ts", limit: 31_600 },
];

/** All that a bundle is given: what browsers, workers and edge runtimes have in common, and nothing of Node. */
const web = {
  AbortController,
  AbortSignal,
  Headers,
  Request,
  Response,
  TextDecoder,
  TextEncoder,
  URL,
  URLSearchParams,
  btoa,
  clearTimeout,
  fetch,
  performance,
  setTimeout,
};

let standIn: StandIn;
beforeEach(async () => {
  standIn = await startStandIn();
});
afterEach(() => standIn.close());

describe("bundled for the browser", () => {
  it.each(PROGRAMS)("stays within the budget: $what", async ({ what, program, limit }) => {
    const bytes = gzipBytes(await bundle(project, program, { format: "esm", minify: true }));
    console.log(`${what}: ${bytes} of ${limit} bytes, minified and gzipped`);
    expect(bytes).toBeLessThanOrEqual(limit);
  });

  it.each(["start/install.md", "concepts/comparison.md", "concepts/faq.md"])(
    "has the sizes that %s names",
    async (page) => {
      const text = readFileSync(new URL(`../../../docs/pages/${page}`, import.meta.url), "utf8");
      for (const program of ["wait-for-zendesk-job.ts", "wait-for-zendesk-job-by-id.ts"]) {
        const bytes = gzipBytes(await bundle(project, program, { format: "esm", minify: true }));
        expect(text).toMatch(new RegExp(`\\b${Math.round(bytes / 1_000)} kB`));
      }
    },
  );

  it.each([
    { program: "wait-for-zendesk-job.ts", carries: false },
    { program: "wait-and-list-zendesk-jobs.ts", carries: false },
    { program: "wait-for-vault-job-in-xml.ts", carries: true },
  ])("contains an XML parser only if the program imports it: $program", async ({ program, carries }) => {
    expect((await bundle(project, program, { format: "esm", minify: true })).includes("<!DOCTYPE")).toBe(carries);
  });

  it("contains no reason of a failed connection that only Node, Bun and Deno tell", async () => {
    const code = await bundle(project, "wait-for-zendesk-job.ts", { format: "esm", minify: true });
    expect(code).not.toContain("NODE_EXTRA_CA_CERTS");
  });

  it.each([
    ["wait-for-zendesk-job.ts", "waitForZendeskJob"],
    ["wait-for-zendesk-job-by-id.ts", "waitForZendeskJobById"],
  ])("waits where there is nothing of Node: %s", async (program, name) => {
    const code = await bundle(project, program, { format: "iife" });
    const call = `program.${name}(${JSON.stringify(standIn.url)}, "for-tests", ${JSON.stringify(ENDED_ZENDESK_JOB)})`;
    expect(await runInContext(`${code}; ${call}`, createContext({ ...web }))).toMatchObject({
      provider: "zendesk",
      state: "succeeded",
      native: "completed",
    });
  });

  it("asks for other operations where there is nothing of Node", async () => {
    const code = await bundle(project, "wait-and-list-zendesk-jobs.ts", { format: "iife" });
    const call = `program.waitAndListZendeskJobs(${JSON.stringify(standIn.url)}, "for-tests", ${JSON.stringify(ENDED_ZENDESK_JOB)})`;
    expect(await runInContext(`${code}; ${call}`, createContext({ ...web }))).toEqual({
      state: "succeeded",
      listed: 1,
    });
  });

  it("cannot be bundled with a module of Node in it", async () => {
    await expect(bundle(project, "wait-for-jobs.mjs", { format: "esm" })).rejects.toThrow(
      'Could not resolve "node:process"',
    );
  });
});

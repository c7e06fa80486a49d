import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { TerminalRun } from "./testing/terminal.ts";
import { type TestJob, openTestEnvironment } from "./testing/test-environment.ts";

const ZENDESK_ID = "8b726e606741012ffc2d782bcb7848fe";
const ENDLESS = { phases: [{ status: "working" }], id: ZENDESK_ID };

describe("on a terminal", () => {
  it("shows the jobs as a table, and at the end their result", async () => {
    const environment = await openTestEnvironment([
      ["zendesk", { id: ZENDESK_ID, waitingMs: 0, workingMs: 300 }],
      ["traffic-ops", { outcome: "failed", workingMs: 300, endMessage: "The authority did not answer." }],
    ]);
    const args = ["watch", "--interval", "50ms", `zendesk:${ZENDESK_ID}`, "traffic-ops:1"];
    const run = new TerminalRun(args, environment.env, { cols: 130 });
    expect(await run.end()).toBe(13);
    const [head = "", zendesk = "", trafficOps = "", empty, summary, failed, ...rest] = run.screen;
    expect(head).toMatch(/^provider +job +state +value +progress +time +message$/);
    expect(zendesk).toMatch(
      new RegExp(`^zendesk +${ZENDESK_ID} +succeeded +completed +█{12} 100 % +\\d+ s +Completed at`),
    );
    expect(trafficOps).toMatch(/^traffic-ops +1 +failed +FAILED +\d+ s +The authority/);
    expect(empty).toBe("");
    const requests = environment.requestsAt("zendesk") + environment.requestsAt("traffic-ops");
    expect(summary).toMatch(new RegExp(`^2 jobs in \\d\\.\\d s with ${requests} requests: 1 succeeded, 1 failed$`));
    expect(failed).toBe("  failed: traffic-ops 1: The authority did not answer.");
    expect(rest).toEqual([]);
  });

  it("colors states, and leaves the cursor visible", async () => {
    const { env } = await openTestEnvironment([["traffic-ops", { outcome: "failed", workingMs: 0 }]]);
    const run = new TerminalRun(["wait", "traffic-ops:1"], env);
    await run.end();
    expect(run.written).toContain("\u001B[31m1  ");
    expect(run.written.lastIndexOf("\u001B[?25h")).toBeGreaterThan(run.written.lastIndexOf("\u001B[?25l"));
  });

  it("has no color with NO_COLOR", async () => {
    const { env } = await openTestEnvironment([["traffic-ops", { outcome: "failed", workingMs: 0 }]]);
    const run = new TerminalRun(["wait", "traffic-ops:1"], { ...env, NO_COLOR: "1" });
    await run.end();
    // Every color begins with a sequence that ends in m.
    expect(run.written.split("\u001B[").filter((rest) => /^[\d;]*m/.test(rest))).toEqual([]);
  });

  it("keeps its table whole if the terminal is resized", async () => {
    const { env } = await openTestEnvironment([
      ["zendesk", ENDLESS],
      ["traffic-ops", { phases: [{ status: "PENDING" }] }],
    ]);
    const run = new TerminalRun(["watch", "--interval", "50ms", `zendesk:${ZENDESK_ID}`, "traffic-ops:1"], env);
    const heads = (screen: readonly string[]) => screen.filter((line) => line.startsWith("provider"));
    await run.until((screen) => screen.some((line) => line.includes("working")));
    run.resize(70, 20);
    await run.until((screen) => heads(screen).length === 1 && !heads(screen)[0]?.includes("value"));
    run.resize(130, 20);
    await run.until((screen) => heads(screen).length === 1 && heads(screen)[0]?.includes("value") === true);
    run.type("\u0003");
    expect(await run.end()).toBe(130);
    expect(run.screen.filter((line) => line.startsWith("zendesk"))).toHaveLength(1);
  });

  it("shows as many of 200 jobs as fit, and how many more there are", async () => {
    const jobs = Array.from({ length: 200 }, (_, index): TestJob => [
      "traffic-ops",
      index === 150 ? { outcome: "failed", workingMs: 0 } : { phases: [{ status: "PENDING" }] },
    ]);
    const { env } = await openTestEnvironment(jobs);
    const references = jobs.map((_, index) => `traffic-ops:${index + 1}`);
    const run = new TerminalRun(["watch", ...references], env, { cols: 80, rows: 24 });
    // Of 24 rows one stays free, and one is for each of the titles, the count, the empty line, the footer and the cursor.
    await run.until((screen) => screen.some((line) => /^… and 182 more: 182 running$/.test(line)));
    expect(run.screen.filter((line) => / (?:running|failed) /.test(line))).toHaveLength(18);
    expect(run.screen.find((line) => line.includes(" failed "))).toMatch(/^151 /);
    expect(run.screen.at(-1)).toMatch(/^\d+ s, \d+ requests$/);
    run.type("\u0003");
    expect(await run.end()).toBe(130);
  });

  it("polls on while the terminal is stopped", async () => {
    const environment = await openTestEnvironment([["zendesk", { id: ZENDESK_ID, waitingMs: 0, workingMs: 4_000 }]]);
    const args = ["watch", "--interval", "50ms", `zendesk:${ZENDESK_ID}`];
    const run = new TerminalRun(args, environment.env);
    await run.until((screen) => screen.some((line) => line.includes("working")));
    const stop = "\u0013";
    run.type(stop);
    // Each request moves the job by 100 ms: it has ended at the 40th.
    await vi.waitUntil(() => environment.requestsAt("zendesk") >= 40, { timeout: 30_000 });
    const start = "\u0011";
    run.type(start);
    expect(await run.end()).toBe(0);
    expect(run.screen.at(-1)).toMatch(/^1 job in \d+\.\d s with \d+ requests: 1 succeeded$/);
  });

  it("shows a job that timed out as still running, and the command that continues", async () => {
    const { env, folder } = await openTestEnvironment([["zendesk", ENDLESS]]);
    const path = join(folder, "later.json");
    const args = ["wait", "--timeout", "2s", "--interval", "50ms", "--resume-file", path, `zendesk:${ZENDESK_ID}`];
    const run = new TerminalRun(args, env);
    expect(await run.end()).toBe(20);
    expect(run.screen[1]).toMatch(/ timed out +working .* still running \(working\)$/);
    expect(run.screen.at(-2)).toBe(`  timed out: zendesk ${ZENDESK_ID}: still running (working)`);
    expect(run.screen.at(-1)).toBe(`jobstatus: to continue: jobstatus resume ${path}`);
  });

  it.each([{ TERM: "dumb" }, { CI: "true" }])("writes plain lines with %o", async (variables) => {
    const { env } = await openTestEnvironment([["traffic-ops", { outcome: "failed", workingMs: 0 }]]);
    const run = new TerminalRun(["wait", "traffic-ops:1"], { ...env, ...variables });
    expect(await run.end()).toBe(13);
    expect(run.screen[0]).toMatch(/ traffic-ops +1 +"FAILED" +failed /);
    expect(run.written).not.toContain("\u001B");
  });

  it("rings the bell and shows a notification with --notify", async () => {
    const { env } = await openTestEnvironment([["traffic-ops", { outcome: "failed", workingMs: 0 }]]);
    const run = new TerminalRun(["wait", "--notify", "traffic-ops:1"], env);
    await run.end();
    expect(run.written).toContain("\u001B]9;jobstatus wait: 1 failed\u0007\u0007");
  });

  it("lets a person choose from the list of a provider", async () => {
    const ids = ["a1", "b2", "c3", "d4"];
    const { env } = await openTestEnvironment(ids.map((id) => ["zendesk", { id, waitingMs: 0, workingMs: 0 }]));
    const run = new TerminalRun(["get", "--provider", "zendesk", "--format", "chosen {id}"], env);
    await run.until((screen) => screen.some((line) => line.startsWith("Which jobs?")));
    expect(run.screen.filter((line) => /^ {2}\d {2}\w\d /.test(line))).toHaveLength(4);
    run.type("1 3-4\r");
    expect(await run.end()).toBe(0);
    const chosen = run.screen.filter((line) => line.startsWith("chosen"));
    expect(chosen.toSorted()).toEqual(["chosen a1", "chosen c3", "chosen d4"]);
  });

  it("prints the command that continues after Ctrl-C, and continues", async () => {
    const { env, folder } = await openTestEnvironment([["zendesk", { id: ZENDESK_ID, waitingMs: 0, workingMs: 1500 }]]);
    const path = join(folder, "later.json");
    const run = new TerminalRun(["wait", "--resume-file", path, "--interval", "50ms", `zendesk:${ZENDESK_ID}`], env);
    await run.until((screen) => screen.some((line) => line.includes("working")));
    run.type("\u0003");
    expect(await run.end()).toBe(130);
    expect(run.screen.at(-1)).toBe(`jobstatus: to continue: jobstatus resume ${path}`);
    const again = new TerminalRun(["resume", path, "--interval", "50ms"], env);
    expect(await again.end()).toBe(0);
    expect(existsSync(path)).toBe(false);
  });

  it("writes the resume file when the terminal is closed", async () => {
    const { env, folder } = await openTestEnvironment([["zendesk", ENDLESS]]);
    const path = join(folder, "later.json");
    const run = new TerminalRun(["watch", "--resume-file", path, `zendesk:${ZENDESK_ID}`], env);
    await run.until((screen) => screen.some((line) => line.includes("working")));
    run.hangUp();
    expect(await run.end()).toBe(129);
    expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ command: "watch", jobs: [{ provider: "zendesk" }] });
  });

  it("prints no control characters of a provider", async () => {
    const endMessage = "\u001B[2JGone\u0007\u009B2J";
    const { env } = await openTestEnvironment([["traffic-ops", { outcome: "failed", workingMs: 0, endMessage }]]);
    const run = new TerminalRun(["wait", "traffic-ops:1"], env);
    await run.end();
    expect(run.screen[1]).toMatch(/ Gone$/);
    expect(run.written).not.toContain("\u001B[2J");
    for (const control of ["\u0007", "\u009B"]) expect(run.written).not.toContain(control);
  });
});

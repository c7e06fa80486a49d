import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { TerminalRun } from "./testing/terminal.ts";
import { type WorkshopJob, useWorkshops } from "./testing/test-environment.ts";
import { allowTimeForProcesses } from "./testing/patience.ts";

allowTimeForProcesses();

const openWorkshop = useWorkshops();

const ZENDESK_ID = "8b726e606741012ffc2d782bcb7848fe";
const ENDLESS = { phases: [{ status: "working" }], id: ZENDESK_ID };

describe("on a terminal", () => {
  it("shows the jobs as a table, and at the end what became of them", async () => {
    const { env } = await openWorkshop([
      ["zendesk", { id: ZENDESK_ID, waitingMs: 0, workingMs: 300 }],
      ["traffic-ops", { outcome: "failed", workingMs: 300, endMessage: "The authority did not answer." }],
    ]);
    const run = new TerminalRun(["watch", "--interval", "50ms", `zendesk:${ZENDESK_ID}`, "traffic-ops:1"], env);
    expect(await run.end()).toBe(13);
    const [head = "", zendesk = "", trafficOps = "", , elapsed, summary, failed, ...rest] = run.screen;
    expect(head).toMatch(/^provider +job +its word +state +progress +time +left +requests +message$/);
    expect(zendesk).toMatch(/^zendesk +8b726e60674… +completed +succeeded +█{12} 100 % +0\.\d s +\d+ +Completed at/);
    expect(trafficOps).toMatch(/^traffic-ops +1 +FAILED +failed +·{12} +- +0\.\d s +\d+ +The authority/);
    expect(elapsed).toMatch(/^\d\.\d s$/);
    expect(summary).toMatch(/^2 jobs in \d\.\d s with \d+ requests: 1 succeeded, 1 failed$/);
    expect(failed).toBe("  failed: traffic-ops 1: The authority did not answer.");
    expect(rest).toEqual([]);
  });

  it("colours states, and leaves the cursor visible", async () => {
    const { env } = await openWorkshop([["traffic-ops", { outcome: "failed", workingMs: 0 }]]);
    const run = new TerminalRun(["wait", "traffic-ops:1"], env);
    await run.end();
    expect(run.written).toContain("\u001B[31mtraffic-ops");
    expect(run.written.lastIndexOf("\u001B[?25h")).toBeGreaterThan(run.written.lastIndexOf("\u001B[?25l"));
  });

  it("colours nothing where NO_COLOR is set", async () => {
    const { env } = await openWorkshop([["traffic-ops", { outcome: "failed", workingMs: 0 }]]);
    const run = new TerminalRun(["wait", "traffic-ops:1"], { ...env, NO_COLOR: "1" });
    await run.end();
    // Every colour begins with a sequence that ends in m.
    expect(run.written.split("\u001B[").filter((rest) => /^[\d;]*m/.test(rest))).toEqual([]);
  });

  it("keeps its table whole when the terminal is resized", async () => {
    const { env } = await openWorkshop([
      ["zendesk", ENDLESS],
      ["traffic-ops", { phases: [{ status: "PENDING" }] }],
    ]);
    const run = new TerminalRun(["watch", "--interval", "50ms", `zendesk:${ZENDESK_ID}`, "traffic-ops:1"], env);
    const heads = (screen: readonly string[]) => screen.filter((line) => line.startsWith("provider"));
    await run.until((screen) => screen.some((line) => line.includes("working")));
    run.resize(70, 20);
    await run.until((screen) => heads(screen).length === 1 && !heads(screen)[0]?.includes("requests"));
    run.resize(130, 20);
    await run.until((screen) => heads(screen).length === 1 && heads(screen)[0]?.includes("left") === true);
    run.type("\u0003");
    expect(await run.end()).toBe(130);
    expect(run.screen.filter((line) => line.startsWith("zendesk"))).toHaveLength(1);
  });

  it("shows as many of 200 jobs as there is room for, and how many more there are", async () => {
    const jobs = Array.from({ length: 200 }, (_, index): WorkshopJob => [
      "traffic-ops",
      index === 150 ? { outcome: "failed", workingMs: 0 } : { phases: [{ status: "PENDING" }] },
    ]);
    const { env } = await openWorkshop(jobs);
    const references = jobs.map((_, index) => `traffic-ops:${index + 1}`);
    const run = new TerminalRun(["watch", ...references], env, { cols: 100, rows: 24 });
    await run.until((screen) => screen.some((line) => /^… and 181 more: 181 running$/.test(line)));
    expect(run.screen.filter((line) => line.startsWith("traffic-ops"))).toHaveLength(19);
    expect(run.screen.find((line) => line.includes("FAILED"))).toMatch(/^traffic-ops +151 /);
    run.type("\u0003");
    expect(await run.end()).toBe(130);
  });

  it("says how to go on after Ctrl-C, and goes on", async () => {
    const { env, folder } = await openWorkshop([["zendesk", { id: ZENDESK_ID, waitingMs: 0, workingMs: 1500 }]]);
    const path = join(folder, "later.json");
    const run = new TerminalRun(["wait", "--resume-file", path, "--interval", "50ms", `zendesk:${ZENDESK_ID}`], env);
    await run.until((screen) => screen.some((line) => line.includes("working")));
    run.type("\u0003");
    expect(await run.end()).toBe(130);
    expect(run.screen.at(-1)).toBe(`jobstatus: to go on: jobstatus resume ${path}`);
    const again = new TerminalRun(["resume", path, "--interval", "50ms"], env);
    expect(await again.end()).toBe(0);
    expect(existsSync(path)).toBe(false);
  });

  it("leaves the resume file when the terminal is closed", async () => {
    const { env, folder } = await openWorkshop([["zendesk", ENDLESS]]);
    const path = join(folder, "later.json");
    const run = new TerminalRun(["watch", "--resume-file", path, `zendesk:${ZENDESK_ID}`], env);
    await run.until((screen) => screen.some((line) => line.includes("working")));
    run.hangUp();
    expect(await run.end()).toBe(129);
    expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ command: "watch", jobs: [{ provider: "zendesk" }] });
  });

  it("prints no control characters of a provider", async () => {
    const endMessage = "\u001B[2JGone\u0007\u009B2J";
    const { env } = await openWorkshop([["traffic-ops", { outcome: "failed", workingMs: 0, endMessage }]]);
    const run = new TerminalRun(["wait", "traffic-ops:1"], env);
    await run.end();
    expect(run.screen[1]).toMatch(/ Gone$/);
    expect(run.written).not.toContain("\u001B[2J");
    for (const control of ["\u0007", "\u009B"]) expect(run.written).not.toContain(control);
  });
});

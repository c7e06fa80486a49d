import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { bundle } from "./bundle.ts";
import { RUNNING_ZENDESK_JOB, type StandIn, startStandIn } from "./stand-in.ts";
import { type RunningWorker, startWorker } from "./workerd.ts";

const project = inject("clientProject");

/** How a Worker may keep its client: one for all requests, or one for each. */
const CLIENTS = ["module", "request"];

let standIn: StandIn;
let worker: RunningWorker | undefined;
beforeEach(async () => {
  standIn = await startStandIn();
});
afterEach(async () => {
  await worker?.stop();
  await standIn.close();
});

async function start(): Promise<RunningWorker> {
  const code = await bundle(project, "worker.ts", { format: "esm", constants: { STAND_IN_URL: standIn.url } });
  worker = await startWorker(code, "2026-04-01");
  return worker;
}

/** Sends a request to the Worker, and returns the text of its response. */
async function textFrom({ url }: RunningWorker, path: string, signal?: AbortSignal): Promise<string> {
  const response = await fetch(`${url}${path}`, { ...(signal && { signal }) });
  return response.text();
}

describe("Cloudflare Workers", () => {
  it.each(CLIENTS)(
    "continues when another request for the job is cancelled: one client for each %s",
    async (client) => {
      const running = await start();
      const path = `/wait?client=${client}&job=${RUNNING_ZENDESK_JOB}`;
      const end = JSON.stringify({ id: RUNNING_ZENDESK_JOB, state: "succeeded" });
      const leaving = new AbortController();
      const left = textFrom(running, path, leaving.signal).catch(() => "left");
      await standIn.untilRequested(2);
      const staying = textFrom(running, path);
      await standIn.untilRequested(4);
      leaving.abort();
      expect(await left).toBe("left");
      await standIn.untilRequested(4);
      const later = textFrom(running, path);
      await standIn.untilRequested(4);
      standIn.endRunningJobs();
      expect({ texts: await Promise.all([staying, later]), faults: running.faults() }).toEqual({
        texts: [end, end],
        faults: [],
      });
    },
  );

  it("does not let one request wait for another's login, which may be cancelled", async () => {
    const running = await start();
    // Each of the two responds only if both requests log in.
    standIn.holdLogins(2);
    const leaving = new AbortController();
    const left = textFrom(running, "/log-in?job=1300", leaving.signal).catch(() => "left");
    await standIn.untilRequested(1);
    leaving.abort();
    expect(await left).toBe("left");
    const text = await textFrom(running, "/log-in?job=1301");
    expect({ text, faults: running.faults() }).toEqual({ text: JSON.stringify("succeeded"), faults: [] });
  });

  it("answers many requests at once that need the login of one client", async () => {
    const running = await start();
    standIn.holdLogins(2);
    const jobs = Array.from({ length: 20 }, (_, index) => 1300 + index);
    const texts = await Promise.all(jobs.map((job) => textFrom(running, `/log-in?job=${job}`)));
    expect({ texts: new Set(texts), faults: running.faults() }).toEqual({
      texts: new Set([JSON.stringify("succeeded")]),
      faults: [],
    });
  });

  it.each(CLIENTS)("answers many requests at once: 100, one client for each %s", async (client) => {
    const running = await start();
    // Ten jobs, each with ten requests.
    const ids = Array.from({ length: 100 }, (_, index) => `${RUNNING_ZENDESK_JOB}-${index % 10}`);
    const texts = Promise.all(ids.map((id) => textFrom(running, `/wait?client=${client}&job=${id}`)));
    await standIn.untilRequested(200);
    standIn.endRunningJobs();
    const wrong = (await texts).filter(
      (text, index) => text !== JSON.stringify({ id: ids[index], state: "succeeded" }),
    );
    expect({ wrong: new Set(wrong), faults: running.faults() }).toEqual({ wrong: new Set(), faults: [] });
  });
});

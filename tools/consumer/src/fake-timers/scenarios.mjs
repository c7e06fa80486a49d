import assert from "node:assert/strict";
import { createZendesk } from "@jobstatus/zendesk";

/**
 * The fake timers of a test runner.
 *
 * @typedef {object} FakeTimers
 * @property {number} leewayMs By how much a wait may be late: time that passes on a real `performance` is not faked.
 * @property {() => unknown} install
 * @property {(ms: number) => unknown} advance
 * @property {() => unknown} uninstall
 */

// Taken before any fake is in place.
const { setImmediate, setTimeout, clearTimeout } = globalThis;

/** Lets everything go on that waits for no timer. */
async function settle() {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => void setImmediate(resolve));
}

/** Creates a client whose jobs have ended by the second poll, but for the job "endless". */
function createClient() {
  /** @type {string[]} */
  const polled = [];
  /** @param {string} id */
  const poll = (id) => {
    const status = polled.includes(id) && id !== "endless" ? "completed" : "working";
    polled.push(id);
    return { id, status };
  };
  const zendesk = createZendesk({
    baseUrl: "https://company.zendesk.example",
    credentials: { accessToken: "for-tests" },
    fetch: (url) => {
      const { pathname, searchParams } = new URL(url);
      const ids = searchParams.get("ids")?.split(",");
      const id = /([^/]+)\.json$/.exec(pathname)?.[1] ?? "";
      return Promise.resolve(Response.json(ids ? { job_statuses: ids.map(poll) } : { job_status: poll(id) }));
    },
  });
  return { zendesk, polled };
}

/**
 * Waits in real time for a promise, and no longer than a hang would take.
 *
 * @template T
 * @param {Promise<T>} promise
 * @returns {Promise<T>}
 */
async function withoutHanging(promise) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const hang = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("the wait hangs")), 3_000);
  });
  return /** @type {Promise<T>} */ (Promise.race([promise, hang])).finally(() => clearTimeout(timer));
}

/** @param {FakeTimers} timers */
async function advancesWithTheTimers({ leewayMs, install, advance, uninstall }) {
  const { zendesk, polled } = createClient();
  await install();
  try {
    let state = "none";
    void zendesk.wait("1", { schedule: () => 60_000 }).then((end) => (state = end.state));
    await settle();
    await advance(59_000);
    await settle();
    assert.deepEqual({ state, polled }, { state: "none", polled: ["1"] });
    await advance(1_000 + leewayMs);
    await settle();
    assert.deepEqual({ state, polled }, { state: "succeeded", polled: ["1", "1"] });
  } finally {
    await uninstall();
  }
}

/** @param {FakeTimers} timers */
async function endsAtItsTimeout({ install, advance, uninstall }) {
  const { zendesk } = createClient();
  await install();
  try {
    let code = "none";
    zendesk.wait("endless", { schedule: () => 60_000, timeoutMs: 150_000 }).catch((/** @type {unknown} */ error) => {
      code = /** @type {{ code: string }} */ (error).code;
    });
    for (let minute = 0; minute < 3; minute += 1) {
      await settle();
      await advance(60_000);
    }
    await settle();
    assert.equal(code, "timeout");
  } finally {
    await uninstall();
  }
}

/** @param {FakeTimers} timers */
async function laterWaitsEndInRealTime({ install, uninstall }) {
  const { zendesk } = createClient();
  await install();
  // Its timer would ring before those of the later waits, and is gone.
  void zendesk.wait("left", { schedule: () => 1, timeoutMs: 600_000 }).catch(() => undefined);
  await settle();
  await uninstall();
  const options = { schedule: () => 20, timeoutMs: 60_000 };
  assert.equal((await withoutHanging(zendesk.wait("later", options))).state, "succeeded");
  assert.equal((await withoutHanging(zendesk.wait("left", options))).state, "succeeded");
  assert.equal((await withoutHanging(createClient().zendesk.wait("other", options))).state, "succeeded");
}

/** What must hold under fake timers, in the order in which a test file runs it. */
export const scenarios = Object.entries({
  "a wait advances with the timers": advancesWithTheTimers,
  "a wait ends at its timeout": endsAtItsTimeout,
  "after the real timers are back, later waits end": laterWaitsEndInRealTime,
  "a wait advances with the timers once more": advancesWithTheTimers,
});

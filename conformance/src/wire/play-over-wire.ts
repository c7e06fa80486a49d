import { CASE_START_MS } from "../suite/case-time.ts";
import { variablesOf } from "../suite/credentials.ts";
import { fillCall } from "../suite/fill-call.ts";
import type { SuiteCase } from "../suite/suite-case.ts";
import type { Outcome, Trace } from "../suite/trace.ts";
import type { AdapterProcess } from "./adapter-process.ts";
import type { CaseMessage } from "./protocol.ts";
import { serveScript } from "./scripted-server.ts";

/** How long is waited for what a client does after the end, in real milliseconds. */
const QUIET_MS = 150;

/** What is said of a client that hangs. */
export const HANGS = "the adapter did not come to an end in time";

/** How a case is played in real time. */
export interface Pace {
  /** How many milliseconds of the case pass in one. */
  readonly timeFactor: number;
  /** How long the case may take, in real milliseconds. */
  readonly limitMs: number;
}

/** Plays a case for an adapter over HTTP on the loopback address, in scaled real time. */
export async function playOverWire(one: SuiteCase, adapter: AdapterProcess, pace: Pace): Promise<Trace> {
  const startedAtMs = performance.now();
  const nowMs = () => (performance.now() - startedAtMs) * pace.timeFactor;
  const server = await serveScript(one, nowMs, pace.timeFactor);
  const outcomes: (Outcome | undefined)[] = one.calls.map(() => undefined);
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const done = new Promise<undefined>((resolve) => {
      const { id, provider, job, calls, credentials, format, operation } = one;
      const message: CaseMessage = {
        type: "case",
        id,
        provider,
        baseUrl: server.url,
        credentials,
        variables: variablesOf(provider),
        ...(format && { format }),
        ...(operation !== undefined && { operation }),
        // A start call's response names the job by itself.
        ...(!calls.some(({ reference }) => reference) && { job }),
        timeFactor: pace.timeFactor,
        startMs: CASE_START_MS,
        calls: calls.map((call) => fillCall(call, server.url, server.elsewhere)),
      };
      adapter.play(message, ({ call, status, error, text: more = "" }) => {
        const text = JSON.stringify({ status, error }) + more;
        outcomes[call] ??= { atMs: nowMs(), text, ...(status && { status }), ...(error && { error }) };
        if (outcomes.every((outcome) => outcome !== undefined)) resolve(undefined);
      });
    });
    const late = new Promise<string>((resolve) => {
      timer = setTimeout(() => resolve(HANGS), pace.limitMs);
    });
    const trouble = await Promise.race([done, late, adapter.ended]);
    if (trouble === undefined) await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    const log = trouble !== undefined && adapter.log !== "" ? `; it wrote: ${adapter.log}` : "";
    return {
      exchanges: server.exchanges.map((exchange) => ({ ...exchange })),
      outcomes: outcomes.slice(0, one.calls.length),
      ...(trouble !== undefined && { trouble: trouble + log }),
    };
  } finally {
    clearTimeout(timer);
    adapter.forget(one.id);
    await server.close();
  }
}

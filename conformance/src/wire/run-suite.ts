import { decide } from "../suite/judge.ts";
import type { SuiteCase } from "../suite/suite-case.ts";
import type { Trace } from "../suite/trace.ts";
import { lengthOf } from "../suite/case-time.ts";
import { AdapterProcess } from "./adapter-process.ts";
import { type KnownFailure, knownFailureOf } from "./known-failures.ts";
import { HANGS, playOverWire } from "./play-over-wire.ts";

/** How a case ended for a client. */
export type Decision = "passed" | "failed" | "known failure" | "unexpected pass" | "unsupported";

/** The result of one case. */
export interface CaseResult {
  readonly case: SuiteCase;
  readonly decision: Decision;
  readonly faults: readonly string[];
  /** Why the case is known to fail, or not supported. */
  readonly reason?: string;
  readonly trace?: Trace;
}

/** The result of a run. */
export interface RunResult {
  /** The client's name, as its adapter says it. */
  readonly client: string;
  readonly results: readonly CaseResult[];
}

/** How a run goes. */
export interface RunOptions {
  /** The adapter, as a shell starts it. */
  readonly command: string;
  readonly known?: readonly KnownFailure[];
  /** How many milliseconds of a case pass in one, at the most. Default: 50. */
  readonly timeFactor?: number;
  /** By how much moments may be early, in real milliseconds; late they may be by five times as much. Default: 60. */
  readonly toleranceMs?: number;
  /** Called with each result. */
  readonly onResult?: (result: CaseResult) => void;
}

/** Longer cases pass quicker, so that none takes longer than this, in real milliseconds. */
const MAX_BODY_MS = 4_000;
/** What an adapter may take on top of a case's length: for its own start and end, in real milliseconds. */
const GRACE_MS = 3_000;
/** A case that failed is played again, with few others, and that much slower: a machine that was busy proves nothing. */
const SLOWER = 4;
const MAX_REPLAYS = 6;
/** How many times as late as early a moment may be. */
const LATER = 5;
/** An adapter that ends more often than this is not started again. */
const MAX_STARTS = 20;

/**
 * Plays the cases for an adapter.
 *
 * @throws Error - the adapter cannot be started.
 */
export async function runSuite(suite: readonly SuiteCase[], options: RunOptions): Promise<RunResult> {
  const { command, known = [], timeFactor = 50, toleranceMs = 60, onResult } = options;
  const results = new Map<string, CaseResult>();
  let starts = 0;
  const start = () => {
    starts += 1;
    return AdapterProcess.start(command);
  };
  let adapter = await start();
  const { name, features, providers, parallel = 1 } = adapter.started;
  const record = (result: CaseResult) => {
    results.set(result.case.id, result);
    onResult?.(result);
  };
  const queue: SuiteCase[] = [];
  for (const one of suite) {
    const missing = one.needs.find((need) => !features.includes(need));
    const reason =
      missing === undefined
        ? providers && !providers.includes(one.provider)
          ? `the adapter does not claim ${one.provider}`
          : undefined
        : `the adapter does not claim the feature ${missing}`;
    if (reason === undefined) queue.push(one);
    else record({ case: one, decision: "unsupported", faults: [], reason });
  }

  const play = async (one: SuiteCase, factor: number): Promise<{ faults: string[]; trace: Trace }> => {
    const lengthMs = lengthOf(one);
    const pace = Math.max(factor, lengthMs / (MAX_BODY_MS * (timeFactor / factor)));
    const trace = await playOverWire(one, adapter, { timeFactor: pace, limitMs: lengthMs / pace + GRACE_MS });
    return { faults: decide(one, trace, { earlyMs: toleranceMs * pace, lateMs: LATER * toleranceMs * pace }), trace };
  };
  const revive = async () => {
    adapter.kill();
    await adapter.ended;
    if (starts >= MAX_STARTS) throw new Error(`the adapter has ended ${starts} times: it is not started again`);
    adapter = await start();
  };

  const failed: SuiteCase[] = [];
  const alone: SuiteCase[] = [];
  while (queue.length > 0) {
    let isSick = false;
    const lane = async () => {
      for (let one = queue.shift(); one; one = isSick ? undefined : queue.shift()) {
        const { faults, trace } = await play(one, timeFactor);
        isSick ||= trace.trouble !== undefined;
        // A client that hangs hangs at any pace.
        if (faults.length === 0 || trace.trouble?.startsWith(HANGS)) record(resultOf(one, faults, trace, known));
        else failed.push(one);
      }
    };
    await Promise.all(Array.from({ length: parallel }, lane));
    if (isSick) await revive();
  }
  while (failed.length > 0) {
    const batch = failed.splice(0, Math.min(parallel, MAX_REPLAYS));
    const replayed = await Promise.all(batch.map(async (one) => ({ one, ...(await play(one, timeFactor / SLOWER)) })));
    for (const { one, faults, trace } of replayed) {
      // Where the adapter ended, only a case that was alone with it can have been the reason.
      if (trace.trouble !== undefined && batch.length > 1) alone.push(one);
      else record(resultOf(one, faults, trace, known));
    }
    if (replayed.some(({ trace }) => trace.trouble !== undefined)) await revive();
  }
  for (const one of alone) {
    const { faults, trace } = await play(one, timeFactor);
    record(resultOf(one, faults, trace, known));
    if (trace.trouble !== undefined) await revive();
  }
  await adapter.stop();
  return { client: name, results: suite.flatMap(({ id }) => results.get(id) ?? []) };
}

function resultOf(one: SuiteCase, faults: string[], trace: Trace, known: readonly KnownFailure[]): CaseResult {
  const entry = knownFailureOf(known, one.id);
  if (faults.length === 0) {
    return entry
      ? { case: one, decision: "unexpected pass", faults: [`it is known to fail: ${entry.reason}`], trace }
      : { case: one, decision: "passed", faults, trace };
  }
  return entry
    ? { case: one, decision: "known failure", faults, reason: entry.reason, trace }
    : { case: one, decision: "failed", faults, trace };
}

/** Says whether a result fails the run: a failure of what a client may do does not. */
export function failsRun({ case: { level }, decision }: CaseResult): boolean {
  return decision === "unexpected pass" || (decision === "failed" && level !== "may");
}

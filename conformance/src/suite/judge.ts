import { isDeepStrictEqual } from "node:util";
import { secretsOf } from "./credentials.ts";
import { judgeRequests } from "./judge-requests.ts";
import type { ExpectedOutcome, Range, SuiteCase } from "./suite-case.ts";
import type { Exchange, Outcome, Trace } from "./trace.ts";

/** By how much moments may be off, in milliseconds of the case. In virtual time nothing is. */
export interface Tolerance {
  readonly earlyMs: number;
  /** A busy machine makes moments late, and hardly ever early. */
  readonly lateMs: number;
}

const NONE: Tolerance = { earlyMs: 0, lateMs: 0 };

/**
 * Says what a client did that a case forbids.
 *
 * @returns One sentence for each fault; none where the client did right.
 */
export function decide(one: SuiteCase, trace: Trace, tolerance = NONE): string[] {
  return [
    ...(trace.trouble === undefined ? [] : [trace.trouble]),
    ...one.calls.flatMap((_, place) => judgeOutcome(one, place, trace.outcomes[place], tolerance)),
    ...judgeRequests(one, trace.exchanges),
    ...judgeMoments(one, trace.exchanges, tolerance),
    ...judgeEnd(trace, tolerance),
    ...trace.outcomes.flatMap((outcome) =>
      secretsOf(one.provider).some((secret) => outcome?.text.includes(secret))
        ? ["the credential shows in what was reported"]
        : [],
    ),
  ];
}

function judgeOutcome(one: SuiteCase, place: number, outcome: Outcome | undefined, tolerance: Tolerance): string[] {
  const expected = one.expected.outcomes[place] ?? one.expected.outcomes[0];
  const call = one.calls.length > 1 ? `call ${place + 1}` : "the call";
  if (!outcome) return [`${call} never came to an end`];
  if (!expected) return [];
  return [
    ...whatDiffers(one, place, expected, outcome).map((text) => `${call}: ${text}`),
    ...outside(outcome.atMs, expected.atMs, tolerance, `${call} ended`),
  ];
}

function whatDiffers(one: SuiteCase, place: number, expected: ExpectedOutcome, { status, error }: Outcome): string[] {
  if (expected.done) return error ? [`it failed with ${show(error)}`] : [];
  if (expected.error !== undefined) {
    if (!error) return [`it reported ${show(status)} where it had to fail with ${expected.error}`];
    const last = error["lastStatus"];
    const lastState: unknown = typeof last === "object" && last !== null && "state" in last ? last.state : undefined;
    return [
      ...(one.needs.includes("errors") && error["code"] !== expected.error
        ? [`the error is ${show(error["code"])} instead of ${show(expected.error)}`]
        : []),
      ...[expected.says ?? []]
        .flat()
        .filter((text) => !String(error["message"]).includes(text))
        .map((text) => `the error's message does not say ${show(text)}`),
      ...(expected.lastState !== undefined && lastState !== expected.lastState
        ? [`the error's last status is ${show(lastState)} instead of ${show(expected.lastState)}`]
        : []),
    ];
  }
  if (!expected.status) return [];
  if (!status) return [`it failed with ${show(error)} where it had to report ${show(expected.status)}`];
  const { raw: _, ...told } = status;
  if (!expected.whole || !one.needs.includes("model")) {
    return Object.entries(expected.status)
      .filter(([part]) => part === "state" || one.needs.includes("model"))
      .filter(([part, value]) => !isDeepStrictEqual(told[part], value))
      .map(([part, value]) => `${part} is ${show(told[part])} instead of ${show(value)}`);
  }
  const id = one.calls[place]?.job ?? one.job;
  const wanted: Record<string, unknown> = { provider: one.provider, id, ...expected.status };
  return Array.from(new Set([...Object.keys(wanted), ...Object.keys(told)]))
    .filter((part) => !isDeepStrictEqual(told[part], wanted[part]))
    .map((part) => `${part} is ${show(told[part])} instead of ${show(wanted[part])}`);
}

function judgeMoments({ expected }: SuiteCase, all: readonly Exchange[], tolerance: Tolerance): string[] {
  const polls = all.filter(({ operation }) => operation === "status");
  return [
    ...byJob(polls).flatMap((exchanges) => judgeSuccession(expected.gapsMs, exchanges, tolerance)),
    ...(expected.pauses ?? []).flatMap(({ after, ms }) => {
      const respondedMs = polls[after - 1]?.endedMs;
      const next = polls[after]?.sentMs;
      if (respondedMs === undefined || next === undefined) return [`there is no request after response ${after}`];
      return outside(next - respondedMs, ms, tolerance, `request ${after + 1} came after response ${after} by`);
    }),
  ];
}

/** The requests for each job. */
function byJob(exchanges: readonly Exchange[]): Exchange[][] {
  const groups = new Map<string, Exchange[]>();
  for (const exchange of exchanges) {
    const { path, body = "" } = exchange.request;
    groups.set(path + body, [...(groups.get(path + body) ?? []), exchange]);
  }
  return [...groups.values()];
}

function judgeSuccession(gapsMs: Range | undefined, exchanges: readonly Exchange[], tolerance: Tolerance): string[] {
  const overlaps = exchanges.some((exchange, place) => {
    const next = exchanges[place + 1];
    return next && next.sentMs + tolerance.earlyMs < (exchange.endedMs ?? Infinity);
  });
  const gaps = exchanges.slice(1).map(({ sentMs }, place) => sentMs - (exchanges[place]?.sentMs ?? 0));
  return [
    ...(overlaps ? ["a request was sent while another for the job was under way"] : []),
    ...gaps.flatMap((gap, place) =>
      outside(gap, gapsMs, tolerance, `request ${place + 2} came after the one before it by`),
    ),
  ];
}

function judgeEnd({ exchanges, outcomes }: Trace, tolerance: Tolerance): string[] {
  const endMs = Math.max(...outcomes.map((outcome) => outcome?.atMs ?? Infinity));
  if (endMs === Infinity) return [];
  return [
    ...(exchanges.some(({ sentMs }) => sentMs > endMs + tolerance.earlyMs) ? ["a request was sent after the end"] : []),
    ...(exchanges.some(({ endedMs }) => (endedMs ?? Infinity) > endMs + tolerance.lateMs)
      ? ["a request was left open at the end"]
      : []),
  ];
}

function outside(ms: number, range: Range | undefined, tolerance: Tolerance, what: string): string[] {
  const { min = 0, max = Infinity } = range ?? {};
  if (ms >= min - tolerance.earlyMs && ms <= max + tolerance.lateMs) return [];
  return [`${what} ${Math.round(ms)} ms, and ${min} to ${max} ms is right`];
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? "nothing";
}

import { isDeepStrictEqual } from "node:util";
import { secretOf } from "./credentials.ts";
import type { ExpectedOutcome, Range, StatusRequest, SuiteCase } from "./suite-case.ts";
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
export function judge(one: SuiteCase, trace: Trace, tolerance = NONE): string[] {
  return [
    ...(trace.trouble === undefined ? [] : [trace.trouble]),
    ...one.calls.flatMap((_, place) => judgeOutcome(one, place, trace.outcomes[place], tolerance)),
    ...judgeRequests(one, trace.exchanges),
    ...judgeMoments(one, trace.exchanges, tolerance),
    ...judgeEnd(trace, tolerance),
    ...trace.outcomes.flatMap((outcome) =>
      outcome?.text.includes(secretOf(one.provider)) ? ["the credential shows in what was reported"] : [],
    ),
  ];
}

function judgeOutcome(one: SuiteCase, place: number, outcome: Outcome | undefined, tolerance: Tolerance): string[] {
  const expected = one.expected.outcomes[place] ?? one.expected.outcomes[0];
  const call = one.calls.length > 1 ? `call ${place + 1}` : "the call";
  if (!outcome) return [`${call} never came to an end`];
  if (!expected) return [];
  return [
    ...whatDiffers(one, expected, outcome).map((text) => `${call}: ${text}`),
    ...outside(outcome.atMs, expected.atMs, tolerance, `${call} ended`),
  ];
}

function whatDiffers(one: SuiteCase, expected: ExpectedOutcome, { status, error }: Outcome): string[] {
  if (expected.error !== undefined) {
    if (!error) return [`it reported ${show(status)} where it had to fail with ${expected.error}`];
    const last = error["lastStatus"];
    const lastState: unknown = typeof last === "object" && last !== null && "state" in last ? last.state : undefined;
    return [
      ...(one.needs.includes("errors") && error["code"] !== expected.error
        ? [`the error is ${show(error["code"])} instead of ${show(expected.error)}`]
        : []),
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
  const wanted: Record<string, unknown> = { provider: one.provider, id: one.job, ...expected.status };
  return Array.from(new Set([...Object.keys(wanted), ...Object.keys(told)]))
    .filter((part) => !isDeepStrictEqual(told[part], wanted[part]))
    .map((part) => `${part} is ${show(told[part])} instead of ${show(wanted[part])}`);
}

function judgeRequests({ request, expected }: SuiteCase, exchanges: readonly Exchange[]): string[] {
  const { min = 0, max = Infinity } = expected.requests ?? {};
  const count = exchanges.length;
  const faults = exchanges.flatMap((exchange) =>
    exchange.foreign
      ? ["a request went to another origin"]
      : request
        ? requestFaults(exchange.request, request)
        : [`${exchange.request.method} ${exchange.request.path} was sent where nothing may be asked`],
  );
  return [
    ...new Set(faults),
    ...(count < min || count > max ? [`${count} requests were sent, and ${min} to ${max} are right`] : []),
  ];
}

function requestFaults(sent: StatusRequest, right: StatusRequest): string[] {
  const is = `${sent.method} ${sent.path}`;
  return [
    ...(is === `${right.method} ${right.path}` ? [] : [`${is} was sent instead of ${right.method} ${right.path}`]),
    ...Object.entries(right.headers)
      .filter(([name, value]) => sent.headers[name.toLowerCase()] !== value)
      .map(([name]) => `the header ${name} is not what the provider takes`),
    ...(right.body === undefined || sent.body === right.body || sameJson(sent.body, right.body)
      ? []
      : [`the body ${show(sent.body)} was sent instead of ${show(right.body)}`]),
  ];
}

/** The same but for white space: no number is decoded, since digits could be lost. */
function sameJson(sent: string | undefined, right: string): boolean {
  return sent?.replaceAll(/\s/g, "") === right.replaceAll(/\s/g, "");
}

function judgeMoments({ expected }: SuiteCase, exchanges: readonly Exchange[], tolerance: Tolerance): string[] {
  const overlaps = exchanges.some((exchange, place) => {
    const next = exchanges[place + 1];
    return next && next.sentMs + tolerance.earlyMs < (exchange.endedMs ?? Infinity);
  });
  const gaps = exchanges.slice(1).map(({ sentMs }, place) => sentMs - (exchanges[place]?.sentMs ?? 0));
  return [
    ...(overlaps ? ["a request was sent while another for the job was under way"] : []),
    ...gaps.flatMap((gap, place) =>
      outside(gap, expected.gapsMs, tolerance, `request ${place + 2} came after the one before it by`),
    ),
    ...(expected.pauses ?? []).flatMap(({ after, ms }) => {
      const answered = exchanges[after - 1]?.endedMs;
      const next = exchanges[after]?.sentMs;
      if (answered === undefined || next === undefined) return [`there is no request after answer ${after}`];
      return outside(next - answered, ms, tolerance, `request ${after + 1} came after answer ${after} by`);
    }),
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

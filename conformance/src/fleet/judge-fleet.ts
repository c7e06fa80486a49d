import { type FleetCase, realMs } from "./fleet-case.ts";
import type { Arrival } from "./fleet-provider.ts";
import type { FleetTrace } from "./fleet-trace.ts";

/** The interval at which Vault answers polls of one job, in milliseconds of the case. */
const MIN_INTERVAL_MS = 10_000;
/** How many jobs a fault names. */
const MAX_NAMED = 3;

/**
 * Judges what happened in a case.
 *
 * @param baseline - How many requests one process with `watchAll` sends for the same jobs.
 * @returns A sentence for each fault.
 */
export function judgeFleet(one: FleetCase, trace: FleetTrace, baseline: number): string[] {
  return [
    ...(trace.stuckAt === undefined ? [] : [`the step "${trace.stuckAt}" never came`]),
    ...faultsOfDelivery(one, trace),
    ...faultsOfInterval(one, trace),
    ...faultsOfExits(trace),
    ...faultsOfExpectation(one, trace, baseline),
  ];
}

function faultsOfDelivery({ expected }: FleetCase, { ends, deliveries, taken }: FleetTrace): string[] {
  if (expected.silentMs !== undefined) {
    return deliveries.length === 0 ? [] : [`${deliveries.length} ends were delivered, and none was due`];
  }
  const lost = [...ends.keys()].filter((id) => !taken.has(id));
  const repeated = deliveries.filter(({ isRepeated }) => isRepeated).map(({ id }) => id);
  const wrong = deliveries.filter(({ id, state }) => ends.get(id) !== state);
  return [
    ...counted(lost, "lost"),
    ...counted(repeated, "delivered again after the consumer had acknowledged them"),
    ...counted(
      wrong.map(({ id, state, error }) => `${id} as ${state ?? error ?? "nothing"}`),
      "delivered with a wrong end",
    ),
  ];
}

function faultsOfInterval(one: FleetCase, { arrivals }: FleetTrace): string[] {
  if (one.provider !== "veeva-vault") return [];
  const minMs = realMs(one, MIN_INTERVAL_MS);
  const last = new Map<string, Arrival>();
  const broken: string[] = [];
  for (const arrival of arrivals) {
    for (const id of arrival.jobs) {
      const before = last.get(id);
      last.set(id, arrival);
      // The longest time that may lie between them: this process reads late what comes while it stands still.
      const sinceMs = arrival.atMs - (before?.earliestMs ?? -Infinity);
      if (!before || sinceMs >= minMs) continue;
      const waited = before.isAbandoned ? `${before.worker}, which had given it up` : before.worker;
      broken.push(`${id} by ${arrival.worker} ${Math.round(sinceMs * one.timeFactor)} ms after ${waited}`);
    }
  }
  return counted(broken, "polled within the provider's interval");
}

function faultsOfExits({ exits, arrivals }: FleetTrace): string[] {
  return exits.flatMap(({ process, result, sent, terminatedAtMs = Infinity, log }) => {
    if (sent === "SIGKILL") return [];
    const written = log.trim() === "" ? "" : `; it wrote: ${log.trim().slice(-600)}`;
    if (sent === undefined) return [`${process} ended by itself, with ${result}${written}`];
    const abandoned = arrivals.filter(
      ({ worker, isAbandoned, respondedAtMs = Infinity }) =>
        worker === process && isAbandoned && respondedAtMs > terminatedAtMs,
    );
    return [
      ...(result === 0 ? [] : [`${process} ended with ${result} after SIGTERM${written}`]),
      ...(abandoned.length > 0 ? [`${process} gave up ${abandoned.length} requests at SIGTERM`] : []),
    ];
  });
}

function faultsOfExpectation({ expected }: FleetCase, trace: FleetTrace, baseline: number): string[] {
  const { arrivals, refusal } = trace;
  const polls = arrivals.filter(({ kind }) => kind === "status").length;
  const logins = arrivals.filter(({ kind }) => kind === "login").length;
  const limited = arrivals.filter((arrival) => arrival.refusal === "account limit").length;
  const maxPolls = Math.ceil((expected.requests ?? Infinity) * baseline);
  const maxLimited = expected.limited ?? Infinity;
  return [
    ...(polls > maxPolls ? [`${polls} polls were sent, and at most ${maxPolls} are right`] : []),
    ...(expected.logins !== undefined && logins !== expected.logins
      ? [`${logins} logins were sent, and ${expected.logins} are right`]
      : []),
    ...(limited > maxLimited ? [`${limited} requests broke the account's limit, and at most ${maxLimited} may`] : []),
    ...(expected.refusal && refusal === undefined ? ["the second process was not refused"] : []),
    ...(refusal !== undefined && !/^[^\n]+$/.test(refusal) ? [`the refusal is not one sentence: ${refusal}`] : []),
  ];
}

function counted(jobs: readonly string[], what: string): string[] {
  if (jobs.length === 0) return [];
  const named = jobs.slice(0, MAX_NAMED).join(", ");
  return [
    `${jobs.length} ${jobs.length === 1 ? "job was" : "jobs were"} ${what}: ${named}${jobs.length > MAX_NAMED ? ", ..." : ""}`,
  ];
}

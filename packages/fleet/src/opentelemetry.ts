import { type Meter, metrics } from "@opentelemetry/api";
import type { Fleet } from "./create-fleet.ts";

/**
 * Reports how a fleet is doing as OpenTelemetry gauges, each with the attribute `jobstatus.client`: `jobstatus.fleet.waiting`, `.due` and
 * `.parked` (0 or 1) of all processes, and of this one `.polls_per_end`, `.lag.p50` and `.lag.p99` (in milliseconds), `.logins` and
 * `.broken_floors`. Of spans, the requests' come from the clients' events and the queue's from pg-boss.
 *
 * @param meter - Makes the gauges. Default: the global meter provider's.
 * @returns Ends the reports.
 */
export function observeFleet(
  fleet: Pick<Fleet, "status">,
  meter: Meter = metrics.getMeter("@jobstatus/fleet"),
): () => void {
  const gauge = (name: string, description: string, unit = "1") =>
    meter.createObservableGauge(`jobstatus.fleet.${name}`, { description, unit });
  const waiting = gauge("waiting", "Jobs that are waited for");
  const due = gauge("due", "Jobs that are due and not polled yet");
  const parked = gauge("parked", "Whether the account is parked");
  const pollsPerEnd = gauge("polls_per_end", "Statuses that a wait has seen when it ends, on the average");
  const lag50 = gauge("lag.p50", "How long after it was due a step is taken, the middle", "ms");
  const lag99 = gauge("lag.p99", "How long after it was due a step is taken, of all but one in a hundred", "ms");
  const logins = gauge("logins", "Logins of this process");
  const brokenFloors = gauge("broken_floors", "Requests that were sent sooner than the provider's interval allows");
  const all = [waiting, due, parked, pollsPerEnd, lag50, lag99, logins, brokenFloors];
  const observe: Parameters<Meter["addBatchObservableCallback"]>[0] = async (result) => {
    const status = await fleet.status();
    for (const [client, now] of Object.entries(status.clients)) {
      const attributes = { "jobstatus.client": client };
      result.observe(waiting, now.waiting, attributes);
      result.observe(due, now.due, attributes);
      result.observe(parked, now.parked === undefined ? 0 : 1, attributes);
    }
    for (const [client, now] of Object.entries(status.process)) {
      const attributes = { "jobstatus.client": client };
      result.observe(pollsPerEnd, now.pollsPerEnd, attributes);
      result.observe(lag50, now.lagMs.p50, attributes);
      result.observe(lag99, now.lagMs.p99, attributes);
      result.observe(logins, now.logins, attributes);
      result.observe(brokenFloors, now.brokenFloors, attributes);
    }
  };
  meter.addBatchObservableCallback(observe, all);
  return () => meter.removeBatchObservableCallback(observe, all);
}

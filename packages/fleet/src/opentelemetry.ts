import {
  type Meter,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  context,
  metrics,
  trace,
} from "@opentelemetry/api";
import type { Fleet } from "./create-fleet.ts";
import type { AroundStep } from "./fleet-options.ts";

/**
 * Makes the option with which a fleet traces its steps with OpenTelemetry:
 *
 * ```ts
 * const fleet = await createFleet({ store, clients, ...traceSteps(trace.getTracer("my-app")) });
 * ```
 *
 * Each step is a span, `job.step <client>`, of the kind `CONSUMER` and a trace of its own, since a step has no caller. The spans of a client that was
 * created with `traceJobs` are its children. What fails has the status `ERROR` and `error.type`, the error's code.
 *
 * Attributes: `jobstatus.client`, `job.id`, `job.operation` if it is not the default one, `jobstatus.polls`, `jobstatus.lag_ms`, `jobstatus.ended`,
 * and `job.state` at the end. None holds a credential.
 *
 * @param tracer - Where the spans go.
 */
export function traceSteps(tracer: Tracer): { readonly aroundStep: AroundStep } {
  return {
    aroundStep: ({ client, id, operation, polls, lagMs }, take) => {
      const attributes = {
        "jobstatus.client": client,
        "job.id": id,
        ...(operation !== undefined && { "job.operation": operation }),
        "jobstatus.polls": polls,
        "jobstatus.lag_ms": lagMs,
      };
      const span = tracer.startSpan(`job.step ${client}`, { kind: SpanKind.CONSUMER, root: true, attributes });
      return context.with(trace.setSpan(ROOT_CONTEXT, span), async () => {
        try {
          const result = await take();
          const { end, error } = result;
          span.setAttribute("jobstatus.ended", end !== undefined);
          if (end?.status) span.setAttribute("job.state", String(end.status["state"]));
          if (error) recordError(span, error.code, error.message);
          return result;
        } catch (error) {
          recordError(span, "unexpected", String(error));
          throw error;
        } finally {
          span.end();
        }
      });
    },
  };
}

function recordError(span: Span, code: string, message: string): void {
  span.setAttribute("error.type", code);
  span.setStatus({ code: SpanStatusCode.ERROR, message });
}

/**
 * Reports how a fleet is doing as OpenTelemetry gauges, each with the attribute `jobstatus.client`: `jobstatus.fleet.waiting`, `.due` and
 * `.parked` (0 or 1) of all processes, and of this one `.polls_per_end`, `.lag.p50` and `.lag.p99` (in milliseconds), `.logins` and
 * `.broken_floors`. {@link traceSteps} makes spans.
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

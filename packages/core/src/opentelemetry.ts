import { type Attributes, type HrTime, SpanKind, SpanStatusCode, type Tracer } from "@opentelemetry/api";
import type { JobEvent } from "./context/job-event.ts";

/**
 * Makes an `onEvent` listener that traces every question about a job as one span, for OpenTelemetry:
 *
 * ```ts
 * import { trace } from "@opentelemetry/api";
 * import { traceJobs } from "@jobstatus/core/opentelemetry";
 *
 * const client = createZendesk({ subdomain, credentials, onEvent: traceJobs(trace.getTracer("my-app")) });
 * ```
 *
 * - A question that was answered is a span of the kind `CLIENT`, `job.status <provider>`, as long as it took.
 * - One that failed and is asked again is a span without length, with the status `ERROR`, `error.type` (the error's code) and
 *   `http.response.status_code`, as the semantic conventions name them.
 *
 * The spans are children of nothing but what is active where the response arrives. Attributes: `job.provider`, `job.id`,
 * `job.state`, `job.native_state`. None holds a credential. It needs `@opentelemetry/api`, an optional peer.
 *
 * @param tracer - Where the spans go.
 */
export function traceJobs(tracer: Tracer): (event: JobEvent) => void {
  const open = (event: JobEvent, startMs: number, attributes: Attributes) =>
    tracer.startSpan(`job.status ${event.provider}`, {
      kind: SpanKind.CLIENT,
      startTime: hrTimeFrom(startMs),
      attributes: { "job.provider": event.provider, "job.id": event.id, ...attributes },
    });
  return (event) => {
    if (event.type === "response") {
      const { state, native } = event.status;
      const span = open(event, event.atMs - event.tookMs, { "job.state": state, "job.native_state": native });
      span.end(hrTimeFrom(event.atMs));
    } else if (event.type === "retry-scheduled") {
      const { code, httpStatus } = event.error;
      const span = open(event, event.atMs, { "error.type": code, "http.response.status_code": httpStatus });
      span.setStatus({ code: SpanStatusCode.ERROR, message: event.error.message });
      span.end(hrTimeFrom(event.atMs));
    }
  };
}

/** Seconds and nanoseconds: a plain number might be taken for one since the start of the process. */
function hrTimeFrom(ms: number): HrTime {
  const seconds = Math.floor(ms / 1_000);
  return [seconds, Math.round((ms - seconds * 1_000) * 1_000_000)];
}

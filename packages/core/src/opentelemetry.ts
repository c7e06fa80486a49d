import { type HrTime, SpanKind, SpanStatusCode, type Tracer } from "@opentelemetry/api";
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
  return (event) => {
    if (event.type !== "response") return;
    const { provider, ids, atMs, durationMs, error } = event;
    const span = tracer.startSpan(`job.status ${provider}`, {
      kind: SpanKind.CLIENT,
      startTime: hrTimeFrom(atMs - durationMs),
      attributes: { "job.provider": provider, "job.ids": [...ids] },
    });
    if (error) {
      span.setAttributes({ "error.type": error.code, "http.response.status_code": error.httpStatus });
      span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
    }
    span.end(hrTimeFrom(atMs));
  };
}

/** Seconds and nanoseconds: a plain number might be taken for one since the start of the process. */
function hrTimeFrom(ms: number): HrTime {
  const seconds = Math.floor(ms / 1_000);
  return [seconds, Math.round((ms - seconds * 1_000) * 1_000_000)];
}

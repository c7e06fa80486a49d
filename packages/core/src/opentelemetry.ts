import { type HrTime, type Span, SpanKind, SpanStatusCode, type Tracer, context, trace } from "@opentelemetry/api";
import type { Fetch } from "./context/client-options.ts";
import type { JobEvent } from "./context/job-event.ts";
import type { JobStatusError } from "./model/job-status-error.ts";

/** Two options of a client that trace its jobs. */
export interface JobTracing {
  /** Makes the spans. */
  readonly onEvent: (event: JobEvent) => void;
  /** Sends each request within its span, so that the spans of an HTTP instrumentation are its children. */
  readonly fetch: Fetch;
}

/**
 * Makes the options with which a client traces its jobs with OpenTelemetry:
 *
 * ```ts
 * import { trace } from "@opentelemetry/api";
 * import { traceJobs } from "@jobstatus/zendesk/opentelemetry";
 *
 * const client = createZendesk({ subdomain, credentials, ...traceJobs(trace.getTracer("my-app")) });
 * ```
 *
 * - While calls need a job's status, there is one span for the job, `job.wait <provider>`: a child of the span that is active
 *   in the first of these calls. It ends with the last one, however that ends.
 * - Each HTTP request for the status is a child of it, `job.status <provider>`, of the kind `CLIENT`. A request about several
 *   jobs is a child of the first one's span, with links to the others.
 * - What fails has the status `ERROR` and `error.type`, the error's code.
 *
 * Attributes: `job.provider`, `job.operation` if it is not the default one, `job.id` (`job.ids` of a request), `job.state`,
 * `job.native_state`, `http.response.status_code`. None holds a credential. It needs `@opentelemetry/api`, an optional peer.
 *
 * @param tracer - Where the spans go.
 * @param send - Sends the requests, in place of the option `fetch`. Default: the global `fetch`.
 */
export function traceJobs(tracer: Tracer, send: Fetch = (input, init) => globalThis.fetch(input, init)): JobTracing {
  const jobs = new OpenSpans();
  const requests = new OpenSpans();
  /** The span of the request that is sent next: its event comes in the same turn. */
  let next: Span | undefined;
  return {
    onEvent(event) {
      if (!("id" in event || "ids" in event)) return;
      const { provider, operation, atMs } = event;
      const ids = "ids" in event ? event.ids : [event.id];
      // Equal IDs of two operations are two jobs.
      const about = (...jobIds: string[]) => JSON.stringify([provider, operation, ...jobIds]);
      const shared = { "job.provider": provider, ...(operation !== undefined && { "job.operation": operation }) };
      const [job, ...others] = ids.map((id) => jobs.get(about(id)));
      const time = hrTimeFrom(atMs);
      if (event.type === "polling-started") {
        const attributes = { ...shared, "job.id": event.id };
        jobs.add(about(event.id), tracer.startSpan(`job.wait ${provider}`, { startTime: time, attributes }));
      } else if (event.type === "polling-stopped") {
        jobs.remove(about(event.id))?.end(time);
      } else if (event.type === "request") {
        const parent = job ? trace.setSpan(context.active(), job) : context.active();
        const links = others.flatMap((span) => (span ? [{ context: span.spanContext() }] : []));
        const attributes = { ...shared, "job.ids": [...ids] };
        const options = { kind: SpanKind.CLIENT, startTime: time, attributes, links };
        next = tracer.startSpan(`job.status ${provider}`, options, parent);
        requests.add(about(...ids), next);
      } else if (event.type === "response") {
        const span = requests.remove(about(...ids));
        if (event.error && span) recordError(span, event.error);
        span?.end(time);
        // It may have been aborted before it was sent.
        if (span === next) next = undefined;
      } else if (event.type === "changed") {
        const { state, native } = event.status;
        job?.setAttributes({ "job.state": state, "job.native_state": native });
      } else if (event.type === "failed" && job) {
        recordError(job, event.error);
      }
    },
    async fetch(input, init) {
      const span = next;
      next = undefined;
      if (!span) return send(input, init);
      const response = await context.with(trace.setSpan(context.active(), span), () => send(input, init));
      span.setAttribute("http.response.status_code", response.status);
      return response;
    },
  };
}

/** Spans that have not ended, by what they are about; clients with other credentials may poll the same job. */
class OpenSpans {
  readonly #spans = new Map<string, readonly Span[]>();

  add(key: string, span: Span): void {
    this.#spans.set(key, [...(this.#spans.get(key) ?? []), span]);
  }

  get(key: string): Span | undefined {
    return this.#spans.get(key)?.at(-1);
  }

  remove(key: string): Span | undefined {
    const [first, ...others] = this.#spans.get(key) ?? [];
    if (others.length > 0) this.#spans.set(key, others);
    else this.#spans.delete(key);
    return first;
  }
}

function recordError(span: Span, error: JobStatusError): void {
  span.setAttribute("error.type", error.code);
  span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
}

/** Seconds and nanoseconds: a plain number might be taken for one since the start of the process. */
function hrTimeFrom(ms: number): HrTime {
  const seconds = Math.floor(ms / 1_000);
  return [seconds, Math.round((ms - seconds * 1_000) * 1_000_000)];
}

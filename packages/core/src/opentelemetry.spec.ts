import { SpanKind, SpanStatusCode, context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { waitAll } from "./client/wait-all.ts";
import type { FetchInit } from "./context/client-options.ts";
import { traceJobs } from "./opentelemetry.ts";
import { type AcmeOptions, createAcmeClient, jobIn } from "./testing/acme-client.ts";
import { batchedAcmeContract } from "./testing/acme-contract.ts";
import { operationsContract, taskIn } from "./testing/acme-operations.ts";
import { createAcmeProvider } from "./testing/acme-provider.ts";
import { rejectionOf } from "./testing/rejection-of.ts";
import type { ScriptedResponse } from "./testing/scripted-fetch.ts";
import { createVirtualClock } from "./virtual-clock.ts";

beforeEach(() => context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()));
afterEach(() => context.disable());

/** A traced client, in virtual time whose requests take 250.5 ms, and the spans that have ended. */
function createTracedClient(responses: readonly ScriptedResponse[], options: Partial<AcmeOptions> = {}, startMs = 0) {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const tracer = provider.getTracer("test");
  const clock = createVirtualClock(startMs);
  const { fetch } = createAcmeClient(responses);
  const tracing = traceJobs(tracer, async (input, init) => {
    // As an HTTP instrumentation does.
    tracer.startSpan("HTTP").end();
    await clock.sleep(250.5, init.signal);
    return fetch(input, init);
  });
  const { client } = createAcmeClient([], { clock, schedule: () => 10_000, ...tracing, ...options });
  const spans = () => exporter.getFinishedSpans().filter(({ name }) => name !== "HTTP");
  return { client, clock, tracer, tracing, exporter, spans };
}

const parentOf = ({ parentSpanContext }: ReadableSpan) => parentSpanContext?.spanId;
const idOf = (span: ReadableSpan | undefined) => span?.spanContext().spanId;

it("makes a span for the wait and a child of it for each request", async () => {
  const responses = [jobIn("WORKING"), { status: 503 }, jobIn("DONE")];
  const { client, clock, spans } = createTracedClient(responses, {}, 1_700_000_000_000);
  await clock.run(client.wait("7"));
  const [first, second, third, wait] = spans();
  expect(
    spans().map(({ name, kind, attributes, status, startTime, endTime }) => [
      name,
      kind,
      attributes,
      status.code,
      startTime,
      endTime,
    ]),
  ).toEqual([
    [
      "job.status acme",
      SpanKind.CLIENT,
      { "job.provider": "acme", "job.ids": ["7"], "http.response.status_code": 200 },
      SpanStatusCode.UNSET,
      [1_700_000_000, 0],
      [1_700_000_000, 250_500_000],
    ],
    [
      "job.status acme",
      SpanKind.CLIENT,
      {
        "job.provider": "acme",
        "job.ids": ["7"],
        "http.response.status_code": 503,
        "error.type": "unavailable",
      },
      SpanStatusCode.ERROR,
      // 10 s after the first response.
      [1_700_000_010, 250_500_000],
      [1_700_000_010, 501_000_000],
    ],
    [
      "job.status acme",
      SpanKind.CLIENT,
      { "job.provider": "acme", "job.ids": ["7"], "http.response.status_code": 200 },
      SpanStatusCode.UNSET,
      // 1 s after the failure.
      [1_700_000_011, 501_000_000],
      [1_700_000_011, 751_500_000],
    ],
    [
      "job.wait acme",
      SpanKind.INTERNAL,
      { "job.provider": "acme", "job.id": "7", "job.state": "succeeded", "job.native_state": "DONE" },
      SpanStatusCode.UNSET,
      [1_700_000_000, 0],
      [1_700_000_011, 751_500_000],
    ],
  ]);
  expect([first, second, third].map((span) => span && parentOf(span))).toEqual([idOf(wait), idOf(wait), idOf(wait)]);
});

it("hangs the wait below the span that is active in the call, and an HTTP instrumentation's below the request's", async () => {
  const { client, clock, tracer, exporter, spans } = createTracedClient([jobIn("DONE")]);
  const caller = tracer.startSpan("caller");
  await clock.run(context.with(trace.setSpan(context.active(), caller), () => client.wait("7")));
  const [request, wait] = spans();
  const http = exporter.getFinishedSpans().find(({ name }) => name === "HTTP");
  expect(wait && parentOf(wait)).toBe(caller.spanContext().spanId);
  expect(http && parentOf(http)).toBe(idOf(request));
});

describe("leaves no span open", () => {
  it("leaves no span of a wait that fails open, and records why", async () => {
    const { client, clock, spans } = createTracedClient([{ status: 403 }]);
    await clock.run(rejectionOf(client.wait("7")));
    expect(spans().map(({ name, attributes, status }) => [name, attributes["error.type"], status.code])).toEqual([
      ["job.status acme", "forbidden", SpanStatusCode.ERROR],
      ["job.wait acme", "forbidden", SpanStatusCode.ERROR],
    ]);
  });

  it("leaves no span open of a wait that is aborted while a request is in flight", async () => {
    const { client, clock, spans } = createTracedClient([jobIn("WORKING")]);
    const controller = new AbortController();
    const wait = rejectionOf(client.wait("7", { signal: controller.signal }));
    await clock.advance(100);
    controller.abort();
    await wait;
    await clock.advance(0);
    expect(spans().map(({ name, attributes }) => [name, attributes["error.type"]])).toEqual([
      ["job.wait acme", "aborted"],
      ["job.status acme", "aborted"],
    ]);
  });

  it("leaves no span open of a watch that is left", async () => {
    const { client, clock, spans } = createTracedClient([jobIn("WORKING")]);
    const watch = client.watch("7");
    await clock.run(watch.next());
    await watch.return?.();
    expect(spans().map(({ name }) => name)).toEqual(["job.status acme", "job.wait acme"]);
  });

  it("leaves no span open of a status that is requested once", async () => {
    const { client, clock, spans } = createTracedClient([jobIn("WORKING")]);
    await clock.run(client.status("7"));
    expect(spans().map(({ name }) => name)).toEqual(["job.status acme", "job.wait acme"]);
  });
});

it("makes one span for a request about several jobs, with links to the others", async () => {
  const { clock, tracing, spans } = createTracedClient([]);
  const { onEvent } = tracing;
  const { client, clock: clockOfProvider } = createAcmeProvider(() => "DONE", batchedAcmeContract, { onEvent });
  await clockOfProvider.run(
    waitAll([
      [client, "1"],
      [client, "2"],
    ]),
  );
  const [request, ...waits] = spans();
  expect(request?.attributes["job.ids"]).toEqual(["1", "2"]);
  expect(request && parentOf(request)).toBe(idOf(waits.find(({ attributes }) => attributes["job.id"] === "1")));
  expect(request?.links.map(({ context: { spanId } }) => spanId)).toEqual([
    idOf(waits.find(({ attributes }) => attributes["job.id"] === "2")),
  ]);
  expect([waits.length, clock.now()]).toEqual([2, 0]);
});

it("records a failure without a response, and no HTTP status", async () => {
  const { client, clock, spans } = createTracedClient([{ fails: new TypeError("fetch failed") }, jobIn("DONE")]);
  await clock.run(client.wait("7"));
  const [failure] = spans();
  expect(failure?.attributes).toEqual({ "job.provider": "acme", "job.ids": ["7"], "error.type": "unavailable" });
});

it("sends a request of the caller's own without a span", async () => {
  const { client, clock, spans } = createTracedClient([{ body: "ok" }]);
  expect((await clock.run(client.fetch("/v1/start"))).status).toBe(200);
  expect(spans()).toEqual([]);
});

it("keeps equal IDs of two operations apart, and names the operation", async () => {
  const { tracing, clock, spans } = createTracedClient([]);
  const responses = [jobIn("WORKING"), taskIn("OVER"), jobIn("DONE")];
  const { client } = createAcmeClient(
    responses,
    { clock, ...tracing, fetch: createAcmeClient(responses).fetch },
    operationsContract,
  );
  await clock.run(Promise.all([client.wait("7"), client.wait({ id: "7", operation: "task" })]));
  const waits = spans().filter(({ name }) => name === "job.wait acme");
  expect(waits.map(({ attributes }) => attributes)).toEqual([
    {
      "job.provider": "acme",
      "job.operation": "task",
      "job.id": "7",
      "job.state": "succeeded",
      "job.native_state": "OVER",
    },
    { "job.provider": "acme", "job.id": "7", "job.state": "succeeded", "job.native_state": "DONE" },
  ]);
  const requests = spans().filter(({ name }) => name === "job.status acme");
  const [task, job] = waits;
  expect(requests.map((span) => [span.attributes["job.operation"], parentOf(span)])).toEqual([
    [undefined, idOf(job)],
    ["task", idOf(task)],
    [undefined, idOf(job)],
  ]);
});

describe("of what it is told", () => {
  const about = { provider: "acme", atMs: 0 };
  const init: FetchInit = { method: "GET", headers: {}, redirect: "manual", signal: new AbortController().signal };
  const statusOf = ({ attributes }: ReadableSpan) => attributes["http.response.status_code"];

  it("a response of another request leaves the next one its span", async () => {
    const { clock, tracing, spans } = createTracedClient([{ status: 202 }]);
    tracing.onEvent({ ...about, type: "request", ids: ["1"] });
    tracing.onEvent({ ...about, type: "request", ids: ["2"] });
    tracing.onEvent({ ...about, type: "response", ids: ["1"], durationMs: 0 });
    await clock.run(tracing.fetch("https://shop.acme.example/v1/main/jobs/2", init));
    tracing.onEvent({ ...about, type: "response", ids: ["2"], durationMs: 0 });
    expect(spans().map(statusOf)).toEqual([undefined, 202]);
  });

  it("a request that was aborted before it was sent leaves its span to no other", async () => {
    const { clock, tracing, exporter } = createTracedClient([{ status: 202 }]);
    tracing.onEvent({ ...about, type: "request", ids: ["1"] });
    tracing.onEvent({ ...about, type: "response", ids: ["1"], durationMs: 0 });
    await clock.run(tracing.fetch("https://shop.acme.example/v1/start", init));
    expect(exporter.getFinishedSpans().map((span) => [span.name, parentOf(span), statusOf(span)])).toEqual([
      ["job.status acme", undefined, undefined],
      ["HTTP", undefined, undefined],
    ]);
  });

  it("two clients that poll the same job have a span each", () => {
    const { tracing, spans } = createTracedClient([]);
    const subject = { ...about, id: "7" };
    tracing.onEvent({ ...subject, type: "polling-started" });
    tracing.onEvent({ ...subject, type: "polling-started", atMs: 1_000 });
    tracing.onEvent({ ...subject, type: "polling-stopped", atMs: 2_000 });
    tracing.onEvent({ ...subject, type: "polling-stopped", atMs: 3_000 });
    tracing.onEvent({ ...subject, type: "polling-started", atMs: 4_000 });
    tracing.onEvent({ ...subject, type: "polling-stopped", atMs: 5_000 });
    expect(spans().map(({ startTime: [start], endTime: [end] }) => [start, end])).toEqual([
      [0, 2],
      [1, 3],
      [4, 5],
    ]);
  });

  it("what is about a job or a request without a span changes nothing", async () => {
    const { client, clock, tracing, spans } = createTracedClient([jobIn("DONE")]);
    const status = await clock.run(client.status("1"));
    const { length } = spans();
    tracing.onEvent({ ...about, type: "polling-stopped", id: "2" });
    tracing.onEvent({ ...about, type: "changed", id: "2", status, previous: undefined });
    tracing.onEvent({ ...about, type: "response", ids: ["2"], durationMs: 0 });
    expect(spans()).toHaveLength(length);
    tracing.onEvent({ ...about, type: "request", ids: ["2", "3"] });
    tracing.onEvent({ ...about, type: "response", ids: ["2", "3"], durationMs: 0 });
    expect(spans().at(-1)?.links).toEqual([]);
  });

  it("requests go to the global fetch if there is no other", async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.resolve(new Response("sent")));
    vi.stubGlobal("fetch", fetch);
    const { tracer } = createTracedClient([]);
    const response = await traceJobs(tracer).fetch("https://shop.acme.example/v1/start", init);
    expect([await response.text(), fetch.mock.calls]).toEqual(["sent", [["https://shop.acme.example/v1/start", init]]]);
  });
});

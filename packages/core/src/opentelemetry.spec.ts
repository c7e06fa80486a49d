import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { expect, test } from "vitest";
import { traceJobs } from "./opentelemetry.ts";
import { createAcmeClient, jobIn } from "./testing/acme-client.ts";
import type { ScriptedResponse } from "./testing/scripted-fetch.ts";
import { createVirtualClock } from "./virtual-clock.ts";

/** The spans of one wait, from a real tracer that keeps them. */
async function spansOf(responses: readonly ScriptedResponse[], startMs = 0) {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const clock = createVirtualClock(startMs);
  const { fetch } = createAcmeClient(responses);
  const slow: typeof fetch = async (input, init) => {
    await clock.sleep(250.5, new AbortController().signal);
    return fetch(input, init);
  };
  const onEvent = traceJobs(provider.getTracer("test"));
  const { client } = createAcmeClient([], { clock, fetch: slow, onEvent });
  await clock.run(client.wait("7", { schedule: () => 10_000 }));
  return exporter.getFinishedSpans();
}

test("every request is a span: which jobs, what came of it, and how long it took", async () => {
  const spans = await spansOf([jobIn("WORKING"), { status: 503 }, jobIn("DONE")], 1_700_000_000_000);
  const plain = spans.map(({ name, kind, attributes, status, startTime, endTime }) => ({
    name,
    kind,
    attributes,
    status: status.code,
    startTime,
    endTime,
  }));
  const subject = { "job.provider": "acme", "job.ids": ["7"] };
  expect(plain).toEqual([
    {
      name: "job.status acme",
      kind: SpanKind.CLIENT,
      attributes: { ...subject },
      status: SpanStatusCode.UNSET,
      startTime: [1_700_000_000, 0],
      endTime: [1_700_000_000, 250_500_000],
    },
    {
      name: "job.status acme",
      kind: SpanKind.CLIENT,
      attributes: { ...subject, "error.type": "unavailable", "http.response.status_code": 503 },
      status: SpanStatusCode.ERROR,
      // Asked 10 s after the first response, and answered 0.2505 s later.
      startTime: [1_700_000_010, 250_500_000],
      endTime: [1_700_000_010, 501_000_000],
    },
    {
      name: "job.status acme",
      kind: SpanKind.CLIENT,
      attributes: { ...subject },
      status: SpanStatusCode.UNSET,
      // Asked again 1 s after the fault.
      startTime: [1_700_000_011, 501_000_000],
      endTime: [1_700_000_011, 751_500_000],
    },
  ]);
});

test("a limit is told by the span of the question that met it, and by none of its own", async () => {
  const spans = await spansOf([{ status: 429, headers: { "Retry-After": "30" } }, jobIn("DONE")]);
  expect(spans.map(({ attributes }) => attributes["error.type"])).toEqual(["rate-limited", undefined]);
});

test("a fault without a response has no HTTP status", async () => {
  const [fault] = await spansOf([{ fails: new TypeError("fetch failed") }, jobIn("DONE")]);
  expect(fault?.attributes).toEqual({ "job.provider": "acme", "job.ids": ["7"], "error.type": "unavailable" });
  expect(fault?.status.message).toContain("the connection failed");
});

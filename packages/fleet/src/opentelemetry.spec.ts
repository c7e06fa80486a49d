import { JobStatusError } from "@jobstatus/core";
import { traceJobs } from "@jobstatus/core/opentelemetry";
import { createZendeskSimulator, zendeskCredentials } from "@jobstatus/simulator";
import { createZendesk } from "@jobstatus/zendesk";
import { type BatchObservableCallback, type Meter, type Observable, SpanKind, context } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFleet } from "./create-fleet.ts";
import type { FleetStatus } from "./fleet-status.ts";
import { observeFleet, traceSteps } from "./opentelemetry.ts";
import { openUsual } from "./testing/stores.ts";

it("a fleet's status is reported as gauges, until it is told to end", async () => {
  const status: FleetStatus = {
    clients: { vault: { waiting: 7, due: 2, parked: "refused" }, rare: { waiting: 1, due: 0 } },
    process: {
      vault: { polls: 40, ends: 10, pollsPerEnd: 4, lagMs: { p50: 12, p99: 80 }, logins: 1, brokenFloors: 0 },
    },
  };
  const names = new Map<unknown, string>();
  const callbacks = new Set<BatchObservableCallback>();
  const meter = {
    createObservableGauge(name: string) {
      const gauge = {};
      names.set(gauge, name.replace("jobstatus.fleet.", ""));
      return gauge;
    },
    addBatchObservableCallback: (callback: BatchObservableCallback) => callbacks.add(callback),
    removeBatchObservableCallback: (callback: BatchObservableCallback) => callbacks.delete(callback),
  } as unknown as Meter;
  const end = observeFleet({ status: () => Promise.resolve(status) }, meter);
  const observed: string[] = [];
  const observe = (gauge: Observable, value: number, attributes = {}) => {
    observed.push(`${names.get(gauge)} ${JSON.stringify(attributes)} ${value}`);
  };
  for (const callback of callbacks) await callback({ observe });
  expect(observed).toEqual([
    'waiting {"jobstatus.client":"vault"} 7',
    'due {"jobstatus.client":"vault"} 2',
    'parked {"jobstatus.client":"vault"} 1',
    'waiting {"jobstatus.client":"rare"} 1',
    'due {"jobstatus.client":"rare"} 0',
    'parked {"jobstatus.client":"rare"} 0',
    'polls_per_end {"jobstatus.client":"vault"} 4',
    'lag.p50 {"jobstatus.client":"vault"} 12',
    'lag.p99 {"jobstatus.client":"vault"} 80',
    'logins {"jobstatus.client":"vault"} 1',
    'broken_floors {"jobstatus.client":"vault"} 0',
  ]);
  end();
  expect(callbacks.size).toBe(0);
});

describe("the spans of steps", () => {
  let exporter: InMemorySpanExporter;
  let tracer: ReturnType<BasicTracerProvider["getTracer"]>;
  beforeEach(() => {
    exporter = new InMemorySpanExporter();
    const spanProcessors = [new SimpleSpanProcessor(exporter)];
    tracer = new BasicTracerProvider({ spanProcessors }).getTracer("test");
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  });
  afterEach(() => context.disable());

  const stepsOf = () => exporter.getFinishedSpans().filter(({ name }) => name.startsWith("job.step"));

  it("say whose step it is, how late it was and how the job is, and have the client's spans as children", async () => {
    const place = await openUsual();
    const simulator = createZendeskSimulator({ scenario: { waitingMs: 50, workingMs: 300 } });
    const client = createZendesk({
      subdomain: "traced",
      credentials: { accessToken: zendeskCredentials.accessToken },
      ...traceJobs(tracer, (input, init) => simulator.fetch(new Request(input, init))),
    });
    const fleet = await createFleet({ store: place.store, clients: { traced: client }, ...traceSteps(tracer) });
    const id = simulator.start();
    await fleet.watch("traced", id);
    fleet.work();
    await fleet.wait("traced", id);
    await fleet.close();
    await place.remove();

    const steps = stepsOf();
    expect(steps.length).toBeGreaterThan(1);
    for (const [n, step] of steps.entries()) {
      const isLast = n === steps.length - 1;
      expect(step).toMatchObject({ name: "job.step traced", kind: SpanKind.CONSUMER, parentSpanContext: undefined });
      expect(step.attributes).toEqual({
        "jobstatus.client": "traced",
        "job.id": id,
        "jobstatus.polls": n,
        "jobstatus.lag_ms": expect.any(Number) as number,
        "jobstatus.ended": isLast,
        ...(isLast && { "job.state": "succeeded" }),
      });
    }
    const waits = exporter.getFinishedSpans().filter(({ name }) => name === "job.wait zendesk");
    const idsOf = (spans: typeof steps) => spans.map((span) => span.spanContext().spanId);
    expect(waits.map(({ parentSpanContext }) => parentSpanContext?.spanId)).toEqual(idsOf(steps));
  });

  it("say why a status could not be determined, and pass on what the step came to", async () => {
    const { aroundStep } = traceSteps(tracer);
    const about = { client: "vault", id: "7", operation: "task", polls: 3, lagMs: 12 };
    const result = { error: new JobStatusError("forbidden", "no right to it", { provider: "veeva-vault" }) };
    expect(await aroundStep(about, () => Promise.resolve(result))).toBe(result);
    const thrown = new Error("no database");
    await expect(aroundStep(about, () => Promise.reject(thrown))).rejects.toBe(thrown);
    expect(
      stepsOf().map(({ attributes, status }) => [attributes["job.operation"], attributes["error.type"], status]),
    ).toEqual([
      ["task", "forbidden", { code: 2, message: result.error.message }],
      ["task", "unexpected", { code: 2, message: "Error: no database" }],
    ]);
  });
});

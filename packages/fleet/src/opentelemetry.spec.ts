import type { BatchObservableCallback, Meter, Observable } from "@opentelemetry/api";
import { expect, it } from "vitest";
import type { FleetStatus } from "./fleet-status.ts";
import { observeFleet } from "./opentelemetry.ts";

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

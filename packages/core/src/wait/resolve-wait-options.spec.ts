import { describe, expect, it } from "vitest";
import { contextOf } from "../context/context-of.ts";
import type { Contract } from "../contract/contract.ts";
import { type AcmeOptions, createAcmeClient } from "../testing/acme-client.ts";
import { acmeContract, batchedAcmeContract, limitedAcmeContract } from "../testing/acme-contract.ts";
import { createPollState } from "./poll-state.ts";
import { durationsOf, resolveWaitOptions, scheduleInput } from "./resolve-wait-options.ts";
import { fixed } from "./schedules/fixed.ts";
import type { WatchOptions } from "./wait-options.ts";

const contextFor = (defaults: Partial<AcmeOptions> = {}, contract: Contract = acmeContract) =>
  contextOf(createAcmeClient([], defaults, contract).client);
const resolve = (options: WatchOptions, defaults?: Partial<AcmeOptions>, contract?: Contract) =>
  resolveWaitOptions(contextFor(defaults, contract), options);

describe("an option of a wait", () => {
  it("has the contract's or the engine's default", () => {
    expect(resolve({})).toMatchObject({
      timeoutMs: 3_600_000,
      retryBudgetMs: 900_000,
      notFoundGraceMs: 10_000,
      confirmTerminal: false,
      minIntervalMs: 0,
      durations: undefined,
      stallMs: Infinity,
    });
    expect(resolve({}, {}, limitedAcmeContract).minIntervalMs).toBe(10_000);
    const { notFoundGraceMs: _grace, ...contract } = acmeContract;
    expect(resolve({}, {}, contract).notFoundGraceMs).toBe(0);
  });

  it("is the client's if the call has none", () => {
    const defaults = { timeoutMs: 1, retryBudgetMs: 2, schedule: fixed(3), durations: { kind: "import" } };
    expect(resolve({}, defaults)).toMatchObject(defaults);
  });

  it("is the call's own before the client's", () => {
    const defaults = { timeoutMs: 1, retryBudgetMs: 2, schedule: fixed(3), durations: { kind: "import" } };
    const until = () => true;
    const onStall = () => {};
    const own = { timeoutMs: 4, retryBudgetMs: 0, schedule: fixed(5), durations: { kind: "export" } };
    const others = { notFoundGraceMs: 0, confirmTerminal: true, until, stallMs: 6, onStall };
    expect(resolve({ ...own, ...others }, defaults)).toMatchObject({ ...own, ...others });
  });

  it.each([
    [8_000, 2_000],
    [14_400_000, 3_600_000],
    [14_400_004, 3_600_000],
    [Infinity, 3_600_000],
  ])("lets requests fail for a quarter of the timeout, and for an hour at most: %i ms", (timeoutMs, retryBudgetMs) => {
    expect(resolve({ timeoutMs }).retryBudgetMs).toBe(retryBudgetMs);
  });

  it("takes the schedule for sets of jobs if the provider has an operation for them", () => {
    const context = contextFor({ schedule: undefined } as object, batchedAcmeContract);
    expect(resolveWaitOptions(context, {}).schedule).toBe(context.parts.batches?.schedule);
    const { batches: _batches, ...parts } = context.parts;
    const alone = resolveWaitOptions({ ...context, parts }, {}).schedule;
    expect(alone.forecast).toBeDefined();
    expect(alone).not.toBe(context.parts.batches?.schedule);
  });
});

it("equal options of a client's waits are one object, and others are not", () => {
  const context = contextFor();
  const first = resolveWaitOptions(context, { timeoutMs: 5 });
  expect(resolveWaitOptions(context, { timeoutMs: 5 })).toBe(first);
  expect(resolveWaitOptions(context, { timeoutMs: 6 }).timeoutMs).toBe(6);
  expect(resolveWaitOptions(contextFor(), { timeoutMs: 6 })).not.toBe(first);
});

it("a schedule decides upon what was seen, and upon the durations of the job's kind", () => {
  const options = resolve({ durations: { kind: "import" } }, {}, limitedAcmeContract);
  options.memory.add("import", 7_000);
  const state = { ...createPollState(1_000), polls: 3, samples: [{ elapsedMs: 5, state: "running" as const }] };
  expect(scheduleInput(state, options, 4_000, 0.5)).toEqual({
    samples: state.samples,
    polls: 3,
    elapsedMs: 3_000,
    random: 0.5,
    minIntervalMs: 10_000,
    durationsMs: [7_000],
  });
});

it("a job of no kind has no durations to learn from, and one with a title those of its title", () => {
  const options = resolve({});
  options.memory.add("Nightly", 7_000);
  const lastStatus = { provider: "acme", id: "7", state: "running", native: "WORKING", raw: {} } as const;
  expect(durationsOf({ lastStatus: undefined }, options)).toEqual([]);
  expect(durationsOf({ lastStatus }, options)).toEqual([]);
  expect(durationsOf({ lastStatus: { ...lastStatus, title: "Nightly" } }, options)).toEqual([7_000]);
});

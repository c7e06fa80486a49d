import { expect, it } from "vitest";
import type { MatrixRow } from "./matrix-from-runs.ts";
import { staleMatrix } from "./stale-matrix.ts";

const ours: MatrixRow = { client: "jobstatus", families: { mapping: { cases: 3, claimed: 3, passed: 3 } } };
const peer: MatrixRow = { client: "a loop", families: { mapping: { cases: 3, claimed: 2, passed: 1 } } };

it("a matrix of the same suite is not stale, whatever a peer passes", () => {
  const luckier: MatrixRow = { client: "a loop", families: { mapping: { cases: 3, claimed: 2, passed: 2 } } };
  expect(staleMatrix([ours, peer], [ours, luckier])).toEqual([]);
});

it("a peer that this machine cannot run may be kept", () => {
  expect(staleMatrix([ours, peer], [ours])).toEqual([]);
});

it("is stale where cases came, a family came, or our own packages pass fewer", () => {
  const made: MatrixRow = {
    client: "jobstatus",
    families: { mapping: { cases: 4, claimed: 4, passed: 3 }, abort: { cases: 1, claimed: 1, passed: 1 } },
  };
  expect(staleMatrix([ours], [made, peer])).toEqual([
    "jobstatus, mapping: 3 cases, 3 claimed, 3 passed instead of 4 cases, 4 claimed, 3 passed",
    "jobstatus, abort: no cases instead of 1 cases, 1 claimed, 1 passed",
    "it has no a loop",
  ]);
});

import { expect, it } from "vitest";
import type { MatrixRow } from "./matrix-from-runs.ts";
import { steadyMatrix } from "./steady-matrix.ts";

const row = (client: string, cases: number, passed: number): MatrixRow => ({
  client,
  families: { timing: { cases, claimed: cases, passed } },
});

it.each([
  ["a peer's figure that differs by four cases is kept", row("a loop", 12, 5), row("a loop", 12, 9), 5],
  ["a peer's figure that differs by more is replaced", row("a loop", 12, 5), row("a loop", 12, 10), 10],
  ["a peer's figure is replaced if the suite has changed", row("a loop", 9, 5), row("a loop", 10, 6), 6],
  ["our own figure is never kept", row("jobstatus", 9, 9), row("jobstatus", 9, 8), 8],
  ["a new client is taken", row("another", 9, 5), row("a loop", 9, 6), 6],
])("%s", (_, kept, made, passed) => {
  expect(steadyMatrix([kept], [made])).toMatchObject([{ client: made.client, families: { timing: { passed } } }]);
});

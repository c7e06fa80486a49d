import type { FleetStatus } from "../fleet-status.ts";

const HEAD = ["client", "waiting", "due", "polls", "ended", "polls/end", "lag p50", "lag p99", "logins"];

/** A fleet's status as a table: a line for each client, and one for each parked account. */
export function statusTable({ clients, process }: FleetStatus): string {
  const rows = Object.entries(clients).map(([name, { waiting, due }]) => {
    const here = process[name];
    const own = here
      ? [
          here.polls,
          here.ends,
          here.pollsPerEnd.toFixed(1),
          `${Math.round(here.lagMs.p50)} ms`,
          `${Math.round(here.lagMs.p99)} ms`,
          here.logins,
        ]
      : ["", "", "", "", "", ""];
    return [name, waiting, due, ...own].map(String);
  });
  const widths = HEAD.map((head, n) => Math.max(head.length, ...rows.map((row) => row[n]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, n) => (n === 0 ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0)))
      .join("  ")
      .trimEnd();
  const parked = Object.entries(clients).flatMap(([name, client]) =>
    client.parked === undefined ? [] : [`${name} is parked: ${client.parked}`],
  );
  return [line(HEAD), ...rows.map(line), ...parked, ""].join("\n");
}

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { type EngineResult, atMost, medianOf } from "./engine-result.ts";

const RUNS = 5;
const SENDERS = ["raw", "fetch", "node"] as const;

/** Row 13: the CPU time of a poll over loopback, each measurement in a process of its own, the three in turn. */
export async function pollCpuRows(): Promise<readonly EngineResult[]> {
  const server = spawn(process.execPath, commandOf("poll-server"), { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [port] = (await once(server.stdout, "data")) as [Buffer];
    const baseUrl = `http://127.0.0.1:${port.toString().trim()}`;
    const costs = Array.from({ length: RUNS }, () =>
      Object.fromEntries(SENDERS.map((sender) => [sender, cpuOf(sender, baseUrl)] as const)),
    );
    const cost = (sender: (typeof SENDERS)[number]) => medianOf(costs.map((of) => of[sender] ?? Number.NaN));
    const row = (goal: number, sender: "fetch" | "node", how: string) =>
      atMost(goal, {
        row: 13,
        what: `10,000 jobs over loopback: CPU of a poll, ${how}`,
        figure: cost(sender) / cost("raw"),
        unit: "times that of a raw loop of fetch",
        how: `medians of ${RUNS} runs in turn, after 5,000 jobs of warm-up: ${cost(sender).toFixed(0)} against ${cost("raw").toFixed(0)} µs`,
      });
    return [row(1.05, "fetch", "with the global fetch"), row(0.45, "node", "with createNodeFetch")];
  } finally {
    server.kill();
  }
}

function cpuOf(sender: string, baseUrl: string): number {
  return JSON.parse(
    execFileSync(process.execPath, commandOf("poll-cpu", sender, baseUrl), { encoding: "utf8" }),
  ) as number;
}

function commandOf(file: string, ...values: readonly string[]): string[] {
  return ["--conditions=@jobstatus/source", `${import.meta.dirname}/${file}.ts`, ...values];
}

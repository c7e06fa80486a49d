import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";

/** How many ticks of the kernel's clock a second has. */
const TICKS = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));

/** The CPU time of this process, in milliseconds. */
export function ownCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** The CPU time of a server and of its processes, those that have ended included, in milliseconds. */
export function serverCpuMs(pid: number): number {
  const ticks = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)))
    .filter((stat) => stat !== undefined)
    .filter((stat) => stat.pid === pid || stat.parent === pid)
    .reduce((sum, stat) => sum + stat.ticks, 0);
  return (ticks / TICKS) * 1_000;
}

function statOf(pid: number): { pid: number; parent: number; ticks: number } | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
  // The name, in brackets, may hold spaces (proc(5)): the fields after it are the third and those that follow.
  const fields = text
    .slice(text.lastIndexOf(")") + 2)
    .split(" ")
    .map(Number);
  const [, parent = 0] = fields;
  // utime, stime, cutime and cstime are the fields 14 to 17.
  return { pid, parent, ticks: fields.slice(11, 15).reduce((sum, count) => sum + count, 0) };
}

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

/** The program for this platform. */
const { default: WORKERD } = createRequire(import.meta.url)("workerd") as { default: string };

/** A Worker that runs in workerd, the runtime of Cloudflare Workers. */
export interface RunningWorker {
  readonly url: string;
  /** What workerd has reported of the Worker: uncaught errors and warnings, each once, without native stacks. */
  faults(): readonly string[];
  stop(): Promise<void>;
}

/**
 * Starts workerd with one Worker, which may send requests to this machine.
 *
 * @param code - The Worker's module.
 * @param compatibilityDate - The date whose behaviour the Worker gets.
 * @throws Error - The module fails at import; the message has the stack.
 */
export async function startWorker(code: string, compatibilityDate: string): Promise<RunningWorker> {
  const folder = mkdtempSync(join(tmpdir(), "jobstatus-worker-"));
  writeFileSync(join(folder, "worker.js"), code);
  writeFileSync(join(folder, "config.capnp"), configOf(compatibilityDate));
  const child = spawn(WORKERD, ["serve", "--control-fd=3", "config.capnp"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  let log = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (log += text));
  const stop = async () => {
    if (child.exitCode === null) {
      child.kill();
      await once(child, "close");
    }
    rmSync(folder, { recursive: true });
  };
  const port = await portOf(child);
  if (port === undefined) {
    await stop();
    throw new Error(`workerd did not start:\n${log}`);
  }
  return { url: `http://127.0.0.1:${port}`, faults: () => faultsIn(log), stop };
}

function faultsIn(log: string): string[] {
  const lines = log.split("\n").filter((line) => line !== "" && !line.startsWith("stack: "));
  return [...new Set(lines)];
}

/** The port on which workerd listens; undefined if it ends before it does. */
async function portOf(child: ChildProcess): Promise<number | undefined> {
  for await (const line of createInterface(child.stdio[3] as Readable)) {
    const { event, port } = JSON.parse(line) as { event: string; port?: number };
    if (event === "listen") return port;
  }
  if (child.exitCode === null) await once(child, "close");
  return undefined;
}

function configOf(compatibilityDate: string): string {
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [(name = "main", worker = .worker), (name = "internet", network = (allow = ["private"]))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);

const worker :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "${compatibilityDate}",
);
`;
}

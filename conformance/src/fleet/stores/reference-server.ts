import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { FleetStore } from "../fleet-store.ts";

const program = fileURLToPath(new URL("../../../adapters/fleet/reference/store-server.ts", import.meta.url));

/** Opens the store of the reference worker. */
export async function openReferenceStore(
  directory: string,
  environment: Readonly<Record<string, string>>,
): Promise<FleetStore> {
  const journal = `${directory}.jsonl`;
  let port = "0";
  let child: ChildProcess | undefined;
  const stop = async () => {
    const running = child;
    child = undefined;
    if (!running) return;
    running.kill("SIGKILL");
    await once(running, "close");
  };
  const start = async () => {
    const started = spawn(process.execPath, [program, journal, port], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, ...environment },
    });
    child = started;
    port = await new Promise<string>((resolve, reject) => {
      createInterface({ input: started.stdout }).once("line", resolve);
      started.once("close", () => reject(new Error("the reference store ended")));
    });
  };
  await start();
  return { address: `http://127.0.0.1:${port}`, start, stop, close: stop };
}

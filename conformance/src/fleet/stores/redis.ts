import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { createConnection } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@jobstatus/tools/free-port";
import type { FleetStore } from "../fleet-store.ts";

const READY_MS = 20;

/** Why tests on Redis are skipped; undefined if they are not. */
export const NO_REDIS: string | undefined =
  spawnSync("redis-server", ["--version"]).status === 0 ? undefined : "Redis is not installed on this machine";

/** Opens a Redis server that keeps what it was told before it responds. */
export async function openRedis(directory: string): Promise<FleetStore> {
  await mkdir(directory, { recursive: true });
  const port = await freePort();
  let server: ChildProcess | undefined;
  const start = async () => {
    const settings = {
      port,
      bind: "127.0.0.1",
      dir: directory,
      appendonly: "yes",
      save: "",
      "maxmemory-policy": "noeviction",
    };
    const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
    server = spawn("redis-server", args, { stdio: "ignore" });
    while (!(await isListening(port))) await sleep(READY_MS);
  };
  const stop = async () => {
    const running = server;
    server = undefined;
    if (!running) return;
    running.kill("SIGKILL");
    await once(running, "close");
  };
  await start();
  return { address: `redis://127.0.0.1:${port}`, start, stop, close: stop };
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

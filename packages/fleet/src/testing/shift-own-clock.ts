import process from "node:process";
import type { ShiftedWorkerInput } from "./start-shifted-worker.ts";

// Shifts this process's clock. It is preloaded, so that all modules find the clock shifted.
const { offsetMs } = JSON.parse(process.argv[2] ?? "") as ShiftedWorkerInput;
const RealDate = Date;
const now = () => RealDate.now() + offsetMs;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, values: []) => (values.length === 0 ? new target(now()) : new target(...values)),
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === "now" ? now : (Reflect.get(target, name) as unknown)),
});

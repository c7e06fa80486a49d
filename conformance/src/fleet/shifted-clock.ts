import { readFileSync } from "node:fs";

// Loaded before a worker with `node --import`: it puts the wall clock off by what a file says, in milliseconds. The monotonic
// clock and the timers stay as they are, as on a machine whose clock is set.

const path = process.env["JOBSTATUS_FLEET_CLOCK"];
/** How often the file is read, in nanoseconds. */
const READ_EVERY_NS = 10_000_000n;

if (path !== undefined) {
  const { Date: RealDate } = globalThis;
  const monotonicNow = () => process.hrtime.bigint();
  let readAtNs = 0n;
  let offsetMs = 0;
  const offset = (): number => {
    const nowNs = monotonicNow();
    if (nowNs >= readAtNs) {
      readAtNs = nowNs + READ_EVERY_NS;
      offsetMs = Number(readFileSync(path, "utf8"));
    }
    return offsetMs;
  };
  const now = () => RealDate.now() + offset();
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, values, newTarget) =>
      Reflect.construct(target, values.length === 0 ? [now()] : values, newTarget) as object,
    apply: () => new RealDate(now()).toString(),
    get: (target, name, receiver): unknown => (name === "now" ? now : Reflect.get(target, name, receiver)),
  });
}

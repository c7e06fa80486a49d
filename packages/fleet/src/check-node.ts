import { FleetError } from "./fleet-error.ts";

/**
 * Checks that Node is one that pg-boss runs on. On an older one, npm installs a pg-boss of long ago without a word.
 *
 * @param version - Node's version, such as `22.12.0`.
 * @throws FleetError - `node-version`.
 */
export function checkNode(version: string): void {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 12)) return;
  throw new FleetError("node-version", `@jobstatus/fleet needs Node 22.12 or later; this is ${version}`);
}

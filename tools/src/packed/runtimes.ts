import { existsSync } from "node:fs";
import { join } from "node:path";
import { WORKSPACE } from "./install-packed.ts";

/** A runtime that the packed packages have to work on. */
export interface Runtime {
  readonly name: string;
  /** What `--version` must print. */
  readonly version: RegExp;
  /** The program, or undefined where this platform has none. */
  readonly program: string | undefined;
  /** What goes before the name of the script. */
  readonly args: readonly string[];
}

function installed(...candidates: string[]): string | undefined {
  const suffixes = process.platform === "win32" ? [".exe", ".cmd"] : [""];
  return candidates
    .flatMap((path) => suffixes.map((suffix) => join(WORKSPACE, `${path}${suffix}`)))
    .find((path) => existsSync(path));
}

/** The runtimes, each with no more rights than the programs need. */
export const RUNTIMES: readonly Runtime[] = [
  {
    // The oldest that is supported.
    name: "Node 20.19",
    version: /^v20\.19\.0$/,
    program: installed(`fixtures/consumer/node_modules/node-${process.platform}-${process.arch}/bin/node`),
    args: [],
  },
  { name: "Node 24", version: /^v24\./, program: process.execPath, args: [] },
  { name: "Bun 1", version: /^1\./, program: installed("node_modules/.bin/bun"), args: ["--no-install"] },
  {
    name: "Deno 2",
    version: /^deno 2\./,
    program: installed("node_modules/.bin/deno"),
    args: ["run", "--no-remote", "--no-prompt", "--node-modules-dir=manual", "--allow-net=127.0.0.1", "--allow-read=."],
  },
];

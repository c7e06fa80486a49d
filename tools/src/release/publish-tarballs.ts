import { dirname } from "node:path";
import type { Tarball } from "../packed/install-packed.ts";
import { run } from "../packed/run.ts";

/**
 * Publishes packages with npm, to the registry that npm is set to. A package that the registry has in this version is
 * skipped, so that a release that failed halfway can be repeated.
 *
 * @param tarballs - The packed packages. Core is published first: the others need it.
 * @param env - Variables for npm. In a workflow with a trusted publisher npm adds the provenance by itself.
 * @throws Error if a package can't be published, with what npm printed.
 */
export async function publishTarballs(tarballs: readonly Tarball[], env: NodeJS.ProcessEnv): Promise<void> {
  const isCore = ({ name }: Tarball) => (name === "@jobstatus/core" ? 0 : 1);
  for (const { name, version, path } of tarballs.toSorted((one, other) => isCore(one) - isCore(other))) {
    const id = `${name}@${version}`;
    const npm = (...args: readonly string[]) => run(["npm", ...args], dirname(path), env);
    const { code, stderr } = await npm("publish", path, "--access", "public", "--ignore-scripts");
    if (code === 0) console.log(`published ${id}`);
    else if ((await npm("view", id, "version")).stdout.trim() === version) console.log(`${id} is published already`);
    else throw new Error(`${id} can't be published\n${stderr}`);
  }
}

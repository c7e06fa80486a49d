import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dependencyClosure, readManifest } from "../packed/dependency-closure.ts";
import { type Tarball, WORKSPACE, packPackages, publicPackageFolders } from "../packed/install-packed.ts";
import { run, runOk } from "../packed/run.ts";
import type { LoopbackRegistry } from "./loopback-registry.ts";
import { publishTarballs } from "./publish-tarballs.ts";

const README_INSTALL = /^npm install @jobstatus\/zendesk$/m;
const PNPM = [process.execPath, join(WORKSPACE, "node_modules/pnpm/bin/pnpm.cjs")] as const;

/** A package manager, and what the README's `npm install` is called in its words. */
const PACKAGE_MANAGERS = [
  { name: "npm", install: ["npm", "install", "@jobstatus/zendesk"] },
  { name: "pnpm", install: [...PNPM, "add", "@jobstatus/zendesk"] },
] as const;

/**
 * Publishes packages to a registry, installs the package of the README from it with each package manager in an empty
 * project, and runs the quick start of its page there against the published simulator.
 *
 * @param tarballs - The packed packages.
 * @param registry - A registry that has none of them.
 * @param folder - A folder outside this workspace, for the projects.
 */
export async function rehearse(tarballs: readonly Tarball[], registry: LoopbackRegistry, folder: string) {
  if (!README_INSTALL.test(readFileSync(join(WORKSPACE, "README.md"), "utf8"))) {
    throw new Error("README.md: the command that installs @jobstatus/zendesk is gone");
  }
  await putOthers(registry, join(folder, "others"));
  await publishTarballs(tarballs, registry.env);
  await withSimulator(folder, registry, async (env) => {
    for (const { name, install } of PACKAGE_MANAGERS) {
      const project = join(folder, name);
      mkdirSync(project);
      writeFileSync(join(project, "package.json"), JSON.stringify({ private: true }));
      await runOk(install, project, registry.env);
      writeFileSync(join(project, "simulated.mjs"), example("quick-start-zendesk-simulated.ts"));
      const stdout = await runOk(["node", "simulated.mjs"], project, env);
      if (stdout !== example("quick-start-zendesk-simulated.txt")) {
        throw new Error(`the quick start, installed with ${name}, printed: ${stdout}`);
      }
      console.log(`installed with ${name}, and ran the quick start: ${stdout.trim()}`);
    }
  });
}

/** Publishes what the packages depend on. The generator is left out: no quick start needs it. */
async function putOthers(registry: LoopbackRegistry, destination: string) {
  const folders = publicPackageFolders().filter((path) => readManifest(path).name !== "@jobstatus/codegen");
  const manifests = new Map(
    dependencyClosure(folders).map((path) => [readManifest(path).name, { path, manifest: readManifest(path) }]),
  );
  const packed = await packPackages(
    Array.from(manifests.values(), ({ path }) => path),
    destination,
  );
  for (const { name, path } of packed) {
    const manifest = manifests.get(name)?.manifest;
    if (manifest) await registry.put(manifest, path);
  }
}

/** Runs the simulators in the background, as the page about the quick start says, while `use` uses them. */
async function withSimulator(
  cwd: string,
  { env }: LoopbackRegistry,
  use: (env: NodeJS.ProcessEnv) => Promise<void>,
): Promise<void> {
  const { stdout, stderr } = await run(["npx", "@jobstatus/cli", "simulate", "--speed", "10", "--env"], cwd, env);
  const variables = Array.from(
    stdout.matchAll(/^export (\w+)='?(.*?)'?$/gm),
    ([, name = "", value = ""]) => [name, value] as const,
  );
  const pid = /kill (\d+)/.exec(stderr)?.[1];
  if (pid === undefined) throw new Error(`the published simulators don't run:\n${stdout}${stderr}`);
  try {
    await use(Object.fromEntries(variables));
  } finally {
    process.kill(Number(pid));
  }
}

function example(file: string): string {
  return readFileSync(join(WORKSPACE, "docs/examples", file), "utf8");
}

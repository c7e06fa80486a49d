import { cpSync, globSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { dependencyClosure, readManifest } from "./dependency-closure.ts";
import { stagePackage } from "../release/stage-package.ts";
import { runOk } from "./run.ts";

/** The root of this workspace. */
export const WORKSPACE = resolve(import.meta.dirname, "../../..");

/** The programs that use the packed packages. */
export const CONSUMER_PROGRAMS = join(WORKSPACE, "fixtures/consumer/src");

/** A package, packed as it would be published. */
export interface Tarball {
  readonly name: string;
  readonly version: string;
  /** The path of the .tgz file. */
  readonly path: string;
  /** The files in it, sorted. */
  readonly files: readonly string[];
}

/** The folders of the packages that are published, sorted. */
export function publicPackageFolders(): string[] {
  return globSync(["packages/*/package.json", "conformance/package.json"], { cwd: WORKSPACE })
    .map((path) => join(WORKSPACE, path, ".."))
    .filter((folder) => readManifest(folder).private !== true)
    .toSorted();
}

/** Packs all public packages as they are published. */
export async function packPublicPackages(destination: string, repository: string): Promise<Tarball[]> {
  const staged = join(destination, "staged");
  const folders = publicPackageFolders().map((folder) => stagePackage(WORKSPACE, folder, staged, repository));
  const tarballs = await packPackages(folders, destination);
  rmSync(staged, { recursive: true });
  return tarballs;
}

/** Packs packages with `npm pack`; no script of theirs is run. */
export async function packPackages(folders: readonly string[], destination: string): Promise<Tarball[]> {
  mkdirSync(destination, { recursive: true });
  const stdout = await runOk(
    ["npm", "pack", "--json", "--ignore-scripts", "--pack-destination", destination, ...folders],
    WORKSPACE,
  );
  const packed = JSON.parse(stdout) as {
    name: string;
    version: string;
    filename: string;
    files: { path: string }[];
  }[];
  return packed.map(({ name, version, filename, files }) => ({
    name,
    version,
    path: join(destination, filename),
    files: files.map(({ path }) => path).toSorted(),
  }));
}

/**
 * Makes an empty project and installs packed packages into it, with all they depend on, without the network: what they
 * need beside each other is packed out of this workspace's own installation.
 *
 * @param project - The folder of the project.
 * @param tarballs - All packed packages of this workspace.
 * @param names - The packages to install; name those that they depend on as well.
 * @param peers - The packages of others that users install beside them.
 */
export async function installPacked(
  project: string,
  tarballs: readonly Tarball[],
  names: readonly string[],
  peers: readonly string[] = [],
) {
  const ours = tarballs.filter(({ name }) => names.includes(name));
  const folders = publicPackageFolders().filter((folder) => names.includes(readManifest(folder).name));
  const peerFolders = peers.map((name) => join(WORKSPACE, "node_modules", name));
  const closure = [...new Set([...peerFolders, ...dependencyClosure([...folders, ...peerFolders])])];
  const others = closure.length === 0 ? [] : await packPackages(closure, join(project, "tarballs"));
  const dependencies = Object.fromEntries([...ours, ...others].map(({ name, path }) => [name, `file:${path}`]));
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "empty", private: true, dependencies }));
  await runOk(
    ["npm", "install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"],
    project,
  );
  cpSync(CONSUMER_PROGRAMS, project, { recursive: true });
}

import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { isRecord } from "../is-record.ts";
import { publishedManifest } from "./published-manifest.ts";

/** The folders of a package that are never published, and only slow the copy down. */
const LEFT_OUT = new Set(["node_modules", "reports"]);

/** The texts of the licence, which stand at the root of this repository and in every package. */
const LEGAL_TEXTS = ["LICENSE", "NOTICE"];

/**
 * Copies a built package to a folder from which it can be packed: with the manifest that is published, and the texts of the
 * licence.
 *
 * @param workspace - The root of this repository.
 * @param folder - The package in it.
 * @param destination - The folder in which the copy's folder is made.
 * @param repository - The address of the public repository.
 * @returns The copy's folder.
 */
export function stagePackage(workspace: string, folder: string, destination: string, repository: string): string {
  const directory = relative(workspace, folder).replaceAll("\\", "/");
  const staged = join(destination, directory.replaceAll("/", "-"));
  mkdirSync(staged, { recursive: true });
  cpSync(folder, staged, { recursive: true, filter: (path) => !LEFT_OUT.has(basename(path)) });
  for (const name of LEGAL_TEXTS) copyFileSync(join(workspace, name), join(staged, name));
  const manifest: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (!isRecord(manifest)) throw new Error(`${directory}/package.json holds no object`);
  const published = publishedManifest(manifest, { repository, directory });
  writeFileSync(join(staged, "package.json"), `${JSON.stringify(published, null, 2)}\n`);
  return staged;
}

import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { readManifest } from "./dependency-closure.ts";
import { type Tarball, installPacked, packPublicPackages, publicPackageFolders } from "./install-packed.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The public packages, packed. */
    tarballs: Tarball[];
    /** A project outside this workspace in which all packed packages but the generator and the fleet are installed. */
    clientProject: string;
    /** A project outside this workspace in which the packed generator is installed. */
    codegenProject: string;
    /** A project outside this workspace in which the packed fleet is installed, with what its users install beside it. */
    fleetProject: string;
  }
}

const CODEGEN = "@jobstatus/codegen";

/** The address of the repository in the packed manifests. */
export const REPOSITORY = "https://example.org/owner/jobstatus";
/** It runs on Node only, and on packages that its users install beside it. */
const FLEET = "@jobstatus/fleet";

/** Packs the public packages once and installs them in projects outside this workspace, for all tests of this run. */
export async function setup(project: TestProject): Promise<() => void> {
  // The real path: on some systems the temporary folder is reached through a link, which confuses module resolution.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "jobstatus-packed-")));
  const tarballs = await packPublicPackages(join(folder, "tarballs"), REPOSITORY);
  const names = publicPackageFolders().map((path) => readManifest(path).name);
  const clientProject = join(folder, "client");
  const codegenProject = join(folder, "codegen");
  await installPacked(
    clientProject,
    tarballs,
    names.filter((name) => name !== CODEGEN && name !== FLEET),
  );
  await installPacked(codegenProject, tarballs, [CODEGEN]);
  const fleetProject = join(folder, "fleet");
  const ours = ["core", "simulator", "veeva-vault", "zendesk"].map((name) => `@jobstatus/${name}`);
  await installPacked(
    fleetProject,
    tarballs,
    [FLEET, ...ours],
    ["pg-boss", "@electric-sql/pglite", "@opentelemetry/api"],
  );
  project.provide("tarballs", tarballs);
  project.provide("clientProject", clientProject);
  project.provide("codegenProject", codegenProject);
  project.provide("fleetProject", fleetProject);
  return () => rmSync(folder, { recursive: true });
}

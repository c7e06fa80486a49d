import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packPublicPackages } from "../packed/install-packed.ts";
import { startRegistry } from "./loopback-registry.ts";
import { publishTarballs } from "./publish-tarballs.ts";
import { rehearse } from "./rehearse.ts";
import { repositoryUrl } from "./repository-url.ts";

/**
 * Publishes the packages that `npm run build` has built, and skips those that are published in this version already, so
 * that it can be run again after a failure. With `--dry-run` it publishes to a registry on the loopback address, installs
 * from it with npm and pnpm, and runs a quick start.
 */

/** An address for a rehearsal: the domain is reserved for documentation (RFC 2606), so no account can have it. */
const REHEARSAL_URL = "https://example.org/jobstatus";

const isDryRun = process.argv.includes("--dry-run");
const repository = repositoryUrl(process.env) ?? (isDryRun ? REHEARSAL_URL : undefined);
if (repository === undefined) {
  console.error("release: set JOBSTATUS_REPOSITORY to the address of the public repository, or add --dry-run");
  process.exit(2);
}

// The real path: on some systems the temporary folder is reached through a link, which confuses module resolution.
const folder = realpathSync(mkdtempSync(join(tmpdir(), "jobstatus-release-")));
try {
  const tarballs = await packPublicPackages(join(folder, "tarballs"), repository);
  if (isDryRun) {
    const registry = await startRegistry(join(folder, "registry"));
    try {
      await rehearse(tarballs, registry, folder);
    } finally {
      await registry.close();
    }
  } else {
    await publishTarballs(tarballs, process.env);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

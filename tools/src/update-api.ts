import { globSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WORKSPACE, publicPackageFolders } from "./packed/install-packed.ts";
import { apiReports } from "./release/api-report.ts";

/** Writes the reports of the public API of every package, after `npm run build`. Review their difference like code. */

const output = mkdtempSync(join(tmpdir(), "api-report-"));
for (const file of globSync("tools/api/*.api.md", { cwd: WORKSPACE })) rmSync(join(WORKSPACE, file));
const reports = publicPackageFolders().flatMap((folder) => apiReports(folder, WORKSPACE, output));
for (const { file, text } of reports) writeFileSync(join(WORKSPACE, "tools/api", file), text);
rmSync(output, { recursive: true });
console.log(`wrote ${reports.length} reports into tools/api`);

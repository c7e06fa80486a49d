import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { committedFolder, readPactFiles, writtenFolder } from "./pact-files.ts";

/** Takes over the pacts that the last run of the tests wrote. */
const written = readPactFiles(writtenFolder);
if (written.size === 0) {
  console.error("no pacts have been written: run `npx nx run @jobstatus/conformance:conformance` first");
  process.exitCode = 1;
} else {
  rmSync(committedFolder, { recursive: true, force: true });
  mkdirSync(committedFolder, { recursive: true });
  for (const [name, text] of written) writeFileSync(`${committedFolder}/${name}`, text);
}

import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { licencesFrom, licencesPage } from "./licences.ts";
import { WORKSPACE, publicPackageFolders } from "./packed/install-packed.ts";

/** Writes the page of the licences of everything that users install. */

const file = join(WORKSPACE, "tools/results/licences.md");
const lock: unknown = JSON.parse(readFileSync(join(WORKSPACE, "package-lock.json"), "utf8"));
const folders = publicPackageFolders().map((folder) => relative(WORKSPACE, folder).replaceAll("\\", "/"));
writeFileSync(file, licencesPage(licencesFrom(lock, folders)));
console.log(`wrote ${relative(WORKSPACE, file)}`);

import { copyFileSync, globSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";

/** Keeps the documents of a release in `specs/released`, so that later ones are compared with them. */

const specs = resolve(import.meta.dirname, "../../specs");
const released = join(specs, "released");
for (const file of globSync("*.openapi.yaml", { cwd: released })) rmSync(join(released, file));
const documents = globSync("*.openapi.yaml", { cwd: specs });
for (const file of documents) copyFileSync(join(specs, file), join(released, file));
console.log(`specs/released has ${documents.length} documents.`);

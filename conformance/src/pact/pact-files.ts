import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ProviderName } from "../provider.ts";

/** The consumer in the pacts. */
export const CONSUMER_NAME = "jobstatus";

/** The folder of the committed pacts. */
export const committedFolder = fileURLToPath(new URL("../../pacts", import.meta.url));

/** The folder to which the tests of the clients write their pacts. */
export const writtenFolder = fileURLToPath(new URL("../../reports/pacts", import.meta.url));

/** The name of a provider's pact file, as Pact makes it from the names of both sides. */
export function pactFileOf(provider: ProviderName): string {
  return `${CONSUMER_NAME}-${provider}.json`;
}

/** The pact files of a folder with their texts, none where there is no folder. */
export function readPactFiles(folder: string): Map<string, string> {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
  return new Map(names.toSorted().map((name) => [name, readFileSync(`${folder}/${name}`, "utf8")]));
}

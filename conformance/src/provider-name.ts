import { readdirSync } from "node:fs";

const EXTENSION = ".yaml";

/** The name of a provider, as its specification has it. */
export type ProviderName = string;

/** The providers that the suite covers: one for each file of `providers/`. */
export const providerNames: readonly ProviderName[] = readdirSync(new URL("../providers/", import.meta.url))
  .filter((file) => file.endsWith(EXTENSION))
  .map((file) => file.slice(0, -EXTENSION.length))
  .toSorted();

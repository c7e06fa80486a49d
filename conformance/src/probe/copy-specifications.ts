import { copyFileSync, mkdirSync } from "node:fs";
import { providerNames } from "../provider-name.ts";

/** Puts the specifications beside the built modules, for the probe. */
const target = new URL("../../dist/specs/", import.meta.url);
mkdirSync(target, { recursive: true });
for (const provider of providerNames) {
  const name = `${provider}.openapi.yaml`;
  copyFileSync(new URL(`../../../specs/${name}`, import.meta.url), new URL(name, target));
}

import { readFileSync } from "node:fs";
import type { JsonObject } from "../case-types.ts";
import { decodeJson } from "../decode-json.ts";
import type { ProviderName } from "../provider.ts";
import { committedFolder, pactFileOf } from "./pact-files.ts";

/** What the checks read of a pact (Pact specification V4). */
export interface PactDocument extends JsonObject {
  interactions: PactInteraction[];
}

/** One interaction of a pact. */
export interface PactInteraction extends JsonObject {
  description: string;
  request: { method: string; path: string; headers: { [name: string]: string[] } };
  response: { status: number; headers: { [name: string]: string[] }; body: { content: JsonObject | string } };
}

/** Reads the committed pact of a provider. */
export function readPact(provider: ProviderName): PactDocument {
  return decodeJson<PactDocument>(readFileSync(`${committedFolder}/${pactFileOf(provider)}`, "utf8"));
}

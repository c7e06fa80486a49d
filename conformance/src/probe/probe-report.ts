import { createHash } from "node:crypto";
import type { ProviderName } from "../provider-name.ts";
import { readSpecificationText } from "../specification.ts";
import type { ProbeResult } from "./probe.ts";

/** A report of a probe in Markdown. It holds no credential and no value of a response, so it can be handed to a maintainer. */
export function probeReport(provider: ProviderName, results: readonly ProbeResult[]): string {
  const hash = createHash("sha256").update(readSpecificationText(provider)).digest("hex");
  const sections = results.map(({ request, isConclusive, differences, notes, shape }) =>
    [
      `## ${request}`,
      isConclusive && differences.length === 0 ? "As specified." : lines(differences),
      ...(notes.length > 0 ? [lines(notes)] : []),
      ...(shape === undefined ? [] : ["The response, with its values replaced by their types:", code(shape)]),
    ].join("\n\n"),
  );
  const title = `# Probe of ${provider}`;
  const specification = `Compared with specs/${provider}.openapi.yaml, sha256 ${hash}.`;
  return `${[title, specification, ...sections].join("\n\n")}\n`;
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `- ${text}`).join("\n");
}

function code(value: unknown): string {
  return ["```json", JSON.stringify(value, null, 2), "```"].join("\n");
}

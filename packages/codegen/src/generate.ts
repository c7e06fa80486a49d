import { readSpec } from "./diagnose.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { PackageOptions } from "./emit/package-facts.ts";
import { providerPackage } from "./emit/provider-package.ts";
import type { ProviderPackage } from "./emit/provider-package.ts";
import type { Source } from "./source-document.ts";
import { provenanceOf } from "./source-provenance.ts";

/** How the generated package is to be named. */
export type GenerateOptions = PackageOptions;

/** A whole provider package, or why there is none. */
export type Generated =
  | { readonly files: ProviderPackage; readonly diagnostics: readonly [] }
  | { readonly files?: undefined; readonly diagnostics: readonly Diagnostic[] };

/**
 * Writes the provider package of a specification as text, and touches no file. The generated text names the source by
 * `source.file`.
 *
 * @throws SchemaModuleError if openapi-typescript refuses a document in which no rule finds a fault.
 */
export async function generate(source: Source, options: GenerateOptions = {}): Promise<Generated> {
  const { spec, diagnostics } = readSpec(source);
  if (spec === undefined) return { diagnostics };
  return { files: await providerPackage(spec, provenanceOf(source), options), diagnostics: [] };
}

import { LICENSE_FILE } from "../kept-entries.ts";
import type { Spec } from "../spec.ts";
import { apiModule } from "./api-module.ts";
import { byIdModule } from "./by-id-module.ts";
import { clientModule } from "./client-module.ts";
import { contractModule } from "./contract-module.ts";
import { CORE_SUBPATHS, coreModule, indexModule } from "./index-module.ts";
import { licensePlaceholder, manifest, tsconfig } from "./manifest.ts";
import { factsFromSpec } from "./package-facts.ts";
import type { PackageOptions } from "./package-facts.ts";
import { partsModule } from "./parts-module.ts";
import { moduleHeader } from "./provenance.ts";
import type { Provenance } from "./provenance.ts";
import { readme } from "./readme.ts";
import { testModule } from "./test-module.ts";
import { xmlModule } from "./xml-module.ts";

/** A provider package: the text of each of its files, by its path in the package with forward slashes. */
export type ProviderPackage = ReadonlyMap<string, string>;

/**
 * Writes a whole provider package as text, and touches no file.
 *
 * @throws SchemaModuleError if openapi-typescript refuses the document.
 */
export async function providerPackage(
  spec: Spec,
  provenance: Provenance,
  options: PackageOptions,
): Promise<ProviderPackage> {
  // Loading the TypeScript compiler costs more than all the rest, so a wrong specification never comes this far.
  const { schemaModule } = await import("../openapi-typescript/schema-module.ts");
  const facts = factsFromSpec(spec, provenance, options);
  const xml = xmlModule(facts);
  return new Map([
    ["package.json", manifest(facts)],
    ["tsconfig.json", tsconfig(facts)],
    ["README.md", readme(facts)],
    ...(facts.belongsToJobstatus
      ? []
      : ([
          [LICENSE_FILE, licensePlaceholder(facts)],
          ["test/wait.test.js", testModule(facts)],
        ] as const)),
    ["src/index.ts", indexModule(facts)],
    ["src/gen/schema.ts", moduleHeader(provenance) + schemaModule(spec)],
    ["src/gen/contract.ts", contractModule(facts)],
    ["src/gen/parts.ts", partsModule(facts)],
    ["src/gen/api.ts", apiModule(facts)],
    ["src/gen/client.ts", clientModule(facts)],
    ["src/gen/by-id.ts", byIdModule(facts)],
    ...CORE_SUBPATHS.map((subpath) => [`src/gen/${subpath}.ts`, coreModule(facts, subpath)] as const),
    ...(xml === undefined ? [] : [["src/gen/xml.ts", xml] as const]),
  ]);
}

import { docComment } from "./doc-comment.ts";
import {
  clientTypeArguments,
  credentialsArgument,
  optionsArgument,
  optionsParameter,
  resultArgument,
} from "./client-module.ts";
import type { PackageFacts } from "./package-facts.ts";
import { moduleHeader } from "./provenance.ts";

/**
 * `src/gen/by-id.ts`: the factory of a client that finds jobs by their ID alone, for pages that count each kilobyte.
 */
export function byIdModule(facts: PackageFacts): string {
  const { contract, names, provenance } = facts;
  const result = resultArgument(contract, names);
  const types = [
    names.credentials,
    names.options,
    names.response,
    names.statusValue,
    ...(result ? [names.result] : []),
  ];
  const isBatched = contract.batch !== undefined;
  return [
    moduleHeader(provenance),
    'import type { JobClientById } from "@jobstatus/core";\n',
    'import { createJobClient } from "@jobstatus/core/client";\n',
    `import type { ${types.toSorted().join(", ")} } from "./client.ts";\n`,
    'import { contract } from "./contract.ts";\n',
    'import { partsById } from "./parts.ts";\n\n',
    docComment([
      `A client of ${contract.provider} that finds a job by its ID, by a \`NamedJob\` or by a resume token.`,
      `It takes no link and no response, sends no requests of your own${isBatched ? ", and polls each job by itself" : ""}.`,
    ]),
    `export type ${names.client}ById = JobClientById<${clientTypeArguments(facts)}${result}>;\n\n`,
    docComment([
      `Creates a client of ${contract.provider} that finds jobs by their ID alone: the smallest that a page can load.`,
      "",
      "@throws JobStatusError - `invalid-request`: an option is missing, unknown or wrong; the message names it.",
    ]),
    `export function ${names.create}(${optionsParameter(facts)}): ${names.client}ById {\n`,
    `  return createJobClient<${names.response}, ${credentialsArgument(facts)}${result}>(contract, ${optionsArgument(facts)}, partsById) as ${names.client}ById;\n}\n`,
  ].join("");
}

import { docComment } from "./doc-comment.ts";
import type { PackageFacts } from "./package-facts.ts";
import { moduleHeader } from "./provenance.ts";

/**
 * `src/gen/api.ts`: the typed client of every operation of the document. It stands apart from the factory, so that who only
 * waits for jobs does not carry openapi-fetch along.
 */
export function apiModule({ contract, names, provenance }: PackageFacts): string {
  return [
    moduleHeader(provenance),
    'import createFetchClient, { type Client } from "openapi-fetch";\n',
    `import type { ${names.client} } from "./client.ts";\n`,
    'import type { paths } from "./schema.ts";\n\n',
    docComment([`The typed client of every operation that ${contract.provider}'s document describes.`]),
    `export type ${names.api} = Client<paths>;\n\n`,
    docComment([
      "Creates the typed client of every operation that the provider's document describes. It sends with the credentials of",
      "`client`, to its origin only.",
    ]),
    `export function ${names.createApi}(client: ${names.client}): ${names.api} {\n`,
    "  return createFetchClient<paths>({ baseUrl: client.baseUrl, fetch: client.fetch });\n}\n",
  ].join("");
}

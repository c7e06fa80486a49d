import { docComment } from "./doc-comment.ts";
import type { PackageFacts } from "./package-facts.ts";
import { moduleHeader } from "./provenance.ts";

/**
 * `src/gen/api.ts`: the typed client of every operation of the document. It has a subpath of its own, so that a program that only
 * waits for jobs neither loads nor bundles openapi-fetch.
 */
export function apiModule({ contract, names, provenance }: PackageFacts): string {
  const { login } = contract.session ?? {};
  // The typed client knows one base URL: a call of a login on another host would send its credentials to this one.
  const paths = login?.elsewhere ? `Omit<paths, ${JSON.stringify(login.path)}>` : "paths";
  return [
    moduleHeader(provenance),
    'import { withExactNumbers } from "@jobstatus/core/client";\n',
    'import createFetchClient, { type Client } from "openapi-fetch";\n',
    `import type { ${names.client} } from "./client.ts";\n`,
    'import type { paths } from "./schema.ts";\n\n',
    // A compiler must be able to name what it infers of a call of the typed client, also if openapi-fetch is out of its reach.
    'export type { ClientMethod, FetchOptions, FetchResponse } from "openapi-fetch";\n\n',
    docComment([`The typed client of every operation that ${contract.provider}'s document describes.`]),
    `export type ${names.api} = Client<${paths}>;\n\n`,
    docComment([
      "Creates the typed client of every operation that the provider's document describes. It sends with the credentials of",
      "`client`, to its origin only. An integer that a number can't hold exactly arrives as text, with every digit.",
    ]),
    `export function ${names.createApi}(client: ${names.client}): ${names.api} {\n`,
    "  const { baseUrl } = client;\n",
    `  return createFetchClient<${paths}>({ baseUrl, fetch: async (request) => withExactNumbers(await client.fetch(request)) });\n}\n`,
  ].join("");
}

import { Comparator } from "@pactflow/openapi-pact-comparator";
import { parse } from "yaml";
import type { ProviderName } from "../provider.ts";
import { readSpecificationText } from "../specification.ts";
import type { PactDocument, PactInteraction } from "./pact-document.ts";

/**
 * Compares a pact with the provider's specification.
 *
 * @returns One line for each disagreement. The comparator cannot validate XML, HTML and plain
 *   text, and says so; that is none. (Bodies in XML are beside the specification's examples in `lint-cases.ts`.)
 */
export async function compareWithSpecification(provider: ProviderName, pact: PactDocument): Promise<string[]> {
  const comparator = new Comparator({ oas: parse(readSpecificationText(provider)) });
  const lines: string[] = [];
  const interactions = pact.interactions.map(withAcceptOfResponse);
  for await (const { code, message, mockDetails } of comparator.compare({ ...pact, interactions })) {
    if (code.endsWith(".body.unvalidatable")) continue;
    lines.push(`${mockDetails?.interactionDescription ?? ""} ${code}: ${message}`);
  }
  return lines;
}

/**
 * The comparator takes the schema of the requested media type, and not of the one that came. A provider may respond to a request
 * for JSON with a page of HTML: for the comparison, and for it only, that is the requested type.
 */
function withAcceptOfResponse(interaction: PactInteraction): PactInteraction {
  const { request, response } = interaction;
  const headers = { ...request.headers, Accept: response.headers["Content-Type"] ?? [] };
  return { ...interaction, request: { ...request, headers } };
}

import { providerStates, simulators } from "@jobstatus/simulator";
import { serve } from "@jobstatus/simulator/node";
import { Verifier } from "@pact-foundation/pact";
import type { JsonObject } from "../case-types.ts";
import { decodeJson } from "../decode-json.ts";
import type { ProviderName } from "../provider.ts";

/** How one interaction of a pact was verified. */
export interface VerifiedInteraction {
  readonly description: string;
  /** `OK`, or what Pact's verifier says else. */
  readonly result: string;
}

interface ParsedRequest {
  readonly headers: { readonly "content-type"?: string };
  body: unknown;
}

/** The verifier's own proxy decodes the fields of a form, and would pass them on as JSON under the length of the form. */
function restoreForm(request: ParsedRequest, _response: unknown, next: () => void): void {
  const { headers, body } = request;
  if (headers["content-type"] === "application/x-www-form-urlencoded") {
    request.body = Buffer.from(new URLSearchParams(body as Record<string, string>).toString());
  }
  next();
}

/**
 * Verifies a pact file against the provider's simulator, which is served on this machine's loopback address.
 *
 * @throws Error - an interaction does not hold, as Pact's verifier reports it.
 */
export async function verifySimulator(provider: ProviderName, pactFile: string): Promise<VerifiedInteraction[]> {
  const create = new Map(Object.entries(simulators)).get(provider);
  if (create === undefined) throw new Error(`@jobstatus/simulator has no simulator of ${provider}`);
  const simulator = create();
  const server = await serve(simulator);
  const setState = (name: string, params?: unknown): Promise<void> => {
    // The parameters come out of the pact file, which is JSON.
    simulator.setState(name, params as JsonObject | undefined);
    return Promise.resolve();
  };
  try {
    const verifier = new Verifier({
      provider,
      providerBaseUrl: server.url,
      pactUrls: [pactFile],
      logLevel: "error",
      // Each interaction meets a simulator that remembers nothing of the one before.
      beforeEach: () => {
        simulator.reset();
        return Promise.resolve();
      },
      requestFilter: restoreForm,
      stateHandlers: Object.fromEntries(
        providerStates.map((name) => [name, (params: unknown) => setState(name, params)]),
      ),
    });
    const report = decodeJson<{ interactionResults: VerifiedInteraction[] }>(await verifier.verifyProvider());
    return report.interactionResults.map(({ description, result }) => ({ description, result }));
  } finally {
    await server.close();
  }
}

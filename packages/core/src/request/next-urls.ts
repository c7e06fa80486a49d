import type { ClientContext } from "../context/client-context.ts";
import type { NextUrlSupport } from "../context/client-parts.ts";
import { isTerminalState } from "../model/job-state.ts";
import { ContractMismatch } from "../response/contract-mismatch.ts";
import { textAt } from "../response/pointer.ts";

/** The URLs that responses name for the next request about a job, on the client's origin only. */
export const nextUrls: NextUrlSupport<ClientContext> = {
  redirect: ({ server }, request, { nextPath }) =>
    nextPath === undefined ? request : { ...request, url: new URL(server.baseUrl).origin + nextPath },
  follow({ contract, server }, requested, place, { state, raw }, { headers }) {
    // After the end there is no next request.
    if (!contract.nextUrl || isTerminalState(state)) return;
    const { at, header = "Location" } = contract.nextUrl;
    const text = at === undefined ? headers.get(header) : textAt(raw, at);
    if (!text) return;
    const { origin } = new URL(server.baseUrl);
    const url = URL.canParse(text, requested) ? new URL(text, requested) : undefined;
    if (url?.origin !== origin || url.username || url.password) {
      const where = url ? `leads to ${url.origin}` : "isn't a URL";
      throw new ContractMismatch(at, `the next URL ${where}, and this client sends requests to ${origin} only`);
    }
    place.nextPath = url.pathname + url.search;
  },
};

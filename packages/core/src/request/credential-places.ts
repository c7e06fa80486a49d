import type { ClientContext } from "../context/client-context.ts";
import type { PlaceSupport } from "../context/client-parts.ts";
import { fillTemplate, templateNames } from "../contract/template.ts";
import { redactCause } from "./redact-cause.ts";
import { setHeader } from "./set-header.ts";

/** Credentials in the query or in several headers, and the contract's own headers. */
export const places: PlaceSupport<ClientContext> = {
  add(context, way, fill, headers) {
    for (const [name, template] of Object.entries(context.contract.request.headers ?? {})) {
      const value = fillVariables(template, context.server.variables);
      // The caller's own header holds.
      if (value !== undefined && !headers.has(name.toLowerCase())) setHeader(context, headers, name, value);
    }
    const all = "places" in way ? way.places : [];
    for (const { in: place, name, value } of all) {
      if (place === "header") setHeader(context, headers, name, fill(value));
    }
    const query = all
      .filter((place) => place.in === "query")
      .map(({ name, value }) => [name, encodeURIComponent(fill(value))] as const);
    return { urlOf: (url) => withQuery(url, query), guard };
  },
};

/** A header's template with the variables filled in; undefined if one has no value. */
function fillVariables(template: string, variables: Readonly<Record<string, string>>): string | undefined {
  if (templateNames(template).some((name) => variables[name] === undefined)) return undefined;
  return fillTemplate(template, (name) => variables[name]);
}

/** Written by hand: `URLSearchParams` would encode anew what a provider's URL has. */
function withQuery(url: string, query: readonly (readonly [name: string, value: string])[]): string {
  const added = query.filter(([name]) => !new URL(url).searchParams.has(name));
  const texts = added.map(([name, value]) => `${encodeURIComponent(name)}=${value}`);
  const [before = ""] = url.split("#");
  return before + (texts.length > 0 ? (before.includes("?") ? "&" : "?") : "") + texts.join("&");
}

async function guard(sent: Promise<Response>, redact: (text: string) => string): Promise<Response> {
  let response: Response;
  try {
    response = await sent;
  } catch (cause) {
    // Some functions name the URL in what they throw.
    throw redactCause(cause, redact);
  }
  // Not every implementation has it.
  if (response.url) Reflect.defineProperty(response, "url", { value: redact(response.url) });
  return response;
}

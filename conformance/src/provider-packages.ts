import type { JobClient } from "@jobstatus/core";
import type { ResponseFormat } from "@jobstatus/core/provider";
import { factsOf } from "./provider-facts.ts";
import { type ProviderName, providerNames } from "./provider-name.ts";

// The packages are imported by their names, so that a new provider needs no line here.

type Factory = (options: never) => JobClient;
type ApiFactory = (client: JobClient) => Api;
type Module = Readonly<Record<string, unknown>>;

/** A typed client, as the suite calls it: with a request that the suite describes. */
type Api = Readonly<Record<string, (path: string, init: object) => Promise<{ data?: unknown; error?: unknown }>>>;

const factories = new Map<ProviderName, Factory>();
const apis = new Map<ProviderName, ApiFactory>();
const formats = new Map<ProviderName, ResponseFormat>();
for (const provider of providerNames) {
  const pascal = provider.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const create = (await load(`@jobstatus/${provider}`))[`create${pascal}`];
  if (!isFactory(create)) throw new Error(`@jobstatus/${provider} exports no create${pascal}`);
  factories.set(provider, create);
  const createApi = (await load(`@jobstatus/${provider}/api`))[`create${pascal}Api`];
  if (!isApiFactory(createApi)) throw new Error(`@jobstatus/${provider}/api exports no create${pascal}Api`);
  apis.set(provider, createApi);
  if (factsOf(provider).status.default.xml === undefined) continue;
  const { xml } = await load(`@jobstatus/${provider}/xml`);
  if (!isFormat(xml)) throw new Error(`@jobstatus/${provider}/xml exports no xml`);
  formats.set(provider, xml);
}

async function load(specifier: string): Promise<Module> {
  return (await import(specifier)) as Module;
}

function isFactory(value: unknown): value is Factory {
  return typeof value === "function";
}

function isApiFactory(value: unknown): value is ApiFactory {
  return typeof value === "function";
}

function isFormat(value: unknown): value is ResponseFormat {
  return typeof value === "object" && value !== null;
}

/** How the package of a provider makes a client. */
export function factoryOf(provider: ProviderName): Factory {
  const create = factories.get(provider);
  if (create === undefined) throw new Error(`there is no package of ${provider}`);
  return create;
}

/** The provider's XML; nothing if it has none. */
export function xmlFormatOf(provider: ProviderName): ResponseFormat | undefined {
  return formats.get(provider);
}

/** The typed client of a provider. */
export function apiOf(provider: ProviderName, client: JobClient): Api {
  const create = apis.get(provider);
  if (create === undefined) throw new Error(`there is no typed client of ${provider}`);
  return create(client);
}

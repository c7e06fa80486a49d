import { readFileSync } from "node:fs";
import { Ajv2020, type AnySchemaObject } from "ajv/dist/2020.js";
import { parse } from "yaml";
import { decodeJson } from "./decode-json.ts";
import { type ProviderName, providerNames } from "./provider-name.ts";

type Texts = Readonly<Record<string, string>>;

/** What a client of one provider sends, as `providers/provider.schema.json` describes it, field by field. */
export interface ProviderFacts {
  readonly credentials: Texts;
  readonly exchangeCredentials?: Texts;
  readonly proof?: Texts;
  readonly cookie?: string;
  readonly variables?: Texts;
  readonly login?: LoginFacts;
  readonly logout?: { readonly method: string; readonly path: string };
  readonly minPollIntervalMs?: number;
  readonly operations?: Readonly<Record<string, OperationFacts>>;
  readonly response: string;
  readonly decisive: readonly string[];
  readonly status: Readonly<Record<string, StatusFacts>> & { readonly default: StatusFacts };
}

/** The request that opens a session, and its response. */
export interface LoginFacts {
  readonly path: string;
  readonly contentType: string;
  readonly fields: Texts;
  readonly grants?: Texts;
  readonly refusal?: string;
  readonly refusedInOutage?: true;
}

/** Another request of the provider: the login, the logout, or one that is described here. */
export type OperationFacts =
  | "login"
  | "logout"
  | {
      readonly method: string;
      readonly path: string;
      readonly query?: Texts;
      readonly contentType?: string;
      readonly body?: string;
      readonly accept?: false;
      readonly proof?: false;
    };

/** The request for a job's status. */
export interface StatusFacts {
  readonly method: string;
  readonly path: string;
  readonly contentType?: string;
  readonly body?: string;
  readonly xml?: {
    readonly path?: string;
    readonly accept?: string;
    readonly contentType?: string;
    readonly body?: string;
  };
}

const folder = new URL("../providers/", import.meta.url);
const ajv = new Ajv2020({ allErrors: true });
const validate = ajv.compile(
  decodeJson<AnySchemaObject>(readFileSync(new URL("provider.schema.json", folder), "utf8")),
);

const facts: ReadonlyMap<ProviderName, ProviderFacts> = new Map(providerNames.map((name) => [name, readFacts(name)]));

function readFacts(name: ProviderName): ProviderFacts {
  const content: unknown = parse(readFileSync(new URL(`${name}.yaml`, folder), "utf8"));
  if (isFacts(content)) return content;
  const faults = (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ""}`);
  throw new Error(`providers/${name}.yaml does not fit providers/provider.schema.json:\n${faults.join("\n")}`);
}

function isFacts(content: unknown): content is ProviderFacts {
  return validate(content) === true;
}

/**
 * What a client of a provider sends.
 *
 * @throws Error - `providers/` has no file for it.
 */
export function factsOf(provider: ProviderName): ProviderFacts {
  const found = facts.get(provider);
  if (found === undefined) throw new Error(`providers/ has no ${provider}.yaml`);
  return found;
}

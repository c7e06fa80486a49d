import type { Contract } from "@jobstatus/core";
import { templateNames } from "@jobstatus/core/provider";

/** The settings and credentials of a provider. */
export interface Fields {
  /** The settings, which are not secret: the contract's variables, `operation` if there are several, and `baseUrl`. */
  readonly settings: readonly string[];
  /** The fields of credentials. */
  readonly credentials: readonly string[];
  /** The ways to authenticate, each with the fields that it needs. */
  readonly ways: readonly (readonly string[])[];
}

/** Reads the settings and credentials of a provider from its contract. */
export function fieldsFrom(contract: Contract): Fields {
  const login = contract.session?.login;
  const ways = [...contract.credentials.map(fieldsOf), ...(login ? [login.fields] : [])];
  return {
    settings: [...Object.keys(contract.variables), ...(contract.operations ? ["operation"] : []), "baseUrl"],
    credentials: [...new Set([...ways.flat(), ...(login?.confirms ?? []).map(({ field }) => field)])],
    ways,
  };
}

/** The names in the templates of a way. In its JSON, no brace but theirs stands beside a name. */
function fieldsOf(way: Contract["credentials"][number]): string[] {
  return [...new Set(templateNames(JSON.stringify(way)))];
}

/** The environment variable of a provider's setting or credential, such as `JOBSTATUS_ZENDESK_API_TOKEN`. */
export function variableName(provider: string, field: string): string {
  return `JOBSTATUS_${snakeFrom(provider)}_${snakeFrom(field)}`;
}

function snakeFrom(text: string): string {
  return text
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .replaceAll("-", "_")
    .toUpperCase();
}

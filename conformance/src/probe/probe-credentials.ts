import { Buffer } from "node:buffer";
import { fillTemplate, templateNames } from "@jobstatus/core/provider";
import { isRecord, type JsonRecord, recordAt } from "@jobstatus/specs/json-record.ts";
import type { ProviderName } from "../provider-name.ts";
import { logInForProbe } from "./probe-login.ts";

/** Text by the name of its field or header. */
type Fields = Readonly<Record<string, string>>;

/** What a probe needs to log in. */
export interface CredentialsInput {
  readonly provider: ProviderName;
  readonly baseUrl: string;
  readonly document: JsonRecord;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The headers that carry the credentials, and the texts that no report may show. */
export interface ProbeCredentials {
  readonly headers: Fields;
  readonly secrets: readonly string[];
}

/** The environment variable for a field of a provider's credentials, such as `JOBSTATUS_TRAFFIC_OPS_ACCESS_TOKEN`, as for the CLI. */
export function variableOf(provider: ProviderName, field: string): string {
  const snake = (text: string) =>
    text
      .replace(/([a-z\d])([A-Z])/g, "$1_$2")
      .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
      .replaceAll("-", "_")
      .toUpperCase();
  return `JOBSTATUS_${snake(provider)}_${snake(field)}`;
}

/**
 * Takes credentials from the environment: those of the first way whose fields it holds, or those that a login with its fields grants.
 *
 * @throws Error - The environment holds no credentials for the provider, or the login grants none.
 */
export async function readProbeCredentials(input: CredentialsInput): Promise<ProbeCredentials> {
  const { provider, document, environment } = input;
  const extension = recordAt(document, "x-job-status");
  const ways = Array.isArray(extension["credentials"]) ? extension["credentials"].filter(isRecord) : [];
  const login = recordAt(recordAt(extension, "session"), "login");
  const loginFields = Array.isArray(login["fields"]) ? login["fields"].map(String) : [];
  const given = (fields: readonly string[]) => readFields(fields, provider, environment);
  const held = ways.flatMap((way) => headersOf(way, given(fieldsOf(way))))[0];
  if (held) return held;
  const fields = loginFields.length > 0 ? given(loginFields) : undefined;
  if (!fields) {
    const known = [...ways.map(fieldsOf), ...(loginFields.length > 0 ? [loginFields] : [])];
    const wanted = known.map((names) => names.map((name) => variableOf(provider, name)).join(" and ")).join(", or ");
    throw new Error(`the environment holds no credentials for ${provider}: set ${wanted}`);
  }
  const { granted, refusal } = await logInForProbe(input, fields);
  const opened = ways.flatMap((way) => headersOf(way, granted))[0];
  if (!opened) throw new Error(`the login grants none of the credentials that the specification names: ${refusal}`);
  return { ...opened, secrets: [...opened.secrets, ...Object.values(fields)] };
}

function fieldsOf(way: JsonRecord): string[] {
  return templateNames(String(way["basic"] ?? recordAt(way, "header")["value"]));
}

function readFields(
  names: readonly string[],
  provider: ProviderName,
  environment: CredentialsInput["environment"],
): Fields | undefined {
  const entries = names.flatMap((name) => {
    const value = environment[variableOf(provider, name)];
    return value ? [[name, value] as const] : [];
  });
  return entries.length === names.length ? Object.fromEntries(entries) : undefined;
}

/** The header of a way; none if a field is missing. */
function headersOf(way: JsonRecord, fields: Fields | undefined): ProbeCredentials[] {
  const names = fieldsOf(way);
  if (!fields || !names.every((name) => fields[name])) return [];
  const fill = (template: unknown) => fillTemplate(String(template), (name) => fields[name]);
  const header = recordAt(way, "header");
  const [name, value] =
    way["basic"] === undefined
      ? [String(header["name"]), fill(header["value"])]
      : ["Authorization", `Basic ${Buffer.from(fill(way["basic"])).toString("base64")}`];
  return [{ headers: { [name]: value }, secrets: [value, ...names.map((field) => fields[field] ?? "")] }];
}

import { Buffer } from "node:buffer";
import { fillTemplate, templateNames } from "@jobstatus/core/provider";
import { valueAt } from "@jobstatus/specs/json-pointer.ts";
import { isRecord, type JsonRecord, recordAt } from "@jobstatus/specs/json-record.ts";
import type { ProviderName } from "../provider-name.ts";
import { loginRequestFor } from "../suite/session-request.ts";

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
  const granted = await logIn(input, login, fields);
  const opened = ways.flatMap((way) => headersOf(way, granted))[0];
  if (!opened) throw new Error("the login grants none of the credentials that the specification names");
  return { ...opened, secrets: [...opened.secrets, ...Object.values(fields)] };
}

async function logIn({ provider, baseUrl }: CredentialsInput, login: JsonRecord, fields: Fields): Promise<Fields> {
  const { method, path, headers } = loginRequestFor(provider);
  const isForm = headers["Content-Type"]?.includes("form");
  const body = isForm ? new URLSearchParams(fields).toString() : JSON.stringify(fields);
  const init = { method, headers: { ...headers, Accept: "application/json" }, body, redirect: "manual" } as const;
  const response = await fetch(baseUrl.replace(/\/$/, "") + path, init);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`the login was refused: HTTP ${response.status}`);
  const content: unknown = /json/.test(response.headers.get("Content-Type") ?? "") ? JSON.parse(text) : undefined;
  const grants = Array.isArray(login["grants"]) ? login["grants"].filter(isRecord) : [];
  return Object.fromEntries(
    grants.flatMap((grant) => {
      const value = grantedValue(grant, content, response.headers);
      return value === undefined ? [] : [[String(grant["field"]), value]];
    }),
  );
}

function grantedValue(grant: JsonRecord, body: unknown, headers: Headers): string | undefined {
  if (typeof grant["at"] === "string") {
    const value = valueAt(body, grant["at"]);
    return typeof value === "string" ? value : undefined;
  }
  const name = String(grant["cookie"] ?? grant["cookieValue"]);
  const pair = headers
    .getSetCookie()
    .map((line) => line.split(";")[0] ?? "")
    .findLast((text) => text.startsWith(`${name}=`));
  return grant["cookie"] === undefined ? pair?.slice(name.length + 1) : pair;
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

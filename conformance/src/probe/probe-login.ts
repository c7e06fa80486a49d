import { valueAt } from "@jobstatus/specs/json-pointer.ts";
import { isRecord, type JsonRecord, recordAt } from "@jobstatus/specs/json-record.ts";
import type { ProviderName } from "../provider-name.ts";
import { loginRequestFor } from "../suite/session-request.ts";
import { innermostReason } from "./innermost-reason.ts";

/** Text by the name of its field. */
type Fields = Readonly<Record<string, string>>;

/** Where a probe logs in. */
export interface ProbeLoginInput {
  readonly provider: ProviderName;
  readonly baseUrl: string;
  /** The provider's specification. */
  readonly document: JsonRecord;
}

/** What a login's response gave. */
export interface ProbeLogin {
  /** The credentials, by their names in the specification; none if the provider refused. */
  readonly granted: Fields;
  /** The HTTP status and the provider's text, without what was sent. */
  readonly refusal: string;
}

/** How long a login may take, in milliseconds. */
const LIMIT_MS = 30_000;

/**
 * Logs in with a login's fields.
 *
 * @throws Error - There is no response, or its HTTP status refuses the login.
 */
export async function logInForProbe(
  { provider, baseUrl, document }: ProbeLoginInput,
  fields: Fields,
): Promise<ProbeLogin> {
  const { method, path, headers } = loginRequestFor(provider);
  const isForm = headers["Content-Type"]?.includes("form");
  let response: Response;
  let text: string;
  try {
    response = await fetch(baseUrl.replace(/\/$/, "") + path, {
      method,
      headers: { ...headers, Accept: "application/json" },
      body: isForm ? new URLSearchParams(fields).toString() : JSON.stringify(fields),
      redirect: "manual",
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    text = await response.text();
  } catch (error) {
    throw new Error(`the login got no response: ${innermostReason(error)}`, { cause: error });
  }
  const extension = recordAt(document, "x-job-status");
  const body = decode(text);
  const said = errorTexts(recordAt(extension, "errors"), body).join(": ");
  const shown = Object.values(fields).reduce((rest, secret) => rest.replaceAll(secret, "[redacted]"), said);
  const refusal = `HTTP ${response.status}${shown && ` (${shown})`}`;
  if (response.status !== 200) throw new Error(`the login was refused: ${refusal}`);
  const login = recordAt(recordAt(extension, "session"), "login");
  const grants = Array.isArray(login["grants"]) ? login["grants"].filter(isRecord) : [];
  const granted = grants.flatMap((grant) => {
    const value = grantedValue(grant, body, response.headers);
    return value === undefined ? [] : [[String(grant["field"]), value]];
  });
  return { granted: Object.fromEntries(granted) as Fields, refusal };
}

function decode(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The provider's error code and text, where the specification says that they are. */
function errorTexts(errors: JsonRecord, body: unknown): string[] {
  return ["native", "message"].flatMap((part) => {
    const entries: unknown[] = Array.isArray(errors[part]) ? errors[part] : [];
    const pointers = entries.map((entry) =>
      isRecord(entry) ? `${String(entry["at"])}${String(entry["text"])}` : String(entry),
    );
    return pointers.map((pointer) => textsAt(body, pointer).join("; ")).find(Boolean) ?? [];
  });
}

/** The texts at a pointer in which a segment `*` stands for every element of an array. */
function textsAt(body: unknown, pointer: string): string[] {
  const [before = "", ...rest] = pointer.split("/*");
  const found = before === "" ? body : valueAt(body, before);
  if (rest.length > 0) return Array.isArray(found) ? found.flatMap((element) => textsAt(element, rest.join("/*"))) : [];
  return typeof found === "string" || typeof found === "number" ? [String(found)] : [];
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

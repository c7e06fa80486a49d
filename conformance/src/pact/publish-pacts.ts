import { committedFolder, CONSUMER_NAME, readPactFiles } from "./pact-files.ts";

/** The variables by which a Pact Broker is usually named. */
export type BrokerVariables = Readonly<Record<string, string | undefined>>;

/**
 * Hands the committed pacts to a Pact Broker.
 *
 * @returns What the broker says, a line for each notice.
 * @throws Error - a variable is missing, or the broker refused them.
 */
export async function publishPacts(variables: BrokerVariables): Promise<string[]> {
  const { PACT_BROKER_BASE_URL: broker, GIT_COMMIT: version, GIT_BRANCH: branch } = variables;
  if (!broker) throw new Error("PACT_BROKER_BASE_URL must name the broker");
  if (!version) throw new Error("GIT_COMMIT must name the version of the consumer");
  const contracts = Array.from(readPactFiles(committedFolder), ([file, text]) => ({
    consumerName: CONSUMER_NAME,
    providerName: file.slice(CONSUMER_NAME.length + 1, -".json".length),
    specification: "pact",
    contentType: "application/json",
    content: Buffer.from(text).toString("base64"),
  }));
  const response = await fetch(`${broker.replace(/\/$/, "")}/contracts/publish`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/hal+json", ...authorization(variables) },
    body: JSON.stringify({
      pacticipantName: CONSUMER_NAME,
      pacticipantVersionNumber: version,
      ...(branch && { branch }),
      contracts,
    }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`the broker responded with HTTP ${response.status}: ${text.slice(0, 500)}`);
  const { notices = [] } = JSON.parse(text) as { notices?: readonly { readonly text: string }[] };
  return notices.map((notice) => notice.text);
}

function authorization({
  PACT_BROKER_TOKEN: token,
  PACT_BROKER_USERNAME: user,
  PACT_BROKER_PASSWORD: password,
}: BrokerVariables) {
  if (token) return { Authorization: `Bearer ${token}` };
  return user ? { Authorization: `Basic ${Buffer.from(`${user}:${password ?? ""}`).toString("base64")}` } : {};
}

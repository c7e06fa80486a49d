import { JobStatusError } from "@jobstatus/core";
import type { StartReference } from "../suite/suite-case.ts";
import { type BrokenClient, broken } from "./broken-client.ts";

/** Clients that find a wrong job in a start call's response. */
export const brokenReferences: readonly BrokenClient[] = [
  broken("takes the id from any link of a body", { name: named(/"id": ?"([^"]+)"/) }, [
    "centurylink-v2-reference-server",
    "centurylink-v2-reference-self-alone",
    "centurylink-v2-reference-several-jobs",
    "centurylink-v2-reference-status-link-to-something-else",
  ]),
  broken("polls at its own account, whatever account a link names", { name: named(/"(?:operationId|id)":"([^"]+)"/) }, [
    "centurylink-v2-reference-operation-of-another-account",
    "centurylink-v2-reference-status-link-of-another-account",
  ]),
  broken("takes any record that has an ID for a job", { name: named(/"id":(\d+)/) }, ["zendesk-reference-ticket"]),
  broken("polls the ID of a link, wherever it leads", { name: named(/(?:status|jobs|job_statuses)\/([\w-]+)/) }, [
    "centurylink-v2-reference-link-elsewhere",
    "centurylink-v2-reference-uri-elsewhere",
    "centurylink-v2-reference-other-account",
    "traffic-ops-reference-location-elsewhere",
    "traffic-ops-reference-host-behind-a-backslash",
    "traffic-ops-reference-user-in-the-link",
    "veeva-vault-reference-url-elsewhere",
    "veeva-vault-reference-job-id-against-the-url",
    "zendesk-reference-link-elsewhere",
    "veeva-vault-reference-histories",
    "veeva-vault-reference-link-to-monitors",
    "zendesk-reference-link-to-many",
  ]),
  broken("takes a start call that failed for one that started no job", { tell: asNoJob }, [
    "traffic-ops-reference-timed-out",
    "zendesk-reference-unavailable",
    "centurylink-v1-reference-unknown-error",
    "veeva-vault-reference-exception",
    "veeva-vault-reference-exception-of-another-type",
    "veeva-vault-reference-exception-in-xml",
    "veeva-vault-reference-list-of-exceptions",
    "centurylink-v2-reference-response-broken-off",
    "centurylink-v1-reference-xml-broken-off",
    "traffic-ops-reference-page",
    "zendesk-reference-page",
  ]),
  broken("keeps all texts but the first to itself", { tell: firstText }, [
    "traffic-ops-reference-refused-behind-a-warning",
    "veeva-vault-reference-list-of-refusals",
  ]),
  broken("polls the job 0, which isn't one", { name: named(/async_status\/(\w+)/) }, [
    "traffic-ops-reference-already-running",
    "traffic-ops-reference-link-to-job-0",
  ]),
  broken("loses the last digit of an id in a response", { name: namedAsNumber }, [
    "centurylink-v1-reference-beyond-double",
    "veeva-vault-reference-job-id-beyond-double",
  ]),
  broken("takes any number for a job, whatever the start call says", { name: named(/"(?:RequestID|job_id)":(\d+)/) }, [
    "centurylink-v1-reference-not-queued-with-a-number",
    "centurylink-v1-reference-fraction",
    "centurylink-v1-reference-error-code-with-a-number",
    "centurylink-v1-reference-unknown-error-with-a-number",
    "veeva-vault-reference-unknown-response-status",
  ]),
  broken("takes a job although a part of the call was refused", { heedsRefusals: false }, [
    "centurylink-v2-reference-one-server-refused",
    "veeva-vault-reference-list-with-an-exception",
  ]),
  broken("polls every job with the same operation", { heedsOperations: false }, [
    "centurylink-v2-reference-operation",
    "centurylink-v2-reference-experimental-link",
  ]),
  broken("keeps the provider's values to itself", { tell: ({ code }) => new JobStatusError(code, "there is no job") }, [
    "centurylink-v2-reference-not-queued",
    "zendesk-reference-refused-start",
    "traffic-ops-reference-location-without-a-number",
  ]),
];

type Name = BrokenClient["behavior"]["name"];

function asNoJob({ code, message }: JobStatusError): JobStatusError {
  return new JobStatusError(code === "unavailable" ? "no-job" : code, message);
}

function firstText({ code, message }: JobStatusError): JobStatusError {
  return new JobStatusError(code, message.replace(/;.*/s, ""));
}

/** Takes for the id what stands in the place of the pattern's group. */
function named(pattern: RegExp): Name {
  return (reference) => Promise.resolve(pattern.exec(textOf(reference))?.slice(1) ?? []);
}

async function namedAsNumber(...[, read]: Parameters<Name>): Promise<readonly string[]> {
  return (await read()).map((id) => String(BigInt(Number(id))));
}

function textOf(reference: StartReference): string {
  if ("link" in reference) return reference.link;
  return "body" in reference
    ? reference.body
    : `${String(reference.response.headers?.["Location"])} ${reference.response.body}`;
}

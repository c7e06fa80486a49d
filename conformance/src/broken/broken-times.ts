import { type JobStatus, JobStatusError } from "@jobstatus/core";
import { type BrokenClient, broken } from "./broken-client.ts";
import { withText } from "./with-text.ts";

/** The form of a date that HTTP prefers (RFC 9110 section 5.6.7, IMF-fixdate), and seconds. */
const PREFERRED_DELAY = /^(?:\d+|[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT)$/;

/** Clients that read one form of a date or of a time wrong, and everything else right. */
export const brokenTimes: readonly BrokenClient[] = [
  broken("reads Retry-After only in the form that HTTP prefers", { receive: withDelay(onlyUsual) }, [
    "zendesk-retry-after-date-of-rfc-850",
    "veeva-vault-retry-after-date-of-rfc-850",
    "traffic-ops-retry-after-date-of-asctime",
    "centurylink-v1-retry-after-date-of-asctime",
  ]),
  broken("takes the first of several Retry-After lines", { receive: withDelay((line) => line.split(", ")[0]) }, [
    "centurylink-v2-retry-after-in-several-lines",
    "zendesk-retry-after-in-several-lines",
    "zendesk-retry-after-seconds-before-a-date",
    "traffic-ops-retry-after-seconds-before-a-date",
  ]),
  broken(
    "reads no leap second in Retry-After",
    { receive: withDelay((line) => (line.includes(":60 ") ? undefined : line)) },
    ["zendesk-retry-after-leap-second", "centurylink-v1-retry-after-leap-second"],
  ),
  broken("reads no leap second", { receive: withText((text) => text.replaceAll(/:60(?=[.Z])/g, ":61")) }, [
    "traffic-ops-times-in-a-leap-second",
  ]),
  broken(
    "reads a time in upper case only",
    { receive: withText((text) => text.replaceAll(/"(\d{4}-\d\d-\d\d)t/g, '"$1 at ')) },
    ["traffic-ops-times-in-lower-case"],
  ),
  broken("fails for a time that it can't read", { read: failForUnreadable }, [
    "centurylink-v1-date-unreadable",
    "traffic-ops-times-unreadable",
  ]),
];

function onlyUsual(line: string): string | undefined {
  return PREFERRED_DELAY.test(line) || /^\d+(?:, \d+)+$/.test(line) ? line : undefined;
}

/** Changes the `Retry-After` of each response; undefined removes it. */
function withDelay(change: (line: string) => string | undefined): (response: Response) => Promise<Response> {
  return (response) => {
    const line = response.headers.get("Retry-After");
    if (line === null) return Promise.resolve(response);
    const headers = new Headers(response.headers);
    headers.delete("Retry-After");
    const changed = change(line);
    if (changed !== undefined) headers.set("Retry-After", changed);
    return Promise.resolve(new Response(response.body, { status: response.status, headers }));
  };
}

function failForUnreadable(status: JobStatus): JobStatus {
  const times = JSON.stringify(status.raw).matchAll(/"(?:StatusDate|\w+_time)":"([^"]+)"/g);
  for (const [, text = ""] of times) {
    if (Number.isNaN(Date.parse(text)) && !text.includes("/Date("))
      throw new JobStatusError("invalid-response", `${text} is not a time`);
  }
  return status;
}

import { type BrokenClient, broken } from "./broken-client.ts";

/** Clients that send and read XML wrongly. */
export const brokenFormats: readonly BrokenClient[] = [
  broken("polls with JSON if XML was chosen", { heedsFormat: false }, [
    "centurylink-v1-xml-to-success",
    "veeva-vault-xml-to-success",
    "veeva-vault-xml-status-running",
  ]),
  broken(
    "takes the request's success for the job's, in XML",
    {
      read: (status, { format }) =>
        format === "xml" && status.state === "failed" ? { ...status, state: "succeeded" } : status,
    },
    ["centurylink-v1-xml-to-failure", "veeva-vault-xml-to-failure", "centurylink-v1-xml-status-failed"],
  ),
  broken(
    "searches the whole document for a status value",
    {
      retries: () => false,
      tell: (error, { format }) =>
        format === "xml" && /SUCCESS|Succeeded/.test(error.message) ? { state: "succeeded" } : error,
    },
    ["veeva-vault-xml-status-in-a-comment", "centurylink-v1-xml-page-once", "centurylink-v1-xml-truncated"],
  ),
  broken(
    "fetches what an entity names",
    { linksIn: (text) => Array.from(text.matchAll(/SYSTEM "([^"]+)"/g), ([, link = ""]) => link) },
    ["centurylink-v1-xml-entity-elsewhere", "veeva-vault-xml-document-type-elsewhere"],
  ),
];

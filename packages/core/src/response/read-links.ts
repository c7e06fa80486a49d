import type { JobLink } from "../model/job-status.ts";
import { textAt, valuesAt } from "./pointer.ts";
import type { StatusReader } from "./status-reader.ts";

/** Reads the links that a provider names. */
export const readLinks: StatusReader = (draft, { job, contract }) => {
  const links = (contract.job.links ?? []).flatMap((link) => {
    if (!("href" in link)) return readLink(link.rel, textAt(job, link.at), undefined);
    return valuesAt(job, `${link.at}/*`).flatMap((found) =>
      readLink(textAt(found, link.rel), textAt(found, link.href), textAt(found, link.method)),
    );
  });
  if (links.length > 0) draft.links = links;
};

function readLink(rel: string | undefined, href: string | undefined, method: string | undefined): JobLink[] {
  return rel && href ? [{ rel, href, ...(method !== undefined && { method }) }] : [];
}

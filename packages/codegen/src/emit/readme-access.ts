import type { Evidence, ExtensionLifetime, ExtensionReference } from "../extension.ts";
import { wordsFromDuration } from "../duration.ts";
import { markdownCell, markdownTable } from "./markdown.ts";
import type { PackageFacts } from "./package-facts.ts";

/** The section about what you can pass as a job. */
export function jobReferences({ spec, contract, packageName }: PackageFacts): string[] {
  const { references = [] } = spec.extension;
  const intro = "Pass a job as its ID: text, a bigint, or an integer that a number holds exactly.";
  if (references.length === 0) return ["## Jobs", intro];
  const rows = references.map((reference) => [
    markdownCell(shapeInWords(reference)),
    meaningInWords(reference, contract.operations !== undefined),
    evidenceText(reference),
  ]);
  return [
    "## Jobs",
    `${intro} You can also pass the response of the call that started it (the decoded body or the \`Response\`), or a link (a ` +
      "`URL`, or text that begins with `/` or with a scheme). The first shape that fits is used:",
    markdownTable(["shape", "meaning", "evidence"], rows),
    "A link must lead to the client's own origin. The client takes the ID from it and does not follow it. Numbers beyond 2^53 lose " +
      `digits in \`JSON.parse\`; \`parseJson\` of \`${packageName}\` keeps them. If a response names several jobs, or names jobs ` +
      "and says that a part of the call was refused, `wait` rejects with the names and texts; `jobIdsFrom` returns the jobs, " +
      "each of which you can pass to every call, and the refusals.",
  ];
}

/** The section about logging in. */
export function sessions({ spec, contract, names, packageName, variables }: PackageFacts): string[] {
  const { session } = spec.extension;
  if (session === undefined) return [];
  const { fields, confirms = [], lifetime, lockout, refusedInOutage, ...known } = session.login;
  const login = fields.map((field) => `\`${field}\``).join(" and ");
  const host = variables.find(({ name }) => name === "loginUrl")?.fallback;
  const place = host ? ` at \`${host}\`, the only other host that gets credentials,` : "";
  const named = confirms.map(({ field }) => `\`${field}\``).join(" and ");
  return [
    "## Sessions",
    `With ${login}, the client logs in before its first request${place} (${evidenceText(known)}), shares the session among all its ` +
      "requests, and renews it once when it is lost. " +
      (named && `If the credentials also have ${named}, the client refuses a session for another one. `) +
      lifetimeText(lifetime) +
      (session.renewedByResponses === true
        ? "Every response renews it, and a cookie that you give in place of the login as well. "
        : "") +
      (lockout
        ? `Refused credentials are not tried again for ${wordsFromDuration(lockout.duration)}, because several wrong tries lock the ` +
          `account (${evidenceText(lockout)}). `
        : "") +
      (refusedInOutage
        ? `The provider also refuses logins during an outage (${evidenceText(refusedInOutage)}): if the same credentials worked ` +
          "before, a wait continues. "
        : "") +
      "A request of your own that is refused never counts against the login.",
    `The option \`sessions\` of \`${names.create}\` lets processes share a session: an object with \`read(key)\` and ` +
      "`write(key, session)`. Treat what it stores as a password." +
      (contract.session?.logout ? ` \`logOut(client)\` of \`${packageName}\` ends the session.` : ""),
  ];
}

function lifetimeText(lifetime: ExtensionLifetime | undefined): string {
  if (lifetime === undefined) return "";
  const { duration, ...known } = lifetime;
  const time = duration === undefined ? "as long as the login's response says" : `for ${wordsFromDuration(duration)}`;
  return `A session is valid ${time} (${evidenceText(known)}). `;
}

function shapeInWords({ from, header, at = "", where, id, path }: ExtensionReference): string {
  if (from === "header")
    return `header \`${header ?? ""}\`${path === undefined ? ", which is the ID" : `, or link \`${path}\``}`;
  if (from !== "body") return `${from === "location" ? "`Location` or link" : "link"} \`${path ?? ""}\``;
  const condition = where === undefined ? "" : ` if \`${where.at}\` is \`${String(where.equals)}\``;
  const object = at === "" ? "body" : `body at \`${at}\``;
  if (id === undefined) return `${object}${condition}`;
  return `\`${id}\`${path === undefined ? "" : ` as \`${path}\``} of the ${object}${condition}`;
}

function meaningInWords(reference: ExtensionReference, isOneOfSeveral: boolean): string {
  const { noJob, mayHaveStarted, equals, path, operation, link } = reference;
  if (noJob !== true) {
    if (!isOneOfSeveral) return link === undefined ? "the job" : `the job, unless \`${link}\` leads to something else`;
    const fallback = operation ?? (path === undefined ? undefined : "default");
    const own = fallback === undefined ? "of the operation that you choose" : `of \`${fallback}\``;
    return link === undefined ? `a job ${own}` : `a job of the operation to which \`${link}\` leads, or else ${own}`;
  }
  return `${equals === undefined ? "" : `with the id \`${equals}\`: `}${mayHaveStarted ? "it isn't known whether a job was started (`unavailable`)" : "no job was started (`no-job`)"}`;
}

/** The evidence of a statement, for a cell of a table. */
export function evidenceText({ evidence = "documented", source }: Evidence): string {
  return markdownCell(source === undefined ? evidence : `${evidence}: ${source}`);
}

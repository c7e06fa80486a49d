import { code, table } from "./markdown.ts";
import type { Page } from "./page.ts";
import {
  type ProviderDocument,
  STATES,
  evidenceWords,
  wordsFromDuration,
  statusValuesOf,
} from "./provider-document.ts";
import { stateDiagram } from "./state-diagram.ts";

/** The page of one provider, made from its specification. */
export function providerPage(document: ProviderDocument, order: number): Page {
  const { info, file, extension, externalDocs } = document;
  const { provider } = extension;
  const body = [
    info.description,
    `Package: \`@jobstatus/${provider}\` · [quick start](/quick-start/${provider}/) · [reference](/reference/${provider}/) · ` +
      `the vendor's page: [${externalDocs.description}](${externalDocs.url})`,
    "## States",
    stateDiagram(extension, `States of a job at ${info.title}`),
    states(document),
    "Any other word is `unknown`, with the word kept in `native`; it never ends a wait.",
    "## Where things are",
    fields(document),
    "## Limits",
    limits(document),
    "## Errors",
    errors(document),
    "## Credentials and sessions",
    credentials(document),
    ...references(document),
    "## Operations",
    operations(document),
    "## Evidence",
    `What stands on the vendor's page needs no mark. Each statement beyond it says how it is known: \`documented\` elsewhere by ` +
      "the vendor, `observed` in real traffic or in the source of a server or an official client, or `assumed`. See " +
      "[the contract language](/concepts/contract-language/).",
    `All of this page is made from \`${file}\`.`,
  ];
  return {
    path: `providers/${provider}`,
    title: info.title,
    description: `${info.summary} States, limits, errors, credentials and operations, each with its evidence.`,
    source: file,
    label: provider,
    order,
    body: body.join("\n\n"),
  };
}

function states({ extension }: ProviderDocument): string {
  const rows = STATES.flatMap((state) =>
    statusValuesOf(extension, state).map((value) => [
      code(value.value),
      value.outcomeFrom === "items"
        ? "`succeeded`; `partial` where some items failed, `failed` where all did"
        : `\`${state}\``,
      evidenceWords(value),
    ]),
  );
  return table(["the provider's value", "state", "how it is known"], rows);
}

function fields({ extension }: ProviderDocument): string {
  const { job, id } = extension;
  const { progress } = job;
  const rows: string[][] = [
    ["the job's id, in the request", `${code(id.name)} in the ${id.in}`, ""],
    [
      "the job, in the response",
      (job.at ?? [""]).map((at) => (at === "" ? "the whole body" : code(at))).join(" or "),
      "",
    ],
    ["`native`", code(job.status), ""],
    ["`message`", code(job.message), ""],
    ["`title`", code(job.title), ""],
    [
      "`progress`",
      progress?.percent === undefined
        ? progress?.completed === undefined
          ? "–"
          : `${code(progress.completed)} of ${code(progress.total)}`
        : `${code(progress.percent)}, a percentage`,
      "",
    ],
    ["`items`", code(job.items?.at), ""],
    ...Object.entries(job.times ?? {}).map(([name, time]) => [
      code(name),
      `${code(time.at)} as ${(time.encodings ?? ["rfc3339"]).join(" or ")}`,
      evidenceWords(time),
    ]),
    ["`links`", (job.links ?? []).map(({ at }) => code(at)).join(", ") || "–", ""],
  ];
  const local = job.untrustedZoneStatuses
    ? `\n\nTimes carry no zone while the word is ${job.untrustedZoneStatuses.map(code).join(" or ")}: the provider's cannot be trusted there.`
    : "";
  return table(["part of the status", "where it is", "how it is known"], rows) + local;
}

function limits({ extension }: ProviderDocument): string {
  const { limits: stated = [], timeout = "PT1H", notFoundGrace, retention, batch } = extension;
  const rows: string[][] = [
    ...stated.map((limit) => [
      `requests for ${limit.of === "job" ? "each job" : "the account"}`,
      `one in ${wordsFromDuration(limit.interval)}`,
      evidenceWords(limit),
    ]),
    ["timeout of a wait that names none", wordsFromDuration(timeout), "our choice"],
    ...(notFoundGrace
      ? [["a new job may not be found for", wordsFromDuration(notFoundGrace.duration), evidenceWords(notFoundGrace)]]
      : []),
    ...(retention
      ? [["a finished job can be asked for during", wordsFromDuration(retention.duration), evidenceWords(retention)]]
      : []),
    ...(batch
      ? [["jobs in one request", `up to ${batch.maximum}, by \`${batch.operation}\``, evidenceWords(batch)]]
      : []),
  ];
  const none =
    stated.length === 0
      ? "\n\nThe provider states no limit for the question itself; a `429` and its `Retry-After` are always kept."
      : "";
  return table(["what", "how much", "how it is known"], rows) + none;
}

function errors({ extension }: ProviderDocument): string {
  const {
    codes = [],
    http = [],
    success = [],
    requestIdHeader = "X-Request-Id",
    defaultCode = "unavailable",
  } = extension.errors ?? {};
  const rows = [
    ...codes.map((entry) => [
      code(String(entry.native)),
      `[\`${entry.code}\`](/errors/${entry.code}/)`,
      evidenceWords(entry),
    ]),
    ...http.map((entry) => [
      `HTTP ${entry.status}`,
      `[\`${entry.code}\`](/errors/${entry.code}/)`,
      evidenceWords(entry),
    ]),
  ];
  const envelope =
    success.length === 0
      ? []
      : [
          "The provider may answer an error with HTTP 200: the body decides. It was answered where " +
            success
              .map(({ at, values }) => `${code(at)} is ${values.map((value) => code(String(value))).join(" or ")}`)
              .join(" and ") +
            `. An error there whose code is not listed is [\`${defaultCode}\`](/errors/${defaultCode}/).`,
        ];
  return [
    rows.length === 0
      ? "An HTTP status means what HTTP says; see [the codes](/errors/)."
      : "An HTTP status means what HTTP says (see [the codes](/errors/)), but for these:",
    ...(rows.length === 0 ? [] : [table(["the provider's code", "code", "how it is known"], rows)]),
    ...envelope,
    `The provider names a request in the header \`${requestIdHeader}\`: it is \`requestId\` of the error.`,
  ].join("\n\n");
}

function credentials({ extension }: ProviderDocument): string {
  const rows = extension.credentials.map((way) => {
    const template = way.header?.value ?? way.basic ?? "";
    const names = [...template.matchAll(/\{([A-Za-z0-9]+)\}/g)].map((match) => match[1] ?? "");
    const where = way.header
      ? `header ${code(`${way.header.name}: ${way.header.value}`)}`
      : `HTTP Basic of ${code(template)}`;
    return [code(`{ ${names.join(", ")} }`), where, evidenceWords(way)];
  });
  const { session } = extension;
  if (!session) return table(["credentials", "sent as", "how it is known"], rows);
  const { login } = session;
  const lifetime = login.lifetime
    ? ` It lasts ${wordsFromDuration(login.lifetime.duration)} (${evidenceWords(login.lifetime)}).`
    : "";
  return [
    table(["credentials", "sent as", "how it is known"], rows),
    `The provider opens a session with the operation \`${login.operation}\`, which takes ${login.fields.map(code).join(" and ")} ` +
      `(${evidenceWords(login)}).${lifetime}` +
      (session.renewedByResponses ? " Every response renews it." : "") +
      (session.logout === undefined ? "" : ` \`${session.logout}\` ends it.`),
  ].join("\n\n");
}

function references({ extension }: ProviderDocument): string[] {
  const rows = (extension.references ?? []).map((reference) => {
    const { from, at, id, path, noJob, where } = reference;
    const parts = [
      at === undefined ? "" : `at ${code(at)}`,
      where ? `where ${code(where.at)} is ${code(String(where.equals))}` : "",
      id === undefined ? "" : `id at ${code(id)}`,
      path === undefined ? "" : `path ${code(path)}`,
    ];
    return [from, parts.filter(Boolean).join(", "), noJob ? "no job was started" : "a job", evidenceWords(reference)];
  });
  if (rows.length === 0) return [];
  return [
    "## How a start call hands over the job",
    "In the order in which they are tried:",
    table(["in", "shape", "meaning", "how it is known"], rows),
  ];
}

function operations({ operations: all, extension }: ProviderDocument): string {
  const rows = all.map(({ id, method, path, summary }) => {
    const use =
      id === extension.operation
        ? "asks for the status"
        : id === extension.xmlOperation
          ? "asks in XML"
          : id === extension.batch?.operation
            ? "asks for many"
            : id === extension.session?.login.operation
              ? "opens a session"
              : id === extension.session?.logout
                ? "ends a session"
                : "";
    return [code(id), code(`${method} ${path}`), summary, use];
  });
  return `${table(["operation", "request", "what the provider calls it", "its use here"], rows)}\n\nEvery one can be called with its types: see [all other operations](/guides/typed-client/).`;
}

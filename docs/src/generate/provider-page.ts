import {
  type ExtensionPlace,
  credentialFields,
  credentialsOf,
  statusRulesOf,
  wordsFromDuration,
} from "@jobstatus/codegen/x-job-status";
import { JOB_STATES } from "@jobstatus/core";
import { code, table } from "./markdown.ts";
import type { Page } from "./page.ts";
import { type ProviderDocument, evidenceWords, statusValuesOf, wordsFromLifetime } from "./provider-document.ts";
import { stateDiagram } from "./state-diagram.ts";

/** The page of one provider, made from its specification. */
export function providerPage(document: ProviderDocument, order: number): Page {
  const { info, file, extension, externalDocs } = document;
  const { provider } = extension;
  const body = [
    info.description,
    `Package: \`@jobstatus/${provider}\` · [quick start](/quick-start/${provider}/) · [reference](/reference/${provider}/) · ` +
      `the vendor's page: [${externalDocs.description}](${externalDocs.url})`,
    ...operationChoice(document),
    "## States",
    stateDiagram(extension, `States of a job at ${info.title}`),
    states(document),
    "Any other status value becomes `unknown`, with the value in `native`; it doesn't end a wait.",
    "## Fields of the response",
    fields(document),
    "## Rate limits and timeouts",
    limits(document),
    "## Errors",
    errors(document),
    "## Credentials and sessions",
    credentials(document),
    ...references(document),
    "## Operations",
    operations(document),
    "## Evidence",
    "Statements without a mark are on the vendor's page. For every other statement the tables say how it is known: `documented` " +
      "elsewhere by the vendor, `observed` in real traffic or in the source of a server or an official client, or `assumed`. " +
      "See [the contract language](/concepts/contract-language/).",
    `This page is generated from \`${file}\`.`,
  ];
  return {
    path: `providers/${provider}`,
    title: info.title,
    description: `${info.title}: status values and states, rate limits, errors, credentials, sessions and operations.`,
    source: file,
    label: provider,
    order,
    body: body.join("\n\n"),
  };
}

/** The warning and the table of a provider that has several operations for a job's status. */
function operationChoice({
  extension: { jobs = "all other jobs", operations: named = {} },
}: ProviderDocument): string[] {
  const others = Object.entries(named);
  if (others.length === 0) return [];
  const rows = [
    [code("default"), jobs, ""],
    ...others.map(([name, other]) => [code(name), other.jobs, evidenceWords(other)]),
  ];
  return [
    "## Choose the operation",
    "Several operations give a job's status, each for jobs of its own. **One ID can name a different job in each.** Name the " +
      "operation with `{ id, operation }` or with the client's option `operation`, unless a link or a response tells it.",
    table(["operation", "jobs", "evidence"], rows),
  ];
}

function states({ extension }: ProviderDocument): string {
  const rows = JOB_STATES.flatMap((state) =>
    statusValuesOf(extension, state).map((value) => [
      code(value.value),
      value.outcomeFrom === "items"
        ? "`succeeded`; `partial` if some items failed, `failed` if all did"
        : `\`${state}\``,
      evidenceWords(value),
    ]),
  );
  return table(["status value", "state", "evidence"], rows);
}

function fields({ extension }: ProviderDocument): string {
  const { job, id } = extension;
  const { progress } = job;
  const rows: string[][] = [
    ["the job's ID, in the request", `${code(id.name)} in the ${id.in}`, ""],
    [
      "the job, in the response",
      (job.at ?? [""]).map((at) => (at === "" ? "the whole body" : code(at))).join(" or "),
      "",
    ],
    [
      "`native`",
      statusRulesOf(job)
        .map(({ value, at }) => (at === undefined ? `${code(value)} by a rule` : code(at)))
        .join(", "),
      "",
    ],
    ["`message`", code(job.message), ""],
    ["`title`", code(job.title), ""],
    [
      "`progress`",
      progress?.percent === undefined
        ? progress?.completed === undefined
          ? "–"
          : `${place(progress.completed)} of ${place(progress.total)}`
        : `${place(progress.percent)}, a percentage`,
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
    ? `\n\nTimes have no time zone while the status value is ${job.untrustedZoneStatuses.map(code).join(" or ")}: the provider's zone can't be trusted then.`
    : "";
  return table(["field", "in the response", "evidence"], rows) + local;
}

/** A field of the body, or a header. */
function place(given: ExtensionPlace | undefined): string {
  return typeof given === "object" ? `the header ${code(given.header)}` : code(given);
}

function limits({ extension }: ProviderDocument): string {
  const { limits: stated = [], timeout = "PT1H", notFoundGrace, retention, batch } = extension;
  const rows: string[][] = [
    ...stated.map((limit) => [
      `requests for ${limit.of === "job" ? "each job" : "the account"}`,
      `${limit.requests ?? "one"} in ${wordsFromDuration(limit.interval)}`,
      evidenceWords(limit),
    ]),
    ["default timeout of a wait", wordsFromDuration(timeout), "our choice"],
    ...(notFoundGrace
      ? [
          [
            "a new job may not be found for up to",
            wordsFromDuration(notFoundGrace.duration),
            evidenceWords(notFoundGrace),
          ],
        ]
      : []),
    ...(retention
      ? [["finished jobs are kept for", wordsFromDuration(retention.duration), evidenceWords(retention)]]
      : []),
    ...(batch
      ? [["jobs in one request", `up to ${batch.maximum}, by \`${batch.operation}\``, evidenceWords(batch)]]
      : []),
  ];
  const none =
    stated.length === 0
      ? "\n\nThe provider documents no rate limit for polling. A `429` and its `Retry-After` are always respected."
      : "";
  return table(["limit", "value", "evidence"], rows) + none;
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
          "The provider may send an error with HTTP 200, so the body decides. The request succeeded if " +
            success
              .map(({ at, values }) => `${code(at)} is ${values.map((value) => code(String(value))).join(" or ")}`)
              .join(" and ") +
            `. An error whose code isn't listed is [\`${defaultCode}\`](/errors/${defaultCode}/).`,
        ];
  return [
    rows.length === 0
      ? "HTTP statuses have their usual meaning; see [the error codes](/errors/)."
      : "HTTP statuses have their usual meaning (see [the error codes](/errors/)), with these exceptions:",
    ...(rows.length === 0 ? [] : [table(["provider's code", "code", "evidence"], rows)]),
    ...envelope,
    `The response header \`${requestIdHeader}\` has the ID of the request: \`requestId\` of an error.`,
  ].join("\n\n");
}

function credentials({ extension }: ProviderDocument): string {
  const rows = credentialsOf(extension).map((way) => {
    const template = way.header?.value ?? way.basic ?? "";
    const where = way.header
      ? `header ${code(`${way.header.name}: ${way.header.value}`)}`
      : `HTTP Basic of ${code(template)}`;
    return [code(`{ ${credentialFields(way).join(", ")} }`), where, evidenceWords(way)];
  });
  const { session } = extension;
  if (!session) return table(["credentials", "sent as", "evidence"], rows);
  const { login } = session;
  const lifetime = login.lifetime
    ? ` The session lasts ${wordsFromLifetime(login.lifetime)} (${evidenceWords(login.lifetime)}).`
    : "";
  return [
    table(["credentials", "sent as", "evidence"], rows),
    `To log in, the client calls the operation \`${login.operation}\`, with ${login.fields.map(code).join(" and ")} ` +
      `(${evidenceWords(login)}).${lifetime}` +
      (session.renewedByResponses ? " Every response renews the session." : "") +
      (session.logout === undefined ? "" : ` \`${session.logout}\` logs out.`),
  ].join("\n\n");
}

function references({ extension }: ProviderDocument): string[] {
  const rows = (extension.references ?? []).map((reference) => {
    const { from, at, id, path, noJob, where } = reference;
    const parts = [
      at === undefined ? "" : `at ${code(at)}`,
      where ? `if ${code(where.at)} is ${code(String(where.equals))}` : "",
      id === undefined ? "" : `id at ${code(id)}`,
      path === undefined ? "" : `path ${code(path)}`,
    ];
    return [
      from,
      parts.filter(Boolean).join(", "),
      noJob
        ? reference.mayHaveStarted
          ? "it isn't known whether a job was started"
          : "no job was started"
        : reference.operation === undefined
          ? "a job"
          : `a job of \`${reference.operation}\``,
      evidenceWords(reference),
    ];
  });
  if (rows.length === 0) return [];
  return [
    "## How a start call names the job",
    "The first shape that fits is used:",
    table(["in", "shape", "meaning", "evidence"], rows),
  ];
}

function operations({ operations: all, extension }: ProviderDocument): string {
  const rows = all.map(({ id, method, path, summary }) => {
    const use =
      id === extension.operation
        ? "gets the status"
        : Object.values(extension.operations ?? {}).some(({ operation, xmlOperation }) =>
              [operation, xmlOperation].includes(id),
            )
          ? "gets the status of other jobs"
          : id === extension.xmlOperation
            ? "gets the status as XML"
            : id === extension.batch?.operation
              ? "gets many statuses"
              : id === extension.session?.login.operation
                ? "logs in"
                : id === extension.session?.logout
                  ? "logs out"
                  : "";
    return [code(id), code(`${method} ${path}`), summary, use];
  });
  return `${table(["operation", "request", "provider's name", "used to"], rows)}\n\nYou can call each of them with types: see [call other API operations](/guides/production/other-operations/).`;
}

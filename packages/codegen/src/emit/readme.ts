import { wordsFromDuration } from "../duration.ts";
import type { Extension, ExtensionLimit } from "../extension.ts";
import { member, textOf } from "../json.ts";
import { sentence } from "./doc-comment.ts";
import { markdownCell, markdownTable } from "./markdown.ts";
import type { PackageFacts } from "./package-facts.ts";
import { provenanceSentence } from "./provenance.ts";
import { evidenceText, jobReferences, sessions } from "./readme-access.ts";
import { operationChoice } from "./readme-operations.ts";
import { states } from "./readme-status.ts";
import { statusOperation } from "./status-operation.ts";

/** `README.md`: how you use the package, and what is known about the provider. */
export function readme(facts: PackageFacts): string {
  const { packageName, description, provenance, spec } = facts;
  const docs = member(spec.root, "externalDocs");
  const url = textOf(member(docs, "url"));
  const source = url === undefined ? [] : [`Source: [${textOf(member(docs, "description")) ?? url}](${url}).`];
  const blocks = [
    `<!-- ${provenanceSentence(provenance)} Do not edit: change the specification and generate again. -->`,
    `# ${packageName}`,
    `${description} This package polls a job of ${spec.extension.provider} until it ends and tells you how it ended.`,
    `\`\`\`sh\nnpm install ${packageName}\n\`\`\``,
    usage(facts),
    ...operationChoice(facts),
    "A failed job is a status, not an exception. If the status can't be determined, the call rejects with a " +
      "`JobStatusError`, whose `code` is one of twelve values.",
    ...options(facts),
    ...sessions(facts),
    ...jobReferences(facts),
    ...states(facts),
    ...limits(facts),
    ...errors(facts),
    ...notes(facts),
    "## Where this comes from",
    ...source,
    `Generated from \`${provenance.specPath}\` by \`@jobstatus/codegen\` ${provenance.generatorVersion}; nothing here is ` +
      "edited by hand.",
  ];
  return `${blocks.join("\n\n")}\n`;
}

function usage({ packageName, names, credentials, credentialsNeed, variables, spec }: PackageFacts): string {
  const [fields = []] = credentials.toSorted((a, b) => Number(a.includes("password")) - Number(b.includes("password")));
  const needed = variables.filter(({ fallback }) => fallback === null);
  const members = [
    ...needed.map(({ name }) => `  ${name}: ${environment(name)},\n`),
    ...(credentialsNeed === "none"
      ? []
      : [`  credentials: { ${fields.map((field) => `${field}: ${environment(field)}`).join(", ")} },\n`]),
  ];
  return [
    "```ts",
    `import { ${names.create} } from "${packageName}";`,
    "",
    `const ${names.variable} = ${names.create}(${members.length === 0 ? "" : `{\n${members.join("")}}`});`,
    "",
    `const status = await ${names.variable}.wait(${JSON.stringify(exampleId(spec))});`,
    "console.log(status.state, status.native, status.message);",
    "```",
  ].join("\n");
}

/** A value from the environment, for an example that you can run. */
function environment(name: string): string {
  return `process.env.${name.replaceAll(/[A-Z]/g, "_$&").toUpperCase()}!`;
}

function exampleId(spec: PackageFacts["spec"]): string {
  const { id } = spec.extension;
  const parameter = statusOperation(spec).parameters.find(({ name, in: place }) => name === id.name && place === id.in);
  const example = member(parameter?.value, "example");
  return typeof example === "string" || typeof example === "number" ? String(example) : "1234";
}

function options(facts: PackageFacts): string[] {
  const { names, variables, otherServers, credentials, credentialsNeed, contract, packageName, xml } = facts;
  const ways = [...credentials, ...(contract.session ? [contract.session.login.fields] : [])]
    .map((fields) => `\`{ ${fields.join(", ")} }\``)
    .join(" or ");
  const rows = [
    ...variables.map(({ name, description, fallback }) => [
      `\`${name}\``,
      markdownCell(description),
      fallback === null ? "required" : fallback === "" ? "left out" : `\`${fallback}\``,
    ]),
    ...(contract.operations === undefined
      ? []
      : [["`operation`", "the operation for jobs whose reference does not name theirs", "`default`"]]),
    ...(credentialsNeed === "none"
      ? []
      : [
          [
            "`credentials`",
            `${ways}, or a function that returns one`,
            credentialsNeed === "required" ? "required" : "requests without any",
          ],
        ]),
    [
      "`baseUrl`",
      variables.some(({ in: place }) => place === "server")
        ? `replaces \`${contract.server}\` and its variables`
        : "replaces the provider's base URL",
      `\`${contract.server}\``,
    ],
    ...(xml === undefined ? [] : [["`format`", `\`xml\` from \`${packageName}/xml\`, to request XML`, "JSON"]]),
    ...(contract.session ? [["`sessions`", "where processes share sessions", "each client logs in for itself"]] : []),
    ["`headers`", "headers for every request", "none"],
    ["`fetch`", "sends the requests", "the global `fetch`"],
  ];
  return [
    "## Options",
    `\`${names.create}\` takes:`,
    markdownTable(["option", "what it is", "default"], rows),
    ...(otherServers.length === 0
      ? []
      : [
          `The specification names ${otherServers.length === 1 ? "another server" : "other servers"} for \`baseUrl\`:`,
          otherServers
            .map(({ url, description }) => `- \`${url}\`${description === "" ? "" : `: ${sentence(description)}`}`)
            .join("\n"),
        ]),
    `The client has \`status(job)\`, \`watch(job)\` and \`wait(job)\`. \`${names.createApi}(client)\` from \`${packageName}/api\` creates a ` +
      "typed client (openapi-fetch) for every operation of the specification.",
  ];
}

function limits({ spec, contract }: PackageFacts): string[] {
  const { limits: stated = [], timeout = "PT1H", notFoundGrace, retention, operations = {} } = spec.extension;
  const lines = [
    ...stated.map((limit) => limitText(limit)),
    ...Object.entries(operations).flatMap(([name, own]) =>
      (own.limits ?? []).map((limit) => limitText(limit, ` of \`${name}\``)),
    ),
    `- \`wait\` and \`watch\` time out after ${wordsFromDuration(timeout)}, unless you pass \`timeoutMs\`.`,
    ...delays(spec.extension),
    ...(notFoundGrace === undefined
      ? []
      : [
          `- A new job may be not found for ${wordsFromDuration(notFoundGrace.duration)} ` +
            `(${evidenceText(notFoundGrace)}).`,
        ]),
    ...(retention === undefined
      ? []
      : [
          `- The status of a finished job is available for ${wordsFromDuration(retention.duration)} (${evidenceText(retention)}).`,
        ]),
  ];
  return [`## Limits of ${contract.provider}`, lines.join("\n")];
}

function delays({ delayHeader, delayField, nextUrl }: Extension): string[] {
  const header = delayHeader && `the header \`${delayHeader.name}\` (${evidenceText(delayHeader)})`;
  const field = delayField && `\`${delayField.at}\` of the body (${evidenceText(delayField)})`;
  const places = [header, field].filter((place) => place !== undefined).join(" or ");
  const url =
    nextUrl && (nextUrl.at === undefined ? `the header \`${nextUrl.header}\`` : `\`${nextUrl.at}\` of the body`);
  return [
    ...(places === "" ? [] : [`- The next request waits for as long as \`Retry-After\`, ${places} says.`]),
    ...(nextUrl === undefined
      ? []
      : [`- The next request goes to the URL in ${url}, if it is on the client's origin (${evidenceText(nextUrl)}).`]),
  ];
}

function limitText(
  { of, interval, remainingHeader, resetHeader, requests, ...known }: ExtensionLimit,
  operation = "",
): string {
  const whose = of === "job" ? `each job${operation}` : "the account";
  const isTold = requests === undefined && remainingHeader !== undefined;
  const count = isTold
    ? "A number of requests"
    : requests === undefined || requests === 1
      ? "One request"
      : `${requests} requests`;
  const told =
    remainingHeader === undefined
      ? ""
      : `; the header \`${remainingHeader}\` tells how many are left: at 0, none is sent before the time in \`${resetHeader}\``;
  return `- ${count} every ${wordsFromDuration(interval)} for ${whose} (${evidenceText(known)})${told}.`;
}

function notes({ spec, contract }: PackageFacts): string[] {
  const { notes: stated = [] } = spec.extension;
  const lines = stated.map((note) =>
    typeof note === "string" ? `- ${sentence(note)}` : `- ${sentence(note.note)} (${evidenceText(note)})`,
  );
  return lines.length === 0 ? [] : [`## Notes on ${contract.provider}`, lines.join("\n")];
}

function errors({ spec }: PackageFacts): string[] {
  const { codes = [], http = [], success = [] } = spec.extension.errors ?? {};
  const rows = [
    ...codes.map(({ native, code, ...known }) => [
      `\`${markdownCell(String(native))}\``,
      `\`${code}\``,
      evidenceText(known),
    ]),
    ...http.map(({ status, code, ...known }) => [`HTTP ${status}`, `\`${code}\``, evidenceText(known)]),
  ];
  const envelope = success.length === 0 ? [] : ["A response with HTTP 200 may be an error; its body decides."];
  const table = rows.length === 0 ? [] : [markdownTable(["error code", "`code`", "evidence"], rows)];
  return [
    "## Errors",
    rows.length === 0 ? "HTTP statuses have their usual meaning." : "HTTP statuses have their usual meaning, except:",
    ...table,
    ...envelope,
  ];
}

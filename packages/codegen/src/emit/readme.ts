import { wordsFromDuration } from "../duration.ts";
import { statusValueOf } from "../extension.ts";
import { namedOperations } from "../named-operations.ts";
import { member, textOf } from "../json.ts";
import { STATES, statusOperation } from "./contract-table.ts";
import { markdownCell, markdownTable } from "./markdown.ts";
import type { PackageFacts } from "./package-facts.ts";
import { provenanceSentence } from "./provenance.ts";
import { evidenceText, jobReferences, sessions } from "./readme-access.ts";
import { operationChoice } from "./readme-operations.ts";

/** `README.md`: how the package is used, and what is known of its provider. */
export function readme(facts: PackageFacts): string {
  const { packageName, description, provenance, spec } = facts;
  const docs = member(spec.root, "externalDocs");
  const url = textOf(member(docs, "url"));
  const source = url === undefined ? [] : [`Source: [${textOf(member(docs, "description")) ?? url}](${url}).`];
  const blocks = [
    `<!-- ${provenanceSentence(provenance)} Do not edit: change the specification and generate again. -->`,
    `# ${packageName}`,
    `${description} Is my job done yet, and how did it end? One response for every provider.`,
    `\`\`\`sh\nnpm install ${packageName}\n\`\`\``,
    usage(facts),
    ...operationChoice(facts),
    "A failed job is a response, not an exception. Whatever keeps the status from being learned is a `JobStatusError` " +
      "with a closed `code`.",
    ...options(facts),
    ...sessions(facts),
    ...jobReferences(facts),
    ...states(facts),
    ...limits(facts),
    ...errors(facts),
    "## Where this comes from",
    ...source,
    `Generated from \`${provenance.specPath}\` by \`@jobstatus/codegen\` ${provenance.generatorVersion}; nothing here is ` +
      "written by hand.",
  ];
  return `${blocks.join("\n\n")}\n`;
}

function usage({ packageName, names, credentials, variables, spec }: PackageFacts): string {
  const [fields = []] = credentials.toSorted((a, b) => Number(a.includes("password")) - Number(b.includes("password")));
  const needed = variables.filter(({ fallback }) => fallback === null);
  const members = [
    ...needed.map(({ name }) => `  ${name}: ${environment(name)},\n`),
    `  credentials: { ${fields.map((field) => `${field}: ${environment(field)}`).join(", ")} },\n`,
  ];
  return [
    "```ts",
    `import { ${names.create} } from "${packageName}";`,
    "",
    `const ${names.variable} = ${names.create}({`,
    `${members.join("")}});`,
    "",
    `const status = await ${names.variable}.wait(${JSON.stringify(exampleId(spec))});`,
    "console.log(status.state, status.native, status.message);",
    "```",
  ].join("\n");
}

/** A value of the caller's own, for an example that a reader can run. */
function environment(name: string): string {
  return `process.env.${name.replaceAll(/[A-Z]/g, "_$&").toUpperCase()}!`;
}

function exampleId(spec: PackageFacts["spec"]): string {
  const { id } = spec.extension;
  const parameter = statusOperation(spec).parameters.find(({ name, in: place }) => name === id.name && place === id.in);
  const example = member(parameter?.value, "example");
  return typeof example === "string" || typeof example === "number" ? String(example) : "1234";
}

function options({ names, variables, credentials, contract, packageName, xml }: PackageFacts): string[] {
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
      : [["`operation`", "the operation for jobs whose reference does not tell theirs", "`default`"]]),
    ["`credentials`", `${ways}, or a function that gives one`, "required"],
    [
      "`baseUrl`",
      variables.some(({ in: place }) => place === "server")
        ? `replaces \`${contract.server}\` and its variables`
        : "replaces the provider's base URL",
      `\`${contract.server}\``,
    ],
    ...(xml === undefined ? [] : [["`format`", `\`xml\` from \`${packageName}/xml\`, to ask in XML`, "JSON"]]),
    ...(contract.session ? [["`sessions`", "where processes share sessions", "each client logs in by itself"]] : []),
    ["`headers`", "headers for every request", "none"],
    ["`fetch`", "sends the requests", "the global `fetch`"],
  ];
  return [
    "## Options",
    `\`${names.create}\` takes:`,
    markdownTable(["option", "what it is", "default"], rows),
    `The client has \`status(job)\`, \`watch(job)\` and \`wait(job)\`. \`${names.createApi}(client)\` makes a typed client ` +
      "(openapi-fetch) of every operation that the specification describes.",
  ];
}

function states({ spec: { extension } }: PackageFacts): string[] {
  const lists = [extension, ...namedOperations(extension).map((other) => other.extension)].map((one) => one.states);
  const rows = STATES.flatMap((state) => {
    const words = lists.flatMap((list) => (list[state] ?? []).map(statusValueOf));
    const unique = words.filter(({ value }, index) => words.findIndex((word) => word.value === value) === index);
    return unique.map((word) => {
      const meaning =
        word.outcomeFrom === "items"
          ? "`succeeded`; `partial` where some items failed, `failed` where all did"
          : `\`${state}\``;
      return [`\`${markdownCell(word.value)}\``, meaning, evidenceText(word)];
    });
  });
  return ["## States", markdownTable(["the provider's value", "state", "how it is known"], rows), OTHER_VALUES];
}

const OTHER_VALUES = "Any other value is `unknown`, with the value kept in `native`.";

function limits({ spec, contract }: PackageFacts): string[] {
  const { limits: stated = [], timeout = "PT1H", notFoundGrace, retention } = spec.extension;
  const lines = [
    ...stated.map(({ of, interval, ...known }) => {
      const whose = of === "job" ? "each job" : "the account";
      return `- One request in ${wordsFromDuration(interval)} for ${whose} (${evidenceText(known)}).`;
    }),
    `- \`wait\` and \`watch\` end after ${wordsFromDuration(timeout)} unless the call names another timeout.`,
    ...(notFoundGrace === undefined
      ? []
      : [
          `- A job that was just started may not be found for ${wordsFromDuration(notFoundGrace.duration)} ` +
            `(${evidenceText(notFoundGrace)}).`,
        ]),
    ...(retention === undefined
      ? []
      : [
          `- A finished job can be asked for during ${wordsFromDuration(retention.duration)} (${evidenceText(retention)}).`,
        ]),
  ];
  return [`## Limits of ${contract.provider}`, lines.join("\n")];
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
  const envelope =
    success.length === 0 ? [] : ["The provider may answer with HTTP 200 and an error; the body decides."];
  const table = rows.length === 0 ? [] : [markdownTable(["the provider's code", "code", "how it is known"], rows)];
  return [
    "## Errors",
    "An HTTP status means what HTTP says" + (rows.length === 0 ? "." : ", but for these:"),
    ...table,
    ...envelope,
  ];
}

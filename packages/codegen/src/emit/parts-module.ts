import type { Contract } from "@jobstatus/core";
import type { ContractOperation, TimeEncoding } from "@jobstatus/core/provider";
import { docComment } from "./doc-comment.ts";
import type { PackageFacts } from "./package-facts.ts";
import { moduleHeader } from "./provenance.ts";

/** A reader of a status: the name of core's export, and whether an operation's table has something for it. */
interface ReaderRow {
  readonly name: string;
  readonly isNeeded: (operation: ContractOperation) => boolean;
  /** The reader that stands in its place if an operation has one of the forms that only this one reads. */
  readonly forms?: ReaderRow;
}

const PROGRESS_FORMS: ReaderRow = {
  name: "readProgressForms",
  isNeeded: ({ job: { progress = {} } }) =>
    "fraction" in progress || Object.values(progress).some((place) => typeof place !== "string"),
};

const ITEM_FORMS: ReaderRow = {
  name: "readItemForms",
  isNeeded: ({ job }) => job.items?.map !== undefined || job.items?.failedOutcomes !== undefined,
};

/** The readers of core, in the order in which they run: each may need what those before it have read. */
const READERS: readonly ReaderRow[] = [
  { name: "readProgress", isNeeded: ({ job }) => job.progress !== undefined, forms: PROGRESS_FORMS },
  { name: "readItems", isNeeded: ({ job }) => job.items !== undefined, forms: ITEM_FORMS },
  { name: "outcomeFromItems", isNeeded: (operation) => operation.outcomeFromItems !== undefined },
  { name: "outcomeFromCounts", isNeeded: (operation) => operation.outcomeFromCounts !== undefined },
  { name: "createTimesReader", isNeeded: ({ job }) => job.times !== undefined },
  { name: "readLinks", isNeeded: ({ job }) => job.links !== undefined },
  { name: "readResult", isNeeded: ({ job }) => job.result !== undefined },
];

/** What reads the HTTP status or a header. With it, an equal body doesn't make an equal status. */
const HEAD_READERS: ReadonlySet<string> = new Set(["readProgressForms", "readResult", "statusRules"]);

/** The decoders of times in core. */
const TIME_DECODERS: Readonly<Record<TimeEncoding, string>> = {
  rfc3339: "rfc3339",
  "local-date-time": "localDateTime",
  "dotnet-date": "dotnetDate",
  "iso8601-offset": "iso8601Offset",
  "epoch-seconds": "epochSeconds",
  "epoch-milliseconds": "epochMilliseconds",
};

/** The other parts of core, and whether a contract needs them, or the formats that are generated beside it. */
const PARTS: readonly {
  readonly name: string;
  readonly isNeeded: (contract: Contract, xml: PackageFacts["xml"] | undefined) => boolean;
}[] = [
  { name: "references", isNeeded: (contract) => contract.references !== undefined },
  { name: "ownRequests", isNeeded: () => true },
  { name: "sessions", isNeeded: (contract) => contract.session !== undefined },
  { name: "batches", isNeeded: (contract) => contract.batch !== undefined },
  { name: "operations", isNeeded: (contract) => contract.operations !== undefined },
  {
    name: "limitJobs",
    isNeeded: (contract) => tablesOf(contract).some(({ minPollIntervalMs }) => minPollIntervalMs !== undefined),
  },
  { name: "limitAccounts", isNeeded: (contract) => contract.accountLimits !== undefined },
  { name: "formats", isNeeded: (_, xml) => xml !== undefined },
  { name: "statusRules", isNeeded: (contract) => tablesOf(contract).some(({ job }) => typeof job.status !== "string") },
  {
    name: "createBody",
    isNeeded: (contract) => tablesOf(contract).some(({ request }) => request.contentType !== undefined),
  },
  { name: "places", isNeeded: needsPlaces },
  { name: "nextUrls", isNeeded: (contract) => contract.nextUrl !== undefined },
  {
    name: "readDelays",
    isNeeded: ({ delayHeader, delayField }) => delayHeader !== undefined || delayField !== undefined,
  },
];

function needsPlaces(contract: Contract): boolean {
  return (
    contract.credentials.some((way) => "places" in way && way.places.length > 0) ||
    tablesOf(contract).some(({ request }) => request.headers !== undefined)
  );
}

/** `src/gen/parts.ts`: what the client needs of core beside the engine, so that a bundler leaves out the rest. */
export function partsModule({ contract, provenance, xml }: PackageFacts): string {
  const tables = tablesOf(contract);
  const readers = READERS.filter(({ isNeeded }) => tables.some(isNeeded)).map(({ name, forms }) =>
    forms !== undefined && tables.some(forms.isNeeded) ? forms.name : name,
  );
  const decoders = readers.includes("createTimesReader") ? timeDecoders(tables) : [];
  const parts = PARTS.filter(({ isNeeded }) => isNeeded(contract, xml)).map(({ name }) => name);
  const imports = [...parts, ...readers, ...decoders.map((encoding) => TIME_DECODERS[encoding])].toSorted();
  const inProvider = imports.filter((name) => NOT_IN_CLIENT.has(name));
  const inClient = imports.filter((name) => !NOT_IN_CLIENT.has(name));
  const calls = readers.map((name) => (name === "createTimesReader" ? timesReader(decoders) : name));
  const head = [...readers, ...parts].some((name) => HEAD_READERS.has(name)) ? ["readsHead: true"] : [];
  const partsById = parts.filter((name) => !NOT_BY_ID.has(name));
  const list = (names: readonly string[]): string => `{ ${["readers", ...names, ...head].join(", ")} }`;
  return [
    moduleHeader(provenance),
    `import { ${inClient.join(", ")} } from "@jobstatus/core/client";\n`,
    // A compiler keeps an import of types alone if it does not say that it is one, and Node would load the file.
    inProvider.length === 0
      ? 'import type { ClientParts } from "@jobstatus/core/provider";\n\n'
      : `import { ${["type ClientParts", ...inProvider].join(", ")} } from "@jobstatus/core/provider";\n\n`,
    `const readers: ClientParts["readers"] = [${calls.map((call) => `\n  ${call},`).join("")}${calls.length > 0 ? "\n" : ""}];\n\n`,
    docComment([`What ${contract.provider}'s contract needs of core beside the engine. Bundlers leave out the rest.`]),
    `export const parts: ClientParts = ${list(parts)};\n`,
    "\n",
    docComment(["The same for a client that finds jobs by their ID alone, and polls each by itself."]),
    `export const partsById: ClientParts = ${list(partsById)};\n`,
  ].join("");
}

/** What core's entry `client` leaves out: a contract that needs it makes the client load a second file of core. */
const NOT_IN_CLIENT: ReadonlySet<string> = new Set(["sessions"]);

/** What a client leaves out that finds jobs by their ID alone. */
const NOT_BY_ID: ReadonlySet<string> = new Set(["references", "ownRequests", "batches"]);

function tablesOf(contract: Contract): readonly ContractOperation[] {
  return [contract, ...Object.values(contract.operations ?? {})];
}

function timeDecoders(tables: readonly ContractOperation[]): TimeEncoding[] {
  const used = new Set(tables.flatMap(({ job }) => Object.values(job.times ?? {}).flatMap((time) => time.encodings)));
  return (Object.keys(TIME_DECODERS) as TimeEncoding[]).filter((encoding) => used.has(encoding));
}

function timesReader(decoders: readonly TimeEncoding[]): string {
  const entries = decoders.map((encoding) => {
    const name = TIME_DECODERS[encoding];
    return name === encoding ? name : `${JSON.stringify(encoding)}: ${name}`;
  });
  return `/* @__PURE__ */ createTimesReader({ ${entries.join(", ")} })`;
}

import { parseCommandArguments } from "../command-arguments.ts";
import { UsageError } from "../usage-error.ts";

/** A request to draft an overlay. */
export interface InitRequest {
  /** The OpenAPI document. */
  readonly document: string;
  /** The file of the overlay. */
  readonly overlay: string;
  /** The operation that gives a job's status: its operationId, or its method and path. */
  readonly operation: string | undefined;
  readonly provider: string | undefined;
  readonly server: string | undefined;
  /** Whether questions are put to a person. */
  readonly input: boolean;
}

/** What `jobstatus-codegen init --help` shows. */
export const INIT_HELP = `Usage: jobstatus-codegen init <document> [options]

Reads an OpenAPI document of version 3.0 or 3.1, in YAML or JSON, finds the operation that gives the status
of a job, and drafts the x-job-status extension for it in an OpenAPI Overlay beside the document. The document
stays as it is. What the document does not tell is marked with TODO in the draft, and the generator refuses it
until you decide. In a terminal the command asks for most of that.

Options
  --overlay <file>       The overlay to write. Default: the document's name with .overlay.yaml.
  --operation <name>     The operation that gives the status: its operationId, or "GET /jobs/{id}".
  --provider <name>      The provider's name, such as print-shop. Default: from the document's title.
  --server <url>         The address of the API, if the document has none.
  --no-input             Ask nothing.
  --help                 Show this.

Exit codes: 0 success; 1 the document has faults, or no operation that looks like a job's status; 2 the command
was called wrongly, or a file could not be read or written, or the overlay exists.
`;

const OPTIONS = {
  overlay: { type: "string" },
  operation: { type: "string" },
  provider: { type: "string" },
  server: { type: "string" },
  "no-input": { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

/**
 * Parses the arguments of `init`; nothing for `--help`.
 *
 * @throws UsageError which says what is wrong with them.
 */
export function parseInitArguments(args: readonly string[]): InitRequest | undefined {
  const { values, positionals } = parseCommandArguments(args, OPTIONS, "jobstatus-codegen init --help");
  const [document, ...others] = positionals;
  if (values.help) return undefined;
  if (document === undefined || others.length > 0) {
    throw new UsageError("name one OpenAPI document; jobstatus-codegen init --help shows how");
  }
  const { overlay, operation, provider, server } = values;
  if (provider !== undefined && !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(provider)) {
    throw new UsageError(
      `--provider ${JSON.stringify(provider)} must be in lower case with dashes, such as print-shop`,
    );
  }
  if (server !== undefined && !/^https?:\/\/[^/]/.test(server)) {
    throw new UsageError(`--server ${JSON.stringify(server)} must be an absolute URL such as https://api.example.com`);
  }
  return {
    document,
    overlay: overlay ?? overlayFileOf(document),
    operation,
    provider,
    server,
    input: !values["no-input"],
  };
}

/** `api.overlay.yaml` for `api.openapi.yaml`, `api.yaml` and `api.json`. */
function overlayFileOf(document: string): string {
  return `${document.replace(/(\.openapi)?\.(ya?ml|json)$/i, "")}.overlay.yaml`;
}

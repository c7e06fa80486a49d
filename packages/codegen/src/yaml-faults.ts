import { parseDocument, visit } from "yaml";
import type { Document, YAMLParseError } from "yaml";

/** What keeps a text from being YAML. */
export interface YamlFault {
  /** Where it is in the text. */
  readonly offset: number;
  readonly rule: "duplicate-key" | "yaml-syntax";
  readonly message: string;
}

/** A line of Git between two versions of a text. */
const CONFLICT_MARKER = /^(<{7}|={7}|>{7})( .*)?$/m;

/**
 * The faults of a text that is not YAML. What follows the first fault of syntax is mostly its consequence, so that one
 * is reported alone; keys that are there twice are all reported.
 */
export function yamlFaults(text: string, errors: readonly YAMLParseError[]): readonly YamlFault[] {
  const [first] = errors.filter(({ code }) => code !== "DUPLICATE_KEY").toSorted((a, b) => a.pos[0] - b.pos[0]);
  if (first !== undefined) return [syntaxFault(text, first)];
  return errors.map(({ pos }) => ({
    offset: pos[0],
    rule: "duplicate-key",
    message: "this key is already there in the same object; keep one of the two.",
  }));
}

function syntaxFault(text: string, { code, message, pos: [offset] }: YAMLParseError): YamlFault {
  const fault = (at: number, problem: string): YamlFault => ({ offset: at, rule: "yaml-syntax", message: problem });
  const marker = text.search(CONFLICT_MARKER);
  if (marker !== -1 && marker <= offset) return fault(marker, "this line is a conflict marker; resolve the conflict.");
  if (code === "TAB_AS_INDENT") return fault(offset, "a tab indents this line; use spaces.");
  if (code === "MULTIPLE_DOCS") return fault(offset, "a second document begins here; keep one document in a file.");
  const [, closer, quote] = /end with an? ([\]}])|closing (["'])quote/.exec(message) ?? [];
  const opener = closer === "}" ? "{" : closer === "]" ? "[" : quote;
  if (opener === undefined) return fault(offset, `this is not valid YAML: ${sentenceOf(message)}`);
  const found = text.charAt(offset);
  if (/[\]}]/.test(found)) return fault(offset, `"${found}" is here, but "${opener}" is to be closed first.`);
  const opened = lastUnclosed(text, opener);
  return fault(
    opened ?? offset,
    quote === undefined ? `this "${opener}" is never closed.` : "this quote is never closed.",
  );
}

function sentenceOf(message: string): string {
  const [line = ""] = message.split("\n", 1);
  return `${line.replace(/\.$/, "")}.`;
}

/** Where the last bracket or quote of a kind is that nothing closes. */
function lastUnclosed(text: string, opener: string): number | undefined {
  const document: Document = parseDocument(text, { keepSourceTokens: true, logLevel: "silent" });
  let offset: number | undefined;
  visit(document, {
    Node: (_, { srcToken: token }) => {
      if (token?.type === "flow-collection" && token.start.source === opener) {
        const isClosed = token.end.some(({ type }) => type === "flow-map-end" || type === "flow-seq-end");
        if (!isClosed) offset = token.start.offset;
      } else if (token?.type === "double-quoted-scalar" || token?.type === "single-quoted-scalar") {
        const { source } = token;
        if (source.startsWith(opener) && (source.length === 1 || !source.endsWith(opener))) offset = token.offset;
      }
    },
  });
  return offset;
}

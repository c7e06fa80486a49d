/** One fault in a specification: its place, the rule that it breaks, and what to do. */
export interface Diagnostic {
  /** The file as the caller named it. */
  readonly file: string;
  /** The line, from 1. */
  readonly line: number;
  /** The column, from 1. */
  readonly column: number;
  /** The name of the rule; it never changes its meaning. */
  readonly rule: string;
  /** The place in the document as a JSON Pointer (RFC 6901). */
  readonly pointer: string;
  /** What is wrong, where, and what to do. */
  readonly message: string;
}

/** A diagnostic as one line of text: `file:line:column rule message`. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { file, line, column, rule, message } = diagnostic;
  return `${file}:${line}:${column} ${rule} ${message}`;
}

/** Orders diagnostics as a reader goes through the file. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return a.line - b.line || a.column - b.column || compareText(a.rule, b.rule) || compareText(a.message, b.message);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

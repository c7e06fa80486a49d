export type { Change, Severity } from "./diff/change.ts";
export { type ComparedFiles, compareFiles } from "./diff/compare-files.ts";
export type { DocumentChanges } from "./diff/diff-report.ts";
export { diagnose } from "./diagnose.ts";
export { type Diagnostic, formatDiagnostic } from "./diagnostic.ts";
export { type Generated, type GenerateOptions, generate } from "./generate.ts";
export { SchemaModuleError } from "./openapi-typescript/schema-module-error.ts";
export { RULES } from "./rules/rules.ts";
export type { Source } from "./source-document.ts";

export { diagnose } from "./diagnose.ts";
export { type Diagnostic, formatDiagnostic } from "./diagnostic.ts";
export { type Generated, type GenerateOptions, generate } from "./generate.ts";
export { SchemaModuleError } from "./openapi-typescript/schema-module-error.ts";
export { RULES } from "./rules/rules.ts";
export type { Source } from "./source-document.ts";

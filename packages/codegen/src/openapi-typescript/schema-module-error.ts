/** openapi-typescript cannot write the types of a document. */
export class SchemaModuleError extends Error {
  override readonly name = "SchemaModuleError";

  constructor(file: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`the types of ${file} cannot be written: ${reason}; check it with an OpenAPI linter`, { cause });
  }
}

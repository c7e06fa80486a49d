// Has no docstring, so that a test can show that the check of the reference finds such an export.
export function undocumentedExport(): void {}

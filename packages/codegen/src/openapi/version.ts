import { isJsonObject, member, textOf } from "../json.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import type { Fault } from "../rules/rule.ts";

/** Whether a document says that it is OpenAPI 3.1. */
export function isOpenApi31(root: JsonValue): root is JsonObject {
  return isJsonObject(root) && /^3\.1\.\d+$/.test(textOf(member(root, "openapi")) ?? "");
}

/** Why a document is not one that is read; nothing if it is. */
export function versionFault(root: JsonValue): Fault | undefined {
  if (isOpenApi31(root)) return undefined;
  const swagger = versionAt(root, "swagger");
  if (swagger !== undefined) {
    const message =
      `this is Swagger ${swagger}, and 3.1 is needed; ` +
      'convert it, for example with "npx @scalar/cli document upgrade", and commit the result.';
    return { path: ["swagger"], message };
  }
  const version = versionAt(root, "openapi") ?? "";
  const path = ["openapi"];
  if (/^3\.\d/.test(version)) {
    return {
      path,
      message: `this is OpenAPI ${version}, and 3.1 is needed; write "openapi: 3.1.1" if it uses nothing newer.`,
    };
  }
  return { path, message: 'this is no OpenAPI 3.1 document; begin it with "openapi: 3.1.1".' };
}

/** A version as text: without quotes YAML makes a number of it. */
function versionAt(root: JsonValue, key: string): string | undefined {
  const value = member(root, key);
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

import { isRecord } from "./is-record.ts";

const FIELDS = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"];

/** The text of a package.json with another version, its own and that of our packages that it depends on by a version. */
export function manifestWithVersion(text: string, version: string): string {
  const manifest: unknown = JSON.parse(text);
  if (!isRecord(manifest)) throw new TypeError("a package.json has to be an object");
  manifest["version"] = version;
  for (const dependencies of FIELDS.map((field) => manifest[field]).filter(isRecord)) {
    for (const name of Object.keys(dependencies)) {
      if (name.startsWith("@jobstatus/") && dependencies[name] !== "*") dependencies[name] = version;
    }
  }
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

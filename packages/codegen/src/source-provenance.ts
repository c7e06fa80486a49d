import { hashOfText } from "./emit/provenance.ts";
import type { Provenance } from "./emit/provenance.ts";
import { generatorVersion } from "./package-files.ts";
import type { Source } from "./source-document.ts";

/** Where generated text says that it comes from. `nameOf` is how the text names a file. */
export function provenanceOf(source: Source, nameOf: (file: string) => string = (file) => file): Provenance {
  const { file, text, overlay } = source;
  return {
    generatorVersion: generatorVersion(),
    specPath: overlay === undefined ? nameOf(file) : `${nameOf(file)} with ${nameOf(overlay.file)}`,
    specHash: hashOfText(overlay === undefined ? text : `${text}\n${overlay.text}`),
  };
}

import { isUtf8 } from "node:buffer";
import type { Diagnostic } from "./diagnostic.ts";
import type { Source } from "./source-document.ts";

const LINE_FEED = 0x0a;

/** The text of a specification's bytes, which must be UTF-8; a byte order mark is left out. Otherwise the fault. */
export function decodeSource(file: string, bytes: Uint8Array): Source | Diagnostic {
  if (isUtf8(bytes)) return { file, text: new TextDecoder().decode(bytes) };
  let start = 0;
  for (let line = 1; ; line += 1) {
    const found = bytes.indexOf(LINE_FEED, start);
    const end = found === -1 ? bytes.length : found;
    const ofLine = bytes.subarray(start, end);
    if (!isUtf8(ofLine) || found === -1) {
      const column = new TextDecoder().decode(ofLine).indexOf("\uFFFD") + 1;
      const message = "the document is not UTF-8 from here on; save it with that encoding.";
      return { file, line, column, rule: "encoding", pointer: "", message };
    }
    start = end + 1;
  }
}

/** Lines of prose and tags as a docstring, at an indent. */
export function docComment(lines: readonly string[], indent = 0): string {
  const pad = " ".repeat(indent);
  const safe = lines.map((line) => line.replaceAll("*/", "*\\/").trimEnd());
  const [only] = safe;
  if (safe.length === 1 && only !== undefined) return `${pad}/** ${only} */\n`;
  return `${pad}/**\n${safe.map((line) => `${pad} *${line === "" ? "" : ` ${line}`}\n`).join("")}${pad} */\n`;
}

/** Text of a specification on one line, as a sentence. */
export function sentence(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line === "" || /[.!?]$/.test(line) ? line : `${line}.`;
}

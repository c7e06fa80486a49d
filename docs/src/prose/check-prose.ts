import { PROSE_RULES } from "./prose-rules.ts";

/**
 * Finds wordings to avoid in a text.
 *
 * @param file - What to call the text in a finding.
 * @param text - Markdown, or the source of a program.
 * @returns One line for each finding: file, line, wording, and what to write instead.
 */
export function checkProse(file: string, text: string): readonly string[] {
  const prose = file.endsWith(".md") ? proseOfMarkdown(text) : proseOfSource(text);
  return prose.split("\n").flatMap((line, index) =>
    PROSE_RULES.flatMap(({ pattern, instead }) => {
      const match = pattern.exec(line);
      return match ? [`${file}:${index + 1} "${match[0]}": write ${instead}`] : [];
    }),
  );
}

/** Blanks what is not prose, and keeps the lines: frontmatter keys, code blocks, inline code and addresses. */
function proseOfMarkdown(text: string): string {
  return text
    .replaceAll(/^```[^]*?^```$/gm, blank)
    .replaceAll(/`[^`\n]*`/g, "x")
    .replaceAll(/\]\([^)\n]*\)/g, "]")
    .replaceAll(/https?:\/\/\S+/g, "x");
}

/** Blanks everything but comments and the texts in quotes that contain a space. */
function proseOfSource(text: string): string {
  return text
    .split("\n")
    .map((line) => {
      const comment = /^\s*(?:\/\*\*?|\*|\/\/)(.*)$/.exec(line)?.[1] ?? / \/\/ (.*)$/.exec(line)?.[1];
      if (comment !== undefined) return comment.replaceAll(/`[^`]*`/g, "x");
      return Array.from(line.matchAll(/"(?:[^"\\]|\\.)* (?:[^"\\]|\\.)*"|`[^`]* [^`]*`/g), ([literal]) => literal).join(
        " ",
      );
    })
    .join("\n");
}

function blank(text: string): string {
  return text.replaceAll(/[^\n]/g, "");
}

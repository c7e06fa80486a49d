const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Writes a text so that XML and HTML show it as it is; what XML 1.0 cannot hold (section 2.2) is left out. */
export function escapeMarkup(text: string): string {
  return Array.from(text, (sign) => ENTITIES[sign] ?? (isAllowed(sign) ? sign : "")).join("");
}

function isAllowed(sign: string): boolean {
  return sign >= " " || sign === "\t" || sign === "\n" || sign === "\r";
}

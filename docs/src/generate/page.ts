/** A page of the site as Markdown, before it is written. */
export interface Page {
  /** Where the page is in the site, such as `providers/zendesk`; `index` is the home page. */
  readonly path: string;
  readonly title: string;
  /** One sentence for search results and `llms.txt`. */
  readonly description: string;
  /** The file to edit, from the root of the repository. */
  readonly source: string;
  /** The label in the sidebar, if it is not the title. */
  readonly label?: string;
  /** The place among its neighbours in the sidebar. */
  readonly order?: number;
  /** More frontmatter, as Starlight reads it. */
  readonly frontmatter?: Readonly<Record<string, unknown>>;
  /** Markdown without a first heading; links to pages of the site begin with `/`. */
  readonly body: string;
}

/** The text of a page's file: frontmatter and body, with links under the site's base path. */
export function fileFromPage(page: Page, base: string): string {
  const { title, description, source, label, order, frontmatter } = page;
  const sidebar = {
    ...(label === undefined ? {} : { label }),
    ...(order === undefined ? {} : { order }),
  };
  const head = { title, description, source, sidebar, ...frontmatter };
  // JSON is YAML, so no text needs quoting rules of its own.
  const lines = Object.entries(head).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `---\n${lines.join("\n")}\n---\n\n${withBase(page.body, base).trim()}\n`;
}

/** Puts the base path before every link that begins with `/`. */
export function withBase(markdown: string, base: string): string {
  const root = base.replace(/\/$/, "");
  return markdown.replaceAll(/\]\(\/(?!\/)/g, `](${root}/`).replaceAll(/(href|src)="\/(?!\/)/g, `$1="${root}/`);
}

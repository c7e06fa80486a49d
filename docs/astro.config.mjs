import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";
import starlightLinksValidator from "starlight-links-validator";
import starlightTypeDoc, { typeDocSidebarGroup } from "starlight-typedoc";
import { writePages } from "./src/generate/write-pages.ts";
import { markdownCopies } from "./src/markdown-copies.ts";
import { publicPackages } from "./src/public-packages.ts";

/** The path under which the site will stand on its host, such as `/jobstatus/`. */
const base = process.env.JOBSTATUS_DOCS_BASE ?? "/";

writePages(base);

const docs = fileURLToPath(new URL(".", import.meta.url));
/** A page that is there only while the repository has its document. */
const pageIfThere = (/** @type {string} */ slug) => (existsSync(`${docs}src/content/docs/${slug}.md`) ? [slug] : []);

export default defineConfig({
  root: docs,
  base,
  trailingSlash: "always",
  devToolbar: { enabled: false },
  // No picture needs work, and none comes from another host.
  image: { service: { entrypoint: "astro/assets/services/noop" } },
  vite: {
    // Tests and pages read the source of the packages, so nothing has to be built before.
    resolve: { conditions: ["@jobstatus/source", "module", "browser", "development|production"] },
    ssr: {
      resolve: { conditions: ["@jobstatus/source", "module", "node", "development|production"] },
    },
  },
  integrations: [
    starlight({
      title: "jobstatus",
      description: "Is my job done yet, and how did it end? One typed answer, the same for every provider.",
      customCss: ["./src/styles/site.css"],
      components: {
        EditLink: "./src/components/edit-link.astro",
        Head: "./src/components/head.astro",
        MarkdownContent: "./src/components/markdown-content.astro",
        PageTitle: "./src/components/page-title.astro",
      },
      credits: false,
      // By default a name that holds the word, such as a type's, comes before the page about the word.
      pagefind: {
        ranking: {
          pageLength: 0.75,
          termFrequency: 1,
          termSaturation: 1.4,
          termSimilarity: 9,
          metaWeights: { title: 0 },
        },
      },
      // Some code is in the page itself, so that no page waits for a second file.
      expressiveCode: {
        themes: ["github-dark-high-contrast", "github-light-high-contrast"],
        minSyntaxHighlightingColorContrast: 5.5,
      },
      plugins: [
        starlightTypeDoc({
          entryPoints: publicPackages(`${docs}../packages`).flatMap(({ sources }) => sources),
          tsconfig: `${docs}tsconfig.reference.json`,
          output: "reference",
          sidebar: { label: "Reference", collapsed: true },
          typeDoc: {
            options: `${docs}typedoc.json`,
            plugin: [`${docs}src/name-modules.mjs`],
            // The compiler checks the types in a target of its own.
            skipErrorChecking: true,
            entryFileName: "index",
            useCodeBlocks: true,
            expandObjects: true,
            parametersFormat: "table",
            propertyMembersFormat: "table",
            typeDeclarationFormat: "table",
          },
        }),
        starlightLinksValidator({ exclude: [`${base.replace(/\/$/, "")}/playground/**`] }),
      ],
      sidebar: [
        { label: "Quick start", items: [{ autogenerate: { directory: "quick-start" } }] },
        { label: "Guides", items: [{ autogenerate: { directory: "guides" } }] },
        { label: "Playground", link: "/playground/" },
        { label: "Providers", items: [{ autogenerate: { directory: "providers" } }] },
        { label: "Error codes", collapsed: true, items: [{ autogenerate: { directory: "errors" } }] },
        { label: "Concepts", items: [{ autogenerate: { directory: "concepts" } }] },
        { label: "For spec maintainers", collapsed: true, items: [{ autogenerate: { directory: "maintain" } }] },
        ...pageIfThere("conformance"),
        { label: "Decisions", collapsed: true, items: [{ autogenerate: { directory: "decisions" } }] },
        ...pageIfThere("security"),
        ...pageIfThere("changelog"),
        typeDocSidebarGroup,
      ],
    }),
    markdownCopies({ content: `${docs}src/content/docs` }),
  ],
});

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";
import starlightLinksValidator from "starlight-links-validator";
import starlightTypeDoc, { typeDocSidebarGroup } from "starlight-typedoc";
import { BASE_PATH } from "./src/base-path.ts";
import { markdownCopies } from "./src/markdown-copies.ts";
import { publicPackages } from "./src/public-packages.ts";
import { repositoryUrl } from "./src/repository-url.ts";
import { SEARCH_RANKING } from "./src/search/ranking.ts";

const docs = fileURLToPath(new URL(".", import.meta.url));
/** The pages of a folder. */
const folder = (/** @type {string} */ directory) => [{ autogenerate: { directory } }];
/** A collapsible group of guides. */
const group = (/** @type {string} */ label, /** @type {string} */ directory) => ({ label, items: folder(directory) });
/** A page that exists only if the repository has its document. */
const pageIfThere = (/** @type {string} */ slug) => (existsSync(`${docs}src/content/docs/${slug}.md`) ? [slug] : []);

export default defineConfig({
  root: docs,
  base: BASE_PATH,
  trailingSlash: "always",
  devToolbar: { enabled: false },
  // The site has no images to process.
  image: { service: { entrypoint: "astro/assets/services/noop" } },
  vite: {
    // Pages use the source of the packages, so no package must be built first.
    resolve: { conditions: ["@jobstatus/source", "module", "browser", "development|production"] },
    ssr: {
      resolve: { conditions: ["@jobstatus/source", "module", "node", "development|production"] },
    },
  },
  integrations: [
    starlight({
      title: "jobstatus",
      description:
        "A TypeScript library that polls a job until it ends and tells you how it ended, with one API for every provider.",
      customCss: ["./src/styles/site.css"],
      components: {
        EditLink: "./src/components/edit-link.astro",
        Head: "./src/components/head.astro",
        MarkdownContent: "./src/components/markdown-content.astro",
        PageTitle: "./src/components/page-title.astro",
      },
      credits: false,
      pagefind: { ranking: SEARCH_RANKING },
      expressiveCode: {
        themes: ["github-dark-high-contrast", "github-light-high-contrast"],
        minSyntaxHighlightingColorContrast: 5.5,
        // No line is cut: examples fit the column at 1280 px, and longer lines wrap.
        defaultProps: { wrap: true, preserveIndent: true },
        styleOverrides: { codeFontSize: "0.8125rem", codePaddingInline: "0.9rem" },
      },
      plugins: [
        starlightTypeDoc({
          entryPoints: publicPackages(`${docs}../packages`).flatMap(({ sources }) => sources),
          tsconfig: `${docs}tsconfig.reference.json`,
          output: "reference",
          sidebar: { label: "API", collapsed: true },
          typeDoc: {
            options: `${docs}typedoc.json`,
            plugin: [`${docs}src/name-modules.mjs`],
            // Types are checked by another target.
            skipErrorChecking: true,
            entryFileName: "index",
            cleanOutputDir: false,
            useCodeBlocks: true,
            expandObjects: true,
            parametersFormat: "table",
            propertyMembersFormat: "table",
            typeDeclarationFormat: "table",
          },
        }),
        starlightLinksValidator({ exclude: [`${BASE_PATH.replace(/\/$/, "")}/playground/**`] }),
      ],
      social: repositoryUrl === undefined ? [] : [{ icon: "github", label: "Repository", href: repositoryUrl }],
      sidebar: [
        {
          label: "Get started",
          items: [...folder("start"), { label: "Quick starts", items: folder("quick-start") }],
        },
        {
          label: "Guides",
          items: [
            group("Waiting", "guides/waiting"),
            group("Many jobs", "guides/many-jobs"),
            group("Credentials", "guides/credentials"),
            group("Production", "guides/production"),
            group("Testing", "guides/testing"),
            group("Your own API", "guides/your-api"),
          ],
        },
        {
          label: "Reference",
          items: [
            "reference/options",
            "reference/command-line",
            { label: "Providers", collapsed: true, items: folder("providers") },
            { label: "Error codes", collapsed: true, items: folder("errors") },
            typeDocSidebarGroup,
          ],
        },
        {
          label: "Concepts",
          items: [
            ...folder("concepts"),
            ...pageIfThere("conformance"),
            ...pageIfThere("security"),
            ...pageIfThere("changelog"),
            { label: "Decisions", collapsed: true, items: folder("decisions") },
          ],
        },
        { label: "Playground", link: "/playground/" },
      ],
    }),
    markdownCopies({ content: `${docs}src/content/docs` }),
  ],
});

import { docsLoader } from "@astrojs/starlight/loaders";
import { docsSchema } from "@astrojs/starlight/schema";
import { defineCollection } from "astro:content";
import { z } from "astro/zod";

/**
 * The pages. `source` is the file to edit, relative to the root of the repository; `keywords` are further terms for the
 * search, only for terms that the text can't contain.
 */
export const collections = {
  docs: defineCollection({
    loader: docsLoader(),
    schema: docsSchema({ extend: z.object({ source: z.string().optional(), keywords: z.string().optional() }) }),
  }),
};

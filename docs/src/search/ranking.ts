/**
 * How Pagefind ranks results. With its defaults, the many short pages of the API reference come before the guide about a
 * topic.
 */
export const SEARCH_RANKING = {
  pageLength: 0.75,
  termFrequency: 1,
  termSaturation: 1.4,
  termSimilarity: 9,
  metaWeights: { title: 0 },
};

/** Thrown if a body isn't a document of a known format. */
export class UnreadableBody extends Error {}

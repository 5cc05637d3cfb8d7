/** The date as a model card gives it: YYYY-MM-DD, UTC. */
export const today = (): string => new Date().toISOString().slice(0, 10);

/** Whose limits cells have: every account's, the environment's account's, or the highest that AWS's pages name. */
export const CELL_LIMITS = ['default', 'account', 'most'] as const;
export type CellLimits = (typeof CELL_LIMITS)[number];

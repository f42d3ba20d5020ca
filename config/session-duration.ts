/** One hour: what a Data Hub's credentials last, and no session of an organization's role lasts longer. */
export const SESSION_SECONDS = 3600;

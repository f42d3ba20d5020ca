/** One hour: what a Data Hub's credentials last, and no session of an organization's role lasts longer. */
export const SESSION_SECONDS = 3600;

/**
 * The shortest session that AWS IoT issues.
 * https://docs.aws.amazon.com/iot/latest/apireference/API_CreateRoleAlias.html
 */
export const SHORTEST_SESSION_SECONDS = 900;

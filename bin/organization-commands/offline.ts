/** What is shown of an account that is not asked. */
export const OFFLINE = { notes: ['stacks and hubs are not shown: --offline'] } as const;

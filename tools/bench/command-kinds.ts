/** Commands that are measured as people wait for them, from the first process to the last. */
export const COMMAND_KINDS = [
  'emptyApp',
  'oneOrganization',
  'oneWithOperations',
  'allOrganizations',
  'review',
] as const;
export type CommandKind = (typeof COMMAND_KINDS)[number];

/** How a report names each. */
export const COMMAND_LABELS: Readonly<Record<CommandKind, string>> = {
  emptyApp: '`cdk synth` of an empty CDK app',
  oneOrganization: '`cdk synth -c organization=newco`',
  oneWithOperations: '`cdk synth -c organization=newco`, with operations',
  allOrganizations: '`cdk synth`, all organizations',
  review: '`npm run review` of two assemblies, 3 organizations suspended',
};

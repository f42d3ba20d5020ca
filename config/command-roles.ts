import type { OperatorRole } from './operations-schema';

/** Commands that work in the account, by the roles of operators that may do all of what they do: the first is meant. */
export const COMMAND_ROLES = {
  enroll: ['hub-operator'],
  invite: ['hub-operator'],
  'process-requests': ['hub-operator'],
  renewal: ['hub-operator'],
  rotate: ['hub-operator'],
  list: ['monitor', 'hub-operator', 'hub-revoker'],
  show: ['monitor', 'hub-operator', 'hub-revoker'],
  revoke: ['hub-revoker'],
  'secret put': ['secret-writer'],
  'secret get': ['secret-writer'],
  'secret list': ['secret-writer'],
  'secret delete': ['secret-writer'],
  audit: ['auditor'],
  drift: ['auditor'],
  'organizations list': ['auditor'],
  'organizations show': ['auditor'],
} as const satisfies Readonly<Record<string, readonly OperatorRole[]>>;

export type CommandOfOperators = keyof typeof COMMAND_ROLES;

/** Where the roles are described. */
export const ROLES_PAGE = 'docs/operator/roles.md';

/** The line of a command's help that says in which role to run it. */
export function roleHelp(command: CommandOfOperators): string {
  return `Role: ${COMMAND_ROLES[command].map((role) => `<prefix>-<environment>-${role}`).join(' or ')} (${ROLES_PAGE})`;
}

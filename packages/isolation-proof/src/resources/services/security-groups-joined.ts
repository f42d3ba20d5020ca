import type { Flow } from '../described-flow';

/**
 * Security groups that a resource is a member of. Whoever is in a group reaches what lets in its members, and is reached
 * by whom its rules let in: what only a network keeps apart, such as a database.
 */
export function groupsJoined(...properties: readonly string[]): Flow[] {
  return properties.map((property) => ({
    property,
    form: 'security-group',
    data: 'rights of members',
    whole: 'shared',
  }));
}

import type { StackTemplate, TemplateResource } from '../templates/template';
import type { HolderKind } from './attached-policies';
import type { Principal } from './principal';
import { referenceTo } from './required-text';
import { tagsOf } from './tags';

/** The roles and users that templates make, by their names and by where they stand. */
export class MadePrincipals {
  private readonly byName = new Map<string, Principal>();
  private readonly roles = new Map<StackTemplate, Principal[]>();

  constructor(principals: readonly Principal[]) {
    for (const principal of principals) {
      const { kind, source } = principal;
      this.byName.set(`${kind} ${referenceTo(source)}`, principal);
      if (kind !== 'role') continue;
      const list = this.roles.get(source.stack);
      if (list === undefined) this.roles.set(source.stack, [principal]);
      else list.push(principal);
    }
  }

  named(kind: HolderKind, name: string): Principal | undefined {
    return this.byName.get(`${kind} ${name}`);
  }

  /** Tags that users of a tenant get: those of its roles. Undefined if none stands in the same stack. */
  tagsBeside({ stack }: TemplateResource, owner: string): ReadonlyMap<string, string> | undefined {
    const sibling = this.roles.get(stack)?.findLast((role) => role.owner === owner);
    return sibling === undefined ? undefined : tagsOf(sibling.source);
  }
}

import type { Unknown } from '../templates/errors';
import type { TemplateResource } from '../templates/template';
import type { AttachedPolicy } from './attached-policies';

/** What a name of the templates stands for. */
interface Named {
  readonly kind: 'role' | 'group';
  readonly name: string;
  readonly source: TemplateResource;
  /** What the source does with it, as the beginning of a sentence. */
  readonly verb: string;
}

/**
 * Notes roles and groups that are named and that no template makes: what else they may do, or who else is in them,
 * nobody judges.
 * @param made names by kind
 */
export function refuseUnknownHolders(
  attached: readonly AttachedPolicy[],
  profiles: readonly { readonly roles: readonly string[]; readonly source: TemplateResource }[],
  made: Readonly<Record<Named['kind'], ReadonlySet<string>>>,
  unknowns: Unknown[],
): void {
  const named = [
    ...attached.flatMap(({ holders, source }) =>
      (['role', 'group'] as const).flatMap((kind) =>
        holders[kind].map((name): Named => ({ kind, name, source, verb: 'is attached to' })),
      ),
    ),
    ...profiles.flatMap(({ roles, source }) =>
      roles.map((name): Named => ({ kind: 'role', name, source, verb: 'carries' })),
    ),
  ];
  for (const { kind, name, source, verb } of named) {
    if (made[kind].has(name)) continue;
    unknowns.push({
      place: source.path,
      reason: `it ${verb} the ${kind} ${name}, which no template makes; make it in the app, or leave it out`,
    });
  }
}

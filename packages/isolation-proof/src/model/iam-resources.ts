import type { Unknown } from '../templates/errors';
import { placedReason } from '../templates/placed-reason';
import { NotUnderstoodError } from '../templates/resolved';
import type { StackTemplate, TemplateResource } from '../templates/template';
import { referenceTo } from './required-text';

/** Types of IAM that are read. */
const READ = new Set([
  'AWS::IAM::AccessKey',
  'AWS::IAM::Group',
  'AWS::IAM::GroupPolicy',
  'AWS::IAM::InstanceProfile',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::IAM::RolePolicy',
  'AWS::IAM::User',
  'AWS::IAM::UserPolicy',
  'AWS::IAM::UserToGroupAddition',
]);

/**
 * Types that need not be read. A service-linked role is AWS's: only its service can assume it, its policies are those
 * that the service has written, and a template can neither attach another one nor choose what it may do. It does
 * for the account what its service does, whether or not a template makes it. An identity provider lets in nobody by
 * itself: trust policies of roles do.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html
 * An identity provider lets nobody in by itself: trust policies name it, and they are read with their roles.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers.html
 */
const HARMLESS = new Set(['AWS::IAM::OIDCProvider', 'AWS::IAM::SAMLProvider', 'AWS::IAM::ServiceLinkedRole']);

/** The resources of the templates by type, of which those of IAM are read with every place that is not understood. */
export class IamResources {
  private readonly byType = new Map<string, TemplateResource[]>();
  /** What was not understood of these is noted once, however often they are read. */
  private readonly refused = new Set<TemplateResource>();

  constructor(
    stacks: readonly StackTemplate[],
    private readonly unknowns: Unknown[],
  ) {
    for (const { resources } of stacks) {
      for (const resource of resources.values()) this.add(resource);
    }
  }

  of(type: string): readonly TemplateResource[] {
    return this.byType.get(type) ?? [];
  }

  /** Names of all resources of a type, also of those of which something else is not understood. */
  namesOf(type: string): ReadonlySet<string> {
    return new Set(this.of(type).flatMap((resource) => nameOf(resource) ?? []));
  }

  /** What is read of every resource of a type; one that is not understood is noted, and left out. */
  read<T>(type: string, read: (resource: TemplateResource) => T): T[] {
    return this.of(type).flatMap((resource) => {
      if (this.refused.has(resource)) return [];
      try {
        return [read(resource)];
      } catch (error) {
        if (!(error instanceof NotUnderstoodError)) throw error;
        this.refused.add(resource);
        this.unknowns.push({ place: resource.path, reason: placedReason(error, resource) });
        return [];
      }
    });
  }

  private add(resource: TemplateResource): void {
    const { type, path } = resource;
    if (type.startsWith('AWS::IAM::') && !READ.has(type) && !HARMLESS.has(type)) {
      this.unknowns.push({
        place: path,
        reason: `${type} is not supported; use AWS::IAM::Role, User, Group and their policies`,
      });
    }
    const list = this.byType.get(type);
    if (list === undefined) this.byType.set(type, [resource]);
    else list.push(resource);
  }
}

function nameOf(resource: TemplateResource): string | undefined {
  try {
    return referenceTo(resource);
  } catch (error) {
    // Whoever reads the resource says so.
    if (error instanceof NotUnderstoodError) return undefined;
    throw error;
  }
}

import { demandedValues } from '../policies/demanded-values';
import { accountOfPrincipal } from '../policies/principal-account';
import type { Statement } from '../policies/statement';
import type { Model } from '../model/model';
import { arnOfResource } from '../model/resource-arns';
import type { TemplateResource } from '../templates/template';
import { arnsIn } from './own-arns';
import type { Common, Exposure } from './tenancy';

const ANYBODY = 'anybody';

/** What a trust policy lets a principal do that is declared, if nothing else is said. */
const ASSUME: readonly string[] = ['sts:assumerole'];

/** What is declared to be open on purpose, found in the templates, and which of it was needed. */
export class Exposures {
  private readonly byPath = new Map<string, Exposure[]>();
  private readonly byArn = new Map<string, Exposure[]>();
  private readonly used = new Set<Exposure>();

  constructor(declared: readonly Exposure[], model: Model) {
    for (const { exposure, resource } of found(declared, model)) {
      add(this.byPath, resource.path, exposure);
      const arn = arnOfResource(resource);
      if (arn !== undefined) add(this.byArn, arn, exposure);
    }
  }

  /** Whether a resource is declared to be open to anybody by its properties. */
  isOpen(path: string): boolean {
    return this.use(this.byPath.get(path)?.find(({ to }) => to === ANYBODY));
  }

  /**
   * Whether a statement is declared to let somebody in.
   * @param arn the resource that the statement is in the policy of, or the role that it is in the trust policy of
   * @param principal as the statement names it; undefined if that is unknown before deployment
   */
  letsIn(arn: string, statement: Statement, principal: string | undefined): boolean {
    const declared = [...(this.byArn.get(arn) ?? []), ...(this.byPath.get(statement.source.path) ?? [])];
    return this.use(declared.find((exposure) => isFor(exposure, principal) && isAbout(exposure, statement)));
  }

  /** The declarations that were needed, a sentence each. */
  get notes(): string[] {
    return [...this.used].map(
      ({ construct, to, actions = [], because }, index, { length }) =>
        `Exception ${index + 1} of ${length}, as declared: ${construct} is open to ${to}` +
        `${actions.length === 0 ? '' : ` (${actions.join(', ')})`}, because ${because}.`,
    );
  }

  private use(exposure: Exposure | undefined): boolean {
    if (exposure !== undefined) this.used.add(exposure);
    return exposure !== undefined;
  }
}

/** What anybody may do, tenants may do as well. */
export function commonsOfExposures(declared: readonly Exposure[], model: Model): Common[] {
  return found(declared, model).flatMap(({ exposure: { to, actions = [], because }, resource }): Common[] =>
    to === ANYBODY && actions.length > 0
      ? [{ actions, resources: arnsIn(resource), because, isImplied: true }]
      : [],
  );
}

function found(
  declared: readonly Exposure[],
  { stacks }: Model,
): { readonly exposure: Exposure; readonly resource: TemplateResource }[] {
  // Stryker disable next-line ConditionalExpression: it saves looking through all stacks for nothing
  if (declared.length === 0) return [];
  const resources = new Map(
    stacks.flatMap((stack) => [...stack.resources.values()]).map((resource) => [resource.path, resource]),
  );
  return declared.flatMap((exposure) => {
    const resource = resources.get(exposure.construct);
    return resource === undefined ? [] : [{ exposure, resource }];
  });
}

function add(map: Map<string, Exposure[]>, key: string, exposure: Exposure): void {
  map.set(key, [...(map.get(key) ?? []), exposure]);
}

function isFor({ to }: Exposure, principal: string | undefined): boolean {
  if (principal === undefined) return false;
  return principal === '*' ? to === ANYBODY : [principal, accountOfPrincipal(principal)].includes(to);
}

function isAbout({ actions, demands = [] }: Exposure, statement: Statement): boolean {
  const { texts, negated } = statement.actions;
  const declared = actions ?? (statement.source.type === 'AWS::IAM::Role' ? ASSUME : []);
  return (
    !negated &&
    texts.every((text) => text !== undefined && declared.includes(text)) &&
    demands.every((key) => demandedValues(statement, key) !== undefined)
  );
}

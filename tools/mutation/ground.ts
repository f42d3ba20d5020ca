import {
  isObject,
  type Json,
  type JsonObject,
  listOf,
} from '../../packages/isolation-proof/src/templates/json';
import { ORG_SLUG_TAG } from '../../config/naming';
import { tagsOf } from '../../packages/isolation-proof/src/model/tags';
import { readTemplate } from '../../packages/isolation-proof/src/assembly/read-template';
import type {
  StackEnvironment,
  StackTemplate,
  TemplateResource,
} from '../../packages/isolation-proof/src/templates/template';
import { objectsWithin, type Path } from './edit';
import { MutationError } from './mutation-error';

/** Templates by the name of their stack. */
export type Templates = Readonly<Record<string, JsonObject>>;

/** What mistakes are planted in: the templates of an environment. */
export interface PlantedGround {
  readonly templates: Templates;
  readonly environment: StackEnvironment;
  readonly stacks: readonly StackTemplate[];
}

/** What is mutated, and where everything is in it. */
export interface Ground extends PlantedGround {
  readonly resources: readonly ResourceSite[];
  readonly statements: readonly StatementSite[];
  /** Every organization's slug, with its stack. */
  readonly organizations: ReadonlyMap<string, StackTemplate>;
}

/** A resource that is mutated. */
export interface ResourceSite {
  readonly resource: TemplateResource;
  /** Of its properties. */
  readonly path: Path;
  /** Undefined in the stack that is shared. */
  readonly organization: { readonly slug: string; readonly other: string } | undefined;
  /**
   * Whether another organization's template that is mutated has the same resource, but for its statements and the
   * slug.
   */
  readonly isRepeated: boolean;
}

/** A statement of any policy that is mutated. */
export interface StatementSite {
  readonly site: ResourceSite;
  readonly statement: JsonObject;
  readonly path: Path;
  /** How many statements stand in its document. */
  readonly siblings: number;
}

/** What is mutated where several templates say the same. */
export interface Repetition {
  /** What need not be mutated, because it was; what is found is added. */
  readonly seen: Set<string>;
  /** Slugs of organizations that represent no form: in one of each form, mistakes are made once more. */
  readonly unrepresentative: ReadonlySet<string>;
}

/**
 * Finds what can be mutated. What the templates of two organizations say alike is mutated in the first one
 * only: the other one's mutants would differ by a name. In a second one everything that is new to it counts. The
 * exception are organizations that represent no form, in which all that they say is mutated again, once.
 * @throws MutationError if a template cannot be read, or there are no two organizations
 */
export function groundOf(
  templates: Templates,
  environment: StackEnvironment,
  { seen, unrepresentative }: Repetition = { seen: new Set(), unrepresentative: new Set() },
): Ground {
  const stacks = Object.entries(templates).map(([name, template]) => stackOf(name, template, environment));
  const organizations = new Map(
    stacks.flatMap((stack): [string, StackTemplate][] => {
      const slug = ownerOf(stack);
      return slug === undefined ? [] : [[slug, stack]];
    }),
  );
  if (organizations.size < 2) {
    throw new MutationError('mutants need two organizations: with one, isolation bugs are invisible');
  }
  const isNew = (text: string): boolean => {
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  };
  const resources: ResourceSite[] = [];
  const statements: StatementSite[] = [];
  for (const stack of stacks) {
    const organization = organizationOf(stack, organizations);
    const place = unrepresentative.has(organization?.slug ?? '')
      ? 'in an organization that represents no form: '
      : '';
    for (const resource of stack.resources.values()) {
      const path = ['Resources', resource.logicalId, 'Properties'];
      const found = statementsWithin(resource);
      const rest = JSON.stringify(resource.properties, besideStatementsAndUsers);
      const isRepeated = !isNew(normal(`${place}${resource.logicalId} ${rest}`, organization?.slug));
      const site = { resource, path, organization, isRepeated };
      resources.push(site);
      for (const { path: within, statement, siblings } of found) {
        const said = `${place}${resource.logicalId} ${JSON.stringify(statement)}`;
        if (!isNew(normal(said, organization?.slug))) continue;
        statements.push({ site, statement, siblings, path: [...path, ...within] });
      }
    }
  }
  return { templates, environment, stacks, resources, statements, organizations };
}

/** Statements are mutated by themselves, and existing users have names of which it does not matter what they are. */
function besideStatementsAndUsers(key: string, value: Json): Json | undefined {
  if (key === 'Statement') return undefined;
  if (key !== 'Users') return value;
  return listOf(value).map((user) => (typeof user === 'string' ? '(user)' : user));
}

/** Reads one template. */
export function stackOf(name: string, template: Json, environment: StackEnvironment): StackTemplate {
  const stack = readTemplate(name, template, environment);
  if (typeof stack === 'string') throw new MutationError(`${name}: ${stack}`);
  return stack;
}

/** Every way in which a slug is written as a word of its own: databases have underscores for hyphens. */
export function slugPattern(slug: string): RegExp {
  const forms = [...new Set([slug, slug.replaceAll('-', '_')])].join('|');
  return new RegExp(`(?<![a-zA-Z0-9])(?:${forms})(?![a-zA-Z0-9])`, 'g');
}

function normal(text: string, slug: string | undefined): string {
  return slug === undefined ? text : text.replace(slugPattern(slug), '(slug)');
}

function ownerOf({ resources }: StackTemplate): string | undefined {
  for (const resource of resources.values()) {
    const slug = tagsOf(resource).get(ORG_SLUG_TAG);
    if (slug !== undefined) return slug;
  }
  return undefined;
}

function organizationOf(
  stack: StackTemplate,
  organizations: Ground['organizations'],
): ResourceSite['organization'] {
  const slugs = [...organizations.keys()];
  const slug = slugs.find((text) => organizations.get(text) === stack);
  const other = slugs.find((text) => text !== slug);
  return slug === undefined || other === undefined ? undefined : { slug, other };
}

function statementsWithin({
  properties,
}: TemplateResource): { path: Path; statement: JsonObject; siblings: number }[] {
  const documents = objectsWithin(properties, (object) => object['Statement'] !== undefined);
  return documents.flatMap(({ path, object: { Statement: list } }) =>
    Array.isArray(list)
      ? (list as readonly Json[]).flatMap((statement, index) =>
          isObject(statement)
            ? [{ path: [...path, 'Statement', index], statement, siblings: list.length }]
            : [],
        )
      : [],
  );
}

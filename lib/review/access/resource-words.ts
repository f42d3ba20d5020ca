import type { Evidence } from '../../../packages/isolation-proof/src/claims/evidence';
import { bucketNames } from '../../../packages/isolation-proof/src/page/bucket-rows';
import type { MatrixRow } from '../../../packages/isolation-proof/src/matrix/matrix-row';
import type { Scope } from '../../../packages/isolation-proof/src/matrix/scope';
import { rowsOf } from '../../../packages/isolation-proof/src/page/rows';
import { wildcardPattern } from '../../../packages/isolation-proof/src/patterns/pattern';
import { type ActionGroup, among } from '../../../packages/isolation-proof/src/policies/action-classes';
import { isCovered, isEmpty } from '../../../packages/isolation-proof/src/patterns/witness';
import { wordOf } from '../../../packages/isolation-proof/src/forms/slug-text';
import { withConstructPaths } from '../../../packages/isolation-proof/src/resources/stand-ins';
import { PAGE } from '../../isolation/page/page';
import { code, type Phrase } from './phrase';
import type { PrincipalWords } from './principal-words';
import { readSides, type ReviewedSides } from './sides';

/** The organization in whose names resources are told. */
export interface Whose {
  /** Undefined for resources that are not told in the names of any. */
  readonly slug: string | undefined;
  /** Whether its own principal makes the request, so that what is the organization's is "its own". */
  readonly isCaller: boolean;
}

/** Where a row stands in the matrix. */
export interface RowName {
  readonly scope: Scope;
  readonly title: string;
}

/** A row of the matrix of one side. */
interface Row extends Pick<MatrixRow, 'scope' | 'title' | 'resources' | 'paths'> {
  readonly evidence: Evidence;
}

/** Says what a pattern of ARNs stands for, in the words of the platform where it has any. */
export class ResourceWords {
  private readonly sides: readonly Evidence[];
  private readonly rows = new Map<string | undefined, readonly Row[]>();

  constructor(
    sides: ReviewedSides,
    private readonly principals: PrincipalWords,
  ) {
    this.sides = readSides(sides);
  }

  of(text: string, whose: Whose): Phrase {
    const name = this.named(text);
    return (
      this.everything(name) ??
      this.inBucket(name, whose) ??
      this.ofOrganization(name, whose) ??
      this.role(name, whose) ??
      this.ofRow(name, whose.isCaller ? whose.slug : undefined) ?? [code(name)]
    );
  }

  /**
   * Rows of the matrix that requests with these actions on these resources are about.
   * @param actions patterns
   * @param owner slug of the organization whose principal makes them; undefined for all others
   */
  rowsAbout(actions: readonly string[], text: string, owner: string | undefined): RowName[] {
    const pattern = wildcardPattern(this.named(text));
    const own = this.ownRows(owner).flatMap(({ resources }) => resources);
    const rows = this.rowsOf(owner).filter(
      ({ scope, resources, paths, evidence }) =>
        arnsOf(resources).some(
          (known) =>
            !isEmpty({
              matching: [pattern, wildcardPattern(known)],
              // What others have is what is not one's own.
              excluding: scope === 'others' ? own.map(wildcardPattern) : [],
            }),
        ) &&
        classesOf(actions, evidence).some((each) => paths.some(({ among }) => among(each) !== undefined)),
    );
    // Both sides have most rows.
    const names = new Map(rows.map(({ scope, title }) => [`${scope} ${title}`, { scope, title }]));
    if (names.size > 0) return [...names.values()];
    return owner === undefined ? [] : [{ scope: 'others', title: 'everything else' }];
  }

  /** For people: construct paths in the place of what AWS names. */
  named(text: string): string {
    return this.sides.reduce((words, { model }) => withConstructPaths({ words }, model.stacks).words, text);
  }

  private everything(text: string): Phrase | undefined {
    return text === '*' ? ['any resource'] : undefined;
  }

  /** Folders of shared buckets, and these buckets themselves. */
  private inBucket(text: string, whose: Whose): Phrase | undefined {
    for (const { model, tenancy } of this.sides) {
      const names = bucketNames(model);
      for (const bucket of tenancy.dataBuckets) {
        const name = names.get(bucket) ?? bucket.arn;
        if (text === bucket.arn) return [`the ${name} bucket`];
        if (!text.startsWith(`${bucket.arn}/`)) continue;
        const key = text.slice(bucket.arn.length + 1);
        const [folder = '', ...rest] = key.split('/');
        if (key === '*') return [`every object in the ${name} bucket`];
        if (rest.length === 0 || /[*?]/.test(folder)) return [code(key), ` in the ${name} bucket`];
        const phrase = ownedBy(folder, whose, `${name} folder`);
        return rest.join('/') === '*' ? phrase : [code(rest.join('/')), ' in ', ...phrase];
      }
    }
    return undefined;
  }

  /** What is an organization's own: the principal's, or another's. */
  private ofOrganization(text: string, whose: Whose): Phrase | undefined {
    const pattern = wildcardPattern(text);
    for (const slug of this.organizationsIn(text, whose.slug)) {
      for (const { title, resources } of this.ownRows(slug)) {
        if (!resources.some((own) => isCovered(pattern, [wildcardPattern(own)]))) continue;
        const phrase = ownedBy(slug, whose, title);
        return resources.includes(text) ? phrase : [...phrase, ' (', code(text), ')'];
      }
    }
    return undefined;
  }

  private role(text: string, whose: Whose): Phrase | undefined {
    const role = this.principals.kindOfRole(text);
    if (role === undefined) return undefined;
    const name = text.slice(text.lastIndexOf('/') + 1);
    if (role.owner === undefined) return ["the platform's role ", code(name)];
    return role.noun === 'role'
      ? [...ownedBy(role.owner, whose, 'role'), ' ', code(name)]
      : ownedBy(role.owner, whose, `${role.noun} role`);
  }

  /** What the matrix has a row for, beside what is one organization's own. */
  private ofRow(text: string, owner: string | undefined): Phrase | undefined {
    const pattern = wildcardPattern(text);
    const covers = ({ resources }: Row): boolean =>
      arnsOf(resources).some((known) => isCovered(pattern, [wildcardPattern(known)]));
    const rows = this.rowsOf(owner).filter(
      ({ scope, title }) => scope !== 'own' && title !== COMMON_CALLS && title !== OTHER_QUEUES,
    );
    const row = rows.find(covers);
    if (row === undefined) return undefined;
    const isWhole = row.resources.includes(text);
    const which: Phrase = isWhole ? [] : [' (', code(text), ')'];
    // A pattern of what others have can hold what is nobody's, such as the database `default`.
    if (row.scope === 'others' && this.isOpenToAll(text)) return [code(text), ', open to all organizations'];
    if (row.scope === 'shared') return [withArticle(row.title), ...which];
    if (owner === undefined) return [`the organizations' ${row.title}`, ...which];
    const own = this.rowsOf(owner).filter(({ scope }) => scope === 'own');
    const isOwnToo = own.some(({ resources }) =>
      arnsOf(resources).some(
        (known) => !isEmpty({ matching: [pattern, wildcardPattern(known)], excluding: [] }),
      ),
    );
    return isOwnToo
      ? [`${row.title}, its own and others'`, ...which]
      : [`other organizations' ${row.title}`, ...which];
  }

  private isOpenToAll(text: string): boolean {
    return this.rowsOf(undefined)
      .concat(...this.sides.map(({ model }) => model.ownership.tenants.flatMap((slug) => this.rowsOf(slug))))
      .some(({ title, resources }) => title === COMMON_CALLS && resources.includes(text));
  }

  /** Organizations whose name is in the text, the principal's own first. */
  private organizationsIn(text: string, owner: string | undefined): string[] {
    const tenants = new Set(this.sides.flatMap(({ model }) => model.ownership.tenants));
    const named = [...tenants].filter(
      (slug) => wordOf(slug).test(text) || wordOf(slug.replaceAll('-', '_')).test(text),
    );
    // The longest name that is in it says whose it is: acme-eu, and not acme.
    const others = named.filter((slug) => slug !== owner).sort((one, other) => other.length - one.length);
    return owner === undefined ? others : [owner, ...others];
  }

  /** Without what tags tell apart, which is named alike whose-ever it is. */
  private ownRows(owner: string | undefined): Row[] {
    const rows = this.rowsOf(owner);
    const ofOthers = new Set(
      rows.filter(({ scope }) => scope === 'others').flatMap(({ resources }) => resources),
    );
    return rows.filter(
      ({ scope, resources }) => scope === 'own' && !resources.some((text) => ofOthers.has(text)),
    );
  }

  private rowsOf(owner: string | undefined): readonly Row[] {
    const known = this.rows.get(owner);
    if (known !== undefined) return known;
    const sides = this.sides.filter(
      ({ model }) => owner === undefined || model.ownership.tenants.includes(owner),
    );
    const rows = sides.flatMap((evidence) =>
      rowsOf(evidence, owner, PAGE).map((row) => ({
        ...row,
        evidence,
        resources: (row.scope === 'others' && row.title === 'keys'
          ? keysOfOthers(evidence, owner)
          : row.resources
        ).map((text) => this.named(text)),
      })),
    );
    this.rows.set(owner, rows);
    return rows;
  }
}

/** Rows whose patterns are about more than what their titles say. */
const COMMON_CALLS = 'calls open to all organizations';
const OTHER_QUEUES = 'queues of arrivals';

/** The row of other organizations' keys names none of them. */
function keysOfOthers({ guarded }: Evidence, owner: string | undefined): string[] {
  return guarded
    .filter((key) => key.kind === 'key' && key.owner !== undefined && key.owner !== owner)
    .map(({ arn }) => arn);
}

/** Actions that the patterns have in common with each class; a class may hold others besides. */
function classesOf(actions: readonly string[], { classes }: Evidence): Evidence['classes'] {
  const group: ActionGroup = { patterns: actions.map((action) => action.toLowerCase()) };
  return classes.flatMap((each) => among(each, group) ?? []);
}

/** What one organization has: "its own" of whoever makes the request, "the organization's" of whom it is told. */
function ownedBy(slug: string, { slug: told, isCaller }: Whose, what: string): Phrase {
  if (slug !== told) return [code(slug), `'s ${what}`];
  return [isCaller ? `its own ${what}` : `the organization's ${what}`];
}

function arnsOf(resources: readonly string[]): string[] {
  return resources.filter((text) => text.startsWith('arn:'));
}

function withArticle(title: string): string {
  return title.startsWith('the ') || title.endsWith('images') ? title : `the ${title}`;
}

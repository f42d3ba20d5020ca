import { markdownCode, markdownText } from '../escape';
import type { ResourceChange, StackChange } from '../resources/resource-change';
import { needsAllowance } from '../resources/allowances';
import type { EnvironmentReview } from '../review';
import type { MarkdownSection } from './section';
import { counted, organizationNames } from './words';

/** What becomes of resources; first, and open, what somebody has to think about. */
export function resourceSections(review: EnvironmentReview): MarkdownSection[] {
  const { resources, presence } = review;
  if (!resources.compared) {
    const lead = [`Not compared: ${markdownText(resources.because)}`];
    return presence === 'both'
      ? [{ title: 'Resources', priority: 20, lead, items: [], isCollapsed: false }]
      : [];
  }
  const { stacks } = resources.changes;
  const told = toldResources(review);
  const all = keptOrganizations(review);
  const grave = told.filter((change) => needsAllowance(change) || change.warnings.length > 0);
  const rest = told.filter((change) => !grave.includes(change));
  const text = (change: ResourceChange): string => resourceText(change, all);
  return [
    ...section(
      'Stateful resources replaced or deleted, and deployments that would fail',
      1,
      grave.map(text),
      false,
    ),
    ...section(
      'Stacks',
      35,
      stacks.map((change) => stackText(change, all)),
      false,
    ),
    ...section(`Resources: ${sizes(rest)}`, 50, rest.map(text), true),
  ];
}

/** Resources that are told as such: of policies whose meaning was compared, only that is told. */
export function toldResources({ resources, access }: EnvironmentReview): ResourceChange[] {
  if (!resources.compared) return [];
  const isAccessTold = access.compared && access.changes.undecided.length === 0;
  return resources.changes.resources.filter(({ isPolicyOnly }) => !(isPolicyOnly && isAccessTold));
}

/** Slugs of organizations that both sides have. */
export function keptOrganizations({ organizations }: EnvironmentReview): readonly string[] {
  return organizations.compared ? organizations.changes.kept : [];
}

function section(
  title: string,
  priority: number,
  items: readonly string[],
  isCollapsed: boolean,
): MarkdownSection[] {
  return items.length === 0 ? [] : [{ title, priority, lead: [], items, isCollapsed }];
}

function sizes(changes: readonly ResourceChange[]): string {
  const kinds = ['added', 'changed', 'may be replaced', 'replaced', 'deleted'] as const;
  return kinds
    .flatMap((kind) => {
      const count = changes.filter((change) => change.kind === kind).length;
      return count === 0 ? [] : [`${count} ${kind}`];
    })
    .join(', ');
}

function resourceText(change: ResourceChange, all: readonly string[]): string {
  const { kind, type, path, stack, organizations, isStateful, old, properties, warnings, isAllowed } = change;
  const where =
    organizations.length === 0 ? `in ${markdownCode(stack)}` : `of ${organizationNames(organizations, all)}`;
  const names = properties.map(({ name, effect }) => `${markdownCode(name)}${EFFECTS[effect]}`).join(', ');
  return [
    `- ${isStateful && needsAllowance(change) ? '**' : ''}${kind}${isStateful && needsAllowance(change) ? '**' : ''} ` +
      `${markdownCode(type)} ${markdownCode(path)} ${where}` +
      (names === '' ? '' : `: ${names}`) +
      (old === undefined ? '' : `; the old one is ${old}`) +
      (isAllowed && needsAllowance(change) ? ' (allowed by --allow-replacement)' : ''),
    ...warnings.map((warning) => `  - ${markdownText(warning)}`),
  ].join('\n');
}

const EFFECTS = { updated: '', 'may replace': ' (may replace)', replaces: ' (replaces)' } as const;

function stackText(
  { kind, stack, organizations, resources, stateful, settings }: StackChange,
  all: readonly string[],
): string {
  const which =
    organizations.length < 2
      ? `stack ${markdownCode(stack)}`
      : `${organizations.length} stacks like ${markdownCode(stack)}, of ${organizationNames(organizations, all)}`;
  if (kind === 'changed') return `- ${which}: ${settings.map(markdownText).join('; ')}`;
  const size = `${counted(resources, 'resource')}, ${stateful} of them stateful`;
  return kind === 'added'
    ? `- added ${which} (${size})`
    : `- gone from the app: ${which} (${size}); it stays deployed until somebody deletes it`;
}

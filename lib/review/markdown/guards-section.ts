import { markdownCode, markdownText } from '../escape';
import type { Finding, JudgedSide, ListChanges } from '../guards/guard-change';
import type { EnvironmentReview, Section } from '../review';
import { keptOrganizations } from './resources-section';
import type { MarkdownSection } from './section';
import { counted, organizationNames } from './words';

/** What guards say: the proof, and what it and the rule packs are told to accept. */
export function guardSections(review: EnvironmentReview): MarkdownSection[] {
  const { claims, rows, acknowledgements, declarations } = review;
  const all = keptOrganizations(review);
  return [
    ...proofSections(review),
    ...listSection(
      'Claims of the proof',
      15,
      claims,
      ({ id, title }) => `${markdownCode(id)}: ${markdownText(title)}`,
    ),
    ...listSection(
      'Rows of the contract',
      60,
      rows,
      ({ id, title }) => `${markdownCode(id)}: ${markdownText(title)}`,
    ),
    ...listSection('Accepted findings of rule packs', 25, acknowledgements, (accepted) => {
      const { rule, path, organizations, reason } = accepted;
      const whose =
        organizations.length < 2 ? '' : ` and the same of ${organizationNames(organizations, all)}`;
      return `${markdownCode(rule)} on ${markdownCode(path)}${whose}: ${markdownText(reason)}`;
    }),
    ...listSection('Declarations', 14, declarations, ({ what, because }) => {
      return `${markdownText(what)}, because ${markdownText(because)}`;
    }),
  ];
}

/** Whether there is anything to say of the proof but that it holds, as before. */
function isProofQuiet({ proof: { base, head }, presence }: EnvironmentReview): boolean {
  if (presence === 'removed') return true;
  return head.verdict === 'proved' && (base.verdict === 'proved' || presence === 'added');
}

function proofSections(review: EnvironmentReview): MarkdownSection[] {
  if (isProofQuiet(review)) return [];
  const { base, head } = review.proof;
  const lead = [`The head is ${sideText(head)}. The base is ${sideText(base)}.`];
  const before = new Set(base.findings.map(findingKey));
  const found = head.findings.toSorted(
    (one, other) => Number(before.has(findingKey(one))) - Number(before.has(findingKey(other))),
  );
  return [
    {
      title: `Proof of isolation: ${head.verdict}`,
      priority: 2,
      lead,
      items: found.map((finding) => findingText(finding, before.has(findingKey(finding)))),
      isCollapsed: false,
    },
  ];
}

function sideText({ verdict, claims, because }: JudgedSide): string {
  if (because !== undefined) return `${verdict} (${markdownText(because)})`;
  return claims === 'own' ? verdict : `${verdict} by the claims of the reviewing checkout`;
}

function findingKey(finding: Finding): string {
  return JSON.stringify(finding);
}

function findingText({ claim, title, lines }: Finding, isOld: boolean): string {
  const [first = '', ...rest] = lines;
  return [
    `- ${markdownCode(claim)} ${markdownText(title)}${isOld ? ' (as on the base)' : ''}: ${markdownText(first)}`,
    ...rest.map((line) => `  - ${markdownText(line)}`),
  ].join('\n');
}

function listSection<Item>(
  title: string,
  priority: number,
  section: Section<ListChanges<Item>>,
  textOf: (item: Item) => string,
): MarkdownSection[] {
  if (!section.compared) return [];
  const { added, removed } = section.changes;
  if (added.length + removed.length === 0) return [];
  const items = [
    ...added.map((item) => `- new: ${textOf(item)}`),
    ...removed.map((item) => `- gone: ${textOf(item)}`),
  ];
  const size = `${counted(added.length, 'new', 'new')}, ${counted(removed.length, 'gone', 'gone')}`;
  return [{ title: `${title} (${size})`, priority, lead: [], items, isCollapsed: true }];
}

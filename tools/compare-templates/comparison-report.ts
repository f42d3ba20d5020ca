import type { TemplateComparison } from './compare-assemblies';
import type { IgnorableKind, TemplateDifference } from './template-differences';

/** Longest value that a line of the report shows in full. */
const SHOWN_CHARACTERS = 120;

/** Whether a template counts as changed: it is on one side only, or differs in a kind that is not ignored. */
export function isChanged(comparison: TemplateComparison, ignored: readonly IgnorableKind[]): boolean {
  if (comparison.verdict !== 'different') return comparison.verdict !== 'identical';
  return comparison.differences.some((difference) => !isIgnored(difference, ignored));
}

/** What differs by template and logical id, with what is ignored marked as such, and a last line that counts. */
export function comparisonText(
  comparisons: readonly TemplateComparison[],
  ignored: readonly IgnorableKind[],
): string {
  const changed = comparisons.filter((comparison) => isChanged(comparison, ignored)).length;
  const identical = comparisons.filter(({ verdict }) => verdict === 'identical').length;
  const onlyIgnored = comparisons.length - identical - changed;
  return [
    ...comparisons.flatMap((comparison) => linesOf(comparison, ignored)),
    `${comparisons.length} templates: ${identical} byte-identical, ` +
      `${onlyIgnored > 0 ? `${onlyIgnored} with ignored differences only, ` : ''}${changed} changed`,
  ].join('\n');
}

function linesOf(comparison: TemplateComparison, ignored: readonly IgnorableKind[]): string[] {
  if (comparison.verdict !== 'different') return [`${comparison.name}: ${comparison.verdict}`];
  const { name, differences } = comparison;
  const subjects = [...new Set(differences.map(({ subject }) => subject))];
  return [
    `${name}:`,
    ...subjects.flatMap((subject) => {
      const ofSubject = differences.filter((difference) => difference.subject === subject);
      const type = ofSubject[0]?.type;
      return [
        `  ${subject}${type === undefined ? '' : ` (${type})`}`,
        ...ofSubject.map((difference) => `    ${differenceLine(difference, ignored)}`),
      ];
    }),
  ];
}

function differenceLine(difference: TemplateDifference, ignored: readonly IgnorableKind[]): string {
  const { kind, path, base, head } = difference;
  const labels = [
    ...(kind === 'content' ? [] : [kind]),
    ...(isIgnored(difference, ignored) ? ['ignored'] : []),
  ];
  return (
    (labels.length === 0 ? '' : `[${labels.join(', ')}] `) +
    (path === '' ? '' : `${path}: `) +
    `${shown(base)} -> ${shown(head)}`
  );
}

function isIgnored({ kind }: TemplateDifference, ignored: readonly IgnorableKind[]): boolean {
  return kind !== 'content' && ignored.includes(kind);
}

function shown(value: unknown): string {
  if (value === undefined) return '(absent)';
  const text = JSON.stringify(value);
  return text.length <= SHOWN_CHARACTERS ? text : `${text.slice(0, SHOWN_CHARACTERS)}...`;
}

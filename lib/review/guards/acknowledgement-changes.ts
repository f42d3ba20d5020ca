import type { AcknowledgedFinding } from '../../../packages/isolation-proof/src/provenance/acknowledged-findings';
import { SLUG_STAND_INS, withSlugStandIns } from '../../../packages/isolation-proof/src/forms/slug-text';
import type { Acknowledgement, ListChanges } from './guard-change';

/** A finding that is accepted, and whose stack it is in. */
export interface PlacedFinding extends AcknowledgedFinding {
  /** @default - a stack of the whole platform */
  readonly organization?: string;
}

/** Findings that only one side accepts, or with another reason; those of organizations put together. */
export function acknowledgementChanges(
  base: readonly PlacedFinding[],
  head: readonly PlacedFinding[],
): ListChanges<Acknowledgement> {
  const before = new Set(base.map(textOf));
  const after = new Set(head.map(textOf));
  // Of an organization that comes or goes, what the others have and keep is no news.
  const common = new Set(head.flatMap((finding) => (before.has(textOf(finding)) ? patternOf(finding) : [])));
  const onlyIn = (findings: readonly PlacedFinding[], other: ReadonlySet<string>): Acknowledgement[] =>
    together(findings.filter((finding) => !other.has(textOf(finding)) && !common.has(patternOf(finding))));
  return { added: onlyIn(head, before), removed: onlyIn(base, after) };
}

function textOf({ stack, path, id, reason }: PlacedFinding): string {
  return JSON.stringify([stack, path, id, reason]);
}

/** The same for organizations that differ in their names only. */
function patternOf({ organization, stack, ...finding }: PlacedFinding): string {
  const text = JSON.stringify([finding.path, finding.id, finding.reason]);
  return organization === undefined
    ? `${stack} ${text}`
    : withSlugStandIns(text, organization, SLUG_STAND_INS.shown);
}

function together(findings: readonly PlacedFinding[]): Acknowledgement[] {
  const groups = new Map<string, PlacedFinding[]>();
  for (const finding of findings) {
    const key = patternOf(finding);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()]
    .map((alike): Acknowledgement => {
      const ordered = alike.toSorted((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
      const [first] = ordered;
      return {
        rule: first?.id ?? '',
        path: first?.path ?? '',
        organizations: ordered.flatMap(({ organization }) => organization ?? []).sort(),
        reason: first?.reason ?? '',
      };
    })
    .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

function orderOf({ organization = '', path }: PlacedFinding): string {
  return [organization, path].join('\0');
}

function keyOf({ rule, path, reason }: Acknowledgement): string {
  return [rule, path, reason].join('\0');
}

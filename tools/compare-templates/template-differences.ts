import type { AssemblyTemplate } from '../../lib/revisions/assembly-templates';
import { CompareTemplatesError } from './compare-templates-error';
import { type ValueDifference, valueDifferences } from './value-differences';

/** Kinds that a reader may choose to ignore. */
export const IGNORABLE_KINDS = ['asset-hash', 'metadata', 'layout'] as const;
export type IgnorableKind = (typeof IGNORABLE_KINDS)[number];

/**
 * What a difference is about.
 * - `content`: what CloudFormation would deploy.
 * - `asset-hash`: a value that is the same but for the hash of an asset, whose content has changed.
 * - `metadata`: `Metadata` of a template or a resource, and the resource CDKMetadata: construct paths and versions.
 * - `layout`: the same values, in another order of keys or with other white space.
 */
export type DifferenceKind = 'content' | IgnorableKind;

export interface TemplateDifference {
  readonly kind: DifferenceKind;
  /** Logical id with its section in the template, for example `Resources.OrganizationKey43586C89`. */
  readonly subject: string;
  /** Type of the resource, if the subject is one. */
  readonly type?: string;
  /** Within the subject; empty for all of it. */
  readonly path: string;
  /** Left out where the base has nothing. */
  readonly base?: unknown;
  /** Left out where the head has nothing. */
  readonly head?: unknown;
}

/** A template, and the hashes of assets that it may refer to. */
export interface ComparedTemplate extends AssemblyTemplate {
  readonly name: string;
  readonly assetHashes: ReadonlySet<string>;
}

/**
 * Every difference of two templates and of their stacks' settings; none if and only if they are byte-identical.
 * @throws CompareTemplatesError if the texts differ and one is no JSON.
 */
export function templateDifferences(base: ComparedTemplate, head: ComparedTemplate): TemplateDifference[] {
  return [...settingsDifferences(base, head), ...textDifferences(base, head)];
}

function settingsDifferences(base: ComparedTemplate, head: ComparedTemplate): TemplateDifference[] {
  return valueDifferences(base.settings, head.settings)
    .filter(({ orderOnly }) => !orderOnly)
    .map((difference) => described('content', 'stack settings', difference));
}

function textDifferences(base: ComparedTemplate, head: ComparedTemplate): TemplateDifference[] {
  if (base.text === head.text) return [];
  const baseTemplate = parsed(base);
  const headTemplate = parsed(head);
  const found = valueDifferences(baseTemplate, headTemplate).map((difference) => {
    const [section = 'template', logicalId, ...inside] = difference.path;
    const subject = logicalId === undefined ? String(section) : `${section}.${logicalId}`;
    const type = [typeAt(headTemplate, section, logicalId), typeAt(baseTemplate, section, logicalId)].find(
      (one) => one !== undefined,
    );
    return {
      ...described(
        kindOf(difference, type, [base.assetHashes, head.assetHashes]),
        subject,
        difference,
        inside,
      ),
      ...(type === undefined ? {} : { type }),
    };
  });
  return found.length > 0
    ? found
    : [{ kind: 'layout', subject: 'template', path: '', base: 'same values', head: 'other white space' }];
}

function kindOf(
  { path, base, head, orderOnly }: ValueDifference,
  type: string | undefined,
  [baseHashes, headHashes]: readonly [ReadonlySet<string>, ReadonlySet<string>],
): DifferenceKind {
  const [section, , attribute] = path;
  if (section === 'Metadata' || type === 'AWS::CDK::Metadata') return 'metadata';
  if (section === 'Resources' && attribute === 'Metadata') return 'metadata';
  if (orderOnly) return 'layout';
  if (base === undefined || head === undefined) return 'content';
  return withoutHashes(base, baseHashes) === withoutHashes(head, headHashes) ? 'asset-hash' : 'content';
}

function withoutHashes(value: unknown, hashes: ReadonlySet<string>): string {
  return JSON.stringify(value).replace(/[0-9a-f]{64}/g, (hash) => (hashes.has(hash) ? '<asset>' : hash));
}

function described(
  kind: DifferenceKind,
  subject: string,
  { path, base, head }: ValueDifference,
  inside = path,
): TemplateDifference {
  return {
    kind,
    subject,
    path: inside
      .map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
      .join('')
      .replace(/^\./, ''),
    ...(base === undefined ? {} : { base }),
    ...(head === undefined ? {} : { head }),
  };
}

function typeAt(
  template: unknown,
  section: string | number,
  id: string | number | undefined,
): string | undefined {
  if (section !== 'Resources' || id === undefined) return undefined;
  return (template as { Resources?: Record<string, { Type?: string }> }).Resources?.[id]?.Type;
}

function parsed({ name, text }: ComparedTemplate): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CompareTemplatesError(`the template ${name} is not JSON`);
  }
}

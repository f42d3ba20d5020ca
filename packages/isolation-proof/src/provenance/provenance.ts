import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AssemblyStack } from '../assembly/assembly';
import { isObject, type Json } from '../templates/json';
import { tagsOf } from '../model/tags';
import { NotUnderstoodError } from '../templates/resolved';
import type { TemplateResource } from '../templates/template';
import { type AcknowledgedFinding, acknowledgedFindings } from './acknowledged-findings';
import { type Checkout, readCheckout } from './checkout';
import { readConstructMetadata } from './construct-metadata';
import { type OrganizationRecord, organizationRecords } from './organization-records';

/** Where a verdict comes from: which program judged which files, and what is noted beside them. */
export interface Provenance {
  /** Name and version of this program. */
  readonly tool: string;
  /** Values of the tag that names the environment; more than one where an assembly has several environments. */
  readonly environments: readonly string[];
  /**
   * What was checked out in the assembly's folder when it was judged.
   * @default - the folder is in no git checkout
   */
  readonly checkout?: Checkout;
  readonly templates: readonly Pick<AssemblyStack, 'file' | 'sha256'>[];
  readonly organizations: ReadonlyMap<string, OrganizationRecord>;
  readonly acknowledged: readonly AcknowledgedFinding[];
  /** A sentence for each file of metadata that could not be read: what is noted in it is missing here. */
  readonly unread: readonly string[];
}

/** The packed package has this file one level further down. */
const [PACKAGE = ''] = [join('..', '..'), join('..', '..', '..')]
  .map((above) => join(__dirname, above, 'package.json'))
  .filter((file) => existsSync(file));

/**
 * @param directory the assembly's folder
 * @param environmentTag key of the tag that names the environment, if there is one
 */
export function readProvenance(
  directory: string,
  stacks: readonly AssemblyStack[],
  environmentTag?: string,
): Provenance {
  const read = stacks.map((stack) => readConstructMetadata(directory, stack));
  const metadata = read.flatMap((entries) => (typeof entries === 'string' ? [] : entries));
  const checkout = readCheckout(directory);
  return {
    tool: toolVersion(),
    environments: environmentTag === undefined ? [] : environmentsOf(stacks, environmentTag),
    ...(checkout === undefined ? {} : { checkout }),
    templates: stacks.map(({ file, sha256 }) => ({ file, sha256 })),
    organizations: organizationRecords(metadata),
    acknowledged: acknowledgedFindings(metadata),
    unread: read.filter((entries) => typeof entries === 'string'),
  };
}

/** Name and version of this program, as its package says. */
export function toolVersion(): string {
  const manifest = JSON.parse(readFileSync(PACKAGE, 'utf8')) as Json;
  const { name, version } = isObject(manifest) ? manifest : {};
  return [name, version].filter((part) => typeof part === 'string').join(' ');
}

function environmentsOf(stacks: readonly AssemblyStack[], tag: string): string[] {
  const resources = stacks.flatMap(({ stack }) => [...stack.resources.values()]);
  return [...new Set(resources.flatMap((resource) => environmentOf(resource, tag)))];
}

function environmentOf(resource: TemplateResource, tag: string): string[] {
  try {
    return [tagsOf(resource).get(tag) ?? []].flat();
  } catch (error) {
    // The proof says so where it matters, and is undecided then.
    if (error instanceof NotUnderstoodError) return [];
    throw error;
  }
}

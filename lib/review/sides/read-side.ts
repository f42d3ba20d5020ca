import { ORG_SLUG_TAG } from '../../../config/naming';
import { acknowledgedFindings } from '../../../packages/isolation-proof/src/provenance/acknowledged-findings';
import { readConstructMetadata } from '../../../packages/isolation-proof/src/provenance/construct-metadata';
import { organizationRecords } from '../../../packages/isolation-proof/src/provenance/organization-records';
import {
  type AssemblyStack,
  readAssemblyStacks,
} from '../../../packages/isolation-proof/src/assembly/assembly';
import { UndecidedError } from '../../../packages/isolation-proof/src/templates/errors';
import { readAssemblyTemplates } from '../../revisions/assembly-templates';
import type { ReviewedOrganization } from '../organizations/organization-change';
import type { ReviewSide } from './review-side';
import type { SideStack } from './side-stack';

/**
 * Reads a synthesized assembly for a review.
 * @throws RevisionError if the folder holds none, or one without templates
 */
export function readSide(folder: string): ReviewSide {
  const stacks = readStacks(folder);
  const assembly = readForProof(folder);
  if (assembly instanceof UndecidedError) {
    return {
      stacks,
      templates: () => {
        throw assembly;
      },
      organizations: taggedOrganizations(stacks),
      acknowledged: [],
      unread: [`What is noted beside the templates of ${folder} cannot be read: ${assembly.message}`],
    };
  }
  const owners = new Map(stacks.map(({ name, organization }) => [name, organization]));
  const read = assembly.map((stack) => readConstructMetadata(folder, stack));
  const metadata = read.flatMap((entries) => (typeof entries === 'string' ? [] : entries));
  return {
    stacks,
    templates: () => assembly.map(({ stack }) => stack),
    // What the app noted has names for people; the tags are there in any case.
    organizations: new Map([...taggedOrganizations(stacks), ...organizationRecords(metadata)]),
    acknowledged: acknowledgedFindings(metadata).map((finding) => {
      const organization = owners.get(finding.stack);
      return { ...finding, ...(organization === undefined ? {} : { organization }) };
    }),
    unread: read.filter((entries) => typeof entries === 'string'),
  };
}

function readStacks(folder: string): SideStack[] {
  const { templates, assetHashes } = readAssemblyTemplates(folder);
  return [...templates].map(([name, { text, settings }]) => {
    const tags = settings?.tags ?? {};
    const organization = tags[ORG_SLUG_TAG];
    return {
      name,
      text: withoutHashes(text, assetHashes),
      ...(organization === undefined ? {} : { organization }),
      terminationProtection: settings?.terminationProtection ?? false,
      tags,
    };
  });
}

/** A hash changes with every edit of a file that is uploaded, and says nothing to a reviewer. */
function withoutHashes(text: string, hashes: ReadonlySet<string>): string {
  return text.replace(/\b[0-9a-f]{64}\b/g, (hash) => (hashes.has(hash) ? 'ASSET' : hash));
}

function readForProof(folder: string): AssemblyStack[] | UndecidedError {
  try {
    return readAssemblyStacks(folder);
  } catch (error) {
    if (error instanceof UndecidedError) return error;
    throw error;
  }
}

function taggedOrganizations(stacks: readonly SideStack[]): Map<string, ReviewedOrganization> {
  return new Map(
    stacks.flatMap(({ organization: slug }): [string, ReviewedOrganization][] =>
      slug === undefined ? [] : [[slug, { slug, displayName: slug, status: 'active' }]],
    ),
  );
}

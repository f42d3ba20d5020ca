import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { objectOf, parseTemplate, type Template } from '../../lib/review/resources/template';
import type { SideStack } from '../../lib/review/sides/side-stack';
import { ReleaseError } from './release-error';

/** Construct paths are all of the metadata that a comparison shows. */
const PATH = 'aws:cdk:path';

/** Sections of a template that a comparison reads. The others are notes, or rules about parameters. */
const SECTIONS = ['Conditions', 'Mappings', 'Outputs', 'Parameters', 'Resources', 'Transform'] as const;

/** The CDK's parameter by which CloudFormation checks the bootstrap's version. */
const BOOTSTRAP_VERSION = 'BootstrapVersion';

const recordSchema = z.strictObject({
  organization: z.string().optional(),
  terminationProtection: z.boolean(),
  tags: z.record(z.string(), z.string()),
  template: z.record(z.string(), z.unknown()),
});

/**
 * A stack as a record of a release holds it: without descriptions, metadata other than construct paths, and the check of
 * the bootstrap's version. Hashes of assets were taken out when the stack was read.
 */
export function recordText({ text, organization, terminationProtection, tags }: SideStack): string {
  const template = parseTemplate(text);
  const sections = SECTIONS.flatMap((name) => {
    const section = recordedSection(name, template);
    return section === undefined ? [] : [[name, section]];
  });
  return `${JSON.stringify(
    {
      ...(organization === undefined ? {} : { organization }),
      terminationProtection,
      tags: Object.fromEntries(Object.entries(tags).sort()),
      template: Object.fromEntries(sections) as unknown,
    },
    null,
    1,
  )}\n`;
}

function recordedSection(name: (typeof SECTIONS)[number], template: Template): unknown {
  if (name === 'Resources') return recordedResources(template.Resources);
  if (name !== 'Parameters') return template[name];
  const { [BOOTSTRAP_VERSION]: _checked, ...parameters } = objectOf(template[name]);
  return Object.keys(parameters).length === 0 ? undefined : parameters;
}

function recordedResources(resources: Template['Resources']): unknown {
  return Object.fromEntries(
    Object.entries(resources).map(([id, { Metadata: metadata, ...resource }]) => {
      const path = objectOf(metadata)[PATH];
      return [id, { ...resource, ...(path === undefined ? {} : { Metadata: { [PATH]: path } }) }];
    }),
  );
}

/**
 * Writes the records of stacks into a folder, one file each, in the place of those that are there.
 * @returns the files, sorted
 */
export function writeRecords(folder: string, stacks: readonly SideStack[]): string[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const stack of stacks) writeFileSync(join(folder, `${stack.name}.json`), recordText(stack));
  return stacks.map(({ name }) => join(folder, `${name}.json`)).sort();
}

/**
 * The stacks that a folder of records holds, sorted by name.
 * @throws ReleaseError if there are none, or a file is no record
 */
export function readRecords(folder: string): SideStack[] {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : [];
  if (files.length === 0) throw new ReleaseError(`${folder} holds no record of a release`);
  return files.sort().map((file) => readRecord(join(folder, file), file.slice(0, -'.json'.length)));
}

function readRecord(file: string, name: string): SideStack {
  try {
    const { template, organization, ...settings } = recordSchema.parse(
      JSON.parse(readFileSync(file, 'utf8')),
    );
    const owner = organization === undefined ? {} : { organization };
    return { name, text: JSON.stringify(template, null, 1), ...owner, ...settings };
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new ReleaseError(`${file} is not the record of a stack: ${reason}`);
  }
}

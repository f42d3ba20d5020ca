import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { RevisionError } from './revision-error';

/** What CloudFormation is told of a stack beside its template. */
export interface StackSettings {
  readonly terminationProtection: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

export interface AssemblyTemplate {
  /** As it was synthesized, byte for byte. */
  readonly text: string;
  /** Left out for nested stacks, which have none of their own. */
  readonly settings?: StackSettings;
}

/** What two assemblies are compared by. */
export interface AssemblyTemplates {
  /** By the file's name in the assembly, without `.template.json`: the stack's artifact id, unless it is nested. */
  readonly templates: ReadonlyMap<string, AssemblyTemplate>;
  /** Hashes of files and images that templates may refer to. They change with the asset's content. */
  readonly assetHashes: ReadonlySet<string>;
}

export const NO_TEMPLATES: AssemblyTemplates = { templates: new Map(), assetHashes: new Set() };

const TEMPLATE_SUFFIX = '.template.json';

const manifestSchema = z.looseObject({
  artifacts: z
    .record(
      z.string(),
      z.looseObject({ type: z.string(), properties: z.record(z.string(), z.unknown()).default({}) }),
    )
    .default({}),
});
const stackSchema = z.looseObject({
  templateFile: z.string(),
  terminationProtection: z.boolean().default(false),
  tags: z.record(z.string(), z.string()).default({}),
});
const nestedAssemblySchema = z.looseObject({ directoryName: z.string() });
const assetReferenceSchema = z.looseObject({ file: z.string() });
const assetsSchema = z.looseObject({
  files: z
    .record(z.string(), z.looseObject({ source: z.looseObject({ path: z.string().optional() }) }))
    .default({}),
  dockerImages: z.record(z.string(), z.unknown()).default({}),
});

/**
 * Reads the templates of a cloud assembly that its manifest names, those of stages and nested stacks among them.
 * Templates that an earlier synth left in the folder are not read.
 * @throws RevisionError if the folder holds no assembly, or one without templates.
 */
export function readAssemblyTemplates(folder: string): AssemblyTemplates {
  const templates = new Map<string, AssemblyTemplate>();
  const assetHashes = new Set<string>();
  try {
    readInto(folder, folder, templates, assetHashes);
  } catch (error) {
    throw new RevisionError(`${folder} cannot be read as an assembly of cdk synth: ${reasonOf(error)}`);
  }
  if (templates.size === 0) throw new RevisionError(`${folder} holds no template`);
  return { templates, assetHashes };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, path, message } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' && path !== undefined ? `there is no ${path}; synthesize into it first` : message;
}

function readInto(
  root: string,
  folder: string,
  templates: Map<string, AssemblyTemplate>,
  assetHashes: Set<string>,
): void {
  const text = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const nameOf = (file: string): string => relative(root, join(folder, file)).replace(TEMPLATE_SUFFIX, '');
  for (const { type, properties } of Object.values(
    manifestSchema.parse(JSON.parse(text('manifest.json'))).artifacts,
  )) {
    if (type === 'aws:cloudformation:stack') {
      const { templateFile, terminationProtection, tags } = stackSchema.parse(properties);
      const settings = { terminationProtection, tags };
      templates.set(nameOf(templateFile), { text: text(templateFile), settings });
    } else if (type === 'cdk:cloud-assembly') {
      const { directoryName } = nestedAssemblySchema.parse(properties);
      readInto(root, join(folder, directoryName), templates, assetHashes);
    } else if (type === 'cdk:asset-manifest') {
      const { file } = assetReferenceSchema.parse(properties);
      const { files, dockerImages } = assetsSchema.parse(JSON.parse(text(file)));
      for (const hash of [...Object.keys(files), ...Object.keys(dockerImages)]) assetHashes.add(hash);
      for (const { source } of Object.values(files)) {
        if (source.path?.endsWith(TEMPLATE_SUFFIX) !== true || templates.has(nameOf(source.path))) continue;
        templates.set(nameOf(source.path), { text: text(source.path) });
      }
    }
  }
}

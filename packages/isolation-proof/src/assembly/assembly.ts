import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UndecidedError } from '../templates/errors';
import { withImports } from './imports';
import { isObject, type Json, type JsonObject } from '../templates/json';
import { readStack, type UnpinnedPlace, type UnreadStack } from './read-stack';
import { type StackSettings, stackSettingsOf } from './stack-settings';
import type { StackTemplate } from '../templates/template';
import type { TemplateText } from './template-text';
import { readUnambiguousJson } from './unambiguous-json';

/** A stack of an assembly, with the file that it was read from. */
export interface AssemblyStack {
  readonly stack: StackTemplate;
  /** File of the template, relative to the assembly. */
  readonly file: string;
  /** SHA-256 of the bytes that were read, in hexadecimal, as `sha256sum` prints it. */
  readonly sha256: string;
  /** What the manifest says of the stack. */
  readonly artifact: JsonObject;
}

/**
 * Reads the templates of a synthesized assembly (`cdk.out`), as its manifest lists them.
 * @param unpinned where stacks are taken to be deployed to that are pinned to nowhere
 * @throws UndecidedError if there is no assembly, or if any part of it cannot be read
 */
export function readAssembly(directory: string, unpinned?: UnpinnedPlace): StackTemplate[] {
  return readAssemblyStacks(directory, unpinned).map(({ stack }) => stack);
}

/**
 * Reads every stack of a synthesized assembly, and which bytes its template was read from.
 * @throws UndecidedError if there is no assembly, or if any part of it cannot be read
 */
export function readAssemblyStacks(directory: string, unpinned?: UnpinnedPlace): AssemblyStack[] {
  const stacks = templateFilesOf(directory).map((template): AssemblyStack => {
    const { file, artifact, path } = template;
    const bytes = reading(path, () => readFileSync(path));
    const { text, parse, ...place } = templateTextOf(template, bytes.toString('utf8'));
    const stack = readStack({ ...place, template: parse(text) }, unpinned);
    return { stack, file, sha256: createHash('sha256').update(bytes).digest('hex'), artifact };
  });
  const resolved = withImports(stacks.map(({ stack }) => stack));
  return stacks.map((read, index) => ({ ...read, stack: resolved[index] ?? read.stack }));
}

/**
 * The templates of a synthesized assembly, as its manifest lists them, one after the other: those of a thousand stacks
 * need not be in memory together.
 * @throws UndecidedError if there is no assembly, or if any part of it cannot be read
 */
export function* templateTextsOf(directory: string): Generator<TemplateText> {
  for (const template of templateFilesOf(directory)) yield templateTextOf(template, readText(template.path));
}

/** A file of an assembly that holds a template. */
interface TemplateFile extends Omit<UnreadStack, 'template' | 'settings'> {
  /** Relative to the assembly. */
  readonly file: string;
  readonly path: string;
  /** What the manifest says of the stack. */
  readonly artifact: JsonObject;
  readonly settings: StackSettings;
}

function templateFilesOf(directory: string): TemplateFile[] {
  const manifest = join(directory, 'manifest.json');
  const written = parseJson(manifest, readText(manifest));
  const artifacts = isObject(written) ? written['artifacts'] : undefined;
  if (!isObject(artifacts)) throw new UndecidedError([{ place: manifest, reason: 'lists no artifacts' }]);
  const nested = Object.entries(artifacts).find(
    ([, artifact]) => isObject(artifact) && artifact['type'] === 'cdk:cloud-assembly',
  );
  if (nested !== undefined) {
    throw new UndecidedError([
      { place: nested[0], reason: 'is an assembly of its own; judge each with --app' },
    ]);
  }
  const files = Object.entries(artifacts).flatMap(([id, artifact]) =>
    isObject(artifact) && artifact['type'] === 'aws:cloudformation:stack'
      ? [templateFileOf(directory, id, artifact)]
      : [],
  );
  if (files.length === 0) {
    throw new UndecidedError([
      { place: directory, reason: 'contains no stack, so there is nothing to prove' },
    ]);
  }
  return files;
}

function templateFileOf(directory: string, id: string, artifact: JsonObject): TemplateFile {
  const { environment, properties } = artifact;
  const { templateFile: file, stackName = id } = isObject(properties) ? properties : {};
  if (typeof file !== 'string') throw new UndecidedError([{ place: id, reason: 'names no template' }]);
  const [, account = '', region = ''] =
    /^aws:\/\/([^/]+)\/(.+)$/.exec(typeof environment === 'string' ? environment : '') ?? [];
  return {
    file,
    path: join(directory, file),
    artifact,
    name: typeof stackName === 'string' ? stackName : id,
    account: pinned(account),
    region: pinned(region),
    settings: stackSettingsOf(artifact),
  };
}

function templateTextOf({ path, name, account, region, settings }: TemplateFile, text: string): TemplateText {
  const parse = (written: string): Json => parseJson(path, written);
  const size = Buffer.byteLength(text);
  if (size > LARGEST_TEMPLATE) {
    parse(text);
    throw new UndecidedError([{ place: path, reason: tooLarge(size) }]);
  }
  return { name, account, region, settings, text, parse };
}

/** The manifest says `unknown-account` and `unknown-region` of a stack that has no environment. */
function pinned(text: string): string | undefined {
  return text.startsWith('unknown-') ? undefined : text;
}

/**
 * Bytes of a template that CloudFormation takes at most; what it cannot deploy is not worth a verdict.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
const LARGEST_TEMPLATE = 1_048_576;

function tooLarge(size: number): string {
  return (
    `is ${(size / LARGEST_TEMPLATE).toFixed(1)} MB, and CloudFormation takes 1 MB at most; ` +
    'spread its resources over several stacks'
  );
}

function readText(file: string): string {
  return reading(file, () => readFileSync(file, 'utf8'));
}

function reading<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (existsSync(file)) throw error;
    throw new UndecidedError([
      { place: file, reason: 'does not exist; synthesize first: npx cdk synth --quiet' },
    ]);
  }
}

function parseJson(file: string, text: string): Json {
  const read = readUnambiguousJson(text);
  if ('problem' in read) throw new UndecidedError([{ place: file, reason: read.problem }]);
  return read.value;
}

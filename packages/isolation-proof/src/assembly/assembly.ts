import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UndecidedError } from '../templates/errors';
import { withImports } from './imports';
import { isObject, type Json, type JsonObject } from '../templates/json';
import { readStack as readTemplateOf, type UnpinnedPlace } from './read-stack';
import type { StackTemplate } from '../templates/template';
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
  const manifest = readJson(join(directory, 'manifest.json'));
  const artifacts = isObject(manifest) ? manifest['artifacts'] : undefined;
  if (!isObject(artifacts)) {
    throw new UndecidedError([{ place: join(directory, 'manifest.json'), reason: 'lists no artifacts' }]);
  }
  const nested = Object.entries(artifacts).find(
    ([, artifact]) => isObject(artifact) && artifact['type'] === 'cdk:cloud-assembly',
  );
  if (nested !== undefined) {
    throw new UndecidedError([
      { place: nested[0], reason: 'is an assembly of its own; judge each with --app' },
    ]);
  }
  const stacks = Object.entries(artifacts).flatMap(([id, artifact]) =>
    isObject(artifact) && artifact['type'] === 'aws:cloudformation:stack'
      ? [readStack(directory, id, artifact, unpinned)]
      : [],
  );
  if (stacks.length === 0) {
    throw new UndecidedError([
      { place: directory, reason: 'contains no stack, so there is nothing to prove' },
    ]);
  }
  const resolved = withImports(stacks.map(({ stack }) => stack));
  return stacks.map((read, index) => ({ ...read, stack: resolved[index] ?? read.stack }));
}

function readStack(
  directory: string,
  id: string,
  artifact: JsonObject,
  unpinned: UnpinnedPlace | undefined,
): AssemblyStack {
  const { environment, properties } = artifact;
  const { templateFile: file, stackName = id } = isObject(properties) ? properties : {};
  if (typeof file !== 'string') throw new UndecidedError([{ place: id, reason: 'names no template' }]);
  const [, account = '', region = ''] =
    /^aws:\/\/([^/]+)\/(.+)$/.exec(typeof environment === 'string' ? environment : '') ?? [];
  const { template, sha256 } = readTemplateFile(join(directory, file));
  const name = typeof stackName === 'string' ? stackName : id;
  const stack = readTemplateOf(
    { name, template, account: pinned(account), region: pinned(region) },
    unpinned,
  );
  return { stack, file, sha256, artifact };
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

function readTemplateFile(file: string): { readonly template: Json; readonly sha256: string } {
  const bytes = readBytes(file);
  const template = parseJson(file, bytes);
  const size = bytes.length;
  if (size > LARGEST_TEMPLATE) {
    throw new UndecidedError([
      {
        place: file,
        reason:
          `is ${(size / LARGEST_TEMPLATE).toFixed(1)} MB, and CloudFormation takes 1 MB at most; ` +
          'spread its resources over several stacks',
      },
    ]);
  }
  return { template, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function readJson(file: string): Json {
  return parseJson(file, readBytes(file));
}

function readBytes(file: string): Buffer {
  if (!existsSync(file)) {
    throw new UndecidedError([
      { place: file, reason: 'does not exist; synthesize first: npx cdk synth --quiet' },
    ]);
  }
  return readFileSync(file);
}

function parseJson(file: string, bytes: Buffer): Json {
  const read = readUnambiguousJson(bytes.toString('utf8'));
  if ('problem' in read) throw new UndecidedError([{ place: file, reason: read.problem }]);
  return read.value;
}

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UndecidedError } from './errors';
import { isObject, type Json, type JsonObject } from './json';
import { regionFacts } from './region-facts';
import { readTemplate } from './read-template';
import type { StackTemplate } from './template';
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
 * @throws UndecidedError if there is no assembly, or if any part of it cannot be read
 */
export function readAssembly(directory: string): StackTemplate[] {
  return readAssemblyStacks(directory).map(({ stack }) => stack);
}

/**
 * Reads every stack of a synthesized assembly, and which bytes its template was read from.
 * @throws UndecidedError if there is no assembly, or if any part of it cannot be read
 */
export function readAssemblyStacks(directory: string): AssemblyStack[] {
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
      ? [readStack(directory, id, artifact)]
      : [],
  );
  if (stacks.length === 0) {
    throw new UndecidedError([
      { place: directory, reason: 'contains no stack, so there is nothing to prove' },
    ]);
  }
  return stacks;
}

function readStack(directory: string, id: string, artifact: JsonObject): AssemblyStack {
  const { environment, properties } = artifact;
  const { templateFile: file, stackName = id } = isObject(properties) ? properties : {};
  if (typeof file !== 'string') throw new UndecidedError([{ place: id, reason: 'names no template' }]);
  const [, account, region = ''] =
    /^aws:\/\/(\d{12})\/(.+)$/.exec(typeof environment === 'string' ? environment : '') ?? [];
  const facts = regionFacts(region);
  if (account === undefined || facts === undefined) {
    throw new UndecidedError([{ place: id, reason: 'is not pinned to an account and a Region' }]);
  }
  const { template, sha256 } = readTemplateFile(join(directory, file));
  const stack = readTemplate(typeof stackName === 'string' ? stackName : id, template, {
    account,
    region,
    ...facts,
  });
  if (typeof stack === 'string') throw new UndecidedError([{ place: file, reason: stack }]);
  return { stack, file, sha256, artifact };
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

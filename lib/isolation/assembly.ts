import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readJson as readStrictJson } from '../../config/json-text';
import { SUPPORTED_REGIONS } from '../../config/region';
import { UndecidedError } from './errors';
import { isObject, type Json } from './json';
import { readTemplate, type StackTemplate } from './template';

/**
 * Reads every stack of a synthesized assembly (`cdk.out`), as its manifest lists them.
 * @throws UndecidedError if there is no assembly, or if any part of it cannot be read
 */
export function readAssembly(directory: string): StackTemplate[] {
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
    throw new UndecidedError([{ place: directory, reason: 'holds no stack; nothing could be proved of it' }]);
  }
  return stacks;
}

function readStack(directory: string, id: string, artifact: Readonly<Record<string, Json>>): StackTemplate {
  const { environment, properties } = artifact;
  const { templateFile: file, stackName = id } = isObject(properties) ? properties : {};
  if (typeof file !== 'string') throw new UndecidedError([{ place: id, reason: 'names no template' }]);
  const [, account, regionName] =
    /^aws:\/\/(\d{12})\/(.+)$/.exec(typeof environment === 'string' ? environment : '') ?? [];
  const region = SUPPORTED_REGIONS.get(regionName ?? '');
  if (account === undefined || region === undefined) {
    throw new UndecidedError([{ place: id, reason: 'is not pinned to an account and a Region' }]);
  }
  const stack = readTemplate(
    typeof stackName === 'string' ? stackName : id,
    readTemplateFile(join(directory, file)),
    {
      account,
      region: region.name,
      partition: region.partition,
      dnsSuffix: region.dnsSuffix,
    },
  );
  if (typeof stack === 'string') throw new UndecidedError([{ place: file, reason: stack }]);
  return stack;
}

/**
 * Bytes of a template that CloudFormation takes at most; what it cannot deploy is not worth a verdict.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
const LARGEST_TEMPLATE = 1_048_576;

function readTemplateFile(file: string): Json {
  const template = readJson(file);
  const { size } = statSync(file);
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
  return template;
}

function readJson(file: string): Json {
  if (!existsSync(file)) {
    throw new UndecidedError([
      { place: file, reason: 'does not exist; synthesize first: npx cdk synth --quiet' },
    ]);
  }
  const bytes = readFileSync(file);
  const written = asTheCdkWritesIt(bytes.toString('utf8'));
  if (written !== undefined) return written;
  const { value, problems } = readStrictJson(bytes, file);
  if (value === undefined || problems.length > 0) {
    throw new UndecidedError(problems.map(({ place, fix }) => ({ place, reason: fix })));
  }
  return value as Json;
}

/** Of templates, and of the manifest. */
const INDENTATIONS = [1, 2];

/**
 * JSON that is word for word what the CDK would write has no field twice, of which nobody knows which one
 * CloudFormation takes. To write it again is much faster than to look for that.
 */
function asTheCdkWritesIt(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return INDENTATIONS.some((spaces) => JSON.stringify(value, undefined, spaces) === text)
      ? value
      : undefined;
  } catch {
    return undefined;
  }
}

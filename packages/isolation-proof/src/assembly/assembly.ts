import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { UndecidedError } from '../templates/errors';
import { withImports } from './imports';
import type { Json, JsonObject } from '../templates/json';
import { readStackTree } from './nested-stacks';
import type { UnpinnedPlace } from './read-stack';
import type { StackTemplate } from '../templates/template';
import { parseJson, reading, readText, type TemplateFile, templateFilesOf } from './template-files';
import type { TemplateText } from './template-text';

/** A stack of an assembly, with the file that it was read from. */
export interface AssemblyStack {
  readonly stack: StackTemplate;
  /** File of the template, relative to the assembly. */
  readonly file: string;
  /** SHA-256 of the bytes that were read, in hexadecimal, as `sha256sum` prints it. */
  readonly sha256: string;
  /** What the manifest says of the stack; nothing of a nested one. */
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
  const stacks = templateFilesOf(directory).flatMap((template): AssemblyStack[] => {
    const { file, artifact, path } = template;
    const bytes = reading(path, () => readFileSync(path));
    const { text, parse, ...place } = templateTextOf(template, bytes.toString('utf8'));
    return readStackTree({ ...place, template: parse(text) }, unpinned).map(({ stack, nested }) =>
      nested === undefined
        ? { stack, file, sha256: sha256Of(bytes), artifact }
        : { stack, file: nested.file, sha256: sha256Of(nested.bytes), artifact: {} },
    );
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

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function templateTextOf(
  { path, name, account, region, settings, findTemplate }: TemplateFile,
  text: string,
): TemplateText {
  const parse = (written: string): Json => parseJson(path, written);
  const size = Buffer.byteLength(text);
  if (size > LARGEST_TEMPLATE) {
    parse(text);
    throw new UndecidedError([{ place: path, reason: tooLarge(size) }]);
  }
  return { name, account, region, settings, findTemplate, text, parse };
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

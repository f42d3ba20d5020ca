import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { UndecidedError } from '../templates/errors';
import { isObject, type Json, type JsonObject } from '../templates/json';
import type { FindTemplate } from './nested-template';
import type { UnreadStack } from './read-stack';
import { type StackSettings, stackSettingsOf } from './stack-settings';
import { readUnambiguousJson } from './unambiguous-json';

/** A file of an assembly that holds the template of a stack. */
export interface TemplateFile extends Omit<UnreadStack, 'template' | 'settings'> {
  /** Relative to the assembly. */
  readonly file: string;
  readonly path: string;
  /** What the manifest says of the stack. */
  readonly artifact: JsonObject;
  readonly settings: StackSettings;
  readonly findTemplate: FindTemplate;
}

/**
 * The templates of an assembly, and of those of its stages, which are assemblies of their own within it.
 * @throws UndecidedError if there is none, or if a manifest cannot be read
 */
export function templateFilesOf(directory: string): TemplateFile[] {
  const files = filesIn(directory, directory);
  if (files.length === 0) {
    throw new UndecidedError([
      { place: directory, reason: 'contains no stack, so there is nothing to prove' },
    ]);
  }
  return files;
}

function filesIn(directory: string, root: string): TemplateFile[] {
  const manifest = join(directory, 'manifest.json');
  const written = parseJson(manifest, readText(manifest));
  const artifacts = isObject(written) ? written['artifacts'] : undefined;
  if (!isObject(artifacts)) throw new UndecidedError([{ place: manifest, reason: 'lists no artifacts' }]);
  const findTemplate = templatesIn(directory, root);
  return Object.entries(artifacts).flatMap(([id, artifact]) => {
    if (!isObject(artifact)) return [];
    if (artifact['type'] === 'cdk:cloud-assembly') return filesIn(folderOf(directory, id, artifact), root);
    if (artifact['type'] !== 'aws:cloudformation:stack') return [];
    return [templateFileOf(directory, root, id, artifact, findTemplate)];
  });
}

/** A folder within that of the assembly, so that no assembly holds itself. */
function folderOf(directory: string, id: string, { properties }: JsonObject): string {
  const name = isObject(properties) ? properties['directoryName'] : undefined;
  if (typeof name !== 'string' || !/^[^./\\][^/\\]*$/.test(name)) {
    throw new UndecidedError([
      { place: id, reason: 'is an assembly of its own that names no folder beside it' },
    ]);
  }
  return join(directory, name);
}

function templateFileOf(
  directory: string,
  root: string,
  id: string,
  artifact: JsonObject,
  findTemplate: FindTemplate,
): TemplateFile {
  const { environment, properties } = artifact;
  const { templateFile: file, stackName = id } = isObject(properties) ? properties : {};
  if (typeof file !== 'string') throw new UndecidedError([{ place: id, reason: 'names no template' }]);
  const [, account = '', region = ''] =
    /^aws:\/\/([^/]+)\/(.+)$/.exec(typeof environment === 'string' ? environment : '') ?? [];
  const path = join(directory, file);
  return {
    file: relative(root, path),
    path,
    artifact,
    name: typeof stackName === 'string' ? stackName : id,
    account: pinned(account),
    region: pinned(region),
    settings: stackSettingsOf(artifact),
    findTemplate,
  };
}

/** The manifest says `unknown-account` and `unknown-region` of a stack that has no environment. */
function pinned(text: string): string | undefined {
  return text.startsWith('unknown-') ? undefined : text;
}

/**
 * Finds templates of nested stacks by where the assets of an assembly are published to.
 * @param root what names of files are relative to
 */
export function templatesIn(directory: string, root = directory): FindTemplate {
  let known: ReadonlyMap<string, string> | undefined;
  return (url) => {
    known ??= publishedFrom(directory);
    // Some characters of a path stand for themselves in an address, and keys of the CDK have no others.
    const key = /^https:\/\/[^/]+\/(.+)$/.exec(url)?.[1] ?? '';
    const source = known.get(key) ?? known.get(key.slice(key.indexOf('/') + 1));
    const path = source === undefined ? undefined : join(directory, source);
    if (path === undefined || !existsSync(path)) return undefined;
    const bytes = readFileSync(path);
    return { file: relative(root, path), bytes, template: parseJson(path, bytes.toString('utf8')) };
  };
}

/** Files by the keys that they are published under; two files of one key cannot be told apart, and are left out. */
function publishedFrom(directory: string): ReadonlyMap<string, string> {
  const sources = new Map<string, string>();
  const unclear = new Set<string>();
  for (const name of readdirSync(directory).filter((one) => one.endsWith('.assets.json'))) {
    const manifest = parseJson(join(directory, name), readText(join(directory, name)));
    const files = isObject(manifest) && isObject(manifest['files']) ? manifest['files'] : {};
    for (const asset of Object.values(files)) {
      const { source, destinations } = isObject(asset) ? asset : {};
      const { path, packaging } = isObject(source) ? source : {};
      if (typeof path !== 'string' || packaging !== 'file') continue;
      for (const destination of Object.values(isObject(destinations) ? destinations : {})) {
        const key = isObject(destination) ? destination['objectKey'] : undefined;
        if (typeof key !== 'string') continue;
        if ((sources.get(key) ?? path) !== path) unclear.add(key);
        sources.set(key, path);
      }
    }
  }
  for (const key of unclear) sources.delete(key);
  return sources;
}

export function readText(file: string): string {
  return reading(file, () => readFileSync(file, 'utf8'));
}

export function reading<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (existsSync(file)) throw error;
    throw new UndecidedError([
      { place: file, reason: 'does not exist; synthesize first: npx cdk synth --quiet' },
    ]);
  }
}

export function parseJson(file: string, text: string): Json {
  const read = readUnambiguousJson(text);
  if ('problem' in read) throw new UndecidedError([{ place: file, reason: read.problem }]);
  return read.value;
}

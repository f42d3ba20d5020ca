import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AssemblyStack } from '../assembly/assembly';
import { isObject, type Json, listOf } from '../templates/json';

/** Something that is noted on a construct, and is in no template. */
export interface MetadataEntry {
  /** Name of the stack. */
  readonly stack: string;
  /** Construct path. */
  readonly path: string;
  readonly type: string;
  readonly data: Json;
}

/** The metadata of a stack's constructs; a sentence where it cannot be read. */
export type ConstructMetadata = readonly MetadataEntry[] | string;

/**
 * Reads what the CDK notes of constructs: in a file of its own beside the template, or in the manifest.
 * It is no part of what is judged, so that what cannot be read is said, and decides nothing.
 */
export function readConstructMetadata(
  directory: string,
  { stack, artifact }: AssemblyStack,
): ConstructMetadata {
  const { metadata, additionalMetadataFile: file } = artifact;
  if (typeof file !== 'string') return entriesOf(stack.name, metadata);
  try {
    const inFile = JSON.parse(readFileSync(join(directory, file), 'utf8')) as Json;
    return [...entriesOf(stack.name, metadata), ...entriesOf(stack.name, inFile)];
  } catch (error) {
    return `${file} cannot be read: ${(error as Error).message}`;
  }
}

function entriesOf(stack: string, metadata: Json | undefined): MetadataEntry[] {
  if (!isObject(metadata)) return [];
  return Object.entries(metadata).flatMap(([path, entries]) =>
    listOf(entries).flatMap((entry): MetadataEntry[] => {
      const { type, data = null } = isObject(entry) ? entry : {};
      return typeof type === 'string' ? [{ stack, path: path.replace(/^\//, ''), type, data }] : [];
    }),
  );
}

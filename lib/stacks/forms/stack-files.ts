import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import { type ConstructNotes, metadataFile } from './construct-notes';

/** What the CDK has written of one stack. */
export interface StackFiles {
  readonly stackName: string;
  readonly template: string;
  readonly notes: ConstructNotes;
}

/** @param outdir folder of the assembly. */
export function readStackFiles(stack: Stack, outdir: string): StackFiles {
  return {
    stackName: stack.stackName,
    template: readFileSync(join(outdir, stack.templateFile), 'utf8'),
    notes: JSON.parse(readFileSync(metadataFile(outdir, stack), 'utf8')) as ConstructNotes,
  };
}

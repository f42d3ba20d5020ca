import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppProps } from 'aws-cdk-lib';
import { z } from 'zod';
import { PROJECT_DIRECTORY } from './project-directory';

const cdkJson = z.object({ context: z.record(z.string(), z.unknown()) });

/**
 * Settings of a measured app: the feature flags of `cdk.json`, which the CDK command would pass.
 * @param outdir folder for the cloud assembly.
 * @param validation whether CDK validates the templates, as it does by default.
 */
export function appSettings(outdir: string, validation: boolean): AppProps {
  const { context } = cdkJson.parse(JSON.parse(readFileSync(join(PROJECT_DIRECTORY, 'cdk.json'), 'utf8')));
  return { analyticsReporting: false, builtinCloudFormationValidation: validation, context, outdir };
}

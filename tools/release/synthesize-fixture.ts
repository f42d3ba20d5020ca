import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { z } from 'zod';
import { loadEnvironment } from '../../config/load-environment';
import { readSide } from '../../lib/review/sides/read-side';
import type { SideStack } from '../../lib/review/sides/side-stack';
import { buildApp } from '../../lib/stacks/build-app';

/** The environment that releases are recorded of; it is part of every name. */
export const RECORDED_ENVIRONMENT = 'upgrade';

const CDK_JSON = join(__dirname, '..', '..', 'cdk.json');
const cdkJson = z.object({ context: z.record(z.string(), z.unknown()) });

/**
 * The stacks that this checkout makes of an environment's file. Nothing is judged: guards have tests of their own.
 * @param directory folder of the file, which any release may have written
 * @throws ConfigurationError if this checkout does not accept the file
 */
export function synthesizeFixture(directory: string): readonly SideStack[] {
  const config = loadEnvironment(RECORDED_ENVIRONMENT, directory);
  const environment = { ...config, compliancePacks: [] };
  const { context } = cdkJson.parse(JSON.parse(readFileSync(CDK_JSON, 'utf8')));
  const outdir = mkdtempSync(join(tmpdir(), 'release-'));
  try {
    const app = new App({
      analyticsReporting: false,
      builtinCloudFormationValidation: false,
      // As the CDK command does, so that constructs can be named.
      context: { ...context, 'aws:cdk:enable-path-metadata': true },
      outdir,
    });
    buildApp(
      app,
      { environment, shared: true, organizations: environment.organizations },
      { proveIsolation: false, checkCapacity: false },
    );
    app.synth();
    return readSide(outdir).stacks;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

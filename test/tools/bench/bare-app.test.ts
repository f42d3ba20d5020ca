import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import type { EnvironmentConfig } from '../../../config/environment-config';
import {
  organizationBlueprints,
  parseAppBlueprint,
  takeAppBlueprint,
} from '../../../tools/bench/app-blueprint';
import { appSettings } from '../../../tools/bench/app-settings';
import { buildBareApp } from '../../../tools/bench/bare-app';
import { benchEnvironment, benchSlugs } from '../../../tools/bench/bench-environment';
import { buildApp } from '../../../lib/stacks/build-app';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'bench-test-'));
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

function ourApp(environment: EnvironmentConfig, folder: string): App {
  const app = new App(appSettings(join(directory, folder), false));
  buildApp(
    app,
    { environment, shared: true, organizations: environment.organizations },
    { proveIsolation: false },
  );
  return app;
}

/** What CloudFormation gets to see of an app. */
function deployments(app: App): unknown[] {
  return app.synth().stacks.map(({ stackName, template, tags, terminationProtection, dependencies }) => ({
    stackName,
    template: template as unknown,
    tags,
    terminationProtection,
    dependencies: dependencies.map(({ id }) => id),
  }));
}

// Otherwise the comparison would be of apps that do not make the same thing.
test('the bare app makes exactly the templates of ours', () => {
  const [slug = '', ...others] = benchSlugs(3);
  const taken = takeAppBlueprint(ourApp(benchEnvironment(1, false), 'blueprint'), slug);
  const blueprint = parseAppBlueprint(JSON.stringify(taken));
  const organizations = organizationBlueprints(blueprint, [slug, ...others]);

  const bare = deployments(
    buildBareApp(appSettings(join(directory, 'bare'), false), { ...blueprint, organizations }),
  );
  expect(bare).toHaveLength(4);
  expect(bare).toEqual(deployments(ourApp(benchEnvironment(3, false), 'ours')));
});

test('a blueprint needs a shared stack and an organization', () => {
  expect(() => takeAppBlueprint(ourApp(benchEnvironment(0, false), 'none'), 'org00001')).toThrow(
    new RangeError('a blueprint is taken of a shared stack and one organization'),
  );
});

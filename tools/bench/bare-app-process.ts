import { readFileSync } from 'node:fs';
import { organizationBlueprints, parseAppBlueprint } from './app-blueprint';
import { appSettings } from './app-settings';
import { buildBareApp } from './bare-app';
import { benchSlugs } from './bench-environment';
import { measure, parseSynthJob, reportMeasurement } from './synth-measurement';

/** Measures the bare app, in a process of its own. What it is built from is ready before the clock starts. */
const job = parseSynthJob(process.argv[2]);
const blueprint = parseAppBlueprint(readFileSync(job.blueprintFile, 'utf8'));
const settings = appSettings(job.outdir, false);
const organizations = organizationBlueprints(blueprint, benchSlugs(job.organizations));

reportMeasurement(
  measure(() => {
    buildBareApp(settings, { ...blueprint, organizations }).synth();
  }),
);

import { App } from 'aws-cdk-lib';
import { buildApp } from '../../lib/stacks/build-app';
import { appSettings } from './app-settings';
import { benchEnvironment } from './bench-environment';
import { measure, parseSynthJob, reportMeasurement } from './synth-measurement';

/** Measures our app, in a process of its own. */
const job = parseSynthJob(process.argv[2]);
const guards = job.variant === 'asShipped';
const settings = appSettings(job.outdir, guards);
const environment = benchEnvironment(job.organizations, guards);

reportMeasurement(
  measure(() => {
    const app = new App(settings);
    const { organizations } = environment;
    buildApp(
      app,
      { environment, shared: true, organizations },
      { proveIsolation: guards, checkCapacity: guards, validateTemplates: guards },
    );
    app.synth();
  }),
);

import { parseSynthJob, parseSynthMeasurement } from '../../../tools/bench/synth-measurement';

const JOB = {
  variant: 'asShipped',
  organizations: 10,
  outdir: '/tmp/out',
  blueprintFile: '/tmp/blueprint.json',
};

test('a job is read from the argument that it was written to', () => {
  expect(parseSynthJob(JSON.stringify(JOB))).toEqual(JOB);
});

test.each([
  ['no argument', undefined],
  ['an unknown app', JSON.stringify({ ...JOB, variant: 'other' })],
  ['no organizations', JSON.stringify({ ...JOB, organizations: 0 })],
])('%s is no job', (_, argument) => {
  expect(() => parseSynthJob(argument)).toThrow();
});

test('a measurement is what a process sent, if it is one', () => {
  expect(parseSynthMeasurement({ milliseconds: 12.5, peakMegabytes: 100 })).toEqual({
    milliseconds: 12.5,
    peakMegabytes: 100,
  });
});

test.each([[undefined], ['text'], [{ milliseconds: 5 }], [{ milliseconds: 0, peakMegabytes: 1 }]])(
  '%j is no measurement',
  (message) => {
    expect(() => parseSynthMeasurement(message)).toThrow();
  },
);

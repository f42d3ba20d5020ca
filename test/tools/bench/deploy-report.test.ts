import type { DeployMeasurement } from '../../../tools/bench/deploy-measurement';
import { deployReport, secondsPerUnchangedStack } from '../../../tools/bench/deploy-report';

function row(name: string, seconds: number, touched: number): DeployMeasurement {
  return {
    name,
    organizations: 200,
    touched,
    seconds,
    cpuSeconds: seconds / 2,
    peakMegabytes: 512.4,
    emulatorMegabytes: name === 'nothing changed' ? undefined : 300.2,
  };
}

const ROWS = [row('first deployment', 300, 203), row('synth alone', 10, 0), row('nothing changed', 20.15, 0)];

describe('deployReport', () => {
  test('has a line for each deployment, and what an unchanged stack costs', () => {
    expect(deployReport(ROWS).split('\n')).toEqual([
      'deployment        organizations  stacks touched     time  CPU time  memory  emulated account',
      '----------------  -------------  --------------  -------  --------  ------  ----------------',
      'first deployment            200             203  300.0 s   150.0 s  512 MB  300 MB',
      'synth alone                 200               0   10.0 s     5.0 s  512 MB  300 MB',
      'nothing changed             200               0   20.1 s    10.1 s  512 MB  unknown',
      '',
      'memory: of the largest process of the command; emulated account: its memory afterwards.',
      'An unchanged stack costs 50 ms beyond its synthesis.',
    ]);
  });

  test('says nothing of an unchanged stack that is lost in the noise', () => {
    const [first, , unchanged] = ROWS as [DeployMeasurement, DeployMeasurement, DeployMeasurement];
    expect(secondsPerUnchangedStack([first, row('synth alone', 21, 0), unchanged])).toBeUndefined();
  });

  test('says nothing of an unchanged stack where it was not measured', () => {
    expect(secondsPerUnchangedStack(ROWS.slice(0, 2))).toBeUndefined();
    expect(deployReport(ROWS.slice(0, 2))).not.toContain('unchanged stack');
  });
});

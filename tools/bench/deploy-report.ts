import type { DeployMeasurement } from './deploy-measurement';
import { formatTable } from './table';

/** A table of deployments, and what it does not say by itself. */
export interface DeployTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly notes: readonly string[];
}

/** Rows as people read them, and what each stack costs that is as it was. */
export function deployTable(rows: readonly DeployMeasurement[]): DeployTable {
  const perStack = secondsPerUnchangedStack(rows);
  return {
    header: [
      'deployment',
      'organizations',
      'stacks touched',
      'time',
      'CPU time',
      'memory',
      'emulated account',
    ],
    rows: rows.map((row) => [
      row.name,
      String(row.organizations),
      String(row.touched),
      `${row.seconds.toFixed(1)} s`,
      `${row.cpuSeconds.toFixed(1)} s`,
      `${row.peakMegabytes.toFixed(0)} MB`,
      row.emulatorMegabytes === undefined ? 'unknown' : `${row.emulatorMegabytes.toFixed(0)} MB`,
    ]),
    notes: [
      'memory: of the largest process of the command; emulated account: its memory afterwards.',
      ...(perStack === undefined
        ? []
        : [`An unchanged stack costs ${Math.round(perStack * 1000)} ms beyond its synthesis.`]),
    ],
  };
}

export function deployReport(measured: readonly DeployMeasurement[]): string {
  const { header, rows, notes } = deployTable(measured);
  return [...formatTable(header, rows), '', ...notes].join('\n');
}

/**
 * Of the deployment that changes nothing, without its synthesis; undefined if one of both was not measured, or if it
 * is lost in the noise of a busy machine.
 */
export function secondsPerUnchangedStack(rows: readonly DeployMeasurement[]): number | undefined {
  const unchanged = rows.find(({ name }) => name === 'nothing changed');
  const synth = rows.find(({ name }) => name === 'synth alone');
  const stacks = rows.find(({ name }) => name === 'first deployment')?.touched ?? 0;
  if (unchanged === undefined || synth === undefined || stacks === 0) return undefined;
  const rest = unchanged.seconds - synth.seconds;
  return rest > 0 ? rest / stacks : undefined;
}

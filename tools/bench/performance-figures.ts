import { type AppVariant, APP_VARIANTS, REFERENCE_VARIANT } from './app-variants';
import type { BenchRecord } from './bench-record';
import type { SideName } from './bench-side';
import type { CommandKind } from './command-kinds';
import { compare, type ComparedResult, type Growth, growths } from './comparison';
import { median } from './statistics';

/** A whole command, beside the same of an empty CDK app. */
export interface CommandFigure {
  readonly command: CommandKind;
  readonly organizations: number;
  readonly milliseconds: number;
  /** Times an empty CDK app's `cdk synth`, run by run. */
  readonly ratio: number;
}

export interface SideFigures {
  readonly apps: readonly ComparedResult[];
  readonly growths: readonly Growth[];
  readonly commands: readonly CommandFigure[];
}

/** What a record says of one side: medians and ratios. */
export function sideFigures({ results, commands }: BenchRecord, side: SideName): SideFigures {
  const ofSide = results.filter((result) => result.side === side || result.variant === REFERENCE_VARIANT);
  const empty = commands.find(({ command }) => command === 'emptyApp')?.milliseconds ?? [];
  return {
    apps: compare(ofSide),
    growths: growths(ofSide),
    commands: commands
      .filter((one) => one.side === side || one.command === 'emptyApp')
      .map(({ command, organizations, milliseconds }) => ({
        command,
        organizations,
        milliseconds: median(milliseconds),
        ratio: median(milliseconds) / median(empty),
      })),
  };
}

/** Figures that the project sets itself as goals, at the largest number of organizations. */
export const RATIO_GOALS: Readonly<Partial<Record<AppVariant, number>>> = {
  asShipped: 1.5,
  withoutGuards: 1.2,
  proof: 0.15,
};
/** Of one organization by `-c organization=`, times an empty CDK app. */
export const ONE_ORGANIZATION_GOAL = 1.3;

/** The variants that are compared with the bare app, in the order of the report. */
export const COMPARED_VARIANTS = APP_VARIANTS.filter((variant) => variant !== REFERENCE_VARIANT);

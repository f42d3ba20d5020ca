import { verifyAssembly } from '../../lib/isolation/proof';
import { BenchError } from './bench-error';
import { measure, parseSynthJob, reportMeasurement } from './synth-measurement';

/** Measures the proof by itself, from the written assembly to the verdict, in a process of its own. */
const { outdir } = parseSynthJob(process.argv[2]);

reportMeasurement(
  measure(() => {
    const { verdict } = verifyAssembly(outdir);
    if (verdict !== 'proved') throw new BenchError(`the assembly in ${outdir} is ${verdict}`);
  }),
);

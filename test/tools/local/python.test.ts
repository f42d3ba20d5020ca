import { findPython, type Run } from '../../../tools/local/python';

/** A machine that has these programs, each with its version and whether it has the module venv. */
function machine(programs: Readonly<Record<string, readonly [version: number[], hasVenv?: boolean]>>): Run {
  return (command) => {
    const program = programs[command];
    if (program === undefined) return Promise.reject(new Error(`spawn ${command} ENOENT`));
    const [version, hasVenv = true] = program;
    return Promise.resolve({ exitCode: 0, stdout: [JSON.stringify([version, hasVenv])], stderr: [] });
  };
}

describe('findPython', () => {
  test.each([
    ['python3 first', { python3: [[3, 12, 1]], python: [[3, 11, 0]] }, {}, ['python3', '3.12.1']],
    ['python where there is no python3', { python: [[3, 10, 0]] }, {}, ['python', '3.10.0']],
    [
      'python where python3 is too old',
      { python3: [[3, 9, 9]], python: [[3, 13, 0]] },
      {},
      ['python', '3.13.0'],
    ],
    [
      'what PYTHON names',
      { python3: [[3, 12, 1]], '/opt/py': [[3, 11, 7]] },
      { PYTHON: '/opt/py' },
      ['/opt/py', '3.11.7'],
    ],
    ['python3 if PYTHON is empty', { python3: [[3, 12, 1]] }, { PYTHON: '' }, ['python3', '3.12.1']],
    ['a later major version', { python3: [[4, 0, 0]] }, {}, ['python3', '4.0.0']],
  ] as const)('takes %s', async (_case, programs, environment, [command, version]) => {
    const run = machine(programs as unknown as Parameters<typeof machine>[0]);

    await expect(findPython(environment, run)).resolves.toEqual({ command, version });
  });

  test('says what it looked for when there is none', async () => {
    await expect(findPython({}, machine({}))).rejects.toMatchObject({
      code: 'PYTHON_MISSING',
      message: expect.stringMatching(/3\.10 or later.*looked for python3, python\b.*PYTHON=/) as string,
    });
  });

  test('does not look further when PYTHON names one that is not there', async () => {
    const run = machine({ python3: [[3, 12, 1]] });

    await expect(findPython({ PYTHON: '/nowhere' }, run)).rejects.toMatchObject({
      code: 'PYTHON_MISSING',
      message: expect.stringContaining('looked for /nowhere.') as string,
    });
  });

  test('names the versions that are too old', async () => {
    const run = machine({ python3: [[3, 9, 2]], python: [[2, 7, 18]] });

    await expect(findPython({}, run)).rejects.toMatchObject({
      code: 'PYTHON_TOO_OLD',
      message: expect.stringContaining('python3 is 3.9.2 and python is 2.7.18') as string,
    });
  });

  test('says how to get the module venv', async () => {
    await expect(findPython({}, machine({ python3: [[3, 12, 1], false] }))).rejects.toMatchObject({
      code: 'PYTHON_VENV_MISSING',
      message: expect.stringContaining('apt install python3-venv') as string,
    });
  });

  test('does not take a program that is no Python', async () => {
    const run: Run = () => Promise.resolve({ exitCode: 0, stdout: ['Get Python in our shop'], stderr: [] });

    await expect(findPython({}, run)).rejects.toMatchObject({ code: 'PYTHON_MISSING' });
  });
});

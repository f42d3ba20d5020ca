type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment of our own Python programs: what Python compiles, it may keep. Without that, each start of the
 * emulated account compiles all of it anew, which takes three times as long as the start itself.
 * Images and shells of developers set the variable for the files that it spares them; ours are ignored by git.
 * https://docs.python.org/3/using/cmdline.html#envvar-PYTHONDONTWRITEBYTECODE
 */
export function keepingBytecode<T extends Environment>(caller: T): Omit<T, 'PYTHONDONTWRITEBYTECODE'> {
  const { PYTHONDONTWRITEBYTECODE: _unwanted, ...kept } = caller;
  return kept;
}

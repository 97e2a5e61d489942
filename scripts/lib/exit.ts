/**
 * Runs a command's main function; a failure prints its message alone and sets exit code 1.
 *
 * @param misuseCode - exit code for arguments that the command does not know
 */
export async function runCommand(usage: string, main: () => Promise<void>, misuseCode = 1): Promise<void> {
  try {
    await main();
  } catch (error) {
    const isUsage = error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
    console.error(isUsage ? `${error.message}\n${usage}` : error instanceof Error ? error.message : error);
    process.exitCode = isUsage ? misuseCode : 1;
  }
}

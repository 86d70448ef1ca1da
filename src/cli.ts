/** The command line: one verb a file. A verb that a user can fail ends with one sentence and an exit code, never a stack. */

import { Command, CommanderError } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { CliError, EXIT } from './errors.ts';
import { useProxies } from './gather/transport/proxy.ts';
import { fileMistake, nearest } from './mistake.ts';
import { printable } from './terminal.ts';
import { addBuild } from './verbs/build.ts';
import { addExplain } from './verbs/explain.ts';
import { addExport } from './verbs/export.ts';
import { addForget } from './verbs/forget.ts';
import { addGather } from './verbs/gather.ts';
import { addInit } from './verbs/init.ts';
import { addLedger } from './verbs/ledger.ts';
import { addRotateKey } from './verbs/rotate-key.ts';
import { addSample } from './verbs/sample.ts';
import { addServe } from './verbs/serve.ts';
import { addUnderstand } from './verbs/understand.ts';
import { addVerify } from './verbs/verify.ts';

/** Every verb, in the order in which a user meets them. */
export const VERBS = [
  addInit,
  addGather,
  addUnderstand,
  addBuild,
  addServe,
  addExplain,
  addVerify,
  addExport,
  addLedger,
  addSample,
  addForget,
  addRotateKey,
] as const;

const FIRST_STEPS = `
First steps:
  auscult init studies/mine
  auscult build studies/mine --out editions/mine
  auscult serve editions/mine

Exit codes: 0 done, 1 failed, 2 wrong command line or study, 3 done with records in quarantine,
4 verify found a difference, 5 another process holds the store. docs/cli.md says more.`;

export function commandLine(): Command {
  const program = new Command('auscult')
    .description('Listens to what people say about health on social media and draws the picture.')
    .version(packageJson.version, '-v, --version', 'print the version')
    .showHelpAfterError('(see --help)')
    .addHelpText('after', FIRST_STEPS)
    .configureOutput({
      // It repeats what was typed, which may have been pasted from anywhere.
      writeErr: (text) => {
        process.stderr.write(printable(text));
      },
    })
    .exitOverride();
  for (const add of VERBS) add(program);
  return program;
}

/** Runs one command and returns its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    useProxies();
    const program = commandLine();
    requireVerb(program, argv);
    await program.parseAsync([...argv], { from: 'user' });
    return Number(process.exitCode ?? EXIT.ok);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (error instanceof CliError) {
      console.error(printable(`auscult: ${error.message}`));
      return error.exitCode;
    }
    console.error(printable(`auscult: ${fileMistake(error) ?? ownFault(error)}`));
    return EXIT.failed;
  }
}

/**
 * Commander shows the help of the whole where `--help` follows a verb that it does not know, as if that were one.
 * @throws CliError (usage) with the verb that was meant
 */
function requireVerb(program: Command, [first, second]: readonly string[]): void {
  const verb = first === 'help' ? second : first;
  const known = program.commands.map((command) => command.name());
  if (!verb || verb.startsWith('-') || [...known, 'help'].includes(verb)) return;
  const near = nearest(verb, known);
  const remedy =
    near === null
      ? `write one of ${known.join(', ')}; "auscult --help" says what each does`
      : `did you mean "${near}"?`;
  throw new CliError(`unknown verb "${verb}": ${remedy}`, EXIT.usage);
}

/** What no user can have caused. The stack is for those who mend it, and shown when it is asked for. */
function ownFault(error: unknown): string {
  const what = error instanceof Error ? error.message : String(error);
  const trace = error instanceof Error && process.env.AUSCULT_TRACE ? `\n${String(error.stack)}` : '';
  return `${what.trim().split('\n')[0]}; this is a fault of Auscult: please report it with what AUSCULT_TRACE=1 adds${trace}`;
}

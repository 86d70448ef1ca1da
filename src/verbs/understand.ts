import type { Command } from 'commander';
import { counted } from '../counted.ts';
import { EXIT } from '../errors.ts';
import { requireFile } from './require-file.ts';

/** A file of another form would fill the screen with one mistake. */
const TOLD_LINES = 20;

/** `auscult understand [FILE...]` */
export function addUnderstand(program: Command): void {
  program
    .command('understand')
    .description('read posts, one JSON object a line, and print what is understood of each, one a line')
    .argument('[files...]', 'files of posts; standard input when none is named')
    .addHelpText(
      'after',
      '\nA post is {"text", "lang"?, "author"?: {"name", "bio", "location", "domain"}, "links"?, "media"?, "reply_to"?}.' +
        '\nLines that cannot be read are reported on standard error by number, the first 20 of them; the exit code is then 3.' +
        '\n\nExample:\n  echo \'{"text":"I have had asthma since I was four"}\' | auscult understand',
    )
    .action(async (files: string[]) => {
      const { createReadStream } = await import('node:fs');
      const { understandPosts } = await import('../flows/understand-posts.ts');
      const { createReader } = await import('../understand/reader.ts');
      for (const file of files) {
        await requireFile(file, 'name a file of posts, one JSON object a line');
      }
      // A reader of our output that has seen enough ("| head") closes the pipe: that is no failure.
      process.stdout.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EPIPE') throw error;
        process.exit(EXIT.ok);
      });
      const reader = createReader();
      let malformed = 0;
      let told = 0;
      for (const file of files.length > 0 ? files : [undefined]) {
        const counts = await understandPosts(reader, {
          input: file === undefined ? process.stdin : createReadStream(file),
          output: process.stdout,
          complain: (message) => {
            told += 1;
            if (told <= TOLD_LINES) console.error(message);
            else if (told === TOLD_LINES + 1)
              console.error('further lines that cannot be read are only counted');
          },
          file: files.length > 1 ? file : undefined,
        });
        malformed += counts.malformed;
      }
      if (malformed === 0) return;
      console.error(`${counted(malformed, 'line')} could not be read`);
      process.exitCode = EXIT.quarantined;
    });
}

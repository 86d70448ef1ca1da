import { InvalidArgumentError, type Command } from 'commander';
import { say } from './say.ts';

/** `auscult serve DIR` */
export function addServe(program: Command): void {
  program
    .command('serve')
    .description('show an edition at a local address, read-only')
    .argument('<dir>', 'folder of an edition')
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .option('--port <port>', 'port to listen on; 0 takes any free one', port, 4321)
    .addHelpText('after', '\nExample:\n  auscult serve editions/us --port 8080')
    .action(async (folder: string, options: { host: string; port: number }) => {
      const { serveEdition } = await import('../publish/serve.ts');
      const server = await serveEdition({ folder, ...options, say });
      await new Promise<void>((done) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) {
          process.once(signal, () => {
            done();
          });
        }
      });
      await server.close();
    });
}

function port(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0 && number <= 65_535) return number;
  throw new InvalidArgumentError('A port is a whole number from 0 to 65535.');
}

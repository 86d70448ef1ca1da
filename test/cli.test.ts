import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder: string;
let edition: string;
let study: string;

const BIN = resolve('bin/auscult.mjs');

/** Runs the command line as a user does, in a process of its own, and from a folder that is not this project's. */
function auscult(...argv: readonly string[]) {
  const ended = spawnSync(process.execPath, [BIN, ...argv], {
    encoding: 'utf8',
    cwd: folder,
    env: {
      ...process.env,
      SOURCE_DATE_EPOCH: '1767225600',
      AUSCULT_KEYS: join(folder, 'keys-of-these-tests.json'),
    },
  });
  return { code: ended.status, out: ended.stdout, err: ended.stderr };
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'auscult-cli-'));
  study = join(folder, 'us');
  edition = join(folder, 'edition');
  cpSync('studies/us/published', join(study, 'published'), { recursive: true });
  cpSync('studies/us/auscult.yaml', join(study, 'auscult.yaml'));
  const built = auscult('build', study, '--out', edition);
  expect(built.err).not.toContain('rror');
  expect(built.code).toBe(0);
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const files = (place: string) => readdirSync(place, { recursive: true, encoding: 'utf8' }).sort();

test('an edition holds the page, the poster in three formats, seven panels and every figure as data', () => {
  const names = files(edition);
  for (const name of [
    'index.html',
    'edition.json',
    'datapackage.json',
    'poster.svg',
    'poster.png',
    'poster.pdf',
  ]) {
    expect(names).toContain(name);
  }
  for (const panel of ['talk', 'trust', 'share', 'hospitals', 'practices', 'growth', 'states']) {
    expect(names).toContain(`panels/${panel}.svg`);
    expect(names).toContain(`panels/${panel}.png`);
  }
  expect(names).toContain('figures/hospitals-2013.json');
  expect(names).toContain('figures/hospitals-2013.csv');
});

test('the same study built twice gives the same bytes', () => {
  const again = join(folder, 'again');
  expect(auscult('build', study, '--out', again).code).toBe(0);
  expect(files(again)).toEqual(files(edition));
  for (const name of files(edition)) {
    if (!/\.\w+$/.test(name)) continue;
    expect(readFileSync(join(again, name)).equals(readFileSync(join(edition, name))), name).toBe(true);
  }
});

test('every number of the page points at a row that is there', () => {
  const page = readFileSync(join(edition, 'index.html'), 'utf8');
  const pointed = new Set([...page.matchAll(/data-figure="([^"]+)"/g)].map((match) => match[1]));
  expect(pointed.size).toBeGreaterThan(100);
  const rows = new Map<string, Set<string>>();
  for (const reference of pointed) {
    const [figure, ...row] = reference.split('/');
    if (!rows.has(figure)) {
      const text = readFileSync(join(edition, 'figures', `${figure}.json`), 'utf8');
      rows.set(figure, new Set((JSON.parse(text) as { rows: { id: string }[] }).rows.map(({ id }) => id)));
    }
    expect(rows.get(figure)?.has(row.join('/')), reference).toBe(true);
  }
});

test('verify finds no difference in a fresh edition, and names the number that was changed by hand', () => {
  const clean = auscult('verify', edition);
  expect(clean.out).toContain('no difference');
  expect(clean.code).toBe(0);
  const forged = join(folder, 'forged');
  cpSync(edition, forged, { recursive: true });
  const path = join(forged, 'figures', 'hospitals-2013.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace('"value": 1264', '"value": 1265'));
  const found = auscult('verify', forged, '--study', study);
  expect(found.code).toBe(4);
  expect(found.out).toContain('value is published as 1265, derived as 1264');
});

test('explain prints where a number comes from', () => {
  const { out, code } = auscult('explain', 'trust-2013', '--edition', edition);
  expect(code).toBe(0);
  expect(out).toContain('published/figures.csv  sha256 ');
  expect(auscult('explain', 'trust-2013/nobody', '--edition', edition).err).toMatch(
    /no row "nobody" in figure trust-2013/,
  );
  expect(auscult('explain', '../../etc/passwd', '--edition', edition).code).toBe(2);
});

test('export copies one thing out', () => {
  const file = join(folder, 'talk.csv');
  expect(auscult('export', 'talk-2013', '--edition', edition, '--format', 'csv', '--out', file).code).toBe(0);
  expect(readFileSync(file, 'utf8').split('\r\n')[0]).toMatch(
    /^id,label,value,lower,upper,n,decision,reason,source/,
  );
  const wrong = auscult('export', 'gossip', '--edition', edition, '--format', 'png');
  expect(wrong.code).toBe(2);
  expect(wrong.err).toContain('panels (talk, trust');
});

test('a failing build says one sentence, shows no stack, and leaves the former edition alone', () => {
  const before = readFileSync(join(edition, 'edition.json'), 'utf8');
  const broken = join(folder, 'broken');
  cpSync(study, broken, { recursive: true, filter: (path) => !path.includes('.auscult') });
  rmSync(join(broken, 'published', 'figures.csv'));
  const { code, err } = auscult('build', broken, '--out', edition);
  expect(code).toBe(1);
  expect(err).toMatch(/auscult: .*figures\.csv/);
  expect(err).not.toContain('    at ');
  expect(readFileSync(join(edition, 'edition.json'), 'utf8')).toBe(before);
});

test('init makes a study that says what it is, and never overwrites one', () => {
  const place = join(folder, 'mine');
  expect(auscult('init', place).code).toBe(0);
  expect(existsSync(join(place, 'auscult.yaml'))).toBe(true);
  expect(auscult('init', place)).toMatchObject({ code: 2 });
});

test('what init leaves to be uncommented is a study as well', () => {
  const place = join(folder, 'uncommented');
  expect(auscult('init', place).code).toBe(0);
  const file = join(place, 'auscult.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/^ {2}# (- source:| {2}\w+:)/gm, '  $1'));
  expect(readFileSync(file, 'utf8')).toMatch(/^ {2}- source: cms-hospitals\n {4}file: hospitals\.csv$/m);
  expect(auscult('ledger', place)).toMatchObject({ code: 0, err: '' });
});

test('a wrong verb or option ends with 2 and points at the help', () => {
  expect(auscult('gossip')).toMatchObject({ code: 2 });
  expect(auscult('\u001b[31mgossip').err).not.toContain('\u001b');
  const wrong = auscult('build', study);
  expect(wrong.code).toBe(2);
  expect(wrong.err).toContain('--out');
});

test('a verb that there is not is refused with the nearest, also where its help is asked for', () => {
  for (const argv of [
    ['gathr'],
    ['gathr', '--help'],
    ['help', 'gathr'],
    ['gathr', 'studies/us', '--check'],
  ]) {
    expect(auscult(...argv), argv.join(' ')).toMatchObject({ code: 2, out: '' });
    expect(auscult(...argv).err).toContain('unknown verb "gathr": did you mean "gather"?');
  }
  expect(auscult('gossip', '--help').err).toMatch(
    /^auscult: unknown verb "gossip": write one of init, gather, /,
  );
  for (const argv of [['--help'], ['help'], ['help', 'gather'], ['gather', '--help'], ['--version']])
    expect(auscult(...argv), argv.join(' ')).toMatchObject({ code: 0 });
}, 60_000);

test('an edition is named wrong with what was meant', () => {
  const explain = (what: string, place = edition) => auscult('explain', what, '--edition', place);
  expect(explain('talk-2031').err).toMatch(/no figure "talk-2031" .*did you mean "talk-2013"/);
  expect(explain('trust-2013/doctr.trust-2013.1').err).toMatch(/did you mean "doctor\.trust-2013\.1"/);
  expect(explain('talk-2013', study)).toMatchObject({ code: 2 });
  expect(explain('talk-2013', study).err).toMatch(/no edition at /);
  const damaged = join(folder, 'damaged');
  mkdirSync(damaged);
  writeFileSync(join(damaged, 'edition.json'), '{');
  for (const ended of [explain('talk-2013', damaged), auscult('verify', damaged)]) {
    expect(ended.code).toBe(2);
    expect(ended.err).toMatch(/edition\.json is damaged/);
  }
  const moved = join(folder, 'elsewhere', 'moved');
  cpSync(edition, moved, { recursive: true });
  expect(auscult('verify', moved).err).toMatch(/the study is no longer at .*--study/);
}, 180_000);

test('the listing of a long figure ends where a screen does, and a row tells what its interval stands on', () => {
  const { out } = auscult('explain', 'states-hospitals', '--edition', edition);
  expect(out).toContain('56 rows; "auscult explain states-hospitals/ROW" explains one:');
  expect(out).toContain('and 36 more: figures/states-hospitals.csv and --json have all of them');
  expect(auscult('explain', 'trust-2013/doctor.trust-2013.1', '--edition', edition).out).toContain(
    'Wilson intervals as for a simple random sample',
  );
});

test('a build never writes over a file or over its own study, and says so before it gathers', () => {
  for (const place of [join(study, 'auscult.yaml'), study, folder]) {
    const { code, err } = auscult('build', study, '--out', place);
    expect(code).toBe(2);
    expect(err).not.toContain('Gathering');
  }
  expect(readFileSync(join(study, 'auscult.yaml'), 'utf8')).toContain('title:');
}, 180_000);

test('a missing file, a folder in its place and a failing disk get a sentence and no stack', () => {
  for (const argv of [
    ['understand', folder],
    ['understand', join(folder, 'none.jsonl')],
    ['gather', '--inspect', folder],
    ['gather', '--inspect', join(folder, 'none.csv')],
    ['init', join(study, 'auscult.yaml')],
    ['build', study, '--out', join(study, 'auscult.yaml', 'edition')],
    [
      'export',
      'talk',
      '--edition',
      edition,
      '--format',
      'png',
      '--out',
      join(study, 'auscult.yaml', 'x.png'),
    ],
  ]) {
    const { code, err } = auscult(...argv);
    expect([1, 2], argv.join(' ')).toContain(code);
    expect(err.trim().split('\n').at(-1), argv.join(' ')).toMatch(/^auscult: .+[:;] .+/);
    expect(err, argv.join(' ')).not.toMatch(/\n {4}at |Node\.js v/);
  }
}, 180_000);

test('a source that the study does not name is refused with the nearest that it does', () => {
  expect(auscult('ledger', study, 'published-figure')).toMatchObject({ code: 2, out: '' });
  expect(auscult('ledger', study, 'published-figure').err).toMatch(/did you mean "published-figures"/);
  const broken = join(folder, 'misspelt');
  mkdirSync(broken);
  const yaml = readFileSync(join(study, 'auscult.yaml'), 'utf8');
  writeFileSync(join(broken, 'auscult.yaml'), yaml.replace('published-figures', 'publishd-figures'));
  const { code, err } = auscult('gather', broken, '--check');
  expect(code).toBe(2);
  expect(err).toMatch(/line \d+: .*unknown source "publishd-figures": did you mean "published-figures"/);
});

test('a study fresh from init builds as it is, and its first line points at a schema that is there', () => {
  const place = join(folder, 'fresh');
  auscult('init', place);
  const [first] = readFileSync(join(place, 'auscult.yaml'), 'utf8').split('\n');
  expect(existsSync(join(place, first.split('$schema=')[1]))).toBe(true);
  const built = auscult('build', place, '--out', join(folder, 'fresh-edition'));
  expect(built.code).toBe(0);
  expect(built.out).not.toContain('Gather published figures');
}, 180_000);

test('export gives code to embed and a sentence with its base, its sources and how to cite it', () => {
  const out = `${join(folder, 'taken')}/`;
  const take = (format: string) =>
    auscult(
      'export',
      'trust',
      '--edition',
      edition,
      '--format',
      format,
      '--out',
      out,
      '--address',
      'https://news.example/a',
    );
  expect(take('html').code).toBe(0);
  const code = readFileSync(join(out, 'trust.html'), 'utf8');
  expect(code).toContain('src="https://news.example/a/panels/trust.svg" width="1200"');
  expect(code).toMatch(
    /alt="Asked in 2012, so many US adults would trust health posts by: Doctor 60%, [^"]+"/,
  );
  expect(code).not.toMatch(/<script|<iframe/);
  expect(take('txt').code).toBe(0);
  const words = readFileSync(join(out, 'trust.txt'), 'utf8');
  expect(words).toContain('US adults asked in 2012');
  expect(words).toContain('edition of 30 June 2026, chapter 2.');
  expect(words).toContain('https://news.example/a/#trust');
});

test('a drawing taken out of the edition brings the faces that it uses, and one style', () => {
  const svg = readFileSync(join(edition, 'panels', 'trust.svg'), 'utf8');
  const faces = [
    ...svg.matchAll(/font-family:"([^"]+)";font-weight:(\d+);font-style:(\w+);src:url\(data:font\/woff2/g),
  ];
  expect(faces.map((match) => match.slice(1).join(' ')).sort()).toEqual([
    'Fraunces 400 italic',
    'Fraunces 600 normal',
    'Public Sans 400 normal',
    'Public Sans 600 normal',
  ]);
  expect(svg.match(/<style>/g)).toHaveLength(1);
});

test('code to embed without an address leads to the chapter of the edition that lies beside the page', () => {
  const out = join(folder, 'beside.html');
  expect(auscult('export', 'trust', '--edition', edition, '--format', 'html', '--out', out).code).toBe(0);
  expect(readFileSync(out, 'utf8')).toContain('<a href="index.html#trust"><img src="panels/trust.svg"');
});

test('records in quarantine are pointed to, and named as people count them', () => {
  const mine = join(folder, 'by-hand');
  mkdirSync(mine);
  writeFileSync(join(mine, 'posts.csv'), 'id,text\n1,My asthma is back\n2,one,too many\n');
  writeFileSync(
    join(mine, 'auscult.yaml'),
    "title: Mine\nas_of: '2026-06-30'\nsources:\n  - { source: mapped-files, network: x, files: [posts.csv], mapping: { id: id, text: text } }\n",
  );
  const gathered = auscult('gather', mine);
  expect(gathered.code).toBe(3);
  expect(gathered.out).toContain('"auscult ledger STUDY --quarantine" shows what is in quarantine, and why');
  const shown = auscult('ledger', mine, '--quarantine');
  expect(shown.out).toBe('mapped-files  posts.csv, record 2: 3 columns where the header has 2\n');
}, 60_000);

test('old posts are not removed without the key that is to be destroyed', () => {
  const keys = join(folder, 'keys-of-no-use.json');
  const refused = spawnSync(process.execPath, [BIN, 'rotate-key', study, '--with-posts'], {
    encoding: 'utf8',
    env: { ...process.env, AUSCULT_KEYS: keys },
  });
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain('--with-posts goes with --destroy-old');
  expect(existsSync(keys)).toBe(false);
});

test('a place where no folder can be made is refused before anything is gathered', () => {
  const refused = auscult('build', study, '--out', join(study, 'auscult.yaml', 'edition'));
  expect(refused.code).toBe(1);
  expect(refused.err).toMatch(
    /^auscult: no edition can be written at .*auscult\.yaml\/edition \((?:EEXIST|ENOTDIR)\)/,
  );
});

test('a command that is refused makes no keys', () => {
  const keys = join(folder, 'keys.json');
  for (const argv of [['--destroy-old'], ['no-such-study'], ['no-such-study', '--destroy-old']]) {
    const refused = spawnSync(process.execPath, [BIN, 'rotate-key', ...argv], {
      env: { ...process.env, AUSCULT_KEYS: keys },
    });
    expect(refused.status, argv.join(' ')).toBe(2);
    expect(existsSync(keys), argv.join(' ')).toBe(false);
  }
});

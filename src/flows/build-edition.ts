/**
 * From a study to an edition: gather what stands still, measure, draw, publish.
 * Everything that can be derived is derived here once, in memory; the folder is written last, aside, and renamed.
 */

import { basename, relative, resolve, sep } from 'node:path';
import { CliError, EXIT } from '../errors.ts';
import { hasComparison, thenAndNow } from '../draw/compare/then-and-now.tsx';
import { editionFinding } from '../draw/edition.ts';
import { PANELS } from '../draw/panels/index.ts';
import { renderPage } from '../draw/page.tsx';
import { renderPanel } from '../draw/static-panel.tsx';
import { renderPoster } from '../draw/poster.tsx';
import { askingWithinReach } from '../draw/silent-panel.tsx';
import { plain } from '../draw/words.ts';
import type { PanelDefinition } from '../draw/panel.ts';
import { openStore } from '../keep/open.ts';
import { factAnswers } from '../keep/fact-answers.ts';
import { gatheredPosts } from '../keep/posts.ts';
import { refreshPostFacts } from '../keep/post-facts.ts';
import type { Store } from '../keep/store.ts';
import { FIGURES } from '../measure/index.ts';
import { measureFigure } from '../measure/measure.ts';
import type { FigureScope } from '../measure/figure.ts';
import { clientScript } from '../publish/client-script.ts';
import {
  dataFiles,
  writeFiles,
  type Edition,
  type EditionFile,
  type EditionPanel,
} from '../publish/edition.ts';
import { fontFiles, panelPictures, posterPictures } from '../publish/pictures.ts';
import { refuseForeignFolder, refuseUnwritablePlace, replaceFolder } from '../publish/replace-folder.ts';
import { faceRules, withFaces } from '../publish/standalone-svg.ts';
import { loadModel } from '../understand/relevance.ts';
import type { Figure, ReceiptInput } from '../records.ts';
import type { Study } from '../study.ts';
import { emptyPeriod } from './empty-period.ts';
import { gatherStill, type GatherSummary } from './gather-still.ts';
import { noteStore } from './keyed-stores.ts';
import { openKeyring } from './keyring.ts';
import { nameOrganisations } from './organisation-authors.ts';
import { storeUrl } from './study-store.ts';
import { readValidation } from './validation-sample.ts';
import { codeVersions } from './versions.ts';
import { withinReach } from './within-reach.ts';

export interface BuildEffects {
  readonly now: () => Date;
  readonly say: (line: string) => void;
}

export interface BuildResult {
  readonly edition: Edition;
  readonly gathered: readonly GatherSummary[];
  readonly folder: string;
}

/** Everything of an edition that follows from figures alone. */
export interface DrawnEdition {
  readonly edition: Edition;
  readonly figures: readonly Figure[];
  readonly files: readonly EditionFile[];
  /** The poster and the panels as the renderers want them, which bring the faces themselves. */
  readonly posterSvg: string;
  readonly panelSvgs: readonly EditionFile[];
}

/** Builds the study's edition into `folder`, replacing a former edition there only when all is written. */
export async function buildEdition(
  study: Study,
  folder: string,
  effects: BuildEffects,
): Promise<BuildResult> {
  const out = resolve(folder);
  if (study.path.startsWith(`${out}${sep}`))
    throw new CliError(`${out} holds the study itself: name another folder with --out`, EXIT.usage);
  await refuseForeignFolder(out, 'edition.json');
  await refuseUnwritablePlace(out);
  // A mistake in it is told before anything is gathered.
  await readValidation(study);
  const store = await openStore(storeUrl(study));
  try {
    effects.say('Gathering what stands still');
    const gathered = await gatherStill(study, store, { say: effects.say });
    if (await holdsPosts(store)) {
      const keyring = await openKeyring();
      await noteStore(keyring, store);
      await nameOrganisations(store, keyring);
    }
    effects.say('Measuring');
    const figures = await measureStudy(study, store, effects.say);
    effects.say('Drawing');
    const drawn = await drawEdition(study, figures, {
      builtAt: effects.now().toISOString(),
      studyPath: relative(out, study.path).replaceAll('\\', '/'),
    });
    effects.say('Printing the poster');
    const pictures = [
      ...(await posterPictures(drawn.posterSvg, drawn.edition)),
      ...panelPictures(drawn.panelSvgs),
    ];
    await replaceFolder(out, 'edition.json', (aside) => writeFiles(aside, [...drawn.files, ...pictures]));
    return { edition: drawn.edition, gathered, folder: out };
  } finally {
    await store.close();
  }
}

async function holdsPosts(store: Store): Promise<boolean> {
  const [{ n }] = await store.query<{ n: number }>('SELECT count() AS n FROM (SELECT 1 FROM posts LIMIT 1)');
  return n > 0;
}

/** Every figure that a panel of the study draws, and the comparison that carries them on. */
export async function measureStudy(
  study: Study,
  store: Store,
  say: (line: string) => void = () => undefined,
): Promise<Figure[]> {
  const labelled = await readValidation(study);
  const scope: FigureScope = {
    country: study.place.country,
    state: study.place.state ?? null,
    from: study.period.from ?? null,
    to: study.period.to ?? null,
    asOf: study.as_of,
    ...(labelled && { validation: labelled.validation }),
  };
  // Deletions and edits since the last edition reach every figure here.
  await refreshPostFacts(store, loadModel().heads.health.threshold);
  const answers = await factAnswers(store);
  const inputs = [...(await readInputs(store)), ...(labelled ? [labelled.input] : [])];
  const posts = await gatheredPosts(store);
  const versions = await codeVersions();
  const outside = await emptyPeriod(study, store);
  if (outside !== null) say(outside);
  const wanted = new Set([...panelsOf(study), thenAndNow].flatMap((panel) => panel.figures));
  const figures: Figure[] = [];
  for (const definition of FIGURES) {
    if (!wanted.has(definition.id)) continue;
    figures.push(
      await measureFigure(definition, {
        store,
        answers,
        scope,
        inputs,
        posts,
        versions,
        measured: figures,
        emptyPeriod: outside,
      }),
    );
  }
  return figures;
}

/** Draws the page, the poster and the panels, and lists every text file of the edition. Pure but for the fonts it reads. */
export async function drawEdition(
  study: Study,
  figures: readonly Figure[],
  moment: { readonly builtAt: string; readonly studyPath: string },
): Promise<DrawnEdition> {
  const byId = Object.fromEntries(figures.map((figure) => [figure.id, figure]));
  const isWithinReach = withinReach(study);
  const panels = panelsOf(study).map((panel) => askingWithinReach(panel, byId, isWithinReach));
  const edition = describeEdition(study, panels, byId, moment);
  const sheet = { edition, figures: byId, panels };
  const posterSvg = renderPoster(sheet);
  const pictured = [...panels, ...(hasComparison(byId) ? [thenAndNow] : [])];
  const panelSvgs = pictured.map((panel) => ({
    path: `panels/${panel.id}.svg`,
    content: renderPanel(panel, byId),
  }));
  const rules = await faceRules();
  const files: EditionFile[] = [
    { path: 'index.html', content: renderPage(sheet, { script: await clientScript() }) },
    { path: 'poster.svg', content: withFaces(posterSvg, rules) },
    ...panelSvgs.map(({ path, content }) => ({ path, content: withFaces(content, rules) })),
    ...dataFiles(edition, figures),
    ...(await fontFiles()),
  ];
  return { edition, figures, files, posterSvg, panelSvgs };
}

function panelsOf(study: Study): readonly PanelDefinition[] {
  return PANELS.filter((panel) => study.panels.some((id) => id === panel.id));
}

function describeEdition(
  study: Study,
  panels: readonly PanelDefinition[],
  figures: Readonly<Record<string, Figure>>,
  moment: { readonly builtAt: string; readonly studyPath: string },
): Edition {
  const describe = (panel: PanelDefinition): EditionPanel => ({
    id: panel.id,
    number: panel.number,
    title: panel.title,
    question: panel.question,
    takeaway: plain(panel.takeaway(figures)),
    alt: plain(panel.alt(figures)),
    figures: panel.figures,
  });
  const inputs = new Map(
    Object.values(figures).flatMap((figure) =>
      figure.receipt.inputs.map((input) => [`${input.source} ${input.file}`, input] as const),
    ),
  );
  return {
    id: `${basename(study.folder)}-${study.as_of}`,
    title: study.title,
    subtitle: study.subtitle,
    credit: study.credit,
    finding: plain(editionFinding({ figures, panels })),
    place: { country: study.place.country, state: study.place.state ?? null },
    period: { from: study.period.from ?? null, to: study.period.to ?? null },
    as_of: study.as_of,
    built_at: moment.builtAt,
    study: moment.studyPath,
    panels: panels.map(describe),
    comparison: hasComparison(figures) ? describe(thenAndNow) : null,
    figures: Object.keys(figures),
    inputs: [...inputs.values()],
    versions: Object.values(figures)[0]?.receipt.versions ?? {},
  };
}

async function readInputs(store: Store): Promise<ReceiptInput[]> {
  return store.query<ReceiptInput>(
    `SELECT source, file, sha256, read, kept, quarantined FROM inputs
ORDER BY source, file, at DESC LIMIT 1 BY source, file`,
  );
}

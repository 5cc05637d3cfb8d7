import type { Accuracy, TrainReport } from '../../training/report.ts';
import type { OldClass } from '../../../shared/contract/exporting.ts';
import { oldClassWords } from '../classNamesToday.ts';
import type { ExportCheck } from '../verifyExport.ts';
import { list, paragraph, percent, type Card, type CardBlock, type CardPicture } from './card.ts';
import { measurement, type MeasuredFacts } from './measurement.ts';

export interface ModelCardFacts extends MeasuredFacts {
  readonly report: TrainReport;
  readonly check?: ExportCheck;
  /** Classes that it answers though the project no longer has them. */
  readonly oldClasses?: readonly OldClass[];
  /** Some images of each class. */
  readonly pictures?: readonly ClassPictures[];
  /** A date, ISO 8601. */
  readonly createdAt: string;
}

export interface ClassPictures {
  readonly className: string;
  /** Images that the classifier is surest of. */
  readonly typical: readonly CardPicture[];
  /** Images to which a person gave this class, and the classifier another. */
  readonly mistaken: readonly CardPicture[];
}

/** The model card (Mitchell et al., arXiv 1810.03993): what the classifier is, from what, how good, and its limits. */
export function modelCard(facts: ModelCardFacts): Card {
  const { report, pictures = [], createdAt } = facts;
  return {
    title: 'Model card',
    sections: [
      { blocks: [what(report, createdAt)] },
      { title: 'What it is for', blocks: intendedUse(report) },
      { title: 'What it was made from', blocks: madeFrom(report) },
      ...(pictures.length > 0 ? [{ title: 'What it sees', blocks: pictures.flatMap(seen) }] : []),
      { title: 'How good it is, and how that was measured', blocks: [...measurement(facts), ...agreement(facts)] },
      { title: 'Where it fails', blocks: [failures(facts)] },
      { title: 'What it must not be used for', blocks: [limits()] },
      { title: 'How to run it', blocks: [usage(report)] },
    ],
  };
}

function what({ settings, kept, classes, device, imageSizePx }: TrainReport, createdAt: string): CardBlock {
  const encoder = { code: settings.encoder };
  const method = settings.method.toUpperCase();
  const trained = settings.trainEncoder
    ? ` was trained further with ${method}, and stands beside itself as it came. `
    : ` was used as it came; a projection head on it was trained with ${method}. `;
  const untrained = ' was used as it came; training did not help on held-out labels. ';
  return paragraph(
    `An image classifier for ${classes.length} classes, made with Handful on ${createdAt} (${device}, seed ${settings.seed}). The encoder `,
    encoder,
    kept.features === 'trained' ? trained : untrained,
    `Its decision is a ${kept.classifier} classifier on the encoder's representations. `,
    `Images are resized to ${imageSizePx} x ${imageSizePx} px inside the file.`,
  );
}

function intendedUse({ classes }: TrainReport): CardBlock[] {
  return [
    paragraph(
      `Sorting images of the same kind as those it was made from into ${classes.length} classes: as a suggestion to a person who knows the images, or to count many of them where single mistakes do no harm.`,
    ),
  ];
}

function madeFrom({ images, classes }: TrainReport): CardBlock[] {
  return [
    paragraph(
      `${images.imported} images were imported (${images.duplicates} of them copies of others, ${images.skipped} files could not be used); ` +
        `${images.labelled} were labelled by a person, the others were used without a label.`,
    ),
    {
      kind: 'table',
      header: ['class', 'human labels'],
      rows: classes.map(({ name, labels }) => [name, labels]),
    },
  ];
}

function seen({ className, typical, mistaken }: ClassPictures): CardBlock[] {
  const groups: CardBlock[] = [];
  if (typical.length > 0) {
    groups.push({ kind: 'pictures', title: `${className}: images it is surest of`, pictures: typical });
  }
  if (mistaken.length > 0) {
    groups.push({ kind: 'pictures', title: `${className}: images it took for something else`, pictures: mistaken });
  }
  return groups;
}

function agreement({ check }: ModelCardFacts): CardBlock[] {
  if (!check) return [];
  const { comparedCount, sameLabel, largestDifference } = check;
  return [
    paragraph(
      `This file was run again on ${comparedCount} image files and compared with the app: the same label on ` +
        `${percent(sameLabel)}, probabilities at most ${largestDifference.toFixed(4)} apart.`,
    ),
  ];
}

function failures({ report: { classes, warnings }, oldClasses = [], measured }: ModelCardFacts): CardBlock {
  const lines = [...warnings, ...oldClasses.map(oldClassWords)];
  if (measured) lines.push(...weakest(measured));
  else {
    const fewest = classes.toSorted((a, b) => a.labels - b.labels)[0]!;
    lines.push(`Where labels were few it knows least; the fewest, ${fewest.labels}, were given for "${fewest.name}".`);
  }
  return list(...lines);
}

function weakest({ perClass }: Accuracy): string[] {
  const ordered = Object.entries(perClass).toSorted(([, a], [, b]) => a - b);
  return ordered.slice(0, 3).map(([name, accuracy]) => `"${name}": ${percent(accuracy)} of its images are recognised.`);
}

function limits(): CardBlock {
  return list(
    'Images of another kind than those of the folder: it always answers with one of its classes, however unlike they are.',
    'Decisions that harm if wrong, such as a diagnosis, without a person who checks each of them.',
    'Comparing with other classifiers by the figures above: they hold for this folder and its labels only.',
    'Where images of one patient, part or place occur many times, the figures above are too good for new ones.',
  );
}

function usage({ classes }: TrainReport): CardBlock {
  return paragraph(
    'Any ONNX runtime: input ',
    { code: 'images' },
    ' uint8 [N, H, W, 3] (RGB, any size), outputs ',
    { code: 'probabilities' },
    ` float32 [N, ${classes.length}] and `,
    { code: 'label' },
    ' (text). Or: ',
    { code: 'handful classify classifier.onnx FOLDER --out predictions.csv' },
    '.',
  );
}

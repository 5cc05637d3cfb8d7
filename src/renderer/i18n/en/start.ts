export const start = {
  keys: 'Start',
  hello: 'Label a handful. Get a classifier.',
  helloWords:
    'Handful sorts your images the way you would. Show it a few of each kind, and it learns the rest. Everything stays on this computer.',
  steps: {
    title: 'An afternoon in four steps',
    folder: {
      title: 'Choose a folder of images',
      words: 'Handful reads them. It never changes, moves or uploads them.',
    },
    label: {
      title: 'Label a handful of each kind',
      words: 'Five to ten per class are a good beginning. Each label spreads at once to images that look alike.',
    },
    train: {
      title: 'Train',
      words: 'One button. It learns from your labels and from all the images without one. This takes minutes.',
    },
    takeAway: {
      title: 'Correct and take away',
      words: 'Correct the few it got wrong, then save one file that classifies new images.',
    },
  },
  create: {
    button: 'New from folder',
    words: 'Make a project from a folder of images',
    title: 'New project from a folder',
    description:
      'Choose the folder that holds your images. Folders inside it are read too. The project is put beside it; the images stay untouched.',
    confirm: 'Use this folder',
  },
  open: {
    button: 'Open a project',
    words: 'Go on with a project made earlier',
    title: 'Open a project',
    description: 'A project is a folder whose name ends in .handful.',
    confirm: 'Open this project',
  },
  demo: { button: 'Try the demo', words: '4,000 small pictures of clothes, ready to label' },
  drop: {
    here: 'Let go to make a project from this folder',
    browser: 'A browser does not tell where a dropped folder is. Choose it with "New from folder".',
  },
  recent: {
    title: 'Recent projects',
    images: 'no images | 1 image | {n} images',
    labels: 'no labels yet | 1 label | {n} labels',
    openedAt: 'opened {time}',
    folder: 'Images in {folder}',
    missing: 'No longer at {path}',
    forget: 'Remove {name} from this list',
  },
  current: {
    title: 'Open now',
    goOn: 'Go on labelling',
    importing: 'Reading the images',
    canLabel: 'You can begin to label while the rest is being read.',
    close: 'Close project',
    again: 'Look at the folder again',
    gone: 'no image is missing from the folder | 1 image is no longer in the folder | {n} images are no longer in the folder',
  },
  skipped: {
    button: 'no files skipped | 1 file skipped | {n} files skipped',
    title: 'Skipped files',
    description:
      'These files of the folder could not be used as images. All others were taken. Mend or replace a file, then look at the folder again.',
    file: 'File',
    reason: 'Why',
    none: 'No file was skipped.',
  },
  relink: {
    title: 'Where are the images now?',
    missing: 'The folder of images is not where it was',
    missingWords: 'Your labels are safe. Tell Handful where the images are now, and it finds each one by its content.',
    button: 'Find the images',
    was: 'The images were in',
    choose: 'Choose the folder',
    look: 'Look in this folder',
    looking: 'Comparing the images in {folder}. With many images this takes a while.',
    found: 'none of {total} images was found | 1 of {total} images was found | {n} of {total} images were found',
    missingCount:
      'none is missing | 1 image is missing; its label is kept | {n} images are missing; their labels are kept',
    newCount: 'no image is new | 1 image is new and will be added | {n} images are new and will be added',
    missingPaths: 'For instance',
    none: 'None of your images is in this folder. Choose another one.',
    confirm: 'Use this folder',
    another: 'Choose another folder',
  },
};

export const takeAway = {
  title: 'Take away',
  words: 'Everything you take away works without Handful. Your images are copied, never moved or changed.',
  none: {
    title: 'Nothing to take away yet',
    words:
      'After the first training you can take the classifier, its answers and sorted copies of your images with you.',
    button: 'Go to Train',
  },
  kinds: {
    classifier: 'The classifier (classifier.onnx)',
    classifierWords:
      'One file with everything in it. It is run again on images of this project and must give the same answers as the app.',
    predictions: 'A table of all images (predictions.csv)',
    predictionsWords: 'Path, class, confidence, and whether the label is yours or the model’s. Opens in Excel.',
    folders: 'Images sorted into class folders',
    foldersWords: 'Copies of your images, one folder for each class.',
    card: 'The model card',
    cardWords:
      'A page with pictures: from what it was made, how good it is, where it errs, what it must not be used for.',
  },
  where: 'Where to',
  choose: 'Another folder …',
  chooseTitle: 'Choose a folder',
  use: 'Use this folder',
  replace: 'Replace files that are already there',
  write: 'Take away',
  writing: 'Writing …',
  done: 'Written to {folder}',
  check:
    'Checked on {images} images: {same} got the same label from the file and from the app. Probabilities differ by at most {difference}.',
  oldJoined:
    '“{className}” was joined with “{joinedWith}” after this training. The classifier still answers “{className}”: train again for one that does not.',
  oldRemoved:
    '“{className}” was removed after this training. The classifier still answers “{className}”: train again for one that does not.',
  copied: '{n} images were copied.',
  show: 'Show the folder',
  classify: {
    title: 'Classify another folder',
    words: 'The newest classifier looks at the images of a folder that is not part of the project, and writes a table.',
    button: 'Choose a folder …',
    chooseTitle: 'Which folder shall be classified?',
    go: 'Classify',
    done: '{n} images classified. The table is {file}.',
    skipped: '{n} files could not be read.',
    class: 'Class',
    count: 'Images',
  },
};

// Whether small print on a photographed paper can be read: arithmetic on the picture as it will be sent, no more.
// It warns; the person who looks at the photo decides.

// Below this long edge small print cannot be read.
const LEGIBLE_EDGE = 1_000;
// So many tiles along the long edge: some lines of text each.
const TILES = 24;
// Between the darkest and the lightest of a tile with print on it, in levels of 256.
const PRINT = 48;
// An edge of print goes from dark to light within so many pixels; 2 is as sharp as pixels are.
const SOFT_EDGE = 6.2;
// Lamp light on paper: a tile as white as white gets, where the paper around it is not.
const WHITE = 249;
const PAPER = 232;
// Such a part of the paper, and a line of print is lost in it.
const GLARE_PART = 0.005;

const luminance = (pixels, count) => {
  const light = new Uint8Array(count);
  for (let at = 0, from = 0; at < count; at += 1, from += 4) light[at] = (pixels[from] * 77 + pixels[from + 1] * 150 + pixels[from + 2] * 29) >> 8;
  return light;
};

// The value below which this part of a histogram lies.
const quantile = (histogram, count, part) => {
  let left = count * part;
  for (let value = 0; value < histogram.length; value += 1) {
    left -= histogram[value];
    if (left <= 0) return value;
  }
  return histogram.length - 1;
};

const lookAt = (light, width, [left, top, right, bottom]) => {
  const levels = new Uint32Array(256);
  const steps = new Uint32Array(256);
  let count = 0;
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const at = y * width + x;
      levels[light[at]] += 1;
      const across = Math.abs(light[at + 1] - light[at - 1]);
      const down = Math.abs(light[at + width] - light[at - width]);
      steps[Math.max(across, down) >> 1] += 1;
      count += 1;
    }
  }
  const contrast = quantile(levels, count, 0.97) - quantile(levels, count, 0.01);
  // What most pixels differ by is the noise of the dark, not print.
  const steepest = Math.max(1, quantile(steps, count, 0.995) - 2 * quantile(steps, count, 0.5));
  return { dark: quantile(levels, count, 0.25), middle: quantile(levels, count, 0.5), contrast, edge: contrast / steepest };
};

const middleOf = (values) => values.sort((one, other) => one - other)[values.length >> 1];

// What may be hard to read, of "small", "blurred" and "glare"; `pixels` as a canvas has them.
export const judge = (pixels, width, height) => {
  const doubts = Math.max(width, height) < LEGIBLE_EDGE ? ["small"] : [];
  const side = Math.max(16, Math.round(Math.max(width, height) / TILES));
  const light = luminance(pixels, width * height);
  const tiles = [];
  for (let top = 1; top + side < height; top += side) {
    for (let left = 1; left + side < width; left += side) tiles.push(lookAt(light, width, [left, top, left + side, top + side]));
  }
  const printed = tiles.filter(({ contrast }) => contrast >= PRINT);
  // Nothing stands out anywhere: out of focus, dark, or not a paper.
  if (tiles.length && (!printed.length || middleOf(printed.map(({ edge }) => edge)) > SOFT_EDGE)) doubts.push("blurred");
  // The paper is what most of the lighter tiles are like; a scan is white all over, and its white is no lamp.
  const paper = middleOf(tiles.map(({ middle }) => middle).filter((middle) => middle >= 100).concat(0));
  const lit = tiles.filter(({ dark }) => dark >= WHITE);
  if (paper < PAPER && lit.length >= tiles.length * GLARE_PART) doubts.push("glare");
  return doubts;
};

import sharp from 'sharp';

export type PictureSpec =
  | { readonly kind: 'text'; readonly lines: readonly string[]; readonly small?: string }
  | { readonly kind: 'scale'; readonly reading: string }
  | { readonly kind: 'thermometer'; readonly reading: string }
  | { readonly kind: 'cookies'; readonly color: string; readonly count: number }
  | { readonly kind: 'measuring cup'; readonly filled: number };

const WIDTH = 800;
const HEIGHT = 600;

/** Draws a picture as a JPEG. */
export async function drawPicture(spec: PictureSpec): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" font-family="sans-serif"><rect width="100%" height="100%" fill="#f4ecd8"/>${drawing(spec)}</svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 85 }).toBuffer();
}

function drawing(spec: PictureSpec): string {
  switch (spec.kind) {
    case 'text':
      return [
        ...spec.lines.map((line, index) => text(line, 40, 80 + index * 52, 34)),
        spec.small === undefined ? '' : text(spec.small, 40, 570, 14, '#8a8378'),
      ].join('');
    case 'scale':
      return `<rect x="150" y="330" width="500" height="180" rx="20" fill="#555"/><rect x="280" y="380" width="240" height="80" fill="#cfe8c9"/>${text(spec.reading, 310, 440, 54)}<ellipse cx="400" cy="300" rx="230" ry="50" fill="#ddd" stroke="#888"/>`;
    case 'thermometer':
      return `<rect x="240" y="180" width="320" height="160" rx="30" fill="#222"/><rect x="270" y="210" width="260" height="100" fill="#d7e8b8"/>${text(spec.reading, 300, 285, 64)}<rect x="390" y="340" width="20" height="240" fill="#999"/>`;
    case 'cookies':
      return Array.from(
        { length: spec.count },
        (_, index) =>
          `<circle cx="${140 + (index % 4) * 175}" cy="${150 + Math.floor(index / 4) * 180}" r="70" fill="${spec.color}" stroke="#5b3a1a" stroke-width="4"/>`,
      ).join('');
    case 'measuring cup':
      return `<rect x="250" y="120" width="300" height="400" fill="none" stroke="#444" stroke-width="8"/><rect x="254" y="${520 - 400 * spec.filled}" width="292" height="${400 * spec.filled - 4}" fill="#f5f5ff"/>${[0.25, 0.5, 0.75, 1].map((mark) => text(`${mark * 100}%`, 570, 530 - 400 * mark, 28)).join('')}`;
  }
}

function text(words: string, x: number, y: number, size: number, fill = '#222'): string {
  return `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}">${escape(words)}</text>`;
}

function escape(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

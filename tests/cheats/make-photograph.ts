import sharp from 'sharp';

/** A repeatable picture of a face-like blot on noise, JPEG; another `seed` is another picture. */
export async function makePhotograph(seed: number, width = 640, height = 480): Promise<Buffer> {
  const hue = (n: number) => `hsl(${(seed * 97 + n * 61) % 360} 60% ${30 + ((seed * 31 + n * 17) % 45)}%)`;
  const blots = Array.from({ length: 9 }, (_, n) => {
    const x = ((seed * 131 + n * 53) % 100) / 100;
    const y = ((seed * 71 + n * 89) % 100) / 100;
    return `<circle cx="${x * width}" cy="${y * height}" r="${width / 7}" fill="${hue(n)}"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${hue(20)}"/>${blots.join('')}</svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 90 }).toBuffer();
}

/** Puts a comment segment (or any other marker) right behind the start of a JPEG. */
export function addSegment(jpeg: Buffer, text: string, marker = 0xfe): Buffer {
  const body = Buffer.from(text, 'latin1');
  const head = Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff]);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

/** Longer side of the frames that are looked at and uploaded, pixels. */
const longSidePx = 480;
const jpegQuality = 0.85;

/** The frame that is looked at, kept until the next: what is uploaded is what was judged. Never mirrored. */
export class FrameCanvas {
  readonly #canvas = document.createElement('canvas');
  readonly #context = this.#canvas.getContext('2d', { willReadFrequently: true });

  /** Takes over the present frame of `video`; false: it shows none. */
  take(video: HTMLVideoElement): boolean {
    const { videoWidth, videoHeight } = video;
    if (!this.#context || videoWidth === 0 || videoHeight === 0) return false;
    const scale = longSidePx / Math.max(videoWidth, videoHeight);
    const [width, height] = [Math.round(videoWidth * scale), Math.round(videoHeight * scale)];
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    this.#context.drawImage(video, 0, 0, width, height);
    return true;
  }

  /** RGBA of the frame taken. */
  read(): ImageData | null {
    return this.#context?.getImageData(0, 0, this.#canvas.width, this.#canvas.height) ?? null;
  }

  /** The frame taken, as JPEG. Later frames do not change it, though it resolves later. */
  encode(): Promise<Blob | null> {
    return new Promise((done) => this.#canvas.toBlob(done, 'image/jpeg', jpegQuality));
  }
}

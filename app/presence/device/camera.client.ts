/**
 * `missing`: the device or browser has none; `denied`: a person or setting said no; `busy`: another program holds it;
 * `lost`: it was on and went away.
 */
export type CameraState = 'off' | 'asking' | 'on' | 'denied' | 'missing' | 'busy' | 'lost';

/** A photograph is at most this wide, pixels. */
const widthMax = 960;
const jpegQuality = 0.85;
/** Frames a second while it waits for a photograph, and while a face check is led by it. */
const restingRate = 10;
const watchingRate = 24;
/** Frames before this time are often black or green, ms. */
const warmUpMs = 600;
const rememberKey = 'zhenxue-camera';

/**
 * The camera during a lesson: opened once after a tap, read only when the server asks for a photograph, and switched
 * off with the page. Nothing is recorded and nothing leaves the device in between.
 */
export class Camera {
  readonly #onState: (state: CameraState) => void;
  #state: CameraState = 'off';
  #stream: MediaStream | null = null;
  #video: HTMLVideoElement | null = null;
  #openedAtMs = 0;
  #over = false;

  constructor(onState: (state: CameraState) => void) {
    this.#onState = onState;
  }

  get state(): CameraState {
    return this.#state;
  }

  /** Whether opening it will make the browser ask the learner, so that she should be told why first. */
  async mustExplain(): Promise<boolean> {
    if (!navigator.mediaDevices?.getUserMedia) return false;
    try {
      const { state } = await navigator.permissions.query({ name: 'camera' as PermissionName });
      return state === 'prompt';
    } catch {
      // An older browser does not tell; the explanation is given once on this device.
      return readRemembered() === null;
    }
  }

  /** Switches it on. Never throws: what came of it is the state. */
  async open(): Promise<CameraState> {
    if (this.#state === 'on' || this.#state === 'asking') return this.#state;
    if (!navigator.mediaDevices?.getUserMedia) return this.#become('missing');
    this.#become('asking');
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: false,
        video: {
          facingMode: 'user',
          width: { ideal: widthMax },
          height: { ideal: 720 },
          frameRate: { ideal: restingRate },
        },
      });
      remember();
      if (this.#over) {
        stopTracks(stream);
        return 'off';
      }
      this.#stream = stream;
      stream.getVideoTracks()[0]?.addEventListener('ended', () => this.#lost());
      this.#video = showUnseen(stream);
      await this.#video.play().catch(() => undefined);
      this.#openedAtMs = performance.now();
      return this.#become('on');
    } catch (error) {
      return this.#become(stateOfFault(error instanceof DOMException ? error.name : ''));
    }
  }

  /** What it sees, for a page that shows it; null: it is not on. */
  get stream(): MediaStream | null {
    return this.#stream;
  }

  /** More frames a second while a face check watches; a phone that cannot goes on as it is. */
  watch(isWatched: boolean): void {
    const frameRate = { ideal: isWatched ? watchingRate : restingRate };
    void this.#stream
      ?.getVideoTracks()[0]
      ?.applyConstraints({ frameRate })
      .catch(() => undefined);
  }

  /** One photograph as JPEG; null: there is no picture to take. */
  async capture(): Promise<Blob | null> {
    const video = this.#video;
    if (this.#state !== 'on' || !video) return null;
    const early = this.#openedAtMs + warmUpMs - performance.now();
    if (early > 0) await new Promise((go) => setTimeout(go, early));
    if (video.paused) await video.play().catch(() => undefined);
    const { videoWidth, videoHeight } = video;
    if (this.#state !== 'on' || videoWidth === 0) return null;
    const canvas = document.createElement('canvas');
    const scale = Math.min(1, widthMax / videoWidth);
    canvas.width = Math.round(videoWidth * scale);
    canvas.height = Math.round(videoHeight * scale);
    canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height);
    return new Promise((done) => canvas.toBlob(done, 'image/jpeg', jpegQuality));
  }

  /** Switches it off for good. */
  destroy(): void {
    this.#over = true;
    this.#release();
  }

  #lost(): void {
    this.#release();
    if (!this.#over) this.#become('lost');
  }

  #release(): void {
    if (this.#stream) stopTracks(this.#stream);
    this.#stream = null;
    this.#video?.remove();
    this.#video = null;
  }

  #become(state: CameraState): CameraState {
    this.#state = state;
    this.#onState(state);
    return state;
  }
}

/** What the browser's name for the trouble means for a learner. */
function stateOfFault(name: string): CameraState {
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing';
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'denied';
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** Phones stop the frames of a video that is not in the page, or not displayed: it is there, one pixel small. */
function showUnseen(stream: MediaStream): HTMLVideoElement {
  const video = document.createElement('video');
  video.muted = true;
  video.setAttribute('playsinline', '');
  video.setAttribute('webkit-playsinline', '');
  video.setAttribute('aria-hidden', 'true');
  video.tabIndex = -1;
  video.style.cssText =
    'position:fixed;left:0;bottom:0;width:1px;height:1px;opacity:0.01;pointer-events:none';
  video.srcObject = stream;
  document.body.append(video);
  return video;
}

function remember(): void {
  try {
    localStorage.setItem(rememberKey, 'allowed');
  } catch {
    // Without storage the explanation comes once more.
  }
}

function readRemembered(): string | null {
  try {
    return localStorage.getItem(rememberKey);
  } catch {
    return null;
  }
}

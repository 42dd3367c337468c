import { connect, type Socket } from 'node:net';
import { isLoopback, type Target } from './loopback.ts';

/** Takes one answer. `body` is only good until it returns. `head`: its status line and headers. */
export type Take = (status: number, body: Buffer, head: string) => void;

/** One keep-alive HTTP/1.1 connection with one request at a time: little work a request, so that others are measured. */
export class KeepAlive {
  #socket: Socket;
  #read: Buffer = Buffer.alloc(0);
  #take: Take | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#onData(chunk));
  }

  /** Connects, and checks again who answered. `onGone` is called with a sentence when the other side closes. */
  static async open({ host, port }: Target, onGone: (why: string) => void): Promise<KeepAlive> {
    const socket = connect({ host, port });
    await new Promise<void>((done, fail) => socket.once('connect', done).once('error', fail));
    if (!isLoopback(socket.remoteAddress ?? '')) {
      socket.destroy();
      throw new Error('The other side is not this machine.');
    }
    socket.on('error', (error) => onGone(error.message));
    socket.on('close', () => onGone('the server closed a connection'));
    return new KeepAlive(socket);
  }

  /** Sends one whole request; `take` is called with its answer. */
  send(request: string, take: Take): void {
    this.#take = take;
    this.#socket.write(request);
  }

  close(): void {
    this.#socket.removeAllListeners('close');
    this.#socket.destroy();
  }

  #onData(chunk: Buffer): void {
    this.#read = this.#read.length === 0 ? chunk : Buffer.concat([this.#read, chunk]);
    const headEnd = this.#read.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const head = this.#read.toString('latin1', 0, headEnd);
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    if (length === undefined) throw new Error(`An answer without Content-Length: ${head}`);
    const end = headEnd + 4 + Number(length);
    if (this.#read.length < end) return;
    const body = this.#read.subarray(headEnd + 4, end);
    this.#read = this.#read.subarray(end);
    const take = this.#take;
    this.#take = null;
    take?.(Number(head.slice(9, 12)), body, head);
  }
}

/**
 * One WebSocket connection as frames to iterate over. It slows the sender down when frames are not taken, and ends
 * with an error when the other side has fallen silent. Reconnecting is the caller's part: only the caller knows from where.
 */

import WebSocket from 'ws';
import { USER_AGENT } from './http.ts';
import { socketAgent } from './proxy.ts';
import { refusalIn } from './trouble.ts';

const HANDSHAKE_MS = 15_000;
const PING_MS = 15_000;
/** Frames carry whole records; anything larger is an attack on memory. */
const LARGEST_FRAME_BYTES = 32 * 1024 * 1024;
/** Beyond this much waiting, the socket is told to wait; memory stays flat however slow the reader. */
const HELD_BYTES = 8 * 1024 * 1024;

export interface Frame {
  readonly bytes: Buffer;
  readonly binary: boolean;
}

/** The server answered the handshake with an HTTP status instead of opening the socket. */
export class HandshakeRefused extends Error {
  readonly status: number;
  readonly body: string;
  readonly retryAfter: string | null;

  constructor(status: number, body: string, retryAfter: string | null) {
    super(`it answered ${refusalIn(status, Buffer.from(body))}`);
    this.name = 'HandshakeRefused';
    this.status = status;
    this.body = body;
    this.retryAfter = retryAfter;
  }
}

export interface SocketOptions {
  readonly protocols?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Without a frame or an answer to a ping for so long, the connection counts as dead. */
  readonly stallMs: number;
  /**
   * Frames are expected all the time, so that silence alone is a stall, even while pings are answered: after `stallMs`,
   * or ten times the longest silence seen on this connection. A quiet source is judged by its pings alone.
   */
  readonly steady: boolean;
  readonly signal?: AbortSignal;
}

export interface Socket {
  /** The sub-protocol the server chose, "" for none. */
  readonly protocol: string;
  readonly frames: AsyncIterable<Frame>;
  /** Resolves to the next frame, or null when none came within the time. Rejects when the connection has ended. */
  readonly next: (withinMs: number) => Promise<Frame | null>;
  readonly close: () => void;
}

/**
 * Opens a connection.
 * @throws HandshakeRefused when the server answers with a status; other errors as the network gives them
 */
export async function openSocket(url: string, options: SocketOptions): Promise<Socket> {
  const socket = new WebSocket(url, [...(options.protocols ?? [])], {
    handshakeTimeout: HANDSHAKE_MS,
    maxPayload: LARGEST_FRAME_BYTES,
    perMessageDeflate: false,
    agent: socketAgent(url),
    headers: { 'user-agent': USER_AGENT, ...options.headers },
  });
  // Frames may follow the handshake in the same packet, so the queue listens from the start.
  const queue = frameQueue(socket, options);
  const abort = () => {
    socket.terminate();
  };
  options.signal?.addEventListener('abort', abort, { once: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
    socket.once('close', (code) => {
      reject(new Error(`${url} closed the connection with code ${code}`));
    });
    socket.once('unexpected-response', (_request, response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => {
        if (pieces.length < 64) pieces.push(piece);
      });
      response.on('end', () => {
        const body = Buffer.concat(pieces).toString('utf8');
        reject(new HandshakeRefused(response.statusCode ?? 0, body, response.headers['retry-after'] ?? null));
        socket.terminate();
      });
    });
  });
  const close = () => {
    options.signal?.removeEventListener('abort', abort);
    queue.stop();
    socket.terminate();
  };
  const frames = async function* (): AsyncGenerator<Frame> {
    for (;;) {
      const frame = await queue.next(options.stallMs);
      if (frame) yield frame;
    }
  };
  return { protocol: socket.protocol, frames: frames(), next: queue.next, close };
}

interface FrameQueue {
  readonly next: (withinMs: number) => Promise<Frame | null>;
  readonly stop: () => void;
}

function frameQueue(socket: WebSocket, { stallMs, steady }: SocketOptions): FrameQueue {
  const waiting: Frame[] = [];
  let taken = 0;
  let heldBytes = 0;
  let ended: Error | null = null;
  let wake: (() => void) | null = null;
  let lastSign = Date.now();
  let lastFrame = Date.now();
  let longestSilence = 0;

  const rouse = () => {
    wake?.();
    wake = null;
  };
  const end = (error: Error) => {
    ended ??= error;
    rouse();
  };
  socket.on('message', (data, binary) => {
    const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer);
    const now = Date.now();
    longestSilence = Math.max(longestSilence, now - lastFrame);
    lastSign = now;
    lastFrame = now;
    waiting.push({ bytes, binary });
    heldBytes += bytes.length;
    if (heldBytes > HELD_BYTES) socket.pause();
    rouse();
  });
  socket.on('pong', () => {
    lastSign = Date.now();
  });
  socket.on('error', end);
  socket.on('close', (code, reason) => {
    end(new Error(`connection closed with code ${code} ${reason.toString('utf8').slice(0, 100)}`.trim()));
  });
  const watch = setInterval(
    () => {
      if (socket.readyState !== WebSocket.OPEN || socket.isPaused) {
        lastSign = Date.now();
        lastFrame = Date.now();
        return;
      }
      const now = Date.now();
      const deaf = now - lastSign > Math.max(stallMs, 2 * PING_MS);
      const mute = steady && now - lastFrame > Math.max(stallMs, 10 * longestSilence);
      if (deaf || mute) {
        end(
          new Error(
            `stalled: no ${deaf ? 'sign of life' : 'event'} for ${Math.round((now - lastFrame) / 1000)} s`,
          ),
        );
        socket.terminate();
      } else socket.ping();
    },
    Math.min(PING_MS, stallMs / 2),
  );
  watch.unref();

  const next = async (withinMs: number): Promise<Frame | null> => {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const frame = waiting.at(taken);
      if (frame) {
        taken += 1;
        heldBytes -= frame.bytes.length;
        if (taken > 1024) {
          waiting.splice(0, taken);
          taken = 0;
        }
        if (socket.isPaused && heldBytes < HELD_BYTES / 2) socket.resume();
        return frame;
      }
      waiting.length = 0;
      taken = 0;
      if (ended) throw ended;
      const left = deadline - Date.now();
      if (left <= 0) return null;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  return {
    next,
    stop: () => {
      clearInterval(watch);
      end(new Error('connection closed by us'));
    },
  };
}

import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";

/** One way to keep a client waiting, or to fill its memory. */
export interface Hostility {
  readonly name: string;
  /** The client can only give up at its deadline. */
  readonly hangs: boolean;
  strike(response: ServerResponse): void;
}

const DRIP_MS = 20;

function every(response: ServerResponse, work: () => void): void {
  const timer = setInterval(work, DRIP_MS);
  const stop = () => clearInterval(timer);
  response.on("close", stop);
  response.socket?.on("close", stop).on("error", stop);
}

/** Writes until nobody listens any more, no faster than it is read. */
function pour(response: ServerResponse, chunk: Buffer): void {
  const go = () => {
    while (!response.destroyed && response.write(chunk)) {
      // The buffer has room.
    }
  };
  response.on("drain", go).on("error", () => {});
  go();
}

const waiting: readonly Hostility[] = [
  { name: "says nothing", hangs: true, strike: () => {} },
  {
    name: "drips its headers",
    hangs: true,
    strike: (response) => {
      const { socket } = response;
      socket?.write("HTTP/1.1 200 OK\r\nx-drip: ");
      every(response, () => socket?.write("a"));
    },
  },
  {
    name: "drips its body",
    hangs: true,
    strike: (response) => {
      response.writeHead(200, { "content-type": "application/json" }).write("{");
      every(response, () => response.write(" "));
    },
  },
  {
    name: "stops in the middle of its body",
    hangs: true,
    strike: (response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": 4096 }).write('{"a":');
    },
  },
];

function endless(name: string, headers: Record<string, string>, chunk: Buffer): Hostility {
  return {
    name,
    hangs: false,
    strike: (response) => pour(response.writeHead(200, { "content-type": "application/json", ...headers }), chunk),
  };
}

function answering(name: string, type: string, body: Buffer, headers: Record<string, string> = {}): Hostility {
  return {
    name,
    hangs: false,
    strike: (response) => {
      response.on("error", () => {});
      response.writeHead(200, { "content-type": type, ...headers }).end(body);
    },
  };
}

const MIB = 1024 * 1024;
const JSON_TYPE = "application/json";
/** Just under what is read of an answer. */
const FULL = MIB - 100;
const DEEP = 100_000;

function repeated(text: string, bytes: number): string {
  return text.repeat(Math.floor(bytes / text.length));
}

/** Made on first use: the bombs are large. */
export function makeHostilities(): readonly Hostility[] {
  return [
    ...waiting,
    {
      name: "never ends its headers",
      hangs: false,
      strike: (response) => {
        const { socket } = response;
        socket?.write("HTTP/1.1 200 OK\r\n");
        every(response, () => socket?.write(`x-more: ${"a".repeat(16_000)}\r\n`));
      },
    },
    endless("never ends its body", {}, Buffer.alloc(256 * 1024, "[")),
    endless("never ends its compressed body", { "content-encoding": "gzip" }, gzipSync(Buffer.alloc(8 * MIB, " "))),
    answering("packs 200 MB into little", JSON_TYPE, gzipSync(Buffer.alloc(200 * MIB, " ")), {
      "content-encoding": "gzip",
    }),
    answering("sends 20 MB of JSON", JSON_TYPE, Buffer.from(`[${repeated('"aaaaaaaaaaaaaa",', 20 * MIB)}1]`)),
    answering("nests arrays 100,000 deep", JSON_TYPE, Buffer.from("[".repeat(DEEP) + "]".repeat(DEEP))),
    answering("nests objects 100,000 deep", JSON_TYPE, Buffer.from(`${'{"a":'.repeat(DEEP)}1${"}".repeat(DEEP)}`)),
    answering(
      "nests what was asked for 100,000 deep",
      JSON_TYPE,
      Buffer.from(
        `{"data":${"[".repeat(DEEP)}${"]".repeat(DEEP)},"hits":{"hits":[${"[".repeat(DEEP)}${"]".repeat(DEEP)}]}}`,
      ),
    ),
    answering("lists a third of a million objects", JSON_TYPE, Buffer.from(`[${repeated("{},", FULL)}1]`)),
    answering(
      "has tens of thousands of members",
      JSON_TYPE,
      Buffer.from(`{${Array.from({ length: 60_000 }, (_, index) => `"member${index}":1`).join(",")}}`),
    ),
    answering("nests XML 100,000 deep", "text/xml", Buffer.from("<a>".repeat(DEEP) + "</a>".repeat(DEEP))),
    answering("defines XML entities in entities", "text/xml", Buffer.from(entityBomb())),
    answering("sends a megabyte in one word", "text/plain", Buffer.from(repeated("aB3", FULL))),
    answering(
      "sends a megabyte that looks like tokens",
      "text/plain",
      Buffer.from(repeated("eyJhbGciOiJub25lIn0.", FULL)),
    ),
    answering("sends a megabyte of escapes", JSON_TYPE, Buffer.from(repeated("%255c\\u0025", FULL))),
  ];
}

/** Billion laughs: each entity is ten of the one before. */
function entityBomb(): string {
  const entities = Array.from({ length: 9 }, (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`);
  return `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">${entities.join("")}]><Error><Code>&e9;</Code><Name>&e9;</Name></Error>`;
}

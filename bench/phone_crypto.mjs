// What a phone seals and signs, as src/live/envelope.rs says it, by Node's own cryptography; and the texts
// within, as src/exchange/link/ writes them.
import { createHash, webcrypto } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";

const { subtle } = webcrypto;
const CURVE = "P-256";
const SIZES = [512, 2_048, 8_192];
/** Where a message's content begins: version, kind and four bytes of a sum. */
const HEAD = 6;
const [SUBMISSION, FIRST_ROUND] = [5, 1];

const bytesOf = (text) => new TextEncoder().encode(text);
const pointOf = async (key) => Buffer.from(await subtle.exportKey("raw", key)).subarray(1);
const pair = (name, usages) => subtle.generateKey({ name, namedCurve: CURVE }, true, usages);

/** The session and the channel of a join link. */
export function assignmentOf(link) {
  const payload = Buffer.from(link.slice(link.lastIndexOf("/") + 1), "base64url");
  const content = JSON.parse(inflateRawSync(payload.subarray(HEAD)));
  return { session: content[0], channel: content.at(-1) };
}

/** The host's key to seal to, from a state of its class. */
export const sealKeyOf = (state) => Buffer.from(state.subarray(1, 65));

export class PhoneCrypto {
  #counter = 0;

  static async new({ session, channel }, host) {
    const [sign, seal] = await Promise.all([pair("ECDSA", ["sign"]), pair("ECDH", ["deriveBits"])]);
    const phone = new PhoneCrypto();
    const [signPoint, sealPoint] = await Promise.all([pointOf(sign.publicKey), pointOf(seal.publicKey)]);
    const id = createHash("sha256").update(signPoint).digest("hex").slice(0, 16);
    const to = await subtle.importKey("raw", Buffer.concat([Buffer.of(4), host]), { name: "ECDH", namedCurve: CURVE }, false, []);
    return Object.assign(phone, { session, header: `trust-velocity-live 1 ${channel} in`, sign, signPoint, sealPoint, id, to });
  }

  here(name) {
    return this.#sealed({ here: [0, 0, name] });
  }

  /** All time points of an exercise rated, and no task answered. */
  submission(name, points, tasks) {
    const score = (at) => ((Number.parseInt(this.id, 16) >>> at) % 21) / 2;
    const rated = Array.from({ length: points }, (_, at) => [[0, 3, 6, 9].map((shift) => score(at + shift)), "initial", at % 2]);
    const content = deflateRawSync(JSON.stringify([this.session, this.id, 1, name, rated, Array(tasks).fill(null)]), { level: 9 });
    const head = Buffer.of(FIRST_ROUND, SUBMISSION);
    const sum = createHash("sha256").update(head).update(content).digest().subarray(0, HEAD - 2);
    return this.#sealed({ submission: Buffer.concat([head, sum, content]).toString("base64url") });
  }

  async #sealed(message) {
    this.#counter = Math.max(Date.now(), this.#counter + 1);
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(this.#counter));
    const body = bytesOf(JSON.stringify(message));
    const keys = [this.signPoint, this.sealPoint, counter];
    const signed = Buffer.concat([bytesOf(`${this.header}\n`), ...keys, body]);
    const signature = await subtle.sign({ name: "ECDSA", hash: "SHA-256" }, this.sign.privateKey, signed);
    const content = Buffer.concat([...keys, Buffer.from(signature), body]);
    const padded = Buffer.alloc(SIZES.find((size) => content.length + 2 <= size));
    padded.writeUInt16BE(content.length);
    content.copy(padded, 2);
    const own = await pair("ECDH", ["deriveBits"]);
    const secret = await subtle.deriveBits({ name: "ECDH", public: this.to }, own.privateKey, 256);
    const material = await subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
    const info = bytesOf(this.header);
    const way = { name: "HKDF", hash: "SHA-256", info, salt: new Uint8Array() };
    const key = await subtle.deriveKey(way, material, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
    const iv = webcrypto.getRandomValues(new Uint8Array(12));
    const sealed = await subtle.encrypt({ name: "AES-GCM", iv, additionalData: info }, key, padded);
    return Buffer.concat([Buffer.of(1), await pointOf(own.publicKey), iv, Buffer.from(sealed)]);
  }
}

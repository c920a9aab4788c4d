// MQTT as a phone of the bench speaks it. `NPM` is the folder in which the package `mqtt` lies.
import { randomBytes } from "node:crypto";
import { createRequire } from "node:module";

// Those that `mqtt` itself uses: another package may have brought an older `ws`.
const require = createRequire(`${process.env.NPM}/mqtt/package.json`);
const { generate, parser } = require("mqtt-packet");
const { WebSocket } = require("ws");

/** MQTT 3.1.1 over one WebSocket, with as little in memory as thousands of them need. */
export class Connection {
  #number = 0;
  #waiting = new Map();

  /** As `open` says, and subscribed; tried again until it is, and how often that is told. */
  static async subscribed(address, message, options, topics, qos) {
    for (let again = 0; ; again += 1) {
      try {
        const connection = await Connection.open(address, message, options);
        await connection.subscribe(topics, qos);
        return { connection, again };
      } catch {
        await new Promise((due) => setTimeout(due, 1_000 * (0.5 + Math.random())));
      }
    }
  }

  /** `message` is called with each topic and payload. */
  static async open(address, message, { clientId = randomBytes(12).toString("base64url"), clean = true } = {}) {
    const connection = new Connection();
    const socket = new WebSocket(address, "mqtt", { perMessageDeflate: false });
    connection.socket = socket;
    const packets = parser({ protocolVersion: 4 });
    packets.on("packet", (packet) => {
      const { cmd, messageId } = packet;
      if (cmd === "publish") {
        if (packet.qos === 1) connection.#send({ cmd: "puback", messageId });
        message(packet.topic, packet.payload);
        return;
      }
      connection.#waiting.get(messageId ?? 0)?.answered(packet);
      connection.#waiting.delete(messageId ?? 0);
    });
    socket.on("message", (data) => packets.parse(data));
    await new Promise((opened, failed) => socket.once("open", opened).once("error", failed).once("close", failed));
    socket.on("error", () => {});
    // A broker that cannot do what it was asked closes the connection.
    socket.on("close", () => {
      for (const { failed } of connection.#waiting.values()) failed(new Error("the broker closed the connection"));
    });
    const { returnCode } = await connection.#ask({ cmd: "connect", protocolId: "MQTT", protocolVersion: 4, clientId, clean, keepalive: 60 }, 0);
    if (returnCode !== 0) throw new Error(`the broker answers ${returnCode}`);
    return connection;
  }

  subscribe(topics, qos) {
    const subscriptions = topics.map((topic) => ({ topic, qos }));
    return this.#ask({ cmd: "subscribe", subscriptions });
  }

  /** Resolves, at QoS 1, when the broker has taken it. */
  async publish(topic, payload, { qos = 0, retain = false } = {}) {
    const packet = { cmd: "publish", topic, payload, qos, retain, dup: false };
    if (qos === 0) this.#send(packet);
    else await this.#ask(packet);
  }

  #ask(packet, messageId = (this.#number = (this.#number % 65_535) + 1)) {
    this.#send({ ...packet, messageId });
    return new Promise((answered, failed) => this.#waiting.set(messageId, { answered, failed }));
  }

  #send(packet) {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(generate(packet));
  }

  close() {
    this.socket.terminate();
  }
}

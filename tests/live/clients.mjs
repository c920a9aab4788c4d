// MQTT as the pages speak it: 3.1.1 over WebSocket, without a name. `NPM` is the folder in which the package
// `mqtt` lies.
import { randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import { until } from "./brokers.mjs";

const { connect } = createRequire(`${process.env.NPM}/`)("mqtt");

/** A channel that nobody else has. */
export const newChannel = () => randomBytes(16).toString("base64url");
export const newId = () => randomBytes(12).toString("base64url");

/** One connection, with the messages that came by it. */
export class Client {
  messages = [];

  static async open(address, options = {}) {
    const client = new Client();
    const given = { protocolVersion: 4, clientId: newId(), clean: true, reconnectPeriod: 0, ...options };
    // What a session kept comes with the first answer: whoever listens later misses it.
    client.mqtt = connect(address, given);
    client.mqtt.on("message", (topic, payload, { qos, retain }) => {
      client.messages.push({ topic, text: payload.toString(), qos, retain });
    });
    client.closed = new Promise((closed) => client.mqtt.once("close", closed));
    await new Promise((connected, refused) => {
      client.mqtt.once("connect", connected).on("error", refused);
      client.closed.then(() => refused(new Error("the broker closed the connection")));
    });
    return client;
  }

  /** The granted QoS, or `null` if the broker refuses. */
  async subscribe(topic, qos = 0) {
    try {
      const [granted] = await this.mqtt.subscribeAsync(topic, { qos });
      return granted.qos;
    } catch (error) {
      if (error.code !== 0x80 && !/Unspecified error/.test(error.message)) throw error;
      return null;
    }
  }

  publish(topic, text, options = {}) {
    return this.mqtt.publishAsync(topic, text, options);
  }

  /** Resolves once everything that the broker had for this client before has come: it answers in order. */
  async flush() {
    await this.mqtt.unsubscribeAsync(`tv/1/${newChannel()}/state`);
  }

  /** The texts that have come, once there are as many. */
  async texts(count) {
    await until(`${count} messages`, () => count <= this.messages.length);
    return this.messages.map(({ text }) => text);
  }

  async close() {
    await this.mqtt.endAsync(true);
  }
}

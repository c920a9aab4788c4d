// Sets limits of age and size on the streams in which a broker keeps what MQTT sends at QoS 1 and retained,
// and prints what the broker then has: `LIVE_PASSWORD=... node streams.mjs [HOST:PORT]`, once after the first
// start; of several nodes, at any one. nats-server 2.9 makes these streams itself, without such limits, and
// no line of its configuration sets any. $MQTT_sess, one small record for each trainer's browser, gets no age:
// who comes back after its record is gone is refused until the broker is started again.
//
// It speaks the little of the broker's own protocol that a question needs:
// https://docs.nats.io/reference/reference-protocols/nats-protocol
import { once } from "node:events";
import { connect } from "node:net";

const DAY = 86_400e9; // in nanoseconds, as the broker counts
const KB = 1_024;
const LIMITS = {
	// Messages that a trainer's browser has not fetched yet.
	$MQTT_msgs: { max_age: DAY, max_msg_size: 16 * KB, max_bytes: 1_024 * KB * KB },
	// States of classes. They are kept as JSON with base64 in it, hence larger.
	$MQTT_rmsgs: { max_age: DAY, max_msg_size: 24 * KB, max_bytes: 256 * KB * KB },
};

/** Asks one subject at a time. */
class Connection {
	#told = Buffer.alloc(0);

	static async open(address, password) {
		const [host, port] = address.split(":");
		const connection = new Connection();
		connection.socket = connect(Number(port), host);
		await once(connection.socket, "connect");
		const options = { verbose: false, pedantic: false, user: "operator", pass: password, protocol: 1 };
		connection.socket.write(`CONNECT ${JSON.stringify(options)}\r\nSUB _INBOX.streams 1\r\nPING\r\n`);
		await connection.#line(/^PONG$/);
		return connection;
	}

	async ask(subject, body = "") {
		this.socket.write(`PUB ${subject} _INBOX.streams ${Buffer.byteLength(body)}\r\n${body}\r\n`);
		const [, length] = await this.#line(/^MSG \S+ 1 (\d+)$/);
		while (this.#told.length < Number(length)) await this.#more();
		const answer = JSON.parse(this.#told.subarray(0, Number(length)));
		this.#told = this.#told.subarray(Number(length) + 2);
		if (answer.error) throw new Error(`${subject}: ${answer.error.description}`);
		return answer;
	}

	/** The next line that fits; the broker's own pings are answered. */
	async #line(pattern) {
		for (;;) {
			const end = this.#told.indexOf("\r\n");
			if (end < 0) {
				await this.#more();
				continue;
			}
			const line = this.#told.subarray(0, end).toString();
			this.#told = this.#told.subarray(end + 2);
			if (line.startsWith("-ERR")) throw new Error(`the broker says ${line}`);
			if (line === "PING") this.socket.write("PONG\r\n");
			const found = line.match(pattern);
			if (found) return found;
		}
	}

	async #more() {
		const signal = AbortSignal.timeout(10_000);
		const [data] = await once(this.socket, "data", { signal });
		this.#told = Buffer.concat([this.#told, data]);
	}
}

const [address = "127.0.0.1:4222"] = process.argv.slice(2);
const connection = await Connection.open(address, process.env.LIVE_PASSWORD);
for (const [name, limits] of Object.entries(LIMITS)) {
	const { config } = await connection.ask(`$JS.API.STREAM.INFO.${name}`);
	await connection.ask(`$JS.API.STREAM.UPDATE.${name}`, JSON.stringify({ ...config, ...limits }));
	const { config: now } = await connection.ask(`$JS.API.STREAM.INFO.${name}`);
	for (const [limit, value] of Object.entries(limits)) {
		if (now[limit] !== value) throw new Error(`${name}: ${limit} is ${now[limit]}, not ${value}`);
	}
	console.log(`${name}: ${JSON.stringify(limits)}`);
}
connection.socket.destroy();

// Three brokers and Caddy on the loopback address for a journey: `node cluster.mjs`. It tells Caddy's port in
// a line, kills the node that leads the stream of the messages when it reads a line, tells of that in a line,
// and ends all of them when its input ends.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Broker, freePorts } from "./brokers.mjs";
import { startCaddy } from "./site.mjs";

const folder = mkdtempSync(join(tmpdir(), "live-"));
const programs = [];
try {
  const brokers = await Broker.three(folder);
  programs.push(...brokers.map(({ program }) => program));
  const [port] = await freePorts(1);
  programs.push(await startCaddy(folder, port, folder, brokers));
  console.log(port);
  for await (const _ of createInterface(process.stdin)) {
    const { leader } = (await brokers[0].streams()).$MQTT_msgs.cluster;
    await brokers.find((broker) => broker.folder.endsWith(leader)).program.end("SIGKILL");
    console.log(leader);
  }
} finally {
  for (const program of programs) await program.end("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
}

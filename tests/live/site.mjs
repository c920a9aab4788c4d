// A site with a broker on the loopback address, behind Caddy with the files of deploy/, as a host has it.
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Program, sources } from "./brokers.mjs";

/** Starts Caddy at the port, for a built site and the brokers. */
export async function startCaddy(folder, port, site, brokers) {
  const config = readFileSync(join(sources, "deploy/Caddyfile"), "utf8");
  // Without its port for changes while it runs, and without a certificate.
  writeFileSync(join(folder, "Caddyfile"), `{\n\tadmin off\n\tauto_https off\n}\n${config}`);
  copyFileSync(join(sources, "deploy/live/live.caddy"), join(folder, "live.caddy"));
  const caddy = new Program("caddy", ["run", "--config", join(folder, "Caddyfile"), "--adapter", "caddyfile"], {
    SITE: `http://127.0.0.1:${port}`,
    SITE_ROOT: site,
    BROKERS: brokers.map(({ ports }) => `127.0.0.1:${ports.websocket}`).join(" "),
    XDG_DATA_HOME: folder,
    XDG_CONFIG_HOME: folder,
  });
  await caddy.listensAt(port);
  return caddy;
}

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** An address on this machine where nothing listens: whatever a document would fetch goes there. */
const NOWHERE = "127.0.0.1";
const NOWHERE_PORT = "9";

/** Settings under which a document can run nothing, update nothing and reach nothing. */
const settings: readonly (readonly [string, string, string])[] = [
  ["/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"],
  ["/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"],
  ["/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"],
  ["/org.openoffice.Office.Writer/Content/Update", "Link", "0"],
  ["/org.openoffice.Office.Calc/Content/Update", "Link", "2"],
  ["/org.openoffice.Inet/Settings", "ooInetProxyType", "2"],
  ["/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", NOWHERE],
  ["/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", NOWHERE_PORT],
  ["/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", NOWHERE],
  ["/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", NOWHERE_PORT],
];

function writeSetting([path, name, value]: readonly [string, string, string]): string {
  return `<item oor:path="${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`;
}

/** Makes a profile folder of its own for one run of LibreOffice, in which nothing of a document is run or fetched. */
export async function makeProfile(folder: string): Promise<void> {
  const user = join(folder, "user");
  await mkdir(user, { recursive: true });
  const items = settings.map(writeSetting).join("\n");
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n${items}\n</oor:items>\n`;
  await writeFile(join(user, "registrymodifications.xcu"), xml);
}

/** The environment for a run: also what asks the environment for a way out finds none. */
export function closedEnvironment(): NodeJS.ProcessEnv {
  const proxy = `http://${NOWHERE}:${NOWHERE_PORT}`;
  return { ...process.env, http_proxy: proxy, https_proxy: proxy, no_proxy: "" };
}

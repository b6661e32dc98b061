/** What a stream starts with, by its name; no more than a sector of 512 bytes. */
export type StreamStarts = Readonly<Record<string, Uint8Array>>;

/** Writes an OLE2 compound file whose streams have names and at most a first sector: enough for what goes by those. */
export function writeOle(streamNames: readonly string[], starts: StreamStarts = {}): Uint8Array {
  const names = ["Root Entry", ...streamNames];
  const directorySectors = Math.ceil(names.length / 4);
  const file = Buffer.alloc(512 * (2 + directorySectors));
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(file);
  file.writeUInt16LE(9, 30);
  file.writeUInt32LE(1, 48);
  file.writeUInt32LE(0xfffffffe, 68);
  file.fill(0xff, 76, 512);
  file.writeUInt32LE(0, 76);
  const table = file.subarray(512, 1024).fill(0xff);
  for (let sector = 1; sector <= directorySectors; sector += 1) {
    table.writeUInt32LE(sector === directorySectors ? 0xfffffffe : sector + 1, sector * 4);
  }
  const data: Buffer[] = [];
  names.forEach((name, index) => {
    const entry = file.subarray(1024 + index * 128, 1152 + index * 128);
    entry.write(name, "utf16le");
    entry.writeUInt16LE(name.length * 2 + 2, 64);
    entry[66] = index === 0 ? 5 : /^(?:Macros|VBA)$/.test(name) ? 1 : 2;
    const start = starts[name];
    if (start === undefined) return;
    entry.writeUInt32LE(1 + directorySectors + data.length, 116);
    entry.writeUInt32LE(4096, 120);
    data.push(Buffer.concat([start, Buffer.alloc(512 - start.length)]));
  });
  return Buffer.concat([file, ...data]);
}

/** Pictures of pages in memory: some fifty A4 pages as they are usually looked at. */
const defaultLimitBytes = 64 * 2 ** 20;

/** Keeps pictures up to a number of bytes; the least lately used goes first. */
export class PictureCache {
  private readonly pictures = new Map<string, Uint8Array>();
  private readonly limitBytes: number;
  private bytes = 0;

  constructor(limitBytes = defaultLimitBytes) {
    this.limitBytes = limitBytes;
  }

  find(key: string): Uint8Array | undefined {
    const picture = this.pictures.get(key);
    if (picture === undefined) return undefined;
    this.pictures.delete(key);
    this.pictures.set(key, picture);
    return picture;
  }

  keep(key: string, picture: Uint8Array): void {
    this.drop(key);
    this.pictures.set(key, picture);
    this.bytes += picture.length;
    for (const oldest of this.pictures.keys()) {
      if (this.bytes <= this.limitBytes) return;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    this.bytes -= this.pictures.get(key)?.length ?? 0;
    this.pictures.delete(key);
  }
}

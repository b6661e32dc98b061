import { ContentStore } from "../../src/cache/content-store.ts";
import { keyOf } from "./keys.ts";

/** A process that keeps and finds texts in a cache for as long as it lives, and says when it is at work: `store-writer FOLDER LIMIT`. */
const [folder = "", limit = "0"] = process.argv.slice(2);
/** So many texts are in before it can be killed: a machine under load must not leave nothing to look at. */
const roundsBefore = 20;
const store = new ContentStore({ folder, limitBytes: Number(limit) });

for (let round = 0; ; round += 1) {
  const name = `text ${round % 200}`;
  const expected = name.repeat(500);
  const found = await store.get("document", keyOf(name));
  if (found !== undefined && found !== expected) {
    console.error(`${name} was found as something else`);
    process.exit(1);
  }
  await store.put("document", keyOf(name), expected);
  if (store.fault !== undefined) {
    console.error(store.fault);
    process.exit(1);
  }
  if (round === roundsBefore) console.log("at work");
}

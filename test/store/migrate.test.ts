import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { findingCatalogue } from "../../src/document/finding-catalogue.ts";
import { migrate, schemaVersion } from "../../src/store/migrate.ts";
import { migrations } from "../../src/store/migrations/index.ts";
import { openDatabase, openReadOnly } from "../../src/store/open-database.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "jixiao-store-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("migrations", () => {
  it("count up by one from 1", () => {
    expect(migrations.map((step) => step.version)).toEqual(migrations.map((_, index) => index + 1));
  });

  it("leave the database at the last whole step when one fails", () => {
    const database = new Database(":memory:");
    const broken = { version: migrations.length + 1, title: "broken", sql: "CREATE TABLE half (a); CREATE TABLE half (b);" };
    expect(() => {
      migrate(database, ":memory:", [...migrations, broken]);
    }).toThrow(/already exists/u);
    expect(schemaVersion(database)).toBe(migrations.length);
    expect(database.prepare("SELECT name FROM sqlite_schema WHERE name = 'half'").all()).toEqual([]);
  });

  it("bring an older database up to date and keep what is in it", () => {
    const database = new Database(":memory:");
    migrate(database, ":memory:", migrations.slice(0, 1));
    database.exec(
      "INSERT INTO documents (id, file_name, status, status_code, status_reason, reader, imported_at) VALUES (1, 'a', 'failed', 'empty', 'is empty', 'r', 't')",
    );
    migrate(database, ":memory:");
    expect(database.prepare("SELECT file_name FROM documents").all()).toEqual([{ file_name: "a" }]);
    expect(schemaVersion(database)).toBe(migrations.length);
  });
});

describe("the step that defers the projects of readings", () => {
  const step = 10;

  it("keeps every row, and lets a reading come before its project, but not without it", () => {
    const file = path.join(folder, "old.db");
    const database = new Database(file);
    database.pragma("foreign_keys = ON");
    migrate(database, file, migrations.slice(0, step - 1));
    database.exec(`
      INSERT INTO documents (id, file_name, status, status_code, status_reason, reader, imported_at) VALUES (1, 'a', 'failed', 'empty', 'is empty', 'r', 't');
      INSERT INTO filings (id, document_id, ordinal, kind) VALUES (1, 1, 0, 'project');
      INSERT INTO projects (id, confidence) VALUES (1, 1);
      INSERT INTO project_readings (id, document_id, filing_id, path, project_id, join_score, join_reason) VALUES (1, 1, 1, 'p', 1, 1, 'r');`);
    const another = new Database(file);
    const before = z.array(z.record(z.string(), z.unknown())).parse(another.prepare("SELECT * FROM project_readings").all());
    migrate(database, file);
    expect(before).toHaveLength(1);
    expect(another.prepare("SELECT * FROM project_readings").all()).toMatchObject(before);
    expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
    const addReading = "INSERT INTO project_readings (id, document_id, filing_id, path, project_id, join_score, join_reason) VALUES (2, 1, 1, 'q', 2, 1, 'r')";
    for (const connection of [database, another]) {
      connection.pragma("foreign_keys = ON");
      expect(() => connection.exec(`BEGIN; ${addReading}; COMMIT`)).toThrow(/FOREIGN KEY/u);
      connection.exec("ROLLBACK");
    }
    another.exec(`BEGIN; ${addReading}; INSERT INTO projects (id, confidence) VALUES (2, 1); COMMIT`);
    expect(database.prepare("SELECT count(*) FROM project_readings").pluck().get()).toBe(2);
    another.close();
    database.close();
  });

  it("leaves the schema guarded", () => {
    const database = new Database(":memory:");
    migrate(database, ":memory:");
    expect(() => database.exec("UPDATE sqlite_schema SET sql = ''")).toThrow(/may not be modified/u);
  });
});

describe("opening", () => {
  it("makes the folder, the file and the tables, and lists every finding code", () => {
    const database = openDatabase(path.join(folder, "new", "jixiao.db"));
    expect(database.prepare("SELECT count(*) FROM finding_codes").pluck().get()).toBe(Object.keys(findingCatalogue).length);
    expect(database.pragma("foreign_keys", { simple: true })).toBe(1);
    database.close();
  });

  it("refuses a database that a newer program wrote", () => {
    const file = path.join(folder, "newer.db");
    const database = openDatabase(file);
    database.pragma("user_version = 999");
    database.close();
    expect(() => openDatabase(file)).toThrow(/newer version of jixiao/u);
  });

  it("says in plain words that a file is no database", () => {
    const file = path.join(folder, "letter.txt");
    writeFileSync(file, "this is a letter and no database, long enough to be looked at ".repeat(40));
    expect(() => openDatabase(file)).toThrow(/is not a SQLite database/u);
    expect(() => openReadOnly(file)).toThrow(/is not a SQLite database/u);
  });

  it("says what to do where there is no database to read", () => {
    expect(() => openReadOnly(path.join(folder, "none.db"))).toThrow(/make one with `jixiao import`/u);
  });

  it("gives a connection that cannot write where only reading is asked for", () => {
    const file = path.join(folder, "a.db");
    openDatabase(file).close();
    const database = openReadOnly(file);
    expect(() => database.exec("DELETE FROM documents")).toThrow(/readonly/u);
    database.close();
  });
});

import { afterEach, describe, expect, it } from "vitest";
import { buildFiling, buildFunding, buildImport, buildProject, traced } from "../store/build-record.ts";
import { buildApp, type TestApp } from "./build-app.ts";

let server: TestApp;

afterEach(async () => {
  await server.close();
});

describe("the server on loopback", () => {
  it("answers its own page", async () => {
    server = buildApp();
    expect((await server.get("/")).status).toBe(200);
    expect((await server.get("/api/documents")).status).toBe(200);
  });

  it.each(["evil.example", "evil.example:7801", "127.0.0.1.evil.example", "", "10.0.0.5:7801"])("refuses the host %j (DNS rebinding)", async (host) => {
    server = buildApp();
    expect((await server.get("/api/documents", { Host: host })).status).toBe(403);
  });

  it.each(["http://evil.example", "null", "http://127.0.0.1:9999", "https://127.0.0.1.evil.example"])("refuses a post from the origin %j", async (origin) => {
    server = buildApp();
    expect((await server.post("/api/parse", { path: "filings[0].kind", text: "" }, { Origin: origin })).status).toBe(403);
  });

  it.each(["parse", "joins", "uploads?name=a.txt", "documents/1/corrections", "documents/1/confirm-all", "documents/1/undo"])("refuses a post of another site to %s", async (path) => {
    server = buildApp();
    expect((await server.post(`/api/${path}`, {}, { Origin: "http://evil.example" })).status).toBe(403);
    expect((await server.post(`/api/${path}`, {}, { Host: "evil.example", Origin: "http://evil.example" })).status).toBe(403);
  });

  it("refuses a post that does not say where it comes from", async () => {
    server = buildApp();
    const response = await server.app.request("/api/parse", { method: "POST", headers: { Host: "127.0.0.1:7801" }, body: "{}" });
    expect(response.status).toBe(403);
  });

  it("refuses what a browser says another site caused, but for following a link to it", async () => {
    server = buildApp();
    expect((await server.get("/api/documents", { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors" })).status).toBe(403);
    expect((await server.get("/", { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate" })).status).toBe(200);
  });

  it("refuses a form's post, which needs no permission of this server to be sent", async () => {
    server = buildApp();
    const headers = { "Content-Type": "text/plain" };
    expect((await server.post("/api/parse", { path: "filings[0].kind", text: "" }, headers)).status).toBe(400);
  });

  it("sends its policy with every answer, also with a refusal", async () => {
    server = buildApp();
    for (const response of [await server.get("/"), await server.get("/nowhere"), await server.get("/", { Host: "evil.example" })]) {
      const policy = response.headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe|https?:|\*/u);
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
      expect(response.headers.get("access-control-allow-origin")).toBeNull();
    }
  });
});

describe("the server away from loopback", () => {
  const token = "a-secret-of-this-run";

  it("lets nobody in without the token", async () => {
    server = buildApp({ access: { token, anyAddress: true } });
    for (const path of ["/", "/api/documents", "/?token=guess"]) {
      expect((await server.get(path, { Host: "192.0.2.7:7801" })).status).toBe(401);
    }
  });

  it("takes the token from the address once, then from a cookie that no script and no other site gets", async () => {
    server = buildApp({ access: { token, anyAddress: true } });
    const first = await server.get(`/?token=${token}`, { Host: "192.0.2.7:7801" });
    const cookie = first.headers.get("set-cookie") ?? "";
    expect([first.status, first.headers.get("location")]).toEqual([303, "/"]);
    expect(cookie).toMatch(/HttpOnly/u);
    expect(cookie).toMatch(/SameSite=Strict/u);
    const again = await server.get("/api/documents", { Host: "192.0.2.7:7801", Cookie: cookie.split(";")[0] ?? "" });
    expect(again.status).toBe(200);
  });

  it("still refuses a name that is not its own", async () => {
    server = buildApp({ access: { token, anyAddress: true } });
    expect((await server.get(`/?token=${token}`, { Host: "rebound.example:7801" })).status).toBe(403);
  });
});

describe("a drawing", () => {
  it("holds a document's text as text, and runs nothing where it is opened by itself", async () => {
    server = buildApp();
    const nasty = `<img src=x onerror=alert(1)><script>alert(2)</script>`;
    const project = buildProject({ supervisingDepartment: traced(nasty), funding: [buildFunding("total", 100)] });
    server.writer.writeRead(buildImport({ filings: [buildFiling([project])] }), { refresh: false });
    const response = await server.get("/api/charts/budget-by-department/drawing.svg");
    const svg = await response.text();
    expect(svg).toContain("&lt;img");
    expect(svg).not.toMatch(/<img|<script|<foreignObject|onerror=alert\(1\)>/u);
    expect(response.headers.get("content-security-policy")).toContain("script-src 'self'");
  });
});

describe("a request's path", () => {
  it.each(["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/assets/..%2f..%2fpackage.json", "/api/documents/..%2f..%2fetc%2fpasswd/original"])(
    "%s leads to no file",
    async (path) => {
      server = buildApp();
      const response = await server.get(path);
      expect(response.status).toBe(404);
      expect(await response.text()).not.toMatch(/root:|jixiao"/u);
    },
  );

  it("of a document leads only to a file with that document's bytes", async () => {
    server = buildApp();
    // The database says the form lies there; what lies there is something else.
    const { documentId } = server.writer.writeRead(buildImport({}, "/etc/passwd"), { refresh: false });
    const response = await server.get(`/api/documents/${documentId}/original`);
    expect(response.status).toBe(410);
    expect(await response.text()).not.toContain("root:");
  });
});

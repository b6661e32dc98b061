import { decideReadings, type DecisionBody } from "../api/client.ts";
import { say } from "../shell/notices.tsx";
import { t } from "../shell/settings.ts";

/** Sends a person's decision, says what became of it, and has the list loaded anew. */
export async function decide(body: DecisionBody, reload: () => void): Promise<void> {
  try {
    await decideReadings(body);
    say("good", t(body.kind === "join" ? "joins.notice.joined" : "joins.notice.split"));
    reload();
  } catch (error) {
    say("bad", t("common.failed", { reason: error instanceof Error ? error.message : String(error) }));
  }
}

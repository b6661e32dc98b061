/** One step of the schema. Once released a step is never edited; a change is a new step. */
export interface Migration {
  /** `user_version` of a database that has taken this step; steps count up by one from 1. */
  readonly version: number;
  /** What the step does, in a few words, for messages. */
  readonly title: string;
  readonly sql: string;
  /** Whether it changes the text of a table in the schema itself, which is guarded otherwise. */
  readonly editsSchema?: true;
}

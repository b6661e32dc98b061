const explanations: Readonly<Partial<Record<string, string>>> = {
  EACCES: "permission is missing",
  EPERM: "permission is missing",
  ENOENT: "it is gone, or its name is not written in UTF-8",
  ELOOP: "its symbolic links lead in a circle",
  EMFILE: "too many files are open; run with fewer --jobs",
  ENAMETOOLONG: "its name is too long",
  EIO: "the disk failed",
};

/** Why the file system would not give a file, in plain words. */
export function explainFileError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? String(error.code) : "";
  return explanations[code] ?? error.message;
}

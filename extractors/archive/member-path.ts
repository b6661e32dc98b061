/** Files that archivers and office programs leave beside the documents: folder data, thumbnails, locks. */
const litter = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$)/i;

/** Whether a member is no document of anyone's and is passed over without a word. */
export function isLitter(path: string): boolean {
  return litter.test(path);
}

/** Why a path inside an archive must not be followed; undefined for one that stays inside. */
export function findPathFault(path: string): string | undefined {
  if (path === "" || path.includes("\0")) return "it has no proper name";
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path)) return "its path leads outside the archive";
  return path.split("/").includes("..") ? "its path leads outside the archive" : undefined;
}

/** What `jixiao check` prints beside the findings, in Chinese. */
export const zhCheck = {
  "check.column.severity": "轻重",
  "check.column.code": "代码",
  "check.column.document": "文件",
  "check.column.path": "位置",
  "check.column.message": "说明",
  "check.column.remedy": "处理办法",
  "check.severity.error": "错误",
  "check.severity.warning": "警告",
  "check.severity.info": "提示",
  "check.closing": "共 {count} 条，其中错误 {errors} 条。{codes}",
};

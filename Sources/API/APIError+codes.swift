extension APIError {
  /// 400: only a code with an end can have a backup.
  public static let accessCodeNotTimeBound = APIError(
    400, "access_code_not_time_bound", "Backups can only be used for time_bound access codes.")
  /// 404: the locks of the brand have no backup codes.
  public static let backupAccessCodeNotFound = APIError(
    404, "backup_access_code_not_found", "Backup access code not found")
}

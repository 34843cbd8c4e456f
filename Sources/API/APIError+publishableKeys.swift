extension APIError {
  /// - Parameter path: the called operation, which decides the status.
  public static func unknownPublishableKey(at path: String) -> APIError {
    APIError(publishableKeyStatus(of: path), "workspace_not_found", "Publishable key not found")
  }
  /// - Parameter path: the called operation, which decides the status.
  public static func publishableKeyWithoutUser(at path: String) -> APIError {
    APIError(
      publishableKeyStatus(of: path), "publishable_key_requires_user_identifier_key",
      "user_identifier_key is required with a publishable key")
  }
  public static let publishableKeyGrantsNothing = APIError(
    403, "publishable_keys_must_create_empty_client_sessions",
    "A publishable key cannot grant accounts, webviews, a customer or an identity. Use an API key"
  )
}

/// The status for a publishable key that cannot be used. In the public API it depends on the operation.
private func publishableKeyStatus(of path: String) -> Int { path == "/client_sessions/get_or_create" ? 400 : 401 }

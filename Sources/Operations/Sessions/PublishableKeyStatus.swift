/// The status for an unknown publishable key. In the public API it depends on the operation.
package func publishableKeyStatus(of path: String) -> Int { path == "/client_sessions/get_or_create" ? 400 : 401 }

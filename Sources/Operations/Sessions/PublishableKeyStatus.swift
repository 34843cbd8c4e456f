/// What a publishable key that is not taken is answered with: the public API tells it so by operation.
package func publishableKeyStatus(of path: String) -> Int { path == "/client_sessions/get_or_create" ? 400 : 401 }
